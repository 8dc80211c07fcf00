"""Screens of every scale: those of ``tests/screens.json``, and the fixtures of the tests on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.languages.conftest import screens  # noqa: F401

NAMES = ("100 %", "125 %", "150 %", "175 %", "200 %", "300 %")


class Place(NamedTuple):
    """A screen. Not Qt's own object, because PySide invalidates that with the first window it was requested from."""

    name: str
    rect: QRect
    ratio: float


def place_of(name: str) -> Place:
    """The screen with this name."""
    [found] = [screen for screen in QGuiApplication.screens() if screen.name() == name]
    return Place(name, found.availableGeometry(), found.devicePixelRatio())


@pytest.fixture(params=NAMES)
def place(request: pytest.FixtureRequest) -> Place:
    """A screen; the test runs on each."""
    return place_of(request.param)


@pytest.fixture
def go(qtbot: QtBot) -> Callable[[QWidget, Place], None]:
    """A function that moves a window to a screen, as a user does."""

    def to(window: QWidget, place: Place) -> None:
        window.move(place.rect.topLeft() + QPoint(1, 1))
        qtbot.waitUntil(lambda: window.screen().name() == place.name and window.devicePixelRatio() == place.ratio)
        qtbot.wait(0)  # earlier notifications about the screen have been processed

    return to
