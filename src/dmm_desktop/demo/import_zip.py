"""Reads an uploaded import zip: its entities and their numbers of records."""

import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_STRUCTURE = "_Struct.dmm"
_DATA = "_Data.csv"
_BLOCK = 1 << 20
_NOT_QUOTE_NOR_LINE_END = bytes(set(range(256)) - set(b"'\n"))


class NotAnImportZip(Exception):
    """The upload cannot be imported; the text gives a reason as a server would."""


@dataclass(frozen=True)
class Entity:
    """One `_Struct.dmm` with its `_Data.csv`; `size` is the size of the CSV in bytes."""

    name: str
    records: int
    size: int

    @property
    def is_system(self) -> bool:
        return self.name.lower().startswith("ossys_")

    @property
    def is_process(self) -> bool:
        """Whether it belongs to BPT (assumed from the prefix of the platform's process tables)."""
        return self.name.lower().startswith("ossys_bpm")


def read_import_zip(path: Path) -> tuple[Entity, ...]:
    """All entities, in the order of the zip. Raises NotAnImportZip."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _read(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise NotAnImportZip("The file is not a valid zip file.") from error
    except (RuntimeError, NotImplementedError) as error:
        raise NotAnImportZip("The zip file is encrypted or uses a compression that is not supported.") from error


def _read(archive: zipfile.ZipFile) -> tuple[Entity, ...]:
    names = [name for name in archive.namelist() if "/" not in name]
    structures = [name.removesuffix(_STRUCTURE) for name in names if name.endswith(_STRUCTURE)]
    data = {name.removesuffix(_DATA) for name in names if name.endswith(_DATA)}
    if not structures:
        raise NotAnImportZip("The zip file has no entity structure (*_Struct.dmm) at its root.")
    if orphans := sorted(data.difference(structures)):
        raise NotAnImportZip(f"The zip file has data without structure: {orphans[0]}{_DATA}.")
    return tuple(_read_entity(archive, name, name in data) for name in structures)


def _read_entity(archive: zipfile.ZipFile, name: str, has_data: bool) -> Entity:
    if not has_data:
        return Entity(name, 0, 0)
    member = archive.getinfo(name + _DATA)
    with archive.open(member) as stream:
        lines = _count_lines(iter(lambda: stream.read(_BLOCK), b""))
    return Entity(name, max(0, lines - 1), member.file_size)


def _count_lines(blocks: Iterable[bytes]) -> int:
    """Count the lines of a CSV, where a line end between two `'` belongs to a text.

    Only quotes and line ends matter. After the others are removed, two adjacent quotes cancel out, whether an empty
    text, a text of one line or a doubled quote, which leaves almost nothing to process.
    """
    lines = 0
    inside = False
    last = b"\n"
    for block in blocks:
        parts = block.translate(None, _NOT_QUOTE_NOR_LINE_END).replace(b"''", b"").split(b"'")
        lines += sum(part.count(b"\n") for part in parts[inside::2])
        inside ^= len(parts) % 2 == 0
        last = block[-1:]
    return lines + (last != b"\n")
