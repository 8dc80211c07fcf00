"""A Linux desktop without a screen, and a user who works on it through the accessibility bus. Linux only."""
