"""Checking a zip takes time that does not grow with the number of columns times the number of attributes, and reads no
structure with more attributes than any table has: the zip's author may have made it to take hours."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.zip_makers import make_zip
from dmm_desktop.archive.contents.structure import MAX_ATTRIBUTES, read_structure
from dmm_desktop.archive.full_check import read_zip
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
