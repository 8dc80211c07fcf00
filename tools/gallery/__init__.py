"""Every widget of the window in its states, on two pages: `python -m tools.gallery`."""
