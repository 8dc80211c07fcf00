"""Windows stay on their screen, and a question stands out from what follows from it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.widgets.dialog import Question
from dmm_desktop.ui.widgets.screen_fit import resize_on_screen


def test_no_window_is_larger_than_its_screen_allows(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    room = window.screen().availableGeometry()
    resize_on_screen(window, QSize(10_000, 10_000))
    assert window.width() < room.width() and window.height() < room.height()
    resize_on_screen(window, QSize(300, 200))
    assert window.size() == QSize(300, 200)


def test_a_window_that_grows_over_the_edge_moves_up(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 100)
    window.show()
    room = window.screen().availableGeometry()
    window.move(room.left() + 20, room.bottom() - 120)
    resize_on_screen(window, QSize(300, 400))
    qtbot.waitUntil(lambda: window.frameGeometry().bottom() <= room.bottom())
    assert window.y() >= room.top()


def test_the_question_is_set_apart(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    question = Question("question", parent)
    question.ask("Stop import", "Stop the import?", "Entities stay.")
    question.offer(("Stop now", "stop_now", "stop"), ("Keep running", "keep_running"))
    question.open()
    label = question.findChild(QLabel, "qt_msgbox_label")
    assert label is not None and label.font().weight() == QFont.Weight.DemiBold
    question.reject()
