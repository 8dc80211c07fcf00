"""Zip files: the check of an import zip, its repacking, and the verified saving and reading of log zips."""
