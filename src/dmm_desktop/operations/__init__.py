"""One function for each user action. The window and the command line run them as jobs."""
