"""A process that starts and watches runs like the window, but without one; tests kill, suspend and time-shift it.
``python session.py FOLDER ADDRESS ZIP SAID FIRST COUNT TYPE``

It opens the data folder, continues to watch the runs of an earlier session, and starts COUNT imports or exports one
after another, numbered from FIRST. It writes a line to the file SAID for each event: ``stored MARKER``, ``started
MARKER TRACKER``, ``ended MARKER STATE``, ``notice TEXT``.
"""

import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from dmm_desktop.api.binding import built_in_contract
from dmm_desktop.core.address import Address
from dmm_desktop.core.configuration import import_configuration
from dmm_desktop.core.errors import DmmError
from dmm_desktop.core.execution_type import ExecutionType, by_type
from dmm_desktop.core.export_configuration import export_configuration
from dmm_desktop.core.job import CancelToken, OnProgress, Progress, ignore_progress
from dmm_desktop.core.runs import Run
from dmm_desktop.core.token import Token
from dmm_desktop.operations.check_zip import read_zip
from dmm_desktop.operations.endpoint import Endpoint
from dmm_desktop.operations.start_execution import AwaitingAnswer, Started
from dmm_desktop.operations.start_export import ExportPlan, start_export
from dmm_desktop.operations.start_import import ImportPlan, Uploading, start_import
from dmm_desktop.operations.watch_run import PollPolicy, watch_run
from dmm_desktop.operations.workspace import Workspace
from operation_contexts import EndpointContext, given

ROOT = "/DMMAPI/rest/v1"
KEY, ONE_TIME = Token("key-4Qz81-secret"), Token("otp-93172-secret")
#: Polls like the window, only faster; the wall clock does not affect its patience.
POLICY = PollPolicy(first=0.005, longest=0.02, retry_first=0.01, retry_longest=0.1, patience=60, briefly=5)


class Session:
    def __init__(self, folder: Path, address: str, zip_file: Path, said: Path, kind: ExecutionType) -> None:
        self._begin = by_type(kind, for_import=self._import, for_export=self._export)
        self._workspace = Workspace.open(folder)
        self._root = Address.parse(address + ROOT)
        self._zip = read_zip(zip_file, CancelToken(), ignore_progress).checked()
        self._said = said.open("a", buffering=1)
        for notice in self._workspace.notices:
            self._say("notice", notice)

    def go_on(self) -> None:
        """Watch the runs left by an earlier session."""
        left = [run for run in self._workspace.runs() if run.state.is_watchable]
        threads = [threading.Thread(target=self._watch, args=(run,)) for run in left]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def start(self, marker: str) -> None:
        """Start a run and watch it to its end."""
        told: list[str] = []

        def report(value: Progress) -> None:
            if isinstance(value, Uploading | AwaitingAnswer) and not told:
                told.append(marker)
                self._say("stored", marker)

        try:
            started = self._begin(marker, report)
        except DmmError:
            run = self._workspace.run(marker)
            self._say("ended", marker, run.state if run else "nothing")
            return
        self._say("started", marker, started.run.tracker_id)
        self._watch(started.run)

    def _import(self, marker: str, report: OnProgress) -> Started:
        configuration = import_configuration(_marked(marker), append=True)
        plan = ImportPlan(self._root, self._zip, configuration, start_anyway=True, run_id=marker)
        return start_import(given(self._root, KEY, self._workspace), plan, ONE_TIME, CancelToken(), report)

    def _export(self, marker: str, report: OnProgress) -> Started:
        plan = ExportPlan(self._root, export_configuration(_marked(marker)), run_id=marker)
        return start_export(given(self._root, KEY, self._workspace), plan, ONE_TIME, CancelToken(), report)

    def _watch(self, run: Run) -> None:
        endpoint = Endpoint(self._root, built_in_contract())
        context = EndpointContext(endpoint, KEY, self._workspace)
        ended = watch_run(context, run, CancelToken(), ignore_progress, deliver=lambda lines: None, policy=POLICY)
        self._say("ended", run.id, ended.state)

    def _say(self, *words: object) -> None:
        self._said.write(" ".join(map(str, words)) + "\n")


def _marked(marker: str) -> str:
    return f'{{"Marker": "{marker}"}}'


if __name__ == "__main__":
    folder, address, zip_file, said, first, count, kind = sys.argv[1:]
    session = Session(Path(folder), address, Path(zip_file), Path(said), ExecutionType(kind))
    session.go_on()
    for number in range(int(first), int(first) + int(count)):
        session.start(f"run-{number}")
