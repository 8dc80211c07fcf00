"""Names of entries in a zip: written by anybody, so never shown or trusted as they are."""

from __future__ import annotations

from dmm_desktop.core.legible import legible

_SHOWN_LIMIT = 120  # characters
_ADDED_FOLDER = "__MACOSX"
_ADDED_FILES = (".ds_store", "thumbs.db")


def shown(name: str) -> str:
    """The name for a person: cut where it is very long, and control or direction characters spelled out."""
    if len(name) > _SHOWN_LIMIT:
        name = name[: _SHOWN_LIMIT - 1] + "…"
    return legible(name)


def is_added_by_a_system(name: str) -> bool:
    """Whether macOS or Windows put this entry into the zip, unasked; it plays no part in an import."""
    *folders, last = name.split("/")
    return _ADDED_FOLDER in folders or last.lower() in _ADDED_FILES
