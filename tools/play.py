"""Plays in the real window without a display, and checks the result: an import, from the first page to the saved logs;
then an export, which is saved and imported.

`python -m tools.play OUTPUT` starts the demo environment, presses buttons and fills in fields as users do. OUTPUT
receives a picture of each step and the files that the application saves; `export-configuration.json` is what the export
was started with.
"""

import argparse
import hashlib
import http.client
import json
import os
import tempfile
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QWidget

from dmm_desktop.app import Application, opened
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.ui.theme.theme import Appearance
from tools.offscreen import offscreen
from tools.recorded_user import RecordedUser, use_dialogs_of_qt
from tools.window_user import expect

#: What the application saves, and the configuration that it reads.
_LOGS, _REPORT, _EXPORT, _LAST_REPORT = "logs.zip", "report.json", "export.zip", "report-of-export.json"
_CONFIGURATION = "export-configuration.json"
#: The entities that are exported: those of the sample.
_ENTITIES = ("Region", "Customer", "Order", "OrderLine", "CustomerNote", "ossys_User")
#: The message of Qt on a platform without a screen.
HARMLESS = "This plugin does not support"


class Player(RecordedUser):
    """Plays the story, one step after the other. A failure ends the process with a sentence."""

    def __init__(self, application: Application, output: Path) -> None:
        super().__init__(application.window, output)
        self._application = application

    def import_sample(self) -> None:
        """Import the sample, and save the log files and the report."""
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
        self._enter_token(wizard)
        self.shot("wizard-review", wizard)
        self.press("start_import", wizard)
        self.wait(self._is_half_done, "records to arrive")
        self.shot("running")
        self._application.theme.use(Appearance.DARK)
        self.shot("running-dark")
        self._application.theme.use(Appearance.LIGHT)
        self.wait(lambda: self._newest.state.is_final, "the end of the import")
        self.wait(lambda: self.find(QWidget, "save_logs").isEnabled(), "the log files")
        self.shot("finished")
        self.press("save_logs")
        self.save_as(_LOGS)
        self.shot("logs-saved")
        self.find(QAction, "save_report_json").trigger()
        self.save_as(_REPORT)
        self.find(QAction, "show_report").trigger()
        self.shot("report", self.dialog("report_dialog"))
        self.press("close_report", self.dialog("report_dialog"))

    def export(self) -> None:
        """Export the sample data, and save the zip."""
        configuration = self.output / _CONFIGURATION
        entities = [{"Name": name} for name in _ENTITIES]
        configuration.write_text(json.dumps({"ExportingEntities": entities}, indent=2), encoding="utf-8")
        self.find(QAction, "menu_export_data").trigger()
        wizard = self.dialog("export_wizard")
        self.shot("export-source", wizard)
        self.press("next", wizard)
        self.press("load_configuration", wizard)
        self.choose_file("open_file", configuration)
        self.wait(lambda: not self._application.services.runner.busy, "the configuration")
        self.shot("export-configuration", wizard)
        self.press("next", wizard)
        self._enter_token(wizard)
        self.shot("export-review", wizard)
        self._start("start_export", wizard)
        self.wait(lambda: self._newest.state.is_final, "the end of the export")
        self.wait(lambda: self.find(QWidget, "save_export").isEnabled(), "the zip")
        self.shot("export-finished")
        self.press("save_export")
        self.save_as(_EXPORT)
        self.wait(lambda: self.is_seen("notice_second"), "the check of the zip")
        self.shot("export-saved")

    def import_export(self) -> None:
        """Import the saved export into the environment that it comes from."""
        self.press("notice_second")
        wizard = self.dialog("import_wizard")
        places = self.find(QListView, "destinations", wizard)
        row = places.visualRect(places.model().index(1, 0))  # the environment itself, below its heading
        QTest.mouseClick(places.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
        self.press("next", wizard)
        self.wait(lambda: self.rows("entities", wizard), "the check of the zip")
        self.press("next", wizard)
        self.press("next", wizard)
        self._enter_token(wizard)
        self.wait(lambda: self.is_seen("review_origin", wizard), "where the zip comes from")
        self.shot("export-import-review", wizard)
        self._start("start_import", wizard)
        self.wait(lambda: self._newest.state.is_final, "the end of the import")
        self.wait(lambda: self.is_seen("file_origin"), "where the zip comes from")
        self.shot("export-imported")
        self.find(QAction, "save_report_json").trigger()
        self.save_as(_LAST_REPORT)

    @property
    def _newest(self) -> Run:
        return self._application.services.runs.runs[0].run

    def _enter_token(self, wizard: QWidget) -> None:
        assert self._application.demo is not None
        self.type("one_time_token", self._application.demo.one_time_token, wizard)

    def _start(self, button: str, wizard: QWidget) -> None:
        """Start what the wizard shows, and wait for its run."""
        known = len(self._application.services.runs.runs)
        self.press(button, wizard)
        self.wait(lambda: len(self._application.services.runs.runs) > known, "the run")

    def check(self) -> None:
        """Check the result without the application's own code."""
        logs, report = self.output / _LOGS, self.output / _REPORT
        *_, run = (view.run for view in self._application.services.runs.runs)
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
        self._check_export()

    def _check_export(self) -> None:
        """Check the zip of the export, and that the import of it ended well and says where the zip comes from."""
        imported, exported, _ = (view.run for view in self._application.services.runs.runs)
        with zipfile.ZipFile(self.output / _EXPORT) as archive:
            expect(archive.testzip() is None, f"{_EXPORT} is damaged.")
            missing = {f"{name}_Data.csv" for name in _ENTITIES} - {*archive.namelist()}
            expect(not missing, f"{_EXPORT} lacks {missing}.")
        for run in (exported, imported):
            expect(run.state is RunState.COMPLETED, f"The {run.type.noun} ended as {run.state.value}.")
        report = json.loads((self.output / _LAST_REPORT).read_text(encoding="utf-8"))
        sha256 = hashlib.sha256((self.output / _EXPORT).read_bytes()).hexdigest()
        expect(report["file"]["sha256"] == sha256, "What was imported is not what was saved.")
        expect(report["origin"]["tracker_id"] == exported.tracker_id, f"{_LAST_REPORT} names another export.")
        difference = report["reconciliation"]["difference"]
        expect(difference == 0, f"{difference} records more than rows were imported.")

    def _is_half_done(self) -> bool:
        report = self._newest.report if self._application.services.runs.runs else None
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
    files = (_LOGS, _REPORT, _EXPORT, _LAST_REPORT, _CONFIGURATION)
    for old in [*output.glob("[0-9][0-9]-*.png"), *(output / name for name in files)]:
        old.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="dmm-desktop-") as directory:
        warnings: list[str] = []
        use_dialogs_of_qt()
        qInstallMessageHandler(lambda _kind, _context, message: warnings.append(message))
        with opened(["--demo", "--data-dir", directory]) as application:
            player = Player(application, output)
            player.import_sample()
            player.export()
            player.import_export()
            player.check()
            application.window.close()
        warnings = [message for message in warnings if not message.startswith(HARMLESS)]
        expect(not warnings, f"Qt reported: {warnings}")
    print(f"Imported, exported, and imported what was exported. Pictures and saved files are in {output}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("output", type=Path)
    main(parser.parse_args().output.absolute())
