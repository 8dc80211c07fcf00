"""Everything has room on its screen, or can be scrolled to: at 150 % it has 911 by 512 pixels, at 200 % 640 by 360."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.languages.all_screens import AllScreens
from ui.languages.fit import misfits
from ui.screens.conftest import Place

#: On a narrower screen runs, log files and reports have to be scrolled sideways; the findings, with seven columns, on
#: somewhat wider ones too.
_NARROW, _NARROW_FOR_FINDINGS = 900, 1000
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
    if place.width() < _NARROW_FOR_FINDINGS:
        found = [one for one in found if not (one.startswith(_SIDEWAYS) and " all_findings " in one)]
    if not place.contains(window.frameGeometry()):
        found.append(f"{window.frameGeometry()} is not within {place}")
    return found


def test_every_window_can_be_used_on_every_screen(
    screens: AllScreens, place: Place, go: Callable[..., None], qtbot: QtBot
) -> None:
    go(screens.window, place)
    qtbot.waitUntil(lambda: place.rect.contains(QRect(place.rect.topLeft(), screens.window.minimumSize())))
    screens.window.resize(screens.window.minimumSize())
    troubles = [
        f"{name}: {one}"
        for name, screen in screens.screens()
        if name != _OF_QT
        for one in _troubles(screen, place.rect)
    ]
    assert "\n".join(troubles) == ""
