"""Log files inside a saved zip are read in the application."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.errors import ArchiveError
from dmm_desktop.core.job import Cancelled, CancelToken, ignore_progress
from dmm_desktop.core.redaction import Redaction
from dmm_desktop.core.token import Token
from dmm_desktop.operations.log_lines import LogLines
from dmm_desktop.operations.read_log import list_saved_logs, read_saved_log
from dmm_desktop.ui.log_view.log_model import MESSAGE
from dmm_desktop.ui.log_view.saved_logs_dialog import SavedLogsDialog
from little_memory import MIB, memory_below
from ui.sample_runs import LOG, SampleServices


def _zip(folder: Path) -> Path:
    path = folder / "logs.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("import.log", "\n".join(LOG))
        archive.writestr("strange\u202ename.txt", "one line")
        archive.writestr("empty.log", "")
    return path


def test_the_operations_list_and_read(tmp_path: Path) -> None:
    path = _zip(tmp_path)
    logs = list_saved_logs(Redaction(), path, CancelToken(), ignore_progress)
    assert [log.shown_name for log in logs] == ["import.log", "strange\\u202ename.txt", "empty.log"]
    log = LogLines()
    read_saved_log(Redaction(), path, logs[0].entry, log, CancelToken(), ignore_progress)
    assert list(log.pick(range(log.total))) == LOG


@pytest.mark.parametrize("content", ["a\r\n{key}\nb{key}c\nlast", "{key}"])
def test_a_key_that_the_server_puts_into_its_logs_is_hidden(tmp_path: Path, content: str) -> None:
    key, path = "key-that-may-name-a-log", tmp_path / "logs.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{key}.log", content.format(key=key))
    secrets, log = Redaction(Token(key)), LogLines()
    [saved] = list_saved_logs(secrets, path, CancelToken(), ignore_progress)
    read_saved_log(secrets, path, saved.entry, log, CancelToken(), ignore_progress)
    assert saved.shown_name == "(hidden).log"
    assert "\n".join(log.pick(range(log.total))) == content.format(key="(hidden)").replace("\r", "")
    damage(path, key)
    with pytest.raises(ArchiveError) as caught:
        read_saved_log(secrets, path, saved.entry, LogLines(), CancelToken(), ignore_progress)
    assert "(hidden).log" in str(caught.value) and key not in str(caught.value)


def damage(path: Path, name: str) -> None:
    """Change the header before the contents of the first entry, whose name this is in."""
    content = path.read_bytes()
    path.write_bytes(content.replace(name.encode(), b"x" * len(name), 1))


def _large(folder: Path, lines: int) -> Path:
    path = folder / "large.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with archive.open("large.log", "w") as file:
            for start in range(0, lines, 10_000):
                file.write(b"".join(b"INFO line %d of a long log file\r\n" % n for n in range(start, start + 10_000)))
        archive.writestr("small.log", "one line")
    return path


def test_a_long_log_is_read_in_little_memory_and_can_be_left(tmp_path: Path) -> None:
    path = _large(tmp_path, 250_000)
    large = list_saved_logs(Redaction(), path, CancelToken(), ignore_progress)[0].entry
    log, left, cancel = LogLines(lambda: tmp_path), LogLines(lambda: tmp_path), CancelToken()
    with memory_below(16 * MIB):
        read_saved_log(Redaction(), path, large, log, CancelToken(), ignore_progress)
    assert (log.total, *log.pick([249_999])) == (250_000, "INFO line 249999 of a long log file")
    with pytest.raises(Cancelled):
        read_saved_log(Redaction(), path, large, left, cancel, lambda progress: cancel.cancel())
    assert 0 < left.total < log.total


def test_all_of_a_long_log_can_be_seen(
    services: SampleServices, shown: Callable[..., QWidget], tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = SavedLogsDialog(services, _large(tmp_path, 300_000))
    shown(dialog, 960, 600)
    table = dialog.viewer.table
    qtbot.waitUntil(lambda: table.model() is not None and table.model().rowCount() == 300_000)
    table.scrollToBottom()
    qtbot.waitUntil(lambda: table.model().index(299_999, MESSAGE).data() == "line 299999 of a long log file")
    dialog.files.choose(1)
    qtbot.waitUntil(lambda: dialog.viewer.model.total == 1)
    dialog.files.choose(0)
    dialog.close()  # while it is being read again
    qtbot.waitUntil(lambda: not services.runner.busy)


def test_the_lines_before_a_fault_are_shown(
    services: SampleServices, shown: Callable[..., QWidget], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "logs.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("import.log", "line\n" * 500_000)
    content = path.read_bytes()
    path.write_bytes(content[:2_000_000] + b"X" + content[2_000_001:])
    dialog = SavedLogsDialog(services, path)
    shown(dialog, 960, 600)
    qtbot.waitUntil(dialog.viewer.banner.isVisible)
    assert "import.log is damaged" in dialog.viewer.banner.accessibleName()
    assert dialog.viewer.model.total > 400_000 and dialog.viewer.table.isVisible()


def test_the_dialog_shows_one_file_after_the_other(
    services: SampleServices, shown: Callable[..., QWidget], tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = SavedLogsDialog(services, _zip(tmp_path))
    shown(dialog, 960, 600)
    qtbot.waitUntil(lambda: dialog.viewer.model.total == len(LOG))
    assert dialog.files.model().rowCount() == 3 and dialog.files.currentIndex().row() == 0
    dialog.files.choose(1)
    qtbot.waitUntil(lambda: dialog.viewer.model.total == 1)
    assert dialog.viewer.model.lines.recent(0) == "one line"
    dialog.files.choose(2)
    qtbot.waitUntil(lambda: not services.runner.busy)
    assert dialog.viewer.model.total == 0 and not dialog.viewer.table.isVisible()


def test_a_file_that_is_no_zip_any_more_is_a_banner(
    services: SampleServices, shown: Callable[..., QWidget], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "logs.zip"
    path.write_bytes(b"no zip")
    dialog = SavedLogsDialog(services, path)
    shown(dialog, 960, 600)
    qtbot.waitUntil(dialog.viewer.banner.isVisible)
    assert "logs.zip could not be opened." in dialog.viewer.banner.accessibleName()
