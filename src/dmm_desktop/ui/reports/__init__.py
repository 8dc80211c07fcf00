"""The report of a run as a page that can be read, printed and sent."""
