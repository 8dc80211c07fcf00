"""The look kit: colours, type, icons and the painted pieces that every screen is made of."""
