"""A session with both tokens through the whole window, against a server that echoes them; an action of
`window_process.py`. The tokens are passed on standard input, not in arguments or variables."""

import sys
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QWidget

from dmm_desktop.app import Application, opened
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.token import Token
from faults.window_steps import idle, say, until


class _EchoUser:
    """Finds everything by its accessible name, and records every title and text shown."""

    def __init__(self, application: Application, one_time: str) -> None:
        self._application = application
        self._one_time = one_time
        self.titles: set[str] = set()

    def find(self, name: str) -> QWidget:
        """The visible control with this name."""
        tops = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
        self.titles |= {top.windowTitle() for top in tops}
        return next(one for top in tops for one in top.findChildren(QWidget) if self._is(one, name))

    def press(self, name: str) -> None:
        """Press a button once it is enabled."""
        until(lambda: self._is_there(name) and self.find(name).isEnabled())
        button = self.find(name)
        assert isinstance(button, QAbstractButton)
        button.click()

    def give_one_time_token(self) -> None:
        """Enter the one-time token and start."""
        until(lambda: self._is_there("One-time token"))
        field = self.find("One-time token")
        assert isinstance(field, QLineEdit)
        field.setText(self._one_time)
        self.press("Start import")

    def import_file(self, zip_file: Path) -> None:
        """Go through the wizard, up to the start."""
        self._application.window.import_data(zip_path=zip_file)
        for _ in range(3):
            self.press("Next")
            idle(self._application)
            QTest.qWait(0)
        self.give_one_time_token()

    def states(self) -> list[RunState]:
        """The states of all runs."""
        return [view.run.state for view in self._application.services.runs.runs]

    def save_as(self, target: Path) -> None:
        """Choose where to save, as soon as that is asked."""

        def fields() -> list[QLineEdit]:
            dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog)]
            found = [dialog.findChild(QLineEdit, "fileNameEdit") for dialog in dialogs if dialog.isVisible()]
            return [field for field in found if field is not None]

        until(lambda: bool(fields()))
        (field,) = fields()
        field.setText(str(target))  # QFileDialog.selectFile() changes no text that has the focus
        dialog = field.window()
        assert isinstance(dialog, QFileDialog)
        dialog.accept()
        until(target.exists)
        idle(self._application)

    def is_told(self, name: str, words: str) -> bool:
        """Whether a field shows an error with this text."""
        return self._is_there(name) and words in self.find(name).accessibleDescription()

    def _is_there(self, name: str) -> bool:
        visible = (one for top in QApplication.topLevelWidgets() for one in top.findChildren(QWidget))
        return any(self._is(one, name) for one in visible)

    @staticmethod
    def _is(widget: QWidget, name: str) -> bool:
        return widget.accessibleName() == name and widget.isVisible()


def talk(folder: str, address: str, zip_file: str, saved: str) -> None:
    """Add an environment, test it, start imports that are refused, unanswered, and successful, and save everything that
    can be saved."""
    key, one_time = sys.stdin.readline().strip(), sys.stdin.readline().strip()
    with opened(["--data-dir", folder]) as application:
        QTest.qWait(0)
        idle(application)
        user = _EchoUser(application, one_time)
        window, book = application.window, application.services.environments
        environment = Environment("prod-2", "PROD-2", Address.parse(address + "/DMMAPI/rest/v1"), Stage.TEST)
        book.save(
            environment, Token(key), owner=window, on_success=lambda placement: None, on_failure=window.show_error
        )
        until(lambda: bool(book.environments))
        book.check(environment, owner=window, on_failure=window.show_error)
        idle(application)
        user.import_file(Path(zip_file))  # refused with a message that contains both tokens
        until(lambda: user.is_told("One-time token", "refused the one-time token"))
        idle(application)
        user.give_one_time_token()  # unanswered: 504 with a page that contains both tokens
        until(lambda: user.states() == [RunState.OUTCOME_UNKNOWN])
        user.import_file(Path(zip_file))
        until(lambda: RunState.FAILED in user.states())
        idle(application)
        for save, name in (
            (window.progress.save_report_as_json, "report.json"),
            (window.progress.save_report_as_html, "report.html"),
            (window.progress.save_logs, "logs.zip"),
            (lambda: window.support.save(window.progress.run_id), "support.zip"),
        ):
            save()
            user.save_as(Path(saved) / name)
        texts = [one.text() for one in QApplication.allWidgets() if isinstance(one, QLineEdit)]
        shown = [one.accessibleName() + one.accessibleDescription() for one in QApplication.allWidgets()]
        say(titles=sorted(user.titles), names=shown, texts=texts)
        sys.stdin.readline()
        window.close()
