"""The gallery renders in its own process, without a message from Qt and with a clean exit."""

from __future__ import annotations

import gc
import subprocess
import sys
from itertools import product
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from architecture.project import ROOT
from dmm_desktop.ui.theme.theme import Theme
from dmm_desktop.ui.theme.tokens import DARK, LIGHT
from tools.gallery import components, pieces
from ui.page_fixtures import Put, focus
from ui.pictures import colors


@pytest.mark.parametrize("scale", ["1", "1.5", "2", "3"])
def test_it_renders_at_any_scale(tmp_path: Path, scale: str) -> None:
    render(tmp_path, "--scale", scale, "--appearances", "light", "dark")
    for (name, tokens), page in product((("light", LIGHT), ("dark", DARK)), ("components", "pieces")):
        image = QImage(str(tmp_path / f"{page}-{name}.png"))
        assert image.width() >= 1280 * float(scale) and image.height() >= 800 * float(scale)
        seen = colors(image.scaled(320, 200))
        assert seen.most_common(1)[0][0] == tokens.base and len(seen) > 100


@pytest.mark.parametrize("options", [["--right-to-left"], ["--pixels", "24"]], ids=["right to left", "large font"])
def test_it_renders_for_everybody(tmp_path: Path, options: list[str]) -> None:
    render(tmp_path, *options)
    assert (tmp_path / "pieces-light.png").stat().st_size > 20_000


def render(folder: Path, *options: str) -> None:
    command = [sys.executable, "-m", "tools.gallery", "--out", str(folder), *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=ROOT)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.fixture(params=[components, pieces], ids=["components", "pieces"])
def page(request: pytest.FixtureRequest, put: Put) -> QWidget:
    made: QWidget = request.param.page()
    made.resize(1400, 1000)
    return put(made, 1400)


def controls(page: QWidget) -> list[QWidget]:
    """What a person can do something with."""
    kinds = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit)
    return [
        widget
        for widget in page.findChildren(QWidget)
        if isinstance(widget, kinds) and widget.isVisibleTo(page) and not isinstance(widget.parent(), QAbstractItemView)
    ]


def test_every_control_has_a_name(page: QWidget) -> None:
    unnamed = []
    for widget in controls(page):
        seen = QAccessible.queryAccessibleInterface(widget)
        if not seen.text(QAccessible.Text.Name):
            unnamed.append(f"{type(widget).__name__} {widget.objectName()}")
    assert len(controls(page)) > 10
    assert unnamed == []


def has_no_stop_of_its_own(widget: QWidget) -> bool:
    """Icons in fields are buttons to Qt, though they do nothing; of a group Tab goes to the chosen one only."""
    if isinstance(widget, QToolButton):
        return widget.focusPolicy() is Qt.FocusPolicy.NoFocus
    return isinstance(widget, QAbstractButton) and widget.group() is not None and not widget.isChecked()


def test_every_control_is_reached_by_tab(page: QWidget, qtbot: QtBot) -> None:
    wanted = {one for one in controls(page) if one.isEnabled() and not has_no_stop_of_its_own(one)}
    start = next(iter(wanted))
    focused, reached = focus(start, qtbot), set()
    for _ in range(2 * len(wanted) + 10):
        reached.add(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        focused = page.window().focusWidget()
    missed = {f"{type(one).__name__} {one.objectName()}" for one in wanted - reached}
    assert missed == set()


def test_text_half_as_long_again_is_not_cut(page: QWidget, theme: Theme) -> None:
    texts = [
        one
        for one in page.findChildren(QAbstractButton)
        if isinstance(one, QPushButton | QCheckBox | QRadioButton) and one.text()
    ]
    assert len(texts) > 6
    for widget in texts:
        widget.setText(widget.text() + "n" * (len(widget.text()) // 2 + 1))
    for _ in range(3):  # layouts in layouts tell what they need one after the other
        QApplication.processEvents()
        page.resize(page.minimumSizeHint().expandedTo(page.size()))
    cut = [one.text() for one in texts if one.width() < one.sizeHint().width()]
    assert cut == []


@pytest.mark.parametrize("module", [components, pieces], ids=["components", "pieces"])
def test_opening_and_closing_again_and_again_leaves_nothing(theme: Theme, module: ModuleType) -> None:
    left = []
    for _ in range(6):
        window = module.page()
        window.show()
        QApplication.processEvents()
        module.show_states(window)
        window.grab()
        window.close()
        del window
        gc.collect()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        left.append(len(QApplication.allWidgets()))
    assert left[2:] == left[2:3] * 4
