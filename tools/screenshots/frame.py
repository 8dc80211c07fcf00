"""Windows as a desktop shows them: with a title bar, and a dialog above its window."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication, QWidget

from dmm_desktop.ui.theme.icons import app_pixmap
from dmm_desktop.ui.theme.palette import tokens_of

#: Height of a title bar.
TITLE = 32


def picture(window: QWidget, dialog: QWidget | None = None) -> QImage:
    """The window in its frame, with a dialog of it in the middle."""
    image = framed(window, active=dialog is None)
    if dialog is None:
        return image
    above = framed(dialog, active=True, buttons=1)
    ratio = image.devicePixelRatio()
    size, room = above.size() / ratio, image.size() / ratio
    place = QPoint((room.width() - size.width()) // 2, (room.height() - size.height()) // 2 + TITLE)
    place.setY(min(place.y(), room.height() - size.height() - 8))
    painter = QPainter(image)
    for spread in range(12, 0, -1):
        shadow = QRect(place, size).adjusted(-spread, 4 - spread, spread, 4 + spread)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 3))
        painter.drawRoundedRect(shadow, 8 + spread, 8 + spread)
    painter.drawImage(place, above)
    painter.setPen(QColor(tokens_of(dialog.palette()).line))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRect(place, size).adjusted(0, 0, -1, -1))
    painter.end()
    return image


def framed(window: QWidget, *, active: bool, buttons: int = 3) -> QImage:
    """A window below a plain title bar with 1 or 3 buttons."""
    ratio = window.devicePixelRatio()
    image = QImage(QSize(window.width(), window.height() + TITLE) * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    tokens = tokens_of(window.palette())
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(0, 0, window.width(), TITLE, QColor(tokens.title))
    painter.drawPixmap(QPoint(10, 8), app_pixmap(16, ratio))
    color = QColor(tokens.text if active else tokens.dis)
    painter.setPen(QPen(color, 1))
    painter.setFont(QApplication.font())
    title = QRect(34, 0, window.width() - 200, TITLE)
    painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, window.windowTitle())
    _draw_buttons(painter, window.width(), buttons)
    painter.drawPixmap(QPoint(0, TITLE), window.grab())
    painter.end()
    return image


def _draw_buttons(painter: QPainter, width: int, count: int) -> None:
    """Close at the end, preceded by maximise and minimise."""
    middle = TITLE / 2
    x = width - 24 + 0.5
    painter.drawLine(round(x - 5), round(middle - 5), round(x + 5), round(middle + 5))
    painter.drawLine(round(x - 5), round(middle + 5), round(x + 5), round(middle - 5))
    if count > 1:
        painter.drawRect(QRectF(x - 46 - 5, middle - 4.5, 10, 10))
        painter.drawLine(round(x - 92 - 5), round(middle), round(x - 92 + 5), round(middle))
