"""The support bundle, from the Help menu and from a run."""
