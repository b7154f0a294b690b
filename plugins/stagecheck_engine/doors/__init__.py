"""What the bridge answers beside results: an operation a module, imported when it is asked for."""
