"""The fingerprint of a zip: bounded, stored without loss, and readable whatever is stored."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.core.fingerprint import (
    MOST_COLUMNS,
    MOST_FILES,
    MOST_LETTERS,
    ColumnFingerprint,
    FileFingerprint,
    Fingerprint,
    entity_key,
    fingerprint_of,
    fingerprint_text,
    read_fingerprint,
)


def a_file(entity: str, rows: int | None = 1, *empty: int) -> FileFingerprint:
    columns = tuple(ColumnFingerprint(f"C{place}", count) for place, count in enumerate(empty))
    return FileFingerprint(f"{entity}_Data.csv", entity, rows, "ab" * 32, columns)


def test_rows_of_all_files() -> None:
    found = fingerprint_of([a_file("Customer", 5_000), a_file("Region", 22)])
    assert (found.rows, found.more_files, found.more_columns) == (5_022, 0, 0)


def test_no_total_if_one_file_was_not_counted() -> None:
    assert fingerprint_of([a_file("Customer", 5_000), a_file("Region", None)]).rows is None


def test_thousands_of_files_count_but_are_not_kept() -> None:
    found = fingerprint_of(a_file(f"E{number}", 2, *range(20)) for number in range(10_000))
    assert found.rows == 20_000
    assert (len(found.files), found.more_files) == (MOST_FILES, 10_000 - MOST_FILES)
    kept = sum(len(file.columns) for file in found.files)
    assert (kept, found.more_columns) == (MOST_COLUMNS, 200_000 - MOST_COLUMNS)
    assert len(fingerprint_text(found)) < 100_000


def test_a_long_name_is_cut() -> None:
    (file,) = fingerprint_of([a_file("x" * 60_000)]).files
    assert len(file.entity) == len(file.file) == MOST_LETTERS
    assert file.file.endswith("…")


_files = st.builds(
    FileFingerprint,
    st.text(st.characters()),
    st.text(st.characters()),
    st.none() | st.integers(0),
    st.text(),
    st.lists(st.builds(ColumnFingerprint, st.text(st.characters()), st.integers(0)), max_size=3).map(tuple),
)


@given(st.lists(_files, max_size=4))
def test_stored_without_loss(files: list[FileFingerprint]) -> None:
    found = fingerprint_of(files)
    written = fingerprint_text(found)
    assert written.isascii()
    assert read_fingerprint(written) == found


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(st.text() | _json.map(json.dumps))
def test_anything_else_is_no_fingerprint(stored: str) -> None:
    assert read_fingerprint(stored) is None or isinstance(read_fingerprint(stored), Fingerprint)


@pytest.mark.parametrize("stored", ["", "{}", "[1,2]", "[" * 100_000, '[1,[["a"]],0,0]', "[1e999,[],0,0]"])
def test_what_cannot_be_read(stored: str) -> None:
    assert read_fingerprint(stored) is None


def test_rows_by_entity() -> None:
    rows = fingerprint_of([a_file("Customer", 5), a_file("a", 1), a_file("A", 2)]).rows_by_entity()
    assert rows[entity_key(" CUSTOMER ")] == 5
    assert rows[entity_key("A")] is None  # it is not known which of the two the server means
