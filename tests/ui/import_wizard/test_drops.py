"""Files that are dropped on the wizard: its destination stays unless the drop names one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QAbstractItemView

from dmm_desktop.core.environment import Connection
from dmm_desktop.ui.widgets.banner import Banner
from ui.drags import drop, files, middle
from ui.lookup import find
from ui.wizard_person import Person


def _destination(person: Person) -> tuple[str, str]:
    draft = person.wizard._draft
    return (draft.environment.name if draft.environment else "", draft.connection)


def _view(person: Person) -> QAbstractItemView:
    return person.find("Destinations", QAbstractItemView)


def test_a_zip_on_a_row_chooses_its_destination(person: Person, samples: Path) -> None:
    person.save()
    source = Connection("test-1", "Source", "DataSource")
    archive = Connection("test-1", "Archive", "DataDestination")
    person.save("https://test-1.acme.example", "TEST-1", connections=(archive, source))
    person.open()
    view, data = _view(person), files((samples / "small.zip").as_uri())
    rows = [view.model().index(row, 0) for row in range(view.model().rowCount())]
    by_name = {(row.row(), str(row.data())): middle(view, row) for row in rows}
    view.scrollTo(rows[-1])
    for (row, name), expected in zip(
        by_name,
        [
            ("DEV-1", "Runtime Connection"),
            ("DEV-1", "Runtime Connection"),
            ("TEST-1", "Runtime Connection"),
            ("TEST-1", "Runtime Connection"),
            ("TEST-1", "Archive"),
            ("TEST-1", "Archive"),  # a Data Source takes none
        ],
        strict=True,
    ):
        view.scrollTo(rows[row])
        drop(view.viewport(), data, middle(view, rows[row]))
        assert _destination(person) == expected, name
        assert person.page == (1 if name == "Source" else 2)
        if person.page == 2:
            person.press("Back")


def test_a_zip_elsewhere_keeps_the_destination(person: Person, samples: Path) -> None:
    person.save()
    person.save("https://test-1.acme.example", "TEST-1")
    person.open()
    drop(person.wizard, files((samples / "small.zip").as_uri()))
    assert (_destination(person)[0], person.page) == ("", 1), "there is none to go on with"
    person.wizard.set_destination("test-1")
    drop(person.wizard, files((samples / "small.zip").as_uri()))
    assert (_destination(person), person.page) == (("TEST-1", "Runtime Connection"), 2)


def test_what_cannot_be_taken_is_said(person: Person, samples: Path) -> None:
    person.save()
    person.open()
    drop(person.wizard, files("file:///a.zip", "file:///b.zip"))
    notice = find(person.wizard, Banner, "wizard_notice")
    assert notice.isVisible() and notice.accessibleName() == "Warning: Drop one zip. You dropped 2 files."
    drop(person.wizard, files("file:///configuration.json"))
    assert notice.accessibleName() == "Warning: Drop one zip. A configuration can be dropped on the Options page."
    drop(person.wizard, files((samples / "small.zip").as_uri()))
    assert not notice.isVisible() and person.page == 2


def test_a_configuration_is_taken_on_its_page(person: Person, samples: Path, tmp_path: Path) -> None:
    configuration = tmp_path / "configuration.json"
    configuration.write_text('{"Chunk": 7}', encoding="utf-8")
    person.save()
    person.open()
    person.press("Next")
    person.give_file(samples / "small.zip")
    person.at_page(3)
    drop(person.wizard, files(configuration.as_uri()))
    person.qtbot.waitUntil(lambda: '"Chunk"' in person.wizard._draft.configuration.text)
    assert person.wizard._draft.configuration.file_name == "configuration.json"
    assert person.page == 3
