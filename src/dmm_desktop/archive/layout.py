"""What the names in a zip mean: which files form an import, in which folder, and which are ignored. They come from the
zip's author, so they are never shown or trusted unchecked."""

from __future__ import annotations

import contextlib
import zipfile
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from ..core.text import escape_controls

#: Suffixes [documented]; the part before pairs the two files of an entity [assumed].
STRUCTURE = "_Struct.dmm"
DATA = "_Data.csv"


@dataclass(frozen=True)
class Layout:
    """The directory of a zip. ``entries`` are all entries, in its order; names are as in the zip."""

    entries: tuple[zipfile.ZipInfo, ...]

    @cached_property
    def files(self) -> tuple[zipfile.ZipInfo, ...]:
        """The relevant entries: neither folders nor files added by an operating system."""
        return tuple(
            entry
            for entry in self.entries
            if not is_folder(entry.orig_filename) and not is_added_by_a_system(entry.orig_filename)
        )

    @cached_property
    def ignored(self) -> tuple[str, ...]:
        """The names of the entries that are not in ``files``, except folders that contain one of those files."""
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
        """The folders that directly hold a file, ending in ``/`` or a backslash; "" is the root."""
        return frozenset(folder_of(name) for name in map(path_of, self.names))

    @property
    def common_folder(self) -> str:
        """The only folder below the root that holds every file; "" if there is none."""
        return next(iter(self.folders)) if len(self.folders) == 1 else ""

    @cached_property
    def structures(self) -> dict[str, str]:
        """All structure files by their path without the suffix."""
        return {path_of(name).removesuffix(STRUCTURE): name for name in self.names if name.endswith(STRUCTURE)}

    @cached_property
    def data(self) -> dict[str, zipfile.ZipInfo]:
        """All data files by their path without the suffix."""
        return {
            path_of(entry.orig_filename).removesuffix(DATA): entry
            for entry in self.files
            if entry.orig_filename.endswith(DATA)
        }


_SHOWN_LIMIT = 120  # characters

#: Files that macOS, Windows and LibreOffice add to folders and zips [platform]; in lower case.
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
#: AppleDouble files, in which macOS keeps metadata; lock files of LibreOffice.
_ADDED_BEGINNINGS = ("._", ".~lock.")


def display_name(name: str) -> str:
    """The name ready to be shown: shortened if very long, control and direction characters escaped.

    Programs of macOS and others write UTF-8 without saying so [platform]; zipfile reads such names as CP437. Names that
    are valid UTF-8 are then shown as such.
    """
    if not name.isascii():
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode()
    if len(name) > _SHOWN_LIMIT:
        name = name[: _SHOWN_LIMIT - 1] + "…"
    return escape_controls(name)


def path_of(name: str) -> str:
    """The name without ``./`` at its beginning, which some programs write for the root [platform]."""
    while name.startswith("./"):
        name = name[2:]
    return name


def folder_of(name: str) -> str:
    """The part of the name before its last component, including the separator; "" if there is none.

    Old Windows programs write backslashes [platform].
    """
    return name[: max(name.rfind("/"), name.rfind("\\")) + 1]


def is_folder(name: str) -> bool:
    """Whether the entry is a folder."""
    return name.endswith(("/", "\\"))


def is_added_by_a_system(name: str) -> bool:
    """Whether an operating system or office program added this entry; it plays no part in an import."""
    path = "/" + name.lower().replace("\\", "/")
    last = path[path.rfind("/") + 1 :]
    return (
        any(folder in path for folder in _ADDED_FOLDERS) or last in _ADDED_FILES or last.startswith(_ADDED_BEGINNINGS)
    )
