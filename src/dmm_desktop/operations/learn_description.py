"""Learns how an environment's API is called from what the user gives: descriptions, and requests that worked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..api.contract import BoundOperation, Operation, Parameter, ParameterIn, UnboundOperation
from ..api.learned import (
    BODIES,
    BUILT_IN_FILE,
    METHODS,
    Candidate,
    Constant,
    Given,
    Learned,
    LearningChoices,
    SourceKind,
    Way,
    built_in_description,
    inputs_of,
    learned_from,
    notes_of,
    read_given,
)
from ..api.sources.given import MAX_SOURCE
from ..core.job import CancelToken, OnProgress
from ..core.local_files import read_text

__all__ = [
    "BODIES",
    "MAX_SOURCE",
    "METHODS",
    "BoundOperation",
    "Candidate",
    "Constant",
    "Given",
    "Learned",
    "LearningChoices",
    "Operation",
    "Parameter",
    "ParameterIn",
    "SourceKind",
    "UnboundOperation",
    "Way",
    "inputs_of",
    "learn_description",
    "notes_of",
    "place_of",
    "read_present",
    "read_source",
    "read_source_file",
]


def read_source_file(path: Path, cancel: CancelToken, report: OnProgress) -> Given:
    """Read a file. Raises WrongInput if it is not a source, and LocalError if it cannot be read."""
    return read_given(read_text(path, MAX_SOURCE), path.name, cancel)


def read_source(content: str, name: str, cancel: CancelToken, report: OnProgress) -> Given:
    """Read a text called ``name``; "" for one that was pasted. Raises WrongInput."""
    return read_given(content, name, cancel)


def read_present(description: str | None, cancel: CancelToken, report: OnProgress) -> Given:
    """The description that applies now: the stored one, or else the built-in one. Raises WrongInput if it cannot be
    read."""
    return read_given(description or built_in_description(), BUILT_IN_FILE)


def learn_description(
    given: Sequence[Given],
    name: str,
    choices: LearningChoices,
    cancel: CancelToken,
    report: OnProgress,
    *,
    root: str = "",
) -> Learned:
    """What the sources show, with the user's choices; fast enough to be repeated after each choice. ``root`` is the
    path of the environment's API if the user gave it."""
    return learned_from(given, name, choices, root, cancel)


def place_of(field: Parameter) -> str:
    """The place of a value in words: "body, Request.ZipFile"."""
    inside = ".".join(field.path) or field.name
    return f"{field.place.value}, {inside}"
