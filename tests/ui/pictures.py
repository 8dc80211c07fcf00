"""A widget's appearance, pixel by pixel."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget


def picture(widget: QWidget) -> QImage:
    """The widget as displayed, including what is behind it."""
    window = widget.window()
    return window.grab(QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())).toImage()


def color_at(image: QImage, x: int, y: int) -> str:
    """A pixel as #RRGGBB."""
    return image.pixelColor(x, y).name().upper()


def colors(image: QImage) -> Counter[str]:
    """The number of pixels of each colour."""
    converted = image.convertToFormat(QImage.Format.Format_ARGB32)
    counted: Counter[str] = Counter()
    for pixel, number in Counter(memoryview(converted.constBits()).cast("I")).items():
        counted[f"#{pixel & 0xFFFFFF:06X}"] += number
    return counted


def row_of(image: QImage, y: int) -> list[str]:
    """One line of pixels."""
    return [color_at(image, x, y) for x in range(image.width())]
