"""Answers in place of the servers that the screenshots name, below everything that the window is made of."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from dmm_desktop.api.discovery import Discovery
from dmm_desktop.core.environment import Environment, KeyVerdict
from dmm_desktop.core.errors import TimedOut
from dmm_desktop.core.job import CancelToken, Job, Nudge, Report
from dmm_desktop.core.models import ExecutionReport, ExecutionStatus
from dmm_desktop.core.runs import Run
from dmm_desktop.core.token import Token
from dmm_desktop.operations.check_environment import EnvironmentCheck
from dmm_desktop.operations.endpoint import KeyCheck, stored_endpoint
from dmm_desktop.operations.environments import CheckedEnvironment, KeyPlace, SavedEnvironments
from dmm_desktop.operations.log_lines import LogLines
from dmm_desktop.operations.runs import SavedRuns
from dmm_desktop.operations.watch_run import Pace, WatchProgress


class AnsweringEnvironments(SavedEnvironments):
    """Every environment is as its last test found it, and accepts every key."""

    def check(self, environment: Environment, token: Token | None = None) -> Job[CheckedEnvironment]:
        """The saved result of a test, as if it were a new one."""
        endpoint = stored_endpoint(environment)
        assert endpoint is not None
        found = Discovery(endpoint.root, endpoint.contract, (), environment.description)
        check = EnvironmentCheck(endpoint, found, KeyCheck(KeyVerdict.ACCEPTED))
        result = CheckedEnvironment(replace(environment, checked_at=datetime.now(UTC)), check, KeyPlace.KEYRING)
        return lambda cancel, report: result


class AnsweringRuns(SavedRuns):
    """The runs that go on have given the ``answers`` and the ``log``; then nothing more comes, or the connection is
    lost. ``heard`` is to be set whenever an answer was shown: each is told after the one before was."""

    answers: list[ExecutionReport]
    log: list[str]
    lost = False
    heard: threading.Event

    def watch(self, run: Run, log: LogLines, pace: Pace, nudge: Nudge) -> Job[Run]:
        """Tell the answers, then wait for the end of the window."""

        def job(cancel: CancelToken, report: Report) -> Run:
            log.append(self.log)
            now = run
            for answer in self.answers:
                now = replace(run, report=answer)
                self.heard.clear()
                report(WatchProgress(now, datetime.now(UTC), len(self.log)))
                while not self.heard.wait(0.05):
                    cancel.check()
            if self.lost:
                trouble = TimedOut("prod-2.acme.example", 30, "ReadTimeout: no answer")
                answered_at = datetime.now(UTC) - timedelta(seconds=31)
                report(WatchProgress(now, answered_at, len(self.log), trouble=trouble, next_try=8.0))
            while True:
                cancel.sleep(60)

        return job

    def read_log(self, run: Run, log: LogLines) -> Job[ExecutionStatus]:
        """Tell the whole log."""

        def job(cancel: CancelToken, report: Report) -> ExecutionStatus:
            log.append(self.log)
            return ExecutionStatus("Complete")

        return job
