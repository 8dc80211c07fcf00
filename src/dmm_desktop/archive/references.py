"""Finds the columns of a zip that refer to entities and users, and how many of their ids are not in the zip.

For information only, because the parents may already be in the environment. Requires a separate pass over the files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ..core.job import BytesProgress, CancelToken, OnProgress
from ..core.redaction import Redaction
from .contents.cells import LINE_END, QUOTED, raw
from .contents.encoding import Encoding
from .contents.facts import DataFacts
from .contents.id_set import IdMemory, IdSet
from .contents.member import BLOCK
from .contents.structure import Attribute
from .contents.tally import excerpt
from .contents.values import TEXT, Form, form_of, unquoted
from .directory import UnreadableZip, open_zip
from .entries import unpack
from .full_check import ReadZip
from .layout import DATA, Layout, display_name, folder_of
from .secrets_in_zips import quoted
from .source_file import SourceFile

#: Number of ids without a parent, or of ranges of them, that are kept for a column, and for all columns of a zip.
MAX_LISTED, MAX_LISTED_IN_ALL = 10_000, 200_000
_LONGEST_ROW = 4 << 20  # bytes
_BLANK = b" \t\r\n\0\x1a"
_USERS = frozenset({"user", "ossys_user"})


@dataclass(frozen=True, slots=True)
class MissingIds:
    """Ids that are not in the zip, ready to be shown: whole numbers from ``first`` to ``last``, or one id that is
    both."""

    first: str
    last: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that points to an entity, or to users if ``to_users``. All names are ready to be shown.

    ``ids`` is how many different ones there are; ``missing`` how many of them are not in the zip, with the first in
    ``listed``. None where they are not counted: more than a million that are not whole numbers, or too many in all
    columns. ``missing`` is also None where the target is not in the zip.
    """

    file: str
    column: str
    target: str
    to_users: bool
    ids: int | None
    missing: int | None
    listed: tuple[MissingIds, ...] = ()

    @property
    def unlisted(self) -> int:
        """The number of ids missing from the zip that are not listed."""
        return (self.missing or 0) - sum(ids.count for ids in self.listed)


def find_references(read: ReadZip, cancel: CancelToken, report: OnProgress) -> tuple[Reference, ...]:
    """The references of a zip that was read; reports BytesProgress over the files that matter.

    Files that are damaged, or whose separator is unclear, are left out. Raises LocalError and Cancelled.
    """
    contents = read.facts.contents
    if not contents.data:
        return ()
    found = _Columns(read)
    memory = IdMemory()
    ids: dict[tuple[str, int], IdSet] = {
        (file, column): IdSet(memory) for file, columns in found.wanted.items() for column in columns
    }
    sizes = {file: contents.data[file].size for file in found.wanted}
    done, total = 0, sum(sizes.values())
    with SourceFile(read.path) as source:
        try:
            archive = open_zip(source)
        except UnreadableZip:
            return ()
        with archive:
            entries = {entry.orig_filename: entry for entry in Layout(tuple(archive.infolist())).entries}
            for file, columns in found.wanted.items():
                encoding = Encoding()
                blocks = encoding.readable(unpack(archive, entries[file], BLOCK))
                try:
                    for values in _values(blocks, contents.data[file], columns):
                        cancel.check()
                        for column, of_column in zip(columns, values, strict=True):
                            ids[file, column].add(_ids(of_column))
                        report(BytesProgress(min(done, total), total))
                except UnreadableZip:
                    pass  # reported by the check
                done += sizes[file]
    references, left = [], MAX_LISTED_IN_ALL
    for pointer in found.pointers:
        cancel.check()
        reference = _reference(pointer, contents.data, ids, min(left, MAX_LISTED))
        references.append(reference_without_secrets(reference, read.secrets))
        left -= len(reference.listed)
    return tuple(references)


def reference_without_secrets(reference: Reference, secrets: Redaction) -> Reference:
    """The reference with all secrets in its names and ids hidden."""
    return replace(
        reference,
        file=quoted(reference.file, secrets),
        column=quoted(reference.column, secrets),
        target=quoted(reference.target, secrets),
        listed=tuple(
            replace(ids, first=quoted(ids.first, secrets), last=quoted(ids.last, secrets)) for ids in reference.listed
        ),
    )


@dataclass(frozen=True, slots=True)
class _Pointer:
    """A column of a file that refers to an entity; ``parent`` is the file and column with the ids of that entity, if
    the zip has it."""

    file: str
    column: int
    target: str
    to_users: bool
    parent: tuple[str, int] | None


class _Columns:
    """Which columns refer to what, and which must be read: ``wanted`` by file."""

    def __init__(self, read: ReadZip) -> None:
        contents = read.facts.contents
        readable = {
            file: data for file, data in contents.data.items() if data.columns and data.rows and file.endswith(DATA)
        }
        described: dict[str, dict[str, Attribute]] = {}
        for stem, entry in read.facts.layout.data.items():
            attributes = contents.attributes.get(read.facts.layout.structures.get(stem, ""), ())
            described[entry.orig_filename] = {excerpt(one.name.encode("utf-8", "replace")): one for one in attributes}
        parents = {_entity(file).lower(): (file, _id_column(data, described[file])) for file, data in readable.items()}
        self.pointers: list[_Pointer] = []
        wanted: dict[str, set[int]] = {}
        for file, attributes_of in described.items():
            for place, column in enumerate(readable[file].columns if file in readable else ()):
                attribute = attributes_of.get(column.name)
                target = _target(column.name, attribute.type if attribute else "")
                key = target.lower()
                to_users = key in _USERS
                file_of_parent, id_column = parents.get("ossys_user" if to_users else key, ("", None))
                if (not to_users and id_column is None) or (file_of_parent, id_column) == (file, place):
                    continue
                parent = None if id_column is None else (file_of_parent, id_column)
                self.pointers.append(_Pointer(file, place, target, to_users, parent))
                wanted.setdefault(file, set()).add(place)
                if parent is not None:
                    wanted.setdefault(parent[0], set()).add(parent[1])
        self.wanted = {file: sorted(columns) for file, columns in wanted.items()}


def _entity(file: str) -> str:
    return file.removeprefix(folder_of(file)).removesuffix(DATA)


def _id_column(data: DataFacts, attributes: Mapping[str, Attribute]) -> int | None:
    """The column of the ids: as the structure says, otherwise by its name [assumed]."""
    identifiers = {name for name, attribute in attributes.items() if attribute.is_identifier}
    for place, column in enumerate(data.columns):
        if column.name in identifiers if identifiers else column.name.lower() == "id":
            return place
    return None


def _target(name: str, type_: str) -> str:
    """The entity that a column refers to, according to its type in the structure, otherwise its name; "" if none."""
    if type_.endswith(" Identifier"):
        return type_.removesuffix(" Identifier").rpartition(".")[2].strip()
    stem = name[:-2] if name[-2:] in ("Id", "ID") else ""
    return stem.rstrip("_")


def _values(blocks: Iterator[bytes], data: DataFacts, columns: list[int]) -> Iterator[list[tuple[bytes, ...]]]:
    """The values of the columns, some rows at a time; rows of the wrong width are left out."""
    assert data.dialect is not None and data.dialect.separator is not None
    separator = data.dialect.separator.encode()
    stops = [re.escape(separator)] * (len(data.columns) - 1) + [LINE_END]
    parts = []
    for place, stop in enumerate(stops):
        value = b"|".join((QUOTED + stop, TEXT + stop, raw(separator) + stop))
        parts.append(b"(" * (place in columns) + b"(?>" + value + b")" + b")" * (place in columns))
    row = re.compile(b"".join(parts) + rb"|[^\r\n]*+" + LINE_END)
    rest, is_header, ends_in_cr = b"", True, data.dialect.line_end == "\r"  # texts may contain line feeds then
    for block in blocks:
        rest += block
        if is_header:
            rest = rest.lstrip(_BLANK)  # lines before the header
        mark, follows = (b"\r", 1) if ends_in_cr or b"\n" not in rest else (b"\n", 0)
        end = rest.rfind(mark, 0, len(rest) - follows) + 1
        if rest.count(b"'", 0, end) % 2:
            end = rest.rfind(mark, 0, rest.rfind(b"'", 0, end)) + 1
        if end:
            yield _by_column(row, rest[:end], len(columns), is_header)
            rest, is_header = rest[end:], False
        elif len(rest) > _LONGEST_ROW:
            rest = rest[-1:]  # a row that is too large is left out
    yield _by_column(row, rest + b"\n", len(columns), is_header)


def _by_column(row: re.Pattern[bytes], rows: bytes, width: int, is_header: bool) -> list[tuple[bytes, ...]]:
    found: list[tuple[bytes, ...]] = [
        match if isinstance(match, tuple) else (match,) for match in row.findall(rows)[is_header:]
    ]
    return list(zip(*found, strict=True)) if found else [()] * width


def _ids(values: tuple[bytes, ...]) -> Iterator[bytes]:
    """The ids among values that still have their separators and quotes."""
    for value in dict.fromkeys(values):
        plain = unquoted(value.rstrip(b"\r\n,;\t|"))
        if plain.startswith(b"N'"):
            plain = plain[2:-1].replace(b"''", b"'")
        elif form_of(plain) is Form.EMPTY:
            continue
        if plain:
            yield plain


def _reference(
    pointer: _Pointer, data: Mapping[str, DataFacts], ids: Mapping[tuple[str, int], IdSet], most: int
) -> Reference:
    """What is known of a column; at most ``most`` ids without a parent are listed."""
    own = ids[pointer.file, pointer.column]
    parent = ids.get(pointer.parent) if pointer.parent is not None else None
    name = data[pointer.file].columns[pointer.column].name
    file, target = display_name(pointer.file), display_name(pointer.target)
    count = len(own) if own.is_counted else None
    if count is None or parent is None or not parent.is_counted:
        return Reference(file, name, target, pointer.to_users, count, None)
    missing = own.without(parent)
    total = sum(1 if isinstance(one, bytes) else one[1] - one[0] + 1 for one in missing)
    return Reference(file, name, target, pointer.to_users, count, total, tuple(map(_missing, missing[:most])))


def _missing(ids: tuple[int, int] | bytes) -> MissingIds:
    if isinstance(ids, bytes):
        return MissingIds(excerpt(ids), excerpt(ids))
    first, last = ids
    return MissingIds(str(first), str(last), last - first + 1)
