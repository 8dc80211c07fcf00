"""What a zip's names say: which files make up an import, in which folder, and what does not count."""

from __future__ import annotations

import zipfile
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from .names import folder_of, is_added_by_a_system, is_folder

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
        """Names of all structure files by what stands before the suffix."""
        return {name.removesuffix(STRUCTURE): name for name in self.names if name.endswith(STRUCTURE)}

    @cached_property
    def data(self) -> dict[str, zipfile.ZipInfo]:
        """All data files by what stands before the suffix."""
        return {
            entry.orig_filename.removesuffix(DATA): entry for entry in self.files if entry.orig_filename.endswith(DATA)
        }
