"""The drop zone: takes one zip file of this computer, and says so before it is dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.drops import begin_drag, dropped_zip
from dmm_desktop.ui.import_wizard.drop_zone import DropZone
from dmm_desktop.ui.theme.tokens import LIGHT
from dmm_desktop.ui.widgets.buttons import Button
from ui.page_fixtures import Put
from ui.pictures import color_at, colors, picture

_LEFT, _PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def carrying(*urls: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    return data


def zone(put: Put) -> DropZone:
    return put(DropZone(QLineEdit(), Button("Browse…", "browse")), 600)


def enter(made: DropZone, data: QMimeData) -> bool:
    """Drag something over it; whether it would be taken."""
    event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, _LEFT, _PLAIN)
    event.ignore()
    QApplication.sendEvent(made, event)
    return event.isAccepted()


def drop(made: DropZone, data: QMimeData) -> None:
    QApplication.sendEvent(made, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, _LEFT, _PLAIN))


@pytest.mark.parametrize(
    ("urls", "path"),
    [
        (["file:///exports/customers%202024.zip"], Path("/exports/customers 2024.zip")),
        (["file:///exports/CUSTOMERS.ZIP"], Path("/exports/CUSTOMERS.ZIP")),
        (["file:///exports/customers.csv"], None),
        (["file:///exports/zip"], None),
        (["file:///a.zip", "file:///b.zip"], None),
        (["https://acme.example/customers.zip"], None),
        ([], None),
    ],
)
def test_only_one_local_zip_is_taken(urls: list[str], path: Path | None) -> None:
    data = carrying(*urls)
    begin_drag(data)  # as with every drop: otherwise the files of an earlier drag count
    assert dropped_zip(data) == path


def test_text_is_not_taken(put: Put) -> None:
    data = QMimeData()
    data.setText("/exports/customers.zip")
    assert not enter(zone(put), data)


def test_a_zip_over_it_is_welcomed_and_taken(put: Put, qtbot: QtBot) -> None:
    made, data = zone(put), carrying("file:///exports/customers.zip")
    assert LIGHT.sel not in colors(picture(made))
    assert enter(made, data) and made.drag
    assert color_at(picture(made), 300, 0) == LIGHT.focus and color_at(picture(made), 300, 4) == LIGHT.sel
    with qtbot.waitSignal(made.dropped) as told:
        drop(made, data)
    assert told.args == [Path("/exports/customers.zip")]
    assert not made.drag


def test_what_is_not_welcome_changes_nothing(put: Put, qtbot: QtBot) -> None:
    made, data = zone(put), carrying("file:///exports/customers.csv")
    assert not enter(made, data) and not made.drag
    with qtbot.assertNotEmitted(made.dropped):
        drop(made, data)


def test_dragging_away_ends_the_welcome(put: Put) -> None:
    made = zone(put)
    enter(made, carrying("file:///exports/customers.zip"))
    QApplication.sendEvent(made, QDragLeaveEvent())
    assert not made.drag and LIGHT.sel not in colors(picture(made))


def test_the_frame_is_dashed(put: Put) -> None:
    image = picture(zone(put))
    edge = [color_at(image, x, 0) for x in range(20, 580)]
    assert 0.3 < edge.count(LIGHT.fieldline) / len(edge) < 0.7


def test_it_is_56_high_and_more_if_its_contents_need_it(put: Put) -> None:
    assert zone(put).height() == 56
    tall = QWidget()
    tall.setMinimumHeight(80)
    assert put(DropZone(tall), 300).height() > 80


def test_other_events_are_left_alone(put: Put) -> None:
    assert QApplication.sendEvent(zone(put), QEvent(QEvent.Type.PaletteChange))
