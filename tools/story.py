"""Plays what a user does, in windows on the platform's own screen: `python -m tools.story FACTS OUTPUT`.

FACTS is a JSON file: `address`, `token` and `one_time_token` of a demo environment whose runs take a minute, the import
zip `zip`, and the folder `data`. The first call adds the environment, stops one import, saves its logs, and closes the
window while another one is running; the second call follows that one to its end. OUTPUT gets a picture of each step.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QApplication, QWidget

from dmm_desktop.app import Application, opened
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from tools.recorded_user import RecordedUser, use_dialogs_of_qt
from tools.window_user import expect

#: A font of Windows that Wine lacks, and the one that Wine takes for it. Qt does not know of that [platform].
_LACKING = ("Consolas", "DejaVu Sans Mono")


class StoryUser(RecordedUser):
    """Plays the story, one step after the other. A failure ends the process with a sentence."""

    def __init__(self, application: Application, facts: Mapping[str, str], output: Path) -> None:
        super().__init__(application.window, output)
        self._services = application.services
        self._facts = facts

    @property
    def run(self) -> Run:
        """The newest run."""
        return self._services.runs.runs[0].run

    def begin(self) -> None:
        """The first call."""
        self.wait(lambda: self.is_seen("welcome_import_data", self.window), "the first page")
        self.shot("first-start")
        self.add_environment()
        self.start_import(with_pictures=True)
        self.wait(lambda: self.records() > 0, "records to arrive")
        self.wait(lambda: self.rows("log", self.window) > 0, "the log")
        self.shot("running")
        self.press("stop_import")
        question = self.dialog("stop_question")
        self.shot("stop-question", question)
        self.press("stop_now", question)
        self.wait(lambda: self.run.state is RunState.STOPPED, "the end of the import")
        self.press("save_logs")
        self.save_as("logs.zip")
        self.shot("stopped")
        self.start_import(with_pictures=False)
        self.wait(lambda: self.records() > 0, "records to arrive")
        expect(not self.run.state.is_final, "The second import has ended too early.")

    def go_on(self) -> None:
        """The second call: the application follows the import by itself, with the key from the key store."""
        self.wait(lambda: len(self._services.runs.runs) == 2, "the runs")
        before = self.records()
        self.wait(lambda: self.records() > before, "more records")
        self.shot("followed-on")
        self.wait(lambda: self.run.state.is_final, "the end of the import")
        self.wait(lambda: self.find(QWidget, "save_logs").isEnabled(), "the log files")
        self.shot("completed")
        expect(self.run.state is RunState.COMPLETED, f"The import ended as {self.run.state.value}.")

    def add_environment(self) -> None:
        """Fill in the dialog, test the connection, and save."""
        self.find(QAction, "menu_add_environment").trigger()
        dialog = self.dialog("environment_dialog")
        self.type("environment_name", "DEV-1", dialog)
        self.type("environment_address", self._facts["address"], dialog)
        self.press("stage_development", dialog)
        self.type("rest_api_key", self._facts["token"], dialog)
        self.press("test_connection", dialog)
        self.wait(lambda: self.is_seen("test_result", dialog), "the result")
        self.shot("environment", dialog)
        self.press("save_environment", dialog)
        self.wait(lambda: self._services.environments.environments, "the environment")

    def start_import(self, with_pictures: bool) -> None:
        """Go through the wizard."""
        known = len(self._services.runs.runs)
        self.find(QAction, "menu_import").trigger()
        wizard = self.dialog("import_wizard")

        def done(page: str) -> None:
            if with_pictures:
                self.shot(f"wizard-{page}", wizard)

        done("destination")
        self.press("next", wizard)
        self.type("zip_file", self._facts["zip"], wizard)
        self.wait(lambda: self.rows("entities", wizard), "the check of the zip")
        done("file")
        self.press("next", wizard)
        done("options")
        self.press("next", wizard)
        self.type("one_time_token", self._facts["one_time_token"], wizard)
        done("review")
        self.press("start_import", wizard)
        self.wait(lambda: len(self._services.runs.runs) > known, "the import")

    def records(self) -> int:
        """How many records the newest run has imported."""
        report = self.run.report
        return (report.completed_records or 0) if report is not None else 0


def main(facts: Mapping[str, str], output: Path) -> None:
    """Play what comes next: the data folder says which call this is."""
    output.mkdir(parents=True, exist_ok=True)
    is_first = not Path(facts["data"]).exists()
    messages: list[str] = []
    qInstallMessageHandler(lambda _kind, _context, message: messages.append(message))
    use_dialogs_of_qt()
    QFont.insertSubstitution(*_LACKING)
    with opened(["--data-dir", facts["data"]]) as application:
        user = StoryUser(application, facts, output)
        (user.begin if is_first else user.go_on)()
        screen = application.window.screen()
        told = {
            "platform": QApplication.platformName(),
            "scale": screen.devicePixelRatio(),
            "appearance": application.theme.appearance.value,
            "title": application.window.windowTitle(),
            "font": f"{QApplication.font().family()} {QApplication.font().pointSizeF():g}",
            "messages": messages,
        }
        application.window.close()
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument("facts", type=Path)
    parser.add_argument("output", type=Path)
    options = parser.parse_args()
    main(json.loads(options.facts.read_text(encoding="utf-8")), options.output.absolute())
