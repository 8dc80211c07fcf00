"""A user at a wizard, with a demo environment that may be running or not."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QStackedWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Connection, Environment
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.token import Token
from dmm_desktop.ui.start_wizard.start_wizard import StartWizard
from ui.file_answers import FileAnswers
from ui.lookup import find
from ui.sample_runs import SampleServices

T = TypeVar("T", bound=QWidget)


class StartUser(ABC):
    """Finds everything by its accessible name, and waits for asynchronous work."""

    #: The accessible name of the button that starts the run.
    start_button: str

    def __init__(self, services: SampleServices, qtbot: QtBot) -> None:
        self.services, self.qtbot = services, qtbot
        self.dialogs = FileAnswers(folder=Path())
        self.wizard: StartWizard
        self.uploads: list[str] = []
        self.finished: list[int] = []

    def save(
        self,
        address: str = "https://dev-1.acme.example",
        name: str = "DEV-1",
        stage: Stage = Stage.DEVELOPMENT,
        key: str = "",
        connections: tuple[Connection, ...] = (),
        token_page: str | None = None,
    ) -> Environment:
        """Save an environment, with its key for this session."""
        environment = Environment(name.lower(), name, Address.parse(address), stage, token_page=token_page)
        with self.services.workspace().store() as store:
            store.environments.add(environment)
            for connection in connections:
                store.connections.add(connection)
        if key:
            self.services.keys.keep_for_session(environment.id, Token(key))
        self.load()
        return environment

    def load(self) -> None:
        """Reload the environments."""
        controller = self.services.environments
        with self.qtbot.waitSignal(controller.changed):
            controller.load(_raise)

    @abstractmethod
    def make_wizard(self) -> StartWizard:
        """Create a wizard."""

    def open(self) -> StartWizard:
        """Open a wizard; an earlier one is closed."""
        self.close()
        self.wizard = self.make_wizard()
        self.wizard.sending_began.connect(self.uploads.append)
        self.wizard.finished.connect(self.finished.append)
        self.wizard.open()
        self.wizard.activateWindow()
        self.qtbot.waitUntil(self.wizard.isActiveWindow)
        return self.wizard

    @abstractmethod
    def go_to_review(self, path: Path) -> None:
        """Go from the first page to the last. ``path``: the zip of an import, or a new file for the configuration of an
        export."""

    def start(self, one_time_token: str) -> None:
        """Enter the token, and start."""
        self.edit("One-time token").setText(one_time_token)
        self.press(self.start_button)

    def find(self, name: str, kind: type[T]) -> T:
        """The visible control with this accessible name."""
        found = [one for one in self.wizard.findChildren(kind) if one.accessibleName() == name and one.isVisible()]
        assert len(found) == 1, (name, found)
        return found[0]

    def press(self, name: str) -> None:
        button = self.find(name, QAbstractButton)
        assert button.isEnabled(), name
        button.click()

    def edit(self, name: str) -> QLineEdit:
        return self.find(name, QLineEdit)

    def error(self, name: str) -> str:
        """The error at a field."""
        return self.find(name, QWidget).accessibleDescription()

    def text(self, object_name: str) -> str:
        label = self.wizard.findChild(QLabel, object_name)
        assert label is not None
        return label.text()

    def json(self) -> QPlainTextEdit:
        found = self.wizard.findChild(QPlainTextEdit, "configuration")
        assert found is not None
        return found

    def rows(self, name: str) -> list[str]:
        """The rows of a list, as read out."""
        model = self.find(name, QAbstractItemView).model()
        role = Qt.ItemDataRole.AccessibleTextRole
        return [model.index(row, 0).data(role) for row in range(model.rowCount())]

    def close(self) -> None:
        """Close and destroy the wizard."""
        if hasattr(self, "wizard") and shiboken6.isValid(self.wizard):
            discard(self.wizard)
            shiboken6.delete(self.wizard)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @property
    def page(self) -> int:
        """The number of the page, from 1."""
        pages = self.wizard.findChild(QStackedWidget, "wizard_pages")
        assert pages is not None
        return pages.currentIndex() + 1

    def at_page(self, number: int) -> None:
        """Wait until this page is shown."""
        self.qtbot.waitUntil(lambda: self.page == number)

    def idle(self) -> None:
        """Wait for all jobs to end."""
        self.qtbot.waitUntil(lambda: not self.services.runner.busy)

    def ended(self) -> RunState:
        """Wait until the last run has ended, and return its state."""
        run_id = self.uploads[-1]
        self.qtbot.waitUntil(lambda: self.services.view(run_id).run.state.is_final)
        return self.services.view(run_id).run.state


def discard(wizard: StartWizard) -> None:
    """Close a wizard, whatever was entered."""
    wizard.close()
    if (question := wizard.findChild(QMessageBox, "discard_question")) is not None:
        find(question, QAbstractButton, "discard_now").click()
    assert not wizard.isVisible()


def _raise(error: Exception) -> None:
    raise error


def save_demo(user: StartUser, demo: DemoProcess, **more: Any) -> Environment:
    """Save the demo environment as DEMO-1."""
    values: dict[str, Any] = {"key": demo.token, "token_page": demo.authentication_token_page}
    return user.save(demo.address, "DEMO-1", **(values | more))
