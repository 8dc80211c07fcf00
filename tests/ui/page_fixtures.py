"""Fixtures for widget tests: a page to put widgets on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, TypeVar

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.theme.theme import Theme
from dmm_desktop.ui.widgets.containers import Surface, set_surface

_W = TypeVar("_W", bound=QWidget)


class Put(Protocol):
    """Show a widget on a page, in its preferred size or a given width; returns it."""

    def __call__(self, widget: _W, width: int | None = None) -> _W: ...


def focus(widget: QWidget, qtbot: QtBot) -> QWidget:
    """Focus a widget in an active window; returns the widget that then has the focus."""
    widget.window().activateWindow()
    widget.setFocus()
    wanted = widget.focusProxy() or widget
    qtbot.waitUntil(wanted.hasFocus)
    return wanted


@pytest.fixture
def put(theme: Theme) -> Iterator[Put]:
    """A function that shows a widget on a page, which provides its background; pages are deleted after the test."""
    pages: list[QWidget] = []

    def show(widget: _W, width: int | None = None) -> _W:
        page = QWidget()
        pages.append(page)
        set_surface(page, Surface.BASE)
        page.resize(1000, 600)
        widget.setParent(page)
        widget.move(10, 10)
        page.show()
        widget.show()
        hint = widget.sizeHint()
        wide = hint.width() if width is None else width
        widget.resize(wide, widget.heightForWidth(wide) if widget.hasHeightForWidth() else hint.height())
        return widget

    yield show
    for page in pages:
        shiboken6.delete(page)


def double_click(widget: QWidget, place: QPoint) -> None:
    """Click twice with the left button of the mouse, and release it."""
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(widget, left, pos=place)
    QTest.mouseDClick(widget, left, pos=place)
    QTest.mouseRelease(widget, left, pos=place)
