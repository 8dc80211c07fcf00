"""One run: where it goes, how it stands, what can be done."""
