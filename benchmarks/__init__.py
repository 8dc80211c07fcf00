"""Measures DMM Desktop beside what else does the same work: `python -m benchmarks`, from the root of the project."""
