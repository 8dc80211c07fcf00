"""One module for each command; its function ``command`` runs it and returns the exit code."""
