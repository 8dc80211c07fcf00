"""A click chooses the row that was pressed, although the rows move while the button is down."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QStringListModel, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.widgets.list_rows import PressedRows
from ui.page_fixtures import Put

_LEFT = Qt.MouseButton.LeftButton


def test_a_message_above_the_list_goes_with_the_choice(put: Put, qtbot: QtBot) -> None:
    page, message, rows = QWidget(), QLabel("A preset was chosen.\nIts destination is PROD-2."), PressedRows()
    rows.setModel(QStringListModel([f"Row {number}" for number in range(20)], rows))
    rows.selectionModel().selectionChanged.connect(message.hide)
    column = QVBoxLayout(page)
    column.addWidget(message)
    column.addWidget(rows)
    put(page, 300)
    viewport = rows.viewport()
    place = viewport.mapToGlobal(rows.visualRect(rows.model().index(3, 0)).center())

    def here() -> QPoint:
        return viewport.mapFromGlobal(place)

    QTest.mousePress(viewport, _LEFT, pos=here())
    qtbot.waitUntil(lambda: rows.indexAt(here()).row() > 3)
    moved = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(here()),
        QPointF(place),
        Qt.MouseButton.NoButton,
        _LEFT,
        Qt.KeyboardModifier.NoModifier,
    )
    QCoreApplication.sendEvent(viewport, moved)
    QTest.mouseRelease(viewport, _LEFT, pos=here())
    assert rows.currentIndex().row() == 3
    QTest.mouseDClick(viewport, _LEFT, pos=here())
    QTest.mouseRelease(viewport, _LEFT, pos=here())
    assert [one.row() for one in rows.selectedIndexes()] == [3]
