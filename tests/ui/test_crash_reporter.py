"""Defects are shown once, on whichever thread they come, and without tokens."""

import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.redaction import Redaction
from dmm_desktop.core.token import Token
from dmm_desktop.ui.crash_reporter import CrashReporter
from dmm_desktop.workers.runner import TaskRunner

KEY = "key-4Qz81-secret"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def reporter(window: QWidget) -> Iterator[CrashReporter]:
    reporter = CrashReporter(Redaction(Token(KEY)), window)
    before = sys.excepthook, threading.excepthook
    reporter.install()
    yield reporter
    reporter.remove()
    assert (sys.excepthook, threading.excepthook) == before


def dialogs(application: QApplication) -> list[QWidget]:
    return [one for one in application.topLevelWidgets() if one.objectName() == "crash_dialog" and one.isVisible()]


def fail() -> None:
    raise ValueError(f"bad {KEY} in {{'X-DMM-Token-OTP': 'otp-93172-secret'}}")


def in_python_thread(window: QWidget) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


def in_gui(window: QWidget) -> None:
    QTimer.singleShot(0, window, fail)


@pytest.mark.parametrize("where", [in_python_thread, in_gui])
def test_it_is_shown_and_copied_without_tokens(
    reporter: CrashReporter,
    window: QWidget,
    qapp: QApplication,
    qtbot: QtBot,
    expected_log: Callable[[str, str], None],
    where: Callable[[QWidget], None],
) -> None:
    expected_log("dmm_desktop.ui.crash_reporter", "nobody caught this")
    where(window)
    qtbot.waitUntil(lambda: len(dialogs(qapp)) == 1)
    [dialog] = dialogs(qapp)
    details = dialog.findChild(QPlainTextEdit, "details")
    copy = dialog.findChild(QPushButton, "copy_details")
    assert details is not None and copy is not None and copy.accessibleName() == "Copy details"
    copy.click()
    for told in (details.toPlainText(), QGuiApplication.clipboard().text()):
        assert "ValueError: bad (hidden)" in told and "in fail" in told and "DMM Desktop " in told
        assert KEY not in told and "otp-93172" not in told
    dialog.close()


def test_there_is_one_dialog_however_many_defects(reporter: CrashReporter, qapp: QApplication, qtbot: QtBot) -> None:
    for number in range(5):
        reporter.show_error(ValueError(number))
    qtbot.waitUntil(lambda: len(dialogs(qapp)) == 1)
    qapp.processEvents()
    assert len(dialogs(qapp)) == 1
    dialogs(qapp)[0].close()
    reporter.show_error(ValueError("later"))
    qtbot.waitUntil(lambda: len(dialogs(qapp)) == 1)
    dialogs(qapp)[0].close()


def test_a_job_with_a_bug_is_shown(
    reporter: CrashReporter, qapp: QApplication, qtbot: QtBot, expected_log: Callable[[str, str], None]
) -> None:
    expected_log("dmm_desktop.workers.job_thread", "broke")
    runner, owner = TaskRunner(), QObject()
    runner.broke.connect(reporter.show_error)
    runner.start("x", lambda cancel, report: fail(), owner=owner, on_failure=print)
    qtbot.waitUntil(lambda: len(dialogs(qapp)) == 1)
    dialogs(qapp)[0].close()
    assert runner.shut_down(20) == []
