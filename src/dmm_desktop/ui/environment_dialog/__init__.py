"""The dialog that adds, edits and tests an environment."""
