"""Tries what `dev.py freeze` has built: `python -m tools.smoke`."""
