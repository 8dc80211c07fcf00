"""Fixtures for the panels of environments: services with a demo environment, and helpers for their dialogs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Connection, Environment, SavedEnvironment
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.token import Token
from dmm_desktop.ui.widgets.banner import Banner
from dmm_desktop.ui.widgets.fields import Field
from ui.file_answers import FileAnswers
from ui.lookup import find
from ui.sample_runs import SampleServices

T = TypeVar("T", bound=QObject)


@pytest.fixture(scope="module")
def demo() -> Iterator[DemoProcess]:
    """A demo environment for the tests of a module."""
    with DemoProcess() as process:
        yield process


class SavedEnvironments:
    """Saves environments, and loads them into the services."""

    def __init__(self, services: SampleServices, qtbot: QtBot) -> None:
        self._services, self._qtbot = services, qtbot

    def put(
        self,
        name: str,
        address: str = "https://127.0.0.1:1",
        token: str = "",
        *,
        stage: Stage = Stage.TEST,
        connections: tuple[Connection, ...] = (),
        **changes: object,
    ) -> Environment:
        """Store an environment whose id is its name, with its key if one is given."""
        environment = Environment(name, name, Address.parse(address), stage, **changes)  # type: ignore[arg-type]
        with self._services.workspace().store() as store:
            store.environments.add(environment)
            for connection in connections:
                store.connections.add(connection)
        if token:
            self._services.keys.put(name, Token(token))
        self.load()
        return environment

    def load(self) -> None:
        """Reload the list."""
        controller = self._services.environments
        with self._qtbot.waitSignal(controller.changed):
            controller.load(_raise)

    def find(self, name: str) -> SavedEnvironment | None:
        """The environment in the list with this name."""
        found = [one for one in self._services.environments.environments if one.environment.name == name]
        return found[0] if found else None

    def in_database(self) -> list[Environment]:
        """The environments in the database."""
        with self._services.workspace().store() as store:
            return list(store.environments.list())

    def settle(self) -> None:
        """Wait until no job is running."""
        self._qtbot.waitUntil(lambda: not self._services.runner.busy)


def _raise(error: Exception) -> None:
    raise error


@pytest.fixture
def saved_environments(services: SampleServices, qtbot: QtBot) -> SavedEnvironments:
    """The saved environments: none at first."""
    return SavedEnvironments(services, qtbot)


@pytest.fixture
def files(tmp_path: Path) -> FileAnswers:
    """System dialogs that answer with one file."""
    return FileAnswers(tmp_path / "file.json")


def press(window: QWidget, name: str) -> None:
    """Press an enabled button by name."""
    button = find(window, QAbstractButton, name)
    assert button.isEnabled() and button.isVisible(), name
    button.click()


def fill(window: QWidget, **values: str) -> None:
    """Type into line fields, by name."""
    for name, value in values.items():
        find(window, QLineEdit, name).setText(value)


def error_at(window: QWidget, name: str) -> str:
    """The error of the control with this name."""
    parent = find(window, QWidget, name).parentWidget()
    assert isinstance(parent, Field)
    return parent.error


def said(window: QWidget) -> str:
    """The text of the visible banners."""
    return " ".join(banner.accessibleName() for banner in window.findChildren(Banner) if banner.isVisible())


def dialog_of(application: QApplication, name: str) -> QDialog:
    """The open dialog with this name."""
    found = [one for one in application.topLevelWidgets() if one.objectName() == name and one.isVisible()]
    assert len(found) == 1, [one.objectName() for one in application.topLevelWidgets()]
    assert isinstance(found[0], QDialog)
    return found[0]


def unnamed(window: QWidget) -> list[str]:
    """Visible focusable controls without an accessible name."""
    return [
        f"{type(one).__name__} {one.objectName()}"
        for one in window.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and not _spoken(one)
    ]


def _spoken(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def tabbed(window: QWidget, application: QApplication, qtbot: QtBot) -> list[str]:
    """The names of the controls in tab order."""
    reached: list[QWidget] = []
    while (at := application.focusWidget()) is not None and at not in reached:
        reached.append(at)
        qtbot.keyClick(at, Qt.Key.Key_Tab)
    return [one.objectName() for one in reached]


def cut_labels(window: QWidget) -> list[str]:
    """Visible labels and buttons that are too small for their text."""
    found = []
    kinds: tuple[type[QAbstractButton | QLabel], ...] = (QLabel, QPushButton, QRadioButton)
    for one in (found for kind in kinds for found in window.findChildren(kind)):
        if not one.isVisible() or not one.text():
            continue
        needed = one.heightForWidth(one.width()) if one.hasHeightForWidth() else one.minimumSizeHint().height()
        place = one.mapTo(window, one.rect().topLeft())
        is_outside = place.x() < 0 or place.x() + one.width() > window.width()
        if is_outside or one.height() < needed or one.width() < one.minimumSizeHint().width():
            found.append(one.text())
    return found


def tree_of(panel: QWidget) -> QTreeView:
    """The tree of the connections panel."""
    return find(panel, QTreeView, "connections")


def spoken(panel: QWidget) -> list[str]:
    """The rows as screen readers read them."""
    model = tree_of(panel).model()

    def rows(model: QAbstractItemModel, parent: QModelIndex) -> list[str]:
        found: list[str] = []
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            found += [index.data(Qt.ItemDataRole.AccessibleTextRole), *rows(model, index)]
        return found

    return rows(model, QModelIndex())


def is_open(panel: QWidget, row: int) -> bool:
    """Whether the environment in this row is expanded."""
    tree = tree_of(panel)
    return tree.isExpanded(tree.model().index(row, 0))


def results(dialog: QWidget) -> str:
    """The text of the test result; empty if there is none."""
    frame = find(dialog, QWidget, "test_result")
    return "\n".join(label.text() for label in frame.findChildren(QLabel)) if frame.isVisible() else ""
