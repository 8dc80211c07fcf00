"""The demo's environment with a log of what it received, and other ids, log pages and sizes."""

import argparse
import secrets
import uuid
import zipfile
from dataclasses import replace
from pathlib import Path

from dmm_desktop.demo.api import TRACKER
from dmm_desktop.demo.arguments import Arguments
from dmm_desktop.demo.environment import DEFAULT_RECORDS, EnvironmentState
from dmm_desktop.demo.http_messages import Json
from dmm_desktop.demo.runs import DemoRun, Moment
from dmm_desktop.demo.scenarios import SCENARIOS, Scenario

from .request_log import RequestLog

_MIB = 1 << 20


class LoggedEnvironment(EnvironmentState):
    """`has_integer_ids`: tracker ids are numbers above 2^53 that floating point cannot represent, because they are
    odd."""

    def __init__(self, directory: Path, options: argparse.Namespace, has_integer_ids: bool) -> None:
        super().__init__(directory, SCENARIOS[options.scenario], options.pace)
        self.log = RequestLog()
        self._options = options
        self._has_integer_ids = has_integer_ids

    def start_execution(self, arguments: Arguments) -> Json:
        start = self.log.add_start(arguments)
        answer = super().start_execution(arguments)
        tracker_id = str(answer[TRACKER])
        start.tracker_id = int(tracker_id) if self._has_integer_ids else tracker_id
        start.started = True
        return {**answer, TRACKER: start.tracker_id}

    def scenario_of(self, connection: str) -> Scenario:
        return replace(super().scenario_of(connection), stopped_as=self._options.stop_status)

    def new_tracker_id(self) -> str:
        if "guid-ids" in self._options.answers:
            return str(uuid.uuid4())
        number = super().new_tracker_id()
        return str((1 << 53) + int(number)) if self._has_integer_ids else number

    def log_page(self, lines: list[str], records: int, page: int | None) -> tuple[list[str], int]:
        options = self._options
        if options.log_page_cap:
            records = min(records if records > 0 else DEFAULT_RECORDS, options.log_page_cap)
        _, pages = super().log_page(lines, records, None)
        number = None if page is None else page + 1 - options.log_page_base
        if number == 0 and options.page_zero_like_one:
            number = 1
        if number is not None and number > pages and options.past_last_like_last:
            number = pages
        return super().log_page(lines, records, number)

    def write_logs(self, path: Path, run: DemoRun, moment: Moment) -> None:
        super().write_logs(path, run, moment)
        if size := self._options.logs_size:
            with zipfile.ZipFile(path, "a") as archive, archive.open("Trace.bin", "w", force_zip64=True) as noise:
                for start in range(0, size, _MIB):
                    noise.write(secrets.token_bytes(min(_MIB, size - start)))
