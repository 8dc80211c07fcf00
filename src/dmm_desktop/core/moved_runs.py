"""Runs that were sent to a server other than the one that the name of their environment now belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from .address import Address
from .environment import Environment
from .environment_names import name_key
from .runs import Run
from .text import Text, text


def has_moved(run: Run, environments: Sequence[Environment]) -> bool:
    """Whether the name of the run's environment now belongs to a server other than the one it was sent to."""
    saved = next((one for one in environments if one.id == run.environment_id), None)
    if saved is None:
        key = name_key(run.environment_name)
        saved = next((one for one in environments if name_key(one.name) == key), None)
    return run.root is not None and saved is not None and not saved.has_root(run.root)


def former_place(name: str, root: Address) -> Text:
    """The address that a run was sent to, in place of the name of its environment."""
    return text("{address} (the address of {name} then)", address=root.origin, name=name)
