"""The stage of an environment or of a connection: development, test or production."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Stage(StrEnum):
    """The purpose of an environment; determines how prominently it is marked."""

    DEVELOPMENT = "development"
    TEST = "test"
    PRODUCTION = "production"


def strictest_of(stages: Iterable[Stage]) -> Stage:
    """The stage that is nearest to Production."""
    return max(stages, key=list(Stage).index)
