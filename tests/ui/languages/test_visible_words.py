"""What the tests of languages read in a window."""

import pytest
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot

from ui.languages.visible_words import words_of


@pytest.mark.parametrize(("name", "has_cells"), [("log", False), ("saved_log", False), ("entities", True)])
def test_titles_of_columns_are_read_and_cells_where_they_are_ours(qtbot: QtBot, name: str, has_cells: bool) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    model = QStandardItemModel(1, 1, window)
    model.setHorizontalHeaderLabels(["Level"])
    model.setItem(0, QStandardItem("a line of a server"))
    table = QTableView(window)
    table.setObjectName(name)
    table.setModel(model)
    window.show()
    words = words_of(window)
    assert "Level" in words
    assert ("a line of a server" in words) is has_cells
