"""What GetExecutionOutputs sends of a run that has ended. The files of a run are written once and kept."""

import threading
from pathlib import Path

from .answers import Base64, Json, Writer
from .arguments import Arguments
from .reports import error_report, output_report, write_logs_zip, write_small_zip
from .runs import Moment, Run


class Outputs:
    """`logs_size`: bytes that each zip of logs has at least."""

    def __init__(self, directory: Path, logs_size: int, writer: Writer) -> None:
        self._directory = directory
        self._logs_size = logs_size
        self._writer = writer
        self._lock = threading.Lock()

    def of(self, run: Run, moment: Moment, arguments: Arguments) -> Json:
        """The members that were asked for; the others are empty."""
        answer: Json = {"Logs": "", "ZipFile": "", "ErrorReport": ""}
        if arguments.flag("IncludeLogs"):
            answer["Logs"] = Base64(self.logs(run, moment))
        if arguments.flag("IncludeFiles"):
            answer["ZipFile"] = Base64(self._file(run))
        if arguments.flag("IncludeErrorReport"):
            answer["ErrorReport"] = self._writer.inner(error_report(run, moment))
        if arguments.flag("IncludeReports"):
            answer["Report"] = output_report(run, moment)
        return answer

    def logs(self, run: Run, moment: Moment) -> Path:
        """The zip of log files, the same bytes each time."""
        path = self._directory / f"logs-{run.tracker_id}.zip"
        with self._lock:
            if not path.exists():
                write_logs_zip(path, run, moment, self._logs_size)
        return path

    def _file(self, run: Run) -> Path:
        path = self._directory / f"file-{run.tracker_id}.zip"
        with self._lock:
            if not path.exists():
                write_small_zip(path, run)
        return path
