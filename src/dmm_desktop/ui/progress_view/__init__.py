"""The view of one run: destination, state and actions."""
