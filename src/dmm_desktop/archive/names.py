"""Names of entries in a zip: written by anybody, so never shown or trusted as they are."""

from __future__ import annotations

from dmm_desktop.core.legible import legible

_SHOWN_LIMIT = 120  # characters

#: What macOS, Windows and LibreOffice put beside files and into zips [platform]; in lower case.
_ADDED_FOLDERS = (
    "/__macosx/",
    "/.fseventsd/",
    "/.spotlight-v100/",
    "/.temporaryitems/",
    "/.trashes/",
    "/$recycle.bin/",
    "/system volume information/",
)
_ADDED_FILES = frozenset({".ds_store", ".localized", "desktop.ini", "ehthumbs.db", "icon\r", "thumbs.db"})
#: AppleDouble, where macOS keeps what other systems have no place for; a file that LibreOffice has open.
_ADDED_BEGINNINGS = ("._", ".~lock.")


def shown(name: str) -> str:
    """The name for a person: cut where it is very long, and control or direction characters spelled out."""
    if len(name) > _SHOWN_LIMIT:
        name = name[: _SHOWN_LIMIT - 1] + "…"
    return legible(name)


def folder_of(name: str) -> str:
    """What stands before the last part of the name, with the separator at its end; "" where there is nothing.

    Old programs on Windows write backslashes [platform].
    """
    return name[: max(name.rfind("/"), name.rfind("\\")) + 1]


def is_folder(name: str) -> bool:
    """Whether the entry stands for a folder, not for a file."""
    return name.endswith(("/", "\\"))


def is_added_by_a_system(name: str) -> bool:
    """Whether a system or an office program put this entry there, unasked; it plays no part in an import."""
    path = "/" + name.lower().replace("\\", "/")
    last = path[path.rfind("/") + 1 :]
    return (
        any(folder in path for folder in _ADDED_FOLDERS) or last in _ADDED_FILES or last.startswith(_ADDED_BEGINNINGS)
    )
