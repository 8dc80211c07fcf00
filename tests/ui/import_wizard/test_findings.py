"""The findings of the check, and which entities they are counted with."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractItemView

from dmm_desktop.archive.rules import MAX_PLACES
from dmm_desktop.ui.widgets.tables import CellRole
from ui.wizard_person import Person


def _zip(path: Path, files: Mapping[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def _check(person: Person, path: Path) -> None:
    person.save()
    person.open()
    person.press("Next")
    person.edit("Zip file").setText(str(path))
    person.edit("Zip file").editingFinished.emit()
    person.idle()
    assert person.page == 2


def _icons(person: Person, name: str, column: int) -> list[str]:
    model = person.find(name, QAbstractItemView).model()
    return [model.index(row, column).data(CellRole.ICON) for row in range(model.rowCount())]


def test_a_warning_is_shown_and_does_not_stop(person: Person, tmp_path: Path) -> None:
    _check(person, _zip(tmp_path / "a.zip", {"A_Struct.dmm": "{}", "A_Data.csv": "Id\r\n"}))
    [row] = person.rows("Findings")
    assert row.startswith("Warning, No entity has data: there is nothing to import below the headers.")
    assert row.endswith(", Whole file")
    assert _icons(person, "Findings", 0) == ["warn"]
    person.press("Next")
    person.at_page(3)


@pytest.mark.parametrize(
    ("name", "found"), [("A" * 130, "1 finding"), ("A\x1bB", "3 findings"), ("A\u202eB\x07", "3 findings")]
)
def test_an_entity_whose_name_is_shown_differently_has_its_findings(
    person: Person, tmp_path: Path, name: str, found: str
) -> None:
    files = {f"{name}_struct.dmm": "x", f"{name}_Struct.dmm": "{}", f"{name}_Data.csv": "Id\r\n1\r\n"}
    _check(person, _zip(tmp_path / "a.zip", files))
    assert person.rows("Findings")[0].startswith("Error, ")
    [entity] = person.rows("Entities")
    assert entity.rsplit(", ", 1)[1] == found
    assert entity.isprintable()


def test_findings_that_are_only_counted_belong_to_their_entities(person: Person, tmp_path: Path) -> None:
    names = [f"E{n}\x07" for n in range(MAX_PLACES)]  # two files each, so half of them are only counted
    files = {f"{name}_{kind}": "Id\r\n1\r\n" for name in names for kind in ("Struct.dmm", "Data.csv")}
    _check(person, _zip(tmp_path / "a.zip", files))
    last = person.rows("Findings")[-1]
    assert last == f"Error, {MAX_PLACES} more files have this problem., {MAX_PLACES} entries in the zip"
    assert {row.rsplit(", ", 1)[1] for row in person.rows("Entities")} == {"2 findings"}
    assert set(_icons(person, "Entities", 3)) == {"error"}
