"""Takes a picture of every screen for the README and the design: `python -m tools.screenshots`."""
