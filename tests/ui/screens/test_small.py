"""Everything has room on its screen, or can be scrolled to: at 150 % it has 911 by 512 pixels, at 200 % 640 by 360."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.languages.fit import misfits
from ui.languages.tour import Tour
from ui.screens.conftest import Place

#: On a narrower screen runs, log files and reports have to be scrolled sideways.
_NARROW = 900
_SIDEWAYS = ("can be scrolled sideways", "sticks out")
#: What Qt lays out.
_OF_QT = "open file"


def _troubles(window: QWidget, place: QRect) -> list[str]:
    """What is wrong with a window on a screen, once its layouts have asked each other."""
    for _ in range(50):
        if not (found := _misfits(window, place)):
            break
        QCoreApplication.processEvents()
    return found


def _misfits(window: QWidget, place: QRect) -> list[str]:
    found = misfits(window)
    if place.width() < _NARROW:
        found = [one for one in found if not one.startswith(_SIDEWAYS)]
    if not place.contains(window.frameGeometry()):
        found.append(f"{window.frameGeometry()} is not within {place}")
    return found


def test_every_window_can_be_used_on_every_screen(
    tour: Tour, place: Place, go: Callable[..., None], qtbot: QtBot
) -> None:
    go(tour.window, place)
    qtbot.waitUntil(lambda: place.rect.contains(QRect(place.rect.topLeft(), tour.window.minimumSize())))
    tour.window.resize(tour.window.minimumSize())
    troubles = [
        f"{name}: {one}" for name, screen in tour.screens() if name != _OF_QT for one in _troubles(screen, place.rect)
    ]
    assert "\n".join(troubles) == ""
