"""Checking a zip takes time that does not grow with the number of columns times the number of attributes, and keeps no
more columns and attributes than exports have: the zip's author may have made it to take hours, or gigabytes of
memory."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.zip_makers import make_zip
from dmm_desktop.archive.contents.structure import MAX_ATTRIBUTES, MAX_LETTERS, read_structure
from dmm_desktop.archive.findings import CheckedZip
from dmm_desktop.archive.full_check import MOST_ATTRIBUTES, MOST_COLUMNS, read_zip
from dmm_desktop.core.job import CancelToken, ignore_progress

#: Several times the difference, in seconds of this process; before, it was more than twice as much.
MOMENT = 2.5


def _in_json(count: int) -> bytes:
    return json.dumps({"attributes": [{"name": f"x{number}"} for number in range(count)]}).encode()


def _in_xml(count: int) -> bytes:
    return b"<entity>" + b"".join(b'<attribute name="x%d"/>' % number for number in range(count)) + b"</entity>"


@pytest.mark.parametrize("written", [_in_json, _in_xml])
def test_a_structure_has_no_more_attributes_than_a_table(written: Callable[[int], bytes]) -> None:
    assert len(read_structure(written(MAX_ATTRIBUTES))) == MAX_ATTRIBUTES
    assert read_structure(written(MAX_ATTRIBUTES + 1)) == ()


def test_a_larger_list_beside_another_is_not_passed_over() -> None:
    small, large = [{"name": "Id"}], [{"name": f"x{number}"} for number in range(MAX_ATTRIBUTES + 1)]
    assert read_structure(json.dumps({"attributes": small, "columns": large}).encode()) == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_structure_with_entities_is_not_read(encoding: str) -> None:
    """Ten lines of them can stand for gigabytes; only some versions of Python's XML library notice."""
    content = '<!DOCTYPE e [<!ENTITY a "Id">]><e><attribute name="&a;"/></e>'
    for declaration in ("", '<?xml version="1.0"?>'):
        assert read_structure((declaration + content).encode(encoding)) == ()


@pytest.mark.parametrize("member", ["name", "type"])
def test_a_structure_with_a_longer_name_than_any_database_is_not_read(member: str) -> None:
    def written(length: int) -> bytes:
        return json.dumps({"attributes": [{"name": "Id", member: "x" * length}]}).encode()

    assert len(read_structure(written(MAX_LETTERS))) == 1
    assert read_structure(written(MAX_LETTERS + 1)) == ()


def test_all_structures_together_have_no_more_attributes_than_exports(tmp_path: Path) -> None:
    """Five megabytes of zip took a gigabyte of memory."""
    full = {f"{number}_Struct.dmm": _in_json(MAX_ATTRIBUTES) for number in range(MOST_ATTRIBUTES // MAX_ATTRIBUTES - 1)}
    nearly = {"nearly_Struct.dmm": _in_json(MAX_ATTRIBUTES - 1)}
    rest = {"two_Struct.dmm": _in_json(2), "one_Struct.dmm": _in_json(1), "more_Struct.dmm": _in_json(1)}
    checked = read_zip(make_zip(tmp_path / "a.zip", full | nearly | rest), CancelToken(), ignore_progress).checked()
    assert sum(len(entity.attributes) for entity in checked.entities) == MOST_ATTRIBUTES
    assert [len(entity.attributes) for entity in checked.entities[-3:]] == [0, 1, 0]


def _rows(width: int) -> bytes:
    return b";".join([b"c"] * width) + b"\n" + b";".join([b"1"] * width) + b"\n"


def _checked(path: Path, *contents: bytes, processes: bool) -> CheckedZip:
    """The result of the check of a zip with data files of these contents."""
    files = {f"{number:02}_Struct.dmm": b"?" for number in range(len(contents))}
    files |= {f"{number:02}_Data.csv": content for number, content in enumerate(contents)}
    return read_zip(make_zip(path, files), CancelToken(), ignore_progress, processes=processes).checked()


def _refused(*numbers: int) -> list[str]:
    return [
        f"The data files have too many columns in all, so the rows of {number:02}_Data.csv were not checked."
        for number in numbers
    ]


def test_all_data_files_together_have_no_more_columns_than_exports(tmp_path: Path) -> None:
    """Eighty kilobytes of zip took 440 megabytes of memory and a minute. A file whose columns are too many, or not
    certain, takes as much time as any other."""
    unclear = b"c;" * 12_499 + b"c," * 12_499 + b"c\n1;2,3\n4\n"
    contents = (unclear, *[_rows(30_000)] * 6, _rows(4_000), _rows(3_000), _rows(501), _rows(1))
    checked = _checked(tmp_path / "a.zip", *contents, processes=False)
    assert MOST_COLUMNS == 12_500 + 6 * 30_000 + 4_000 + 3_000 + 500
    assert [entity.records for entity in checked.entities] == [*[None] * 7, 1, 1, None, None]
    assert [str(note) for note in checked.notes[-2:]] == _refused(9, 10)


def test_processes_that_read_data_files_together_know_how_many_columns_are_left(tmp_path: Path) -> None:
    """At most four of them read a file at any moment."""
    contents = *[_rows(30_000)] * (MOST_COLUMNS // 30_000 + 5), *[_rows(1)] * 3
    checked = _checked(tmp_path / "a.zip", *contents, processes=True)
    last = len(contents)
    assert [str(note) for note in checked.notes[-3:]] == _refused(*range(last - 3, last))


def test_many_attributes_take_no_longer_because_of_many_columns(tmp_path: Path) -> None:
    few, many = _seconds(tmp_path, attributes=1), _seconds(tmp_path, attributes=MAX_ATTRIBUTES)
    assert many - few < MOMENT


def _seconds(folder: Path, attributes: int) -> float:
    """How long it takes to check data of 5,000 columns. Its identifiers are attributes that it lacks."""
    columns = [f"x{number}" for number in range(5000)]
    members = [
        {"name": f"x{number}", "isIdentifier": number >= len(columns)} for number in range(1000, 1000 + attributes)
    ]
    files = {
        "A_Struct.dmm": json.dumps({"attributes": members}).encode(),
        "A_Data.csv": f"{';'.join(columns)}\n{';'.join('1' * len(columns))}\n".encode(),
    }
    path = make_zip(folder / f"{attributes}.zip", files)
    began = time.process_time()
    checked = read_zip(path, CancelToken(), ignore_progress, processes=False).checked()
    took = time.process_time() - began
    assert checked.entities[0].records == 1
    return took
