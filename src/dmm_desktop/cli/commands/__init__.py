"""One module for each command; its ``command`` carries it out and returns the exit code."""
