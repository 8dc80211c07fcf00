"""The dialog with a long text."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.widgets.details_dialog import DetailsDialog


class _Opened(QObject):
    """Records the windows that are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


def test_it_opens_no_other_window_and_shows_only_what_there_is(qtbot: QtBot) -> None:
    parent, opened = QWidget(), _Opened()
    qtbot.addWidget(parent)
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(opened)
    for heading, line, details in (("A heading", "A line", "A text"), ("", "", "A text"), ("A heading", "A line", "")):
        dialog = DetailsDialog(parent, "Details", heading, line, details)
        dialog.open()
        labels = [one.text() for one in dialog.findChildren(QLabel) if one.isVisible() and one.text()]
        assert labels == [one for one in (heading, line) if one]
        assert [one.isVisible() for one in dialog.findChildren(QPlainTextEdit)] == [bool(details)]
        dialog.reject()
    application.removeEventFilter(opened)
    assert opened.windows == ["DetailsDialog"] * 3
