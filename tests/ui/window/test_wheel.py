"""The wheel changes no value anywhere without the focus: in every dialog, and on every page of the wizard."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.import_wizard.wizard import ImportWizard
from ui.environment_fixtures import press
from ui.window.dialogs import NAMES, Dialogs


def _values(window: QWidget) -> Iterator[tuple[str, object]]:
    """Everything in a window that can be changed, with its value. Scroll bars are to be moved by the wheel."""
    for one in window.findChildren(QWidget):
        match one:
            case QScrollBar():
                continue
            case QComboBox() | QTabBar():
                value: object = one.currentIndex()
            case QAbstractSpinBox() | QLineEdit():
                value = one.text()
            case QAbstractSlider():
                value = one.value()
            case QPlainTextEdit():
                value = one.toPlainText()
            case QAbstractItemView() if one.model() is not None:
                value = one.currentIndex().row(), one.currentIndex().column()
            case QAbstractButton():
                value = one.isChecked()
            case _:
                continue
        yield f"{type(one).__name__} {one.objectName()!r}", value


def _turn_over_all(window: QWidget) -> list[str]:
    """Turn the wheel both ways over every visible widget that has no focus; returns the kinds of choices met."""
    met = []
    for one in window.findChildren(QWidget):
        if not one.isVisible() or one.window() is not window:
            continue
        if (focused := window.focusWidget()) is not None:
            focused.clearFocus()
        if isinstance(one, QComboBox | QAbstractSpinBox | QAbstractSlider | QTabBar):
            met.append(type(one).__name__)
        place = QPointF(one.rect().center())
        for angle in (-120, 120, 120, -120, -120):
            event = QWheelEvent(
                place,
                QPointF(one.mapToGlobal(place)),
                QPoint(),
                QPoint(0, angle),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
            QApplication.sendEvent(one, event)
    return met


def _changed(window: QWidget) -> tuple[list[str], list[str]]:
    before = list(_values(window))
    met = _turn_over_all(window)
    after = list(_values(window))
    return [f"{was} -> {now}" for was, now in zip(before, after, strict=True) if was != now], met


def _changed_anywhere(window: QWidget) -> tuple[list[str], list[str]]:
    """The same with everything unfolded, and in each view."""
    for more in window.findChildren(QAbstractButton, "more_settings"):
        more.click()
    changed, met = _changed(window)
    for view in window.findChildren(QAbstractButton):
        if view.isVisible() and view.isEnabled() and view.group() is not None and not view.isChecked():
            view.click()
            more_changed, more_met = _changed(window)
            changed, met = changed + more_changed, met + more_met
    return changed, met


def test_in_every_dialog(dialogs: Dialogs) -> None:
    wrong, met = {}, {}
    for name in NAMES:
        dialogs.prepare(name)
        wrong[name], met[name] = dialogs.look_at(name, _changed_anywhere)
    assert {name: changed for name, changed in wrong.items() if changed} == {}
    boxes = {name: len(found) for name, found in met.items() if found}
    assert boxes.keys() >= {"add environment", "edit environment", "new connection", "watch an existing import"}


def test_on_every_page_of_the_wizard_and_in_the_window(dialogs: Dialogs, qtbot: QtBot) -> None:
    window = dialogs.window
    dialogs.prepare("report")
    assert _changed(window)[0] == []
    window.import_data(zip_path=dialogs.zip_path.with_name("small.zip"))
    wizard = window.findChild(ImportWizard)
    assert wizard is not None
    dialogs.settle()
    for number in range(4):
        assert (number, _changed(wizard)[0]) == (number, [])
        press(wizard, "next") if number < 3 else None
        dialogs.settle()
    wizard.reject()


def test_a_combo_box_that_does_not_guard_itself_is_found(dialogs: Dialogs) -> None:
    """What the other tests would see."""

    def look(dialog: QWidget) -> list[str]:
        box = QComboBox(dialog)
        box.addItems(["One", "Two", "Three"])
        box.setObjectName("unguarded")
        box.show()
        return _changed(dialog)[0]

    dialogs.prepare("about")
    assert [line for line in dialogs.look_at("about", look) if "unguarded" in line]
