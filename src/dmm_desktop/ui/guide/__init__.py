"""The user guide in the window."""
