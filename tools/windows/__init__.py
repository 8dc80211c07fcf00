"""Runs the project on Python for Windows, under Wine, made from packages: `python -m tools.windows ARGUMENTS`."""
