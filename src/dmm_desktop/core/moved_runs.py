"""Runs that were sent to a server other than the one that the name of their environment now leads to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .environment import Environment
from .environment_names import name_key
from .runs import Run


def located(run: Run, environments: Sequence[Environment]) -> Run:
    """The run, with what is known of its place while these environments are saved: whether the name that its
    environment had then now leads to a server other than the one it was sent to, because it belongs to another
    environment, or its environment has another address."""
    has_moved = _has_moved(run, environments)
    return run if has_moved is run.has_moved else replace(run, has_moved=has_moved)


def _has_moved(run: Run, environments: Sequence[Environment]) -> bool:
    if run.root is None:
        return False
    key = name_key(run.environment_name)
    saved = next((one for one in environments if name_key(one.name) == key), None)
    if saved is None:  # users know what had the name before
        saved = next((one for one in environments if one.id == run.environment_id), None)
    return saved is not None and not saved.has_root(run.root)
