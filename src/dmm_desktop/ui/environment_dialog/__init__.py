"""The dialog in which an environment is added, changed and tested."""
