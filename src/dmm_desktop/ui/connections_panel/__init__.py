"""The panel at the left: the environments with their connections, and what can be done with them."""
