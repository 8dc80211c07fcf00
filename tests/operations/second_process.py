"""Actions of a second process in the tests of the operations: `python second_process.py ACTION FOLDER [ARGUMENT ...]`.

It prints a line at each milestone.
"""

import json
import sys
import threading
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from dmm_desktop.api.binding import built_in_contract
from dmm_desktop.core.address import Address
from dmm_desktop.core.configuration import import_configuration
from dmm_desktop.core.export_configuration import export_configuration
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.token import Token
from dmm_desktop.operations.check_zip import read_zip
from dmm_desktop.operations.endpoint import Endpoint
from dmm_desktop.operations.save_logs import save_logs
from dmm_desktop.operations.start_export import ExportPlan, start_export
from dmm_desktop.operations.start_import import ImportPlan, start_import
from dmm_desktop.operations.stop_run import stop_run
from dmm_desktop.operations.support_bundle import support_bundle
from dmm_desktop.operations.workspace import Workspace
from operation_contexts import EndpointContext, given, run_at


def _say(line: object) -> None:
    print(line, flush=True)


def note_stop(folder: str, root: str, tracker_id: str) -> None:
    with Workspace.open(Path(folder)) as workspace:
        workspace.note_stop(Address.parse(root), tracker_id, accepted=True)
    _say("noted")


def start(folder: str, address: str, zip_file: str, run_id: str) -> None:
    """Start an import, and keep running until ended."""
    with Workspace.open(Path(folder)) as workspace:
        checked = read_zip(Path(zip_file), CancelToken(), ignore_progress).checked()
        plan = ImportPlan(Address.parse(address), checked, import_configuration(None, append=True), None, True, run_id)
        started = start_import(
            given(plan.address, Token("key"), workspace), plan, Token("one-time"), CancelToken(), ignore_progress
        )
        _say(started.run.tracker_id)
        threading.Event().wait()


def export(folder: str, address: str, run_id: str) -> None:
    """Start an export, and keep running until ended."""
    with Workspace.open(Path(folder)) as workspace:
        plan = ExportPlan(Address.parse(address), export_configuration("{}"), None, run_id)
        started = start_export(
            given(plan.address, Token("key"), workspace), plan, Token("one-time"), CancelToken(), ignore_progress
        )
        _say(started.run.tracker_id)
        threading.Event().wait()


def stop(folder: str, root: str, tracker_id: str) -> None:
    """Stop a run."""
    endpoint = Endpoint(Address.parse(root), built_in_contract())
    with Workspace.open(Path(folder)) as workspace:
        context = EndpointContext(endpoint, Token("key"), workspace)
        stop_run(context, run_at(endpoint, tracker_id), CancelToken(), ignore_progress)


def open_and_list(folder: str) -> None:
    """Open the data folder and print its runs and the notices for the user."""
    with Workspace.open(Path(folder)) as workspace:
        runs = [(run.id, run.state, run.tracker_id, str(run.message)) for run in workspace.runs()]
        _say(json.dumps({"runs": runs, "notices": [str(notice) for notice in workspace.notices]}))


def bundle(folder: str, root: str, tracker_id: str, target: str) -> None:
    """Save a support bundle with the server's logs of a run that has failed."""
    with Workspace.open(Path(folder)) as workspace:
        endpoint = Endpoint(Address.parse(root), built_in_contract())
        context = EndpointContext(endpoint, Token("key"), workspace)
        run = replace(run_at(endpoint, tracker_id), state=RunState.FAILED)
        support_bundle(context, Path(folder), run, Path(target), CancelToken(), ignore_progress)


def save(target: str, root: str, tracker_id: str, token: str) -> None:
    """Save logs, and print by how many bytes the process has grown."""
    endpoint = Endpoint(Address.parse(root), built_in_contract())
    before = _peak()
    context, run = EndpointContext(endpoint, Token(token)), run_at(endpoint, tracker_id)
    _say(save_logs(context, run, Path(target), CancelToken(), ignore_progress).path)
    _say(_peak() - before)


def _peak() -> int:
    """The peak memory of this program in bytes; ru_maxrss would include that of the previous process."""
    [line] = [one for one in Path("/proc/self/status").read_text().splitlines() if one.startswith("VmHWM:")]
    return int(line.split()[1]) * 1024


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
