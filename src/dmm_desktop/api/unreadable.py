"""The root of what is raised inside this layer for an answer that cannot be read."""

from __future__ import annotations

from ..core.text import Text


class Unreadable(ValueError):
    """An answer, or a value in it, cannot be read. ``problem`` is worded to follow a colon."""

    def __init__(self, problem: Text) -> None:
        super().__init__(problem)
        self.problem = problem
