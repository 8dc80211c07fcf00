"""Saving the log files of an import that has not ended."""

import base64
from pathlib import Path

import pytest

from dmm_desktop.archive.findings import LogsNotSaved
from dmm_desktop.core.errors import DmmError, NotKnown, RefusedByServer
from dmm_desktop.core.execution_errors import LogsNotReady
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.operations.save_logs import logs_not_saved, save_logs
from dmm_desktop.operations.workspace import Workspace
from operation_contexts import EndpointContext, run_at
from operations.watching import KEY, endpoint_at, status
from scripted_server import Script, ScriptedServer, answering, by_operation

REFUSED = answering({"Errors": ["No log files yet"]}, 404)
NONE = answering({"Status": "InProgress", "Success": True})
SILENT = answering({"Success": True})
SOME = answering({"Status": "InProgress", "Success": True, "Logs": base64.b64encode(b"PK half of it").decode()})


def _fails(workspace: Workspace, target: Path, outputs: Script, get_status: Script, kind: type[DmmError]) -> DmmError:
    target.write_bytes(b"before")
    with ScriptedServer(by_operation(GetExecutionOutputs=outputs, GetExecutionStatus=get_status)) as server:
        endpoint = endpoint_at(server.address)
        context = EndpointContext(endpoint, KEY, workspace)
        with pytest.raises(kind) as caught:
            save_logs(context, run_at(endpoint), target, CancelToken(), ignore_progress, briefly=0)
    assert [*target.parent.iterdir()] == [target], "nothing is written"
    assert target.read_bytes() == b"before"
    return caught.value


@pytest.mark.parametrize("outputs", [REFUSED, NONE, SILENT, SOME])
@pytest.mark.parametrize("word", ["Queued", "InProgress"])
def test_it_says_that_the_import_goes_on(workspace: Workspace, tmp_path: Path, outputs: Script, word: str) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    error = _fails(workspace, folder / "logs.zip", outputs, answering(status(word)), LogsNotReady)
    told = "InProgress" if outputs in (NONE, SOME) else word
    assert str(error) == (
        "The logs were not saved as logs.zip. "
        f"The import has not ended: the server reports “{told}”. "
        "Save the logs once it has ended. Until then, only its log lines can be read."
    )
    assert logs_not_saved(error, folder / "logs.zip") is error


@pytest.mark.parametrize(("outputs", "kind"), [(REFUSED, RefusedByServer), (SILENT, LogsNotSaved)])
@pytest.mark.parametrize(
    "answer", [answering(status("Complete")), answering(b"", 500), answering({"Status": "Undocumented"})]
)
def test_otherwise_the_server_has_no_logs(
    workspace: Workspace, tmp_path: Path, outputs: Script, kind: type[DmmError], answer: Script
) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    _fails(workspace, folder / "logs.zip", outputs, answer, kind)


def test_an_execution_that_is_refused_and_not_known_is_told_as_not_known(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    _fails(workspace, folder / "logs.zip", REFUSED, answering({"Status": "NotFound"}), NotKnown)
