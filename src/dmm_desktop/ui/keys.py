"""Keys that lead to the same thing in the main window and in the wizards."""

#: To the filter of a list of environments.
FILTER_ENVIRONMENTS = "Ctrl+Shift+E"
