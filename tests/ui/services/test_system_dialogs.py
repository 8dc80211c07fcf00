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
