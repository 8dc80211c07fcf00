"""The dialog with a long text."""

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.widgets.details_dialog import DetailsDialog
from ui.opened_windows import opened_windows


def test_it_opens_no_other_window_and_shows_only_what_there_is(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    for heading, line, details in (("A heading", "A line", "A text"), ("", "", "A text"), ("A heading", "A line", "")):
        with opened_windows() as opened:
            dialog = DetailsDialog(parent, "Details", heading, line, details)
            dialog.open()
        labels = [one.text() for one in dialog.findChildren(QLabel) if one.isVisible() and one.text()]
        assert labels == [one for one in (heading, line) if one]
        assert [one.isVisible() for one in dialog.findChildren(QPlainTextEdit)] == [bool(details)]
        dialog.reject()
        assert opened == ["DetailsDialog"]
