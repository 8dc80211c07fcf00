"""What developers run besides the tests: `python -m tools.NAME`, from the root of the project."""
