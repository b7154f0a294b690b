"""The command line: a module for each command, with its `command`, and what they have in common."""
