"""The findings of the check, and which entities they are counted with."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractItemView

from dmm_desktop.archive.rules import MAX_PLACES
from dmm_desktop.ui.import_wizard.entities_table import RESULT
from dmm_desktop.ui.widgets.tables import CellRole
from ui.wizard_user import WizardUser


def _zip(path: Path, files: Mapping[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def _check(user: WizardUser, path: Path) -> None:
    user.save()
    user.open()
    user.press("Next")
    user.edit("Zip file").setText(str(path))
    user.edit("Zip file").editingFinished.emit()
    user.idle()
    assert user.page == 2


def _icons(user: WizardUser, name: str, column: int) -> list[str]:
    model = user.find(name, QAbstractItemView).model()
    return [model.index(row, column).data(CellRole.ICON) for row in range(model.rowCount())]


def test_a_warning_is_shown_and_does_not_stop(user: WizardUser, tmp_path: Path) -> None:
    _check(user, _zip(tmp_path / "a.zip", {"A_Struct.dmm": "{}", "A_Data.csv": "Id\r\n"}))
    row, _ = user.rows("Findings")
    assert row.startswith("Warning, No entity has data: there is nothing to import below the headers.")
    assert row.endswith(", Whole file")
    assert _icons(user, "Findings", 0) == ["warn", "warn"]
    user.press("Next")
    user.at_page(3)


@pytest.mark.parametrize(
    ("name", "found"), [("A" * 130, "1 finding"), ("A\x1bB", "3 findings"), ("A\u202eB\x07", "3 findings")]
)
def test_an_entity_whose_name_is_shown_differently_has_its_findings(
    user: WizardUser, tmp_path: Path, name: str, found: str
) -> None:
    files = {f"{name}_struct.dmm": "x", f"{name}_Struct.dmm": "{}", f"{name}_Data.csv": "Id\r\n1\r\n"}
    _check(user, _zip(tmp_path / "a.zip", files))
    assert user.rows("Findings")[0].startswith("Error, ")
    [entity] = user.rows("Entities")
    assert entity.rsplit(", ", 1)[1] == found
    assert entity.isprintable()


def test_findings_that_are_only_counted_belong_to_their_entities(user: WizardUser, tmp_path: Path) -> None:
    names = [f"E{n}\x07" for n in range(MAX_PLACES)]  # two files each, so half of them are only counted
    files = {f"{name}_{kind}": "Id\r\n1\r\n" for name in names for kind in ("Struct.dmm", "Data.csv")}
    _check(user, _zip(tmp_path / "a.zip", files))
    last = user.rows("Findings")[MAX_PLACES]
    assert last == f"Error, {MAX_PLACES} more files have this problem., {MAX_PLACES} entries in the zip"
    assert {row.rsplit(", ", 1)[1] for row in user.rows("Entities")} == {"2 findings"}
    assert set(_icons(user, "Entities", RESULT)) == {"error"}


def test_the_first_finding_stays_the_current_one_as_others_come(user: WizardUser, tmp_path: Path) -> None:
    """The first results have one finding, about the whole zip; those of the rows come before it."""
    rows = "".join(f"{number},x y\r\n" for number in range(50))
    files = {"A_Struct.dmm": "{}", "A_Data.csv": "Id,Name\r\n1,N'a'\r\n" + rows}
    _check(user, _zip(tmp_path / "a.zip", files))
    table = user.find("Findings", QAbstractItemView)
    assert len(user.rows("Findings")) > 2 and table.currentIndex().row() == 0
    assert user.rows("Findings")[0].startswith("Warning, A_Data.csv, line 3: the text in Name")
    table.setCurrentIndex(table.model().index(2, 0))
    user.press("Check again")
    user.idle()
    assert table.currentIndex().row() == 0
