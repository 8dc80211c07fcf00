"""Finds what does not fit on a screen."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QRadioButton,
    QTabBar,
    QToolButton,
    QWidget,
)

from dmm_desktop.ui.progress_view.throughput_chart import ThroughputChart
from dmm_desktop.ui.widgets.buttons import IconButton, Link
from dmm_desktop.ui.widgets.focus_ring import ring_around
from dmm_desktop.ui.widgets.labels import ElidedLabel
from dmm_desktop.ui.widgets.line_field import SearchField

#: Lines that may be cut; the tool tip has the full text.
CUT_ON_PURPOSE = {"log_lines", "file", "note", "host"}
#: Where Qt's file dialog shows folders, including those of earlier tests: paths of any length.
_PATHS = "lookInCombo"


def _may_be_cut(label: ElidedLabel) -> bool:
    return label.objectName() in CUT_ON_PURPOSE or isinstance(label.parentWidget(), ThroughputChart)


def misfits(window: QWidget) -> list[str]:
    """Everything visible that is too small for its content, protrudes, scrolls sideways, or would be covered by the
    focus ring of a neighbour."""
    return [f"{what}: {_name(widget)}" for widget, what in (*_misfits(window), *_covered(window))]


def _misfits(window: QWidget) -> Iterator[tuple[QWidget, str]]:
    for one in window.findChildren(QWidget):
        parent = one.parentWidget()
        if not one.isVisible() or one.isWindow() or one.objectName().startswith(("qt_", _PATHS)):
            continue
        if isinstance(one, QAbstractScrollArea) and not isinstance(one, QPlainTextEdit):
            bar = one.horizontalScrollBar()
            if bar.maximum() > bar.minimum() and not isinstance(window, QFileDialog):
                yield one, "can be scrolled sideways"
        if not isinstance(one, QAbstractScrollArea) and not isinstance(parent, QLineEdit) and not _fits(one):
            yield one, "has less room than it needs"
        if isinstance(one, QLabel | QAbstractButton | QComboBox | QLineEdit | QMenuBar) and _sticks_out(one, window):
            yield one, "sticks out"
        if isinstance(one, ElidedLabel) and one.shown_text != one.text() and not _may_be_cut(one):
            yield one, "is cut"
        if isinstance(one, QLineEdit) and not isinstance(one, SearchField) and one.placeholderText() and not one.text():
            needed = one.fontMetrics().horizontalAdvance(one.placeholderText())
            margins = one.textMargins()
            if needed > one.contentsRect().width() - margins.left() - margins.right():
                yield one, "cuts its placeholder"
        if isinstance(one, QTabBar) and any(button.isVisible() for button in one.findChildren(QToolButton)):
            yield one, "has tabs that cannot be seen"


def _covered(window: QWidget) -> Iterator[tuple[QWidget, str]]:
    seen = [one for one in window.findChildren(QWidget) if one.isVisible() and one.window() is window]
    if isinstance(window, QFileDialog):
        return
    texts = {one: place for one in seen if not (place := _place_of_text(one)).isEmpty()}
    for target in seen:
        if not isinstance(target, QAbstractButton | QLabel) or not target.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        ring = ring_around(target, window) & _in_sight(target.parentWidget() or window)
        for one, place in texts.items():
            if one is not target and ring.intersects(place) and not one.isAncestorOf(target):
                yield one, f"is covered by the focus ring of {target.objectName()}"


def _place_of_text(one: QWidget) -> QRect:
    """Where the text of a widget is seen; a button with a frame has room around its text."""
    if isinstance(one, QLabel) and one.text():
        wraps = Qt.TextFlag.TextWordWrap if one.wordWrap() else Qt.TextFlag(0)
        flags = int(one.alignment()) | int(wraps)
        place = one.fontMetrics().boundingRect(one.contentsRect(), flags, QLabel.text(one))
    elif isinstance(one, Link) or (isinstance(one, QCheckBox | QRadioButton) and not one.property("segment")):
        place = one.rect()
    else:
        return QRect()
    return place.translated(one.mapTo(one.window(), QPoint(0, 0))) & _in_sight(one)


def _in_sight(one: QWidget) -> QRect:
    """The part of a widget that is seen, in its window."""
    return one.visibleRegion().boundingRect().translated(one.mapTo(one.window(), QPoint(0, 0)))


def _fits(one: QWidget) -> bool:
    needed = one.minimumSizeHint()
    if isinstance(one, QAbstractButton):
        needed = one.sizeHint()
    if isinstance(one, QLabel) and one.text() and not isinstance(one, ElidedLabel):
        needed = one.sizeHint() if not one.wordWrap() else one.minimumSizeHint()
    is_icon = isinstance(one, IconButton)  # at least 28 px wide
    height = one.heightForWidth(one.width()) if one.hasHeightForWidth() and one.layout() is None else needed.height()
    return (is_icon or one.width() >= needed.width()) and one.height() >= height


def _sticks_out(one: QWidget, window: QWidget) -> bool:
    """Whether it protrudes from anything around it, except where that scrolls vertically."""
    around = one.parentWidget()
    while around is not None:
        place = one.mapTo(around, one.rect().topLeft())
        if place.x() < 0 or place.x() + one.width() > around.width():
            return True
        if around is window or isinstance(around, QAbstractItemView):
            return False
        around = around.parentWidget()
    return False


def _name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    needed = widget.minimumSizeHint()
    room = f"{widget.width()}x{widget.height()}, wants {needed.width()}x{needed.height()}"
    return f"{type(widget).__name__} {widget.objectName()} {text!r} ({room})"
