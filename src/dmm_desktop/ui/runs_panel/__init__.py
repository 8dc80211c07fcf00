"""The list of runs, live and past."""
