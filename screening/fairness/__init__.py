"""How groups of people fare: rates by group, and the same profile in another place or under another name."""
