"""File dialogs begin where a file for the same purpose was last."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.services.system_dialogs import Purpose, SystemDialogs

Show = Callable[..., QWidget]
_ALL = "All files (*)"


@pytest.fixture
def parent(shown: Show, isolated_home: Path) -> QWidget:
    """A window that asks for files."""
    return shown(QWidget())


def _dialog(parent: QWidget, qtbot: QtBot) -> QFileDialog:
    qtbot.waitUntil(lambda: len(parent.findChildren(QFileDialog)) == 1)
    (dialog,) = parent.findChildren(QFileDialog)
    return dialog


def _begins_in(
    dialogs: SystemDialogs, parent: QWidget, purpose: Purpose, qtbot: QtBot, near: Path | None = None
) -> Path:
    dialogs.ask_for_file(parent, "Open", _ALL, lambda path: None, near, purpose=purpose)
    dialog = _dialog(parent, qtbot)
    folder = Path(dialog.directory().absolutePath())
    dialog.reject()
    del dialog
    qtbot.waitUntil(lambda: not parent.findChildren(QFileDialog))
    return folder


def _save(dialogs: SystemDialogs, parent: QWidget, target: Path, purpose: Purpose, qtbot: QtBot) -> None:
    chosen: list[Path] = []
    dialogs.ask_for_target(parent, "Save", "logs.zip", _ALL, chosen.append, purpose=purpose)
    dialog = _dialog(parent, qtbot)
    dialog.selectFile(str(target))
    dialog.accept()
    assert chosen == [target]
    del dialog
    qtbot.waitUntil(lambda: not parent.findChildren(QFileDialog))


def test_each_purpose_has_its_last_folder_also_after_a_restart(parent: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    data, logs, reports = (tmp_path / name for name in ("data", "logs", "reports"))
    for folder in (data, logs, reports):
        folder.mkdir()
    dialogs = SystemDialogs(data)
    elsewhere = _begins_in(dialogs, parent, Purpose.LOGS, qtbot)
    _save(dialogs, parent, logs / "one.zip", Purpose.LOGS, qtbot)
    _save(dialogs, parent, reports / "one.html", Purpose.REPORT, qtbot)
    for known in (dialogs, SystemDialogs(data)):
        assert _begins_in(known, parent, Purpose.LOGS, qtbot) == logs
        assert _begins_in(known, parent, Purpose.REPORT, qtbot) == reports
        assert _begins_in(known, parent, Purpose.ZIP, qtbot) == elsewhere
    assert _begins_in(dialogs, parent, Purpose.LOGS, qtbot, near=reports / "x.zip") == reports
    logs.rmdir()
    assert _begins_in(SystemDialogs(data), parent, Purpose.LOGS, qtbot) == elsewhere


def test_a_preferred_folder_is_for_saving_only(parent: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    preferred, last = tmp_path / "preferred", tmp_path / "last"
    for folder in (preferred, last):
        folder.mkdir()
    dialogs = SystemDialogs()
    dialogs.save_folder = preferred
    for exists in (True, False):
        _save(dialogs, parent, last / "one.zip", Purpose.ZIP, qtbot)
        assert _begins_in(dialogs, parent, Purpose.ZIP, qtbot) == last
        dialogs.ask_for_target(parent, "Save", "logs.zip", _ALL, lambda path: None, purpose=Purpose.ZIP)
        dialog = _dialog(parent, qtbot)
        assert Path(dialog.directory().absolutePath()) == (preferred if exists else last)
        dialog.reject()
        del dialog
        qtbot.waitUntil(lambda: not parent.findChildren(QFileDialog))
        if exists:
            preferred.rmdir()


def test_what_cannot_be_kept_is_remembered_until_the_end(parent: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "logs").mkdir()
    for data in (None, tmp_path / "no folder"):
        dialogs = SystemDialogs(data)
        _save(dialogs, parent, tmp_path / "logs" / "one.zip", Purpose.LOGS, qtbot)
        assert _begins_in(dialogs, parent, Purpose.LOGS, qtbot) == tmp_path / "logs"
    assert not (tmp_path / "no folder").exists()


@pytest.mark.parametrize("kept", ["folders/logs=relative", "folders/logs=@Invalid()", "\x00\xff"])
def test_a_damaged_memory_costs_no_more_than_itself(parent: QWidget, tmp_path: Path, qtbot: QtBot, kept: str) -> None:
    (tmp_path / "folders.ini").write_text(f"[General]\n{kept}\n")
    assert _begins_in(SystemDialogs(tmp_path), parent, Purpose.LOGS, qtbot).is_dir()
