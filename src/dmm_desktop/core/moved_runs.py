"""Runs that were sent to a server other than the one that the name of their environment now leads to."""

from __future__ import annotations

from collections.abc import Sequence

from .address import Address
from .environment import Environment
from .environment_names import name_key
from .runs import Run
from .text import Text, text


def has_moved(run: Run, environments: Sequence[Environment]) -> bool:
    """Whether the name that the run's environment had then now leads to a server other than the one it was sent to: it
    belongs to another environment, or its environment has another address."""
    if run.root is None:
        return False
    key = name_key(run.environment_name)
    saved = next((one for one in environments if name_key(one.name) == key), None)
    if saved is None:  # users know what had the name before
        saved = next((one for one in environments if one.id == run.environment_id), None)
    return saved is not None and not saved.has_root(run.root)


def former_place(name: str, root: Address) -> Text:
    """The address that a run was sent to, in place of the name of its environment."""
    return text("{address} (the address of {name} then)", address=root.origin, name=name)
