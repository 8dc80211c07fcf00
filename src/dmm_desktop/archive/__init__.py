"""Zip files: the pre-flight check of an import zip, its repacking, and the verified saving and reading of log zips."""
