"""Plays one import in the real window without a display, from the first page to the saved logs, and checks the result.

`python -m tools.play OUTPUT` starts the demo environment, presses buttons and fills in fields as users do. OUTPUT
receives a picture of each step, `logs.zip` and `report.json`.
"""

import argparse
import http.client
import json
import os
import tempfile
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from dmm_desktop.app import Application, opened
from dmm_desktop.core.run_state import RunState
from dmm_desktop.ui.theme.theme import Appearance
from tools.offscreen import offscreen
from tools.recorded_user import RecordedUser, use_dialogs_of_qt
from tools.window_user import expect

#: The message of Qt on a platform without a screen.
HARMLESS = "This plugin does not support"


class Player(RecordedUser):
    """Plays the import, one step after the other."""

    def __init__(self, application: Application, output: Path) -> None:
        super().__init__(application.window, output)
        self._application = application

    def play(self) -> None:
        """Import the sample. A failure ends the process with a sentence."""
        services = self._application.services
        self.wait(lambda: services.environments.environments, "the demo environment")
        self.shot("first-start")
        self.press("test_connection")
        saved = services.environments.environments[0]
        self.wait(lambda: not services.environments.is_checking(saved.environment.id), "the test of the connection")
        self.press("import_the_sample")
        wizard = self.dialog("import_wizard")
        self.shot("wizard-destination", wizard)
        self.press("next", wizard)
        self.wait(lambda: self.rows("entities", wizard), "the check of the zip")
        self.shot("wizard-file", wizard)
        self.press("next", wizard)
        self.shot("wizard-options", wizard)
        self.press("next", wizard)
        assert self._application.demo is not None
        self.type("one_time_token", self._application.demo.one_time_token, wizard)
        self.shot("wizard-review", wizard)
        self.press("start_import", wizard)
        self.wait(self._is_half_done, "records to arrive")
        self.shot("running")
        self._application.theme.use(Appearance.DARK)
        self.shot("running-dark")
        self._application.theme.use(Appearance.LIGHT)
        self.wait(lambda: services.runs.runs[0].run.state.is_final, "the end of the import")
        self.wait(lambda: self.find(QWidget, "save_logs").isEnabled(), "the log files")
        self.shot("finished")
        self.press("save_logs")
        self.save_as("logs.zip")
        self.shot("logs-saved")
        self.find(QAction, "save_report_json").trigger()
        self.save_as("report.json")
        self.find(QAction, "show_report").trigger()
        self.shot("report", self.dialog("report_dialog"))
        self.press("close_report", self.dialog("report_dialog"))

    def check(self) -> None:
        """Check the result without the application's own code."""
        logs, report = self.output / "logs.zip", self.output / "report.json"
        run = self._application.services.runs.runs[0].run
        expect(run.state is RunState.COMPLETED, f"The import ended as {run.state.value}.")
        expect(
            logs.read_bytes()
            == fetched(
                str(self._application.services.environments.environments[0].environment.address),
                f"/_demo/logs/{run.tracker_id}.zip",
            ),
            f"{logs} is not what the server sent.",
        )
        with zipfile.ZipFile(logs) as archive:
            expect(bool(archive.namelist()) and archive.testzip() is None, f"{logs} is damaged or empty.")
        status = json.loads(report.read_text(encoding="utf-8")).get("status")
        expect(status == "Complete", f"{report} says {status}, not Complete.")

    def _is_half_done(self) -> bool:
        runs = self._application.services.runs.runs
        report = runs[0].run.report if runs else None
        return report is not None and 2 * (report.completed_records or 0) > (report.total_records or 0) > 0


def fetched(address: str, path: str) -> bytes:
    """The body of the demo environment's answer, requested without the application."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    try:
        connection.request("GET", path)
        return connection.getresponse().read()
    finally:
        connection.close()


def main(output: Path) -> None:
    """Remove the output of an earlier run, play, and check."""
    os.environ.update(offscreen())
    output.mkdir(parents=True, exist_ok=True)
    for old in [*output.glob("[0-9][0-9]-*.png"), output / "logs.zip", output / "report.json"]:
        old.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="dmm-desktop-") as directory:
        warnings: list[str] = []
        use_dialogs_of_qt()
        qInstallMessageHandler(lambda _kind, _context, message: warnings.append(message))
        with opened(["--demo", "--data-dir", directory]) as application:
            player = Player(application, output)
            player.play()
            player.check()
            application.window.close()
        warnings = [message for message in warnings if not message.startswith(HARMLESS)]
        expect(not warnings, f"Qt reported: {warnings}")
    print(f"The import completed. Screenshots, logs.zip and report.json are in {output}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("output", type=Path)
    main(parser.parse_args().output.absolute())
