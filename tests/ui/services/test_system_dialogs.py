"""The system's file dialog as it is really used: a name is suggested, the answer comes once, nothing is left."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.services.system_dialogs import Purpose, SystemDialogs


def test_the_answer_comes_once(
    shown: Callable[..., QWidget], isolated_home: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    parent = QWidget()
    shown(parent)
    chosen: list[Path] = []
    dialogs, kinds = SystemDialogs(), "Zip files (*.zip)"
    dialogs.ask_for_target(parent, "Save logs", "logs.zip", kinds, chosen.append, purpose=Purpose.LOGS)
    dialog = parent.findChild(QFileDialog, "save_file")
    assert dialog is not None and dialog.isVisible()
    assert [Path(name).name for name in dialog.selectedFiles()] == ["logs.zip"]
    dialog.selectFile(str(tmp_path / "other"))
    dialog.accept()
    assert chosen == [tmp_path / "other.zip"]
    del dialog
    qtbot.waitUntil(lambda: not [one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog)])


def test_the_title_ends_like_every_other(
    shown: Callable[..., QWidget], isolated_home: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    """Qt puts another dash before the name of the application."""
    parent = QWidget()
    shown(parent)
    dialogs, kinds = SystemDialogs(), "Zip files (*.zip)"
    dialogs.ask_for_file(parent, "Choose the import zip", kinds, lambda path: None, purpose=Purpose.ZIP)
    dialogs.ask_for_target(parent, "Save logs", "logs.zip", kinds, lambda path: None, purpose=Purpose.LOGS)
    name = QApplication.applicationDisplayName()
    for title, dialog in zip(("Choose the import zip", "Save logs"), parent.findChildren(QFileDialog), strict=True):
        assert dialog.windowHandle().title() == f"{title} \N{EN DASH} {name}"
        dialog.reject()
