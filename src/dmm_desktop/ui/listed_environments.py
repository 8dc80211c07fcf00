"""Which environments and connections a list shows: all, or those that a filter finds; fewer rows if there are many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..core.environment import RUNTIME_CONNECTION, Connection, SavedEnvironment
from ..core.search_words import has_all_words, search_key, searched_words
from .stage import stage_word

#: Lists with more environments than this are compact, and have a filter.
MANY_ENVIRONMENTS = 8


@dataclass(frozen=True, slots=True)
class ListedEnvironment:
    """An environment in a list, with the connections in the rows below it. Without any, its own row also stands for its
    Runtime Connection."""

    saved: SavedEnvironment
    connections: tuple[Connection, ...]


def listed_environments(environments: Sequence[SavedEnvironment], wanted: str = "") -> tuple[ListedEnvironment, ...]:
    """The environments whose name, address and stage contain every word that is ``wanted``, with all connections; of
    the others, the connections for which that holds together with their names. If there are many environments, one
    that has only its Runtime Connection has no rows below it."""
    words = searched_words(wanted)
    found = []
    for saved in environments:
        environment = saved.environment
        connections = (Connection(environment.id, RUNTIME_CONNECTION), *saved.connections)
        about = " ".join((environment.name, str(environment.address), stage_word(environment.stage)))
        if not has_all_words(search_key(about), words):
            connections = tuple(one for one in connections if has_all_words(search_key(f"{about} {one.name}"), words))
        if connections:
            has_rows = bool(saved.connections) or len(environments) <= MANY_ENVIRONMENTS
            found.append(ListedEnvironment(saved, connections if has_rows else ()))
    return tuple(found)
