"""References: which columns point where, how many ids they have, and which of them have no parent in the zip."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.data_files import Style, styles
from archive.zip_makers import make_zip
from dmm_desktop.archive.contents.id_set import MOST, MOST_MEMORY, IdMemory, IdSet
from dmm_desktop.archive.full_check import read_zip
from dmm_desktop.archive.references import (
    MAX_LISTED,
    MAX_LISTED_IN_ALL,
    MissingIds,
    Reference,
    find_references,
)
from dmm_desktop.core.job import CancelToken, ignore_progress

IDS = st.lists(st.integers(0, 40))


@given(IDS, IDS, st.lists(st.text("ab", min_size=1, max_size=2)))
def test_a_set_of_ids_counts_like_a_set(ids: list[int], parents: list[int], texts: list[str]) -> None:
    memory = IdMemory()
    one, other = IdSet(memory), IdSet(memory)
    one.add(str(id_).encode() for id_ in ids)
    one.add(text.encode() for text in texts)
    other.add(str(id_).encode() for id_ in parents)
    assert len(one) == len({*ids}) + len({*texts})
    missing = one.without(other)
    numbers = [
        id_ for first, last in (pair for pair in missing if isinstance(pair, tuple)) for id_ in range(first, last + 1)
    ]
    assert numbers == sorted({*ids} - {*parents})
    assert [text.decode() for text in missing if isinstance(text, bytes)] == sorted({*texts})


def test_too_many_ids_are_not_counted() -> None:
    memory = IdMemory()
    ids, others = IdSet(memory), IdSet(memory)
    others.add([b"1", b"x"])
    taken = memory.taken
    ids.add(b"x%d" % number for number in range(MOST + 1))
    assert (ids.is_counted, others.is_counted) == (False, True)
    ids.add([b"1", b"2"])
    assert memory.taken == taken


def test_all_sets_of_a_zip_take_no_more_memory_than_a_computer_has() -> None:
    """Half a megabyte of zip took three gigabytes: 400 columns of 50,000 ids."""
    memory = IdMemory()
    ids, texts, late = IdSet(memory), IdSet(memory), IdSet(memory)
    ids.add(b"%d" % number for number in range(0, 2000, 2))
    texts.add([b"x" * (1 << 20)])
    assert memory.taken >= 1000 * 100 + (1 << 20)
    memory.taken += MOST_MEMORY - memory.taken
    late.add([b"1"])
    assert [one.is_counted for one in (ids, texts, late)] == [True, True, False]
    assert memory.taken == MOST_MEMORY


def test_all_columns_together_list_a_limited_number_of_ids(tmp_path: Path) -> None:
    columns = MAX_LISTED_IN_ALL // MAX_LISTED + 2
    header = b";".join([b"UserId"] * columns) + b"\n"
    rows = b"".join(b";".join([b"%d" % number] * columns) + b"\n" for number in range(0, 2 * MAX_LISTED + 2, 2))
    files = {"ossys_User_Struct.dmm": b"?", "ossys_User_Data.csv": b"Id\n7\n"}
    files |= {"A_Struct.dmm": b"?", "A_Data.csv": header + rows}
    read = read_zip(make_zip(tmp_path / "a.zip", files), CancelToken(), ignore_progress)
    found = find_references(read, CancelToken(), ignore_progress)
    assert [len(one.listed) for one in found] == [*[MAX_LISTED] * (columns - 2), 0, 0]
    assert {len(one.listed) + one.unlisted for one in found} == {MAX_LISTED + 1}


def test_references_of_a_zip(tmp_path: Path) -> None:
    files = {
        "Customer_Struct.dmm": b"?",
        "Customer_Data.csv": b"Id;Name\r\n1;N'a;\r\n9'\r\n2;N'b'\r\n",
        "Order_Struct.dmm": b'{"Attributes": [{"Name": "Id"}, {"Name": "Buyer", "Type": "Customer Identifier"},'
        b' {"Name": "CustomerId"}, {"Name": "UserId"}, {"Name": "OtherId"}]}',
        "Order_Data.csv": b"Id;Buyer;CustomerId;UserId;OtherId\r\n1;1;2;7;1\r\n2;5;6;8;\r\n3;6;;7;\r\n4;9;NULL;;\r\n",
        "ossys_User_Struct.dmm": b"?",
        "ossys_User_Data.csv": b"Id\n7\n",
    }
    read = read_zip(make_zip(tmp_path / "a.zip", files), CancelToken(), ignore_progress)
    assert find_references(read, CancelToken(), ignore_progress) == (
        Reference("Order_Data.csv", "Buyer", "Customer", False, 4, 3, (MissingIds("5", "6", 2), MissingIds("9", "9"))),
        Reference("Order_Data.csv", "CustomerId", "Customer", False, 2, 1, (MissingIds("6", "6"),)),
        Reference("Order_Data.csv", "UserId", "User", True, 2, 1, (MissingIds("8", "8"),)),
    )


VALUES = st.lists(
    st.sampled_from(["1", "2", "3", "5", "9", "NULL", "", "N'a;b'", "N'O''\r\nx'"]), min_size=1, max_size=8
)


@settings(max_examples=20)
@given(styles(), styles(), VALUES, VALUES, st.sampled_from([0, 2]), st.sampled_from([1, 3000]))
def test_ids_are_counted_in_every_dialect(
    style: Style, of_parent: Style, values: list[str], parents: list[str], blank: int, times: int
) -> None:
    child = [("Id", "Name", "CustomerId"), *(("1", "N'x'", value) for value in values * times), ("2", "N'y'", "7")]
    parent = [("Id", "Name"), *((value, "N'z'") for value in parents), ("8", "N'z'")]
    before = style.line_end * blank
    text = before + style.line_end.join(style.separator.join(map(style.cell, row)) for row in child)
    files = {
        "Order_Struct.dmm": b"?",
        "Order_Data.csv": style.encode(text + style.line_end),
        "Customer_Struct.dmm": b"?",
        "Customer_Data.csv": of_parent.write(parent),
    }
    with tempfile.TemporaryDirectory() as folder:
        read = read_zip(make_zip(Path(folder) / "a.zip", files), CancelToken(), ignore_progress)
        [reference] = find_references(read, CancelToken(), ignore_progress)
    ids, known = {*values, "7"} - {"NULL", ""}, {*parents, "8"}
    assert (reference.ids, reference.missing) == (len(ids), len(ids - known))
    assert sum(one.count for one in reference.listed) == len(ids - known)


def test_the_ids_are_those_that_the_structure_says(tmp_path: Path) -> None:
    attributes = b'{"Attributes": [{"Name": "Code", "Type": "Text", "IsIdentifier": true}, {"Name": "Id"}]}'
    files = {
        "Country_Struct.dmm": attributes,
        "Country_Data.csv": b"Code;Id\r\nN'PT';1\r\nN'DE';2\r\n",
        "City_Struct.dmm": b'{"Attributes": [{"Name": "Id", "Type": "City Identifier"},'
        b' {"Name": "Where", "Type": "Country Identifier"}]}',
        "City_Data.csv": b"Id;Where\r\n1;N'PT'\r\n2;N'ES'\r\n",
    }
    read = read_zip(make_zip(tmp_path / "a.zip", files), CancelToken(), ignore_progress)
    assert find_references(read, CancelToken(), ignore_progress) == (
        Reference("City_Data.csv", "Where", "Country", False, 2, 1, (MissingIds("ES", "ES"),)),
    )
