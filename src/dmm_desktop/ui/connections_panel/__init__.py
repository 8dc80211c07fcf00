"""The left panel: the environments with their connections, and the actions on them."""
