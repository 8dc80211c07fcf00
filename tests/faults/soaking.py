"""Hundreds of imports through the whole window; an action of `window_process.py`."""

import gc
import json
import os
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest

from dmm_desktop.app import Application, opened
from dmm_desktop.core.address import Address
from dmm_desktop.core.configuration import import_configuration
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.token import Token
from dmm_desktop.operations.check_zip import read_zip
from dmm_desktop.operations.start_import import ImportPlan, start_import
from dmm_desktop.ui.theme.tokens import Tone
from dmm_desktop.ui.widgets.banner import Banner
from faults.window_steps import idle, say, until


class _Soak:
    """Imports through the whole window, a few at a time, by a user who always presses *Try now*."""

    AT_ONCE = 6

    def __init__(self, application: Application, address: str, zip_file: Path) -> None:
        self._application = application
        self._center = application.services.runs
        self._zip = read_zip(zip_file, CancelToken(), ignore_progress).checked()
        self._environment = Environment("soak", "SOAK-1", Address.parse(address + "/DMMAPI/rest/v1"), Stage.TEST)
        self._going: set[str] = set()
        self.sizes: list[dict[str, int]] = []

    def save_environment(self) -> None:
        self._application.services.environments.save(
            self._environment,
            Token("key-4Qz81-secret"),
            owner=self._application.window,
            on_success=lambda placement: None,
            on_failure=self._failed,
        )
        until(lambda: bool(self._application.services.environments.environments))

    def run(self, batch: list[str]) -> None:
        """Start a batch and follow it to its end; then measure what the process holds."""
        waiting = [*batch]
        while waiting or self._going:
            while waiting and len(self._going) < self.AT_ONCE:
                self._start(waiting.pop(0))
            QTest.qWait(5)
            for marker in list(self._going):
                view = self._center.find(marker)
                if view is not None and (view.run.state.is_watchable or self._center.is_watched(marker)):
                    self._center.try_now(marker)  # also after the end, while its results and log are read
                elif not self._application.services.runner.is_running(("start", marker)) and (
                    view is None or view.run.state.is_final
                ):
                    self._going.discard(marker)
        self._measure()

    def _start(self, marker: str) -> None:
        self._going.add(marker)
        configuration = import_configuration(json.dumps({"Marker": marker}), append=True)
        plan = ImportPlan(self._environment.address, self._zip, configuration, self._environment, True, run_id=marker)
        self._center.start(
            plan.run_id,
            partial(start_import, self._application.services.context, plan, Token("otp-93172-secret")),
            owner=self._application.window,
            on_sending=lambda: self._application.window.runs.select_run(marker),
            on_started=lambda: None,
            on_failure=lambda error: None,
        )

    def _measure(self) -> None:
        self._fill_hidden_banners()
        idle(self._application)
        QTest.qWait(200)
        gc.collect()
        timers = [one for one in self._application.window.findChildren(QTimer) if one.isActive()]
        sizes = {
            "runs": len(self._center.runs),
            "timers": len(timers),
            "objects": len(self._application.window.findChildren(QObject)),
        }
        self.sizes.append(sizes | (_of_the_process() if sys.platform == "linux" else {}))

    def _fill_hidden_banners(self) -> None:
        """Let every banner create its content, which it does once, at its first message: whether a run of this batch
        had one for it depends on the faults, and would look like growth."""
        for banner in self._application.window.findChildren(Banner):
            if banner.isHidden():
                banner.show_message(Tone.INFO, "A message")
                banner.hide()

    @staticmethod
    def _failed(error: Exception) -> None:
        raise error


def _of_the_process() -> dict[str, int]:
    """What the system says of this process. Under Wine, /proc/self is the server of all its processes."""
    status = Path("/proc/self/status").read_text().splitlines()
    [memory] = [int(line.split()[1]) for line in status if line.startswith("VmRSS:")]
    return {
        "kilobytes": memory,
        "threads": len(os.listdir("/proc/self/task")),
        "files": len(os.listdir("/proc/self/fd")),
    }


def soak(folder: str, address: str, zip_file: str, batches: str, size: str) -> None:
    """Start many imports, and report what the process holds after each batch."""
    with opened(["--data-dir", folder]) as application:
        QTest.qWait(0)
        one = _Soak(application, address, Path(zip_file))
        one.save_environment()
        for batch in range(int(batches)):
            one.run([f"import-{batch}-{number}" for number in range(int(size))])
        say(sizes=one.sizes)
