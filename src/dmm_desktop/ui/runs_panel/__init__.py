"""The list of current and past runs."""
