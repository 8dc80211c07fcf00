"""The report of a run as a page to read, print and send."""
