"""Your own list: a table, or TOML."""
