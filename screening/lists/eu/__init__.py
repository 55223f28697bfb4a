"""The European Union's consolidated list, in the layouts of three periods."""
