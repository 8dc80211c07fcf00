"""Creates the zips for the tests in this folder, with the standard library and by hand."""

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from dmm_desktop.archive.findings import CheckedZip, Finding
from dmm_desktop.archive.full_check import read_zip
from dmm_desktop.core.job import CancelToken, ignore_progress

GOOD = {
    "Customer_Struct.dmm": b'{"entity": "Customer"}',
    "Customer_Data.csv": b"Id;Name\r\n1;N'Ada'\r\n",
    "ossys_User_Struct.dmm": b"<entity/>",
    "ossys_User_Data.csv": b"Id\n7\n",
}


def make_zip(
    path: Path,
    files: Mapping[str, bytes] | Iterable[tuple[str, bytes]] = GOOD,
    method: int = zipfile.ZIP_DEFLATED,
) -> Path:
    """Write a zip; names are written unchanged, including repeated ones."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in files.items() if isinstance(files, Mapping) else files:
            info = zipfile.ZipInfo("x", (2024, 2, 3, 4, 5, 6))
            info.filename = name  # set after the constructor, which cuts a name at NUL
            info.compress_type = method
            with archive.open(info, "w") as stream:
                stream.write(content)
    return path


def check(path: Path) -> CheckedZip:
    return read_zip(path, CancelToken(), ignore_progress).checked()


def rules(checked: CheckedZip) -> list[int]:
    """The rules of the findings, without 15: most of these zips lack system tables or data files."""
    return [finding.rule for finding in _others(checked)]


def sentence(checked: CheckedZip) -> str:
    """The sentence of a zip's only finding, apart from those of rule 15."""
    (finding,) = _others(checked)
    return str(finding.sentence)


def _others(checked: CheckedZip) -> list[Finding]:
    return [finding for finding in checked.findings if finding.rule != 15]


def edit(path: Path, at: int, new: bytes) -> None:
    """Overwrite bytes in place; a negative position counts from the end."""
    data = bytearray(path.read_bytes())
    at %= len(data)
    data[at : at + len(new)] = new
    path.write_bytes(data)


def header_at(path: Path, name: str, signature: bytes = b"PK\1\2") -> int:
    """The offset of an entry's header in the directory, or of its local header with ``PK\3\4``."""
    data = path.read_bytes()
    at = data.find(signature)
    while at >= 0:
        name_at = at + (46 if signature == b"PK\1\2" else 30)
        if data.startswith(name.encode(), name_at):
            return at
        at = data.find(signature, at + 1)
    raise LookupError(name)


def data_at(path: Path, name: str) -> int:
    """The offset of an entry's contents."""
    at = header_at(path, name, b"PK\3\4")
    lengths = path.read_bytes()[at + 26 : at + 30]
    return at + 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
