"""Log files inside a saved zip are read in the application."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.cancel import CancelToken
from dmm_desktop.core.job import nobody
from dmm_desktop.operations.log_lines import LogLines
from dmm_desktop.operations.read_saved_logs import list_saved_logs, read_saved_log
from dmm_desktop.ui.log_view.saved_logs_dialog import SavedLogsDialog
from ui.run_scenes import LOG, Scene


def _zip(folder: Path) -> Path:
    path = folder / "logs.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("import.log", "\n".join(LOG))
        archive.writestr("strange\u202ename.txt", "one line")
        archive.writestr("empty.log", "")
    return path


def test_the_operations_list_and_read(tmp_path: Path) -> None:
    path = _zip(tmp_path)
    logs = list_saved_logs(path)(CancelToken(), nobody)
    assert [log.shown_name for log in logs] == ["import.log", "strange\\u202ename.txt", "empty.log"]
    for limit, is_cut, expected in ((1000_000, False, LOG), (10, True, [LOG[0][:10]])):
        log = LogLines()
        assert read_saved_log(path, logs[0].name, log, limit)(CancelToken(), nobody) is is_cut
        assert list(log.pick(range(log.total))) == expected


def test_the_dialog_shows_one_file_after_the_other(
    scene: Scene, shown: Callable[..., QWidget], tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = SavedLogsDialog(scene.desk.runner, _zip(tmp_path))
    shown(dialog, 960, 600)
    qtbot.waitUntil(lambda: dialog.reading.model.total == len(LOG))
    assert dialog.files.count() == 3 and dialog.files.currentRow() == 0
    dialog.files.setCurrentRow(1)
    qtbot.waitUntil(lambda: dialog.reading.model.total == 1)
    assert dialog.reading.model.lines.recent(0) == "one line"
    dialog.files.setCurrentRow(2)
    qtbot.waitUntil(lambda: not scene.desk.runner.busy)
    assert dialog.reading.model.total == 0 and not dialog.reading.table.isVisible()


def test_a_file_that_is_no_zip_any_more_is_a_banner(
    scene: Scene, shown: Callable[..., QWidget], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "logs.zip"
    path.write_bytes(b"no zip")
    dialog = SavedLogsDialog(scene.desk.runner, path)
    shown(dialog, 960, 600)
    qtbot.waitUntil(dialog.reading.banner.isVisible)
    assert "logs.zip could not be opened." in dialog.reading.banner.accessibleName()
