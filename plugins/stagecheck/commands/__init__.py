"""What the command line offers: one module a command, each with its `command`."""
