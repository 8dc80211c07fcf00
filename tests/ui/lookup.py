"""Finds widgets that must exist in a window."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLayout, QWidget

T = TypeVar("T", bound=QObject)


def find(window: QWidget, kind: type[T], name: str) -> T:
    """The child with this name."""
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def layout_of(widget: QWidget) -> QLayout:
    """The layout of a widget that has one."""
    layout = widget.layout()
    assert layout is not None
    return layout


def focused() -> QWidget:
    """The focused widget."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
