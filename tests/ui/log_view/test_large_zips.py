"""A log zip with very many files or lines is shown in moments, and says what is left out."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.archive.directory import MAX_ENTRIES
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.redaction import Redaction
from dmm_desktop.operations.log_lines import LogLines
from dmm_desktop.operations.read_log import list_saved_logs, read_saved_log
from dmm_desktop.ui.log_view.saved_logs_dialog import SavedLogsDialog
from little_memory import MIB, memory_below
from ui.sample_runs import SampleServices


def _zip(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def _longest_stop(qtbot: QtBot, until: Callable[[], bool]) -> float:
    """The longest processor time of this thread between two turns of the event loop, in seconds."""
    turns = [time.thread_time()]
    timer = QTimer()
    timer.timeout.connect(lambda: turns.append(time.thread_time()))
    timer.start(1)
    qtbot.waitUntil(until, timeout=60_000)
    qtbot.wait(50)
    return max(after - before for before, after in pairwise(turns))


def test_as_many_files_as_a_zip_may_have_are_listed_in_moments(
    services: SampleServices, shown: Callable[..., QWidget], tmp_path: Path, qtbot: QtBot
) -> None:
    names = {f"folder/{number:05} {'with a long name ' * (number % 9)}.log": b"line" for number in range(MAX_ENTRIES)}
    dialog = SavedLogsDialog(services, _zip(tmp_path / "logs.zip", names))
    shown(dialog, 960, 600)
    files, model = dialog.files, dialog.files.model()

    def are_placed() -> bool:
        return model.rowCount() == MAX_ENTRIES and files.visualRect(last()).isValid()

    def last() -> QModelIndex:
        return model.index(MAX_ENTRIES - 1, 0)

    assert _longest_stop(qtbot, are_placed) < 0.15  # it was 2.2; now 0.02
    qtbot.waitUntil(lambda: dialog.viewer.model.total == 1)
    files.choose(MAX_ENTRIES - 1)
    place = files.visualRect(last())
    assert files.viewport().rect().contains(place)
    assert place.width() > 0.9 * files.viewport().width()
    assert "49999" in files.currentIndex().data() and "4 bytes" in files.currentIndex().data()


def test_files_of_the_same_name_are_shown_each_by_itself(
    services: SampleServices, shown: Callable[..., QWidget], tmp_path: Path, qtbot: QtBot
) -> None:
    path = _zip(tmp_path / "logs.zip", {"import.log": b"of the first", "IMPORT.log": b"of the second"})
    path.write_bytes(path.read_bytes().replace(b"IMPORT", b"import"))
    dialog = SavedLogsDialog(services, path)
    shown(dialog, 960, 600)
    qtbot.waitUntil(lambda: dialog.viewer.model.total == 1)
    assert dialog.viewer.model.lines.recent(0) == "of the first"
    dialog.files.choose(1)
    qtbot.waitUntil(lambda: dialog.viewer.model.total == 1)
    assert dialog.viewer.model.lines.recent(0) == "of the second"


@pytest.mark.parametrize(
    ("content", "shown", "left_out"),
    [
        (b"a\nb\nc\n", ["a", "b", "c"], 0),
        (b"a\nb\nc\n\n", ["a", "b", "c"], 1),
        (b"a\nb\nc\nd", ["a", "b", "c"], 1),
        (b"a\r\nb\r\n\r\n\nx\n\ny\n", ["a", "b", ""], 4),
        (b"a\nb", ["a", "b"], 0),
        (b"", [], 0),
    ],
)
def test_only_the_first_lines_are_kept_and_the_others_counted(
    tmp_path: Path, content: bytes, shown: list[str], left_out: int
) -> None:
    path = _zip(tmp_path / "logs.zip", {"import.log": content})
    entry, log = list_saved_logs(Redaction(), path, CancelToken(), ignore_progress)[0].entry, LogLines()
    assert read_saved_log(Redaction(), path, entry, log, CancelToken(), ignore_progress, most=3) == left_out
    assert list(log.pick(range(log.total))) == shown


def test_a_hundred_million_lines_are_counted_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "logs.zip"
    with zipfile.ZipFile(path, "w") as archive, archive.open("import.log", "w") as file:
        for _ in range(100):
            file.write(b"\n" * 1_000_000)
    entry, log = list_saved_logs(Redaction(), path, CancelToken(), ignore_progress)[0].entry, LogLines(lambda: tmp_path)
    with memory_below(64 * MIB):
        assert read_saved_log(Redaction(), path, entry, log, CancelToken(), ignore_progress, most=100_000) == 99_900_000
    assert log.total == 100_000


def test_the_viewer_says_how_many_lines_it_leaves_out(
    services: SampleServices, shown: Callable[..., QWidget], tmp_path: Path, qtbot: QtBot
) -> None:
    path = _zip(tmp_path / "logs.zip", {"import.log": b"line\n" * 3234, "b": b"b"})
    dialog = SavedLogsDialog(services, path, most_lines=2000)
    shown(dialog, 960, 600)
    banner = dialog.viewer.banner
    qtbot.waitUntil(banner.isVisible)
    assert "Only the first 2,000 lines are shown. The last 1,234 lines were left out." in banner.accessibleName()
    assert dialog.viewer.model.total == 2000
    dialog.files.choose(1)
    qtbot.waitUntil(lambda: dialog.viewer.model.total == 1)
    assert not banner.isVisible()
