"""What the names in a zip say: which files make up an import, in which folder, and what does not count. They come from
the zip's author, so they are never shown or trusted as they are.
"""

from __future__ import annotations

import zipfile
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from ..core.text import escape_controls

#: Ends of names [documented]; what stands before pairs the two files of an entity [assumed].
STRUCTURE = "_Struct.dmm"
DATA = "_Data.csv"


@dataclass(frozen=True)
class Layout:
    """The directory of a zip. ``entries`` are all, in its order; names are as written in the zip."""

    entries: tuple[zipfile.ZipInfo, ...]

    @cached_property
    def files(self) -> tuple[zipfile.ZipInfo, ...]:
        """The entries that count: neither folders nor what an operating system added."""
        return tuple(
            entry
            for entry in self.entries
            if not is_folder(entry.orig_filename) and not is_added_by_a_system(entry.orig_filename)
        )

    @cached_property
    def ignored(self) -> tuple[str, ...]:
        """Names of all others, without the folders that lead to a file."""
        names = sorted(self.names)

        def leads_to_a_file(name: str) -> bool:
            at = bisect_left(names, name)
            return at < len(names) and names[at].startswith(name)

        return tuple(entry.orig_filename for entry in self.entries if not leads_to_a_file(entry.orig_filename))

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(entry.orig_filename for entry in self.files)

    @cached_property
    def folders(self) -> frozenset[str]:
        """Folders that directly hold a file, ending in ``/`` or a backslash; "" is the root."""
        return frozenset(folder_of(name) for name in self.names)

    @property
    def common_folder(self) -> str:
        """The one folder below the root that holds every file; "" if there is none such."""
        return next(iter(self.folders)) if len(self.folders) == 1 else ""

    @cached_property
    def structures(self) -> dict[str, str]:
        """All structure files by their name without the suffix."""
        return {name.removesuffix(STRUCTURE): name for name in self.names if name.endswith(STRUCTURE)}

    @cached_property
    def data(self) -> dict[str, zipfile.ZipInfo]:
        """All data files by their name without the suffix."""
        return {
            entry.orig_filename.removesuffix(DATA): entry for entry in self.files if entry.orig_filename.endswith(DATA)
        }


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


def display_name(name: str) -> str:
    """The name for a person: cut where it is very long, and control or direction characters spelled out."""
    if len(name) > _SHOWN_LIMIT:
        name = name[: _SHOWN_LIMIT - 1] + "…"
    return escape_controls(name)


def folder_of(name: str) -> str:
    """What comes before the last part of the name, with the separator at its end; "" where there is nothing.

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
