"""The icons: SVG files drawn in any colour, in the exact size and device pixel ratio requested.

Pixmaps are kept in Qt's pixmap cache by name, colour, size and ratio. The application empties it on exit, so no
pixmap outlives it; a new theme requests other colours.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from ...resources import resource

#: Icon sizes: default, beside captions, in banners and sentences.
DEFAULT, SMALL, LARGE = 16, 14, 20

#: Events after which a widget redraws its icons: colours, direction or screen have changed.
NEW_LOOK = {
    QEvent.Type.PaletteChange,
    QEvent.Type.StyleChange,
    QEvent.Type.LayoutDirectionChange,
    QEvent.Type.DevicePixelRatioChange,
}

_GAP = 4

_APP_ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)


def pixmap(name: str, color: str, size: int = DEFAULT, ratio: float = 1.0) -> QPixmap:
    """The icon ``resources/icons/<name>.svg`` in a colour (#RRGGBB), ``size`` device-independent pixels square.

    Raises FileNotFoundError if there is no such icon.
    """
    return _drawn(f"icons/{name}.svg", color, QSize(size, size), QRect(0, 0, size, size), ratio)


def paint_icon(painter: QPainter, rect: QRect, name: str, color: str) -> None:
    """Draw an icon into a square, at the device's full resolution."""
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(rect.topLeft(), pixmap(name, color, rect.width(), ratio))


def icon(name: str, color: str, disabled: str, size: int = DEFAULT) -> QIcon:
    """An icon for a button, field or action, in its normal and disabled colours."""
    return _icon(name, color, disabled, QSize(size, size), QRect(0, 0, size, size))


def icon_before_text(
    name: str, color: str, disabled: str, size: int = DEFAULT, *, mirrored: bool = False
) -> tuple[QIcon, QSize]:
    """An icon for a button with text, and the icon size to set.

    It is 4 px wider on the side of the text, because Qt's gap (2) is too narrow; ``mirrored`` if the text is on the
    left.
    """
    whole = QSize(size + _GAP, size)
    return _icon(name, color, disabled, whole, QRect(_GAP if mirrored else 0, 0, size, size)), whole


def screen_ratios() -> frozenset[float]:
    """The device pixel ratios of the screens: :func:`icon` draws for all of them."""
    return frozenset(screen.devicePixelRatio() for screen in QGuiApplication.screens())


def app_icon() -> QIcon:
    """The application's icon in all sizes that systems request."""
    result = QIcon()
    for size in _APP_ICON_SIZES:
        result.addPixmap(app_pixmap(size))
    return result


def app_pixmap(size: int, ratio: float = 1.0) -> QPixmap:
    """The application's icon as a pixmap."""
    return _drawn("app-icon.svg", "", QSize(size, size), QRect(0, 0, size, size), ratio)


def _icon(name: str, color: str, disabled: str, size: QSize, place: QRect) -> QIcon:
    result = QIcon()
    for ratio in screen_ratios():
        for mode, paint in ((QIcon.Mode.Normal, color), (QIcon.Mode.Disabled, disabled)):
            result.addPixmap(_drawn(f"icons/{name}.svg", paint, size, place, ratio), mode)
    return result


def _drawn(file: str, color: str, size: QSize, place: QRect, ratio: float) -> QPixmap:
    key = f"dmm:{file}:{color}:{size.width()}x{size.height()}+{place.x()}:{ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    drawn = QPixmap(size * ratio)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_source(file).replace("currentColor", color).encode()))
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(place))
    painter.end()
    QPixmapCache.insert(key, drawn)
    return drawn


@cache
def _source(file: str) -> str:
    return resource(file).read_text(encoding="utf-8")
