"""Files that are dropped on the wizard: its destination stays unless the drop names one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QAbstractItemView

from dmm_desktop.core.environment import Connection
from dmm_desktop.ui.widgets.banner import Banner
from ui.drags import drop, files, middle
from ui.lookup import find
from ui.wizard_user import WizardUser


def _destination(user: WizardUser) -> tuple[str, str]:
    draft = user.wizard.draft
    return (draft.environment.name if draft.environment else "", draft.connection)


def _view(user: WizardUser) -> QAbstractItemView:
    return user.find("Destinations", QAbstractItemView)


def test_a_zip_on_a_row_chooses_its_destination(user: WizardUser, samples: Path) -> None:
    user.save()
    source = Connection("test-1", "Source", "DataSource")
    archive = Connection("test-1", "Archive", "DataDestination")
    user.save("https://test-1.acme.example", "TEST-1", connections=(archive, source))
    user.open()
    view, data = _view(user), files((samples / "small.zip").as_uri())
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
        assert _destination(user) == expected, name
        assert user.page == (1 if name == "Source" else 2)
        if user.page == 2:
            user.press("Back")


def test_a_zip_elsewhere_keeps_the_destination(user: WizardUser, samples: Path) -> None:
    user.save()
    user.save("https://test-1.acme.example", "TEST-1")
    user.open()
    drop(user.wizard, files((samples / "small.zip").as_uri()))
    assert (_destination(user)[0], user.page) == ("", 1), "there is none to go on with"
    user.wizard.set_target("test-1")
    drop(user.wizard, files((samples / "small.zip").as_uri()))
    assert (_destination(user), user.page) == (("TEST-1", "Runtime Connection"), 2)


def test_what_cannot_be_taken_is_said(user: WizardUser, samples: Path) -> None:
    user.save()
    user.open()
    drop(user.wizard, files("file:///a.zip", "file:///b.zip"))
    notice = find(user.wizard, Banner, "wizard_notice")
    assert notice.isVisible() and notice.accessibleName() == "Warning: Drop one zip. You dropped 2 files."
    drop(user.wizard, files("file:///configuration.json"))
    assert notice.accessibleName() == "Warning: Drop one zip. A configuration can be dropped on the Options page."
    drop(user.wizard, files((samples / "small.zip").as_uri()))
    assert not notice.isVisible() and user.page == 2


def test_a_configuration_is_taken_on_its_page(user: WizardUser, samples: Path, tmp_path: Path) -> None:
    configuration = tmp_path / "configuration.json"
    configuration.write_text('{"Chunk": 7}', encoding="utf-8")
    user.save()
    user.open()
    user.press("Next")
    user.give_file(samples / "small.zip")
    user.at_page(3)
    drop(user.wizard, files(configuration.as_uri()))
    user.qtbot.waitUntil(lambda: '"Chunk"' in user.wizard.draft.configuration.text)
    assert user.wizard.draft.configuration.file_name == "configuration.json"
    assert user.page == 3
