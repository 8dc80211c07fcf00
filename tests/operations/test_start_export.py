"""Starting an export: what is sent, what is stored when, and what failures mean."""

import json
import uuid
from contextlib import suppress
from pathlib import Path

import pytest

from demo_process import SHAPES, DemoProcess
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.errors import (
    ContractIncomplete,
    DmmError,
    NotDmmAnswer,
    OneTimeTokenRefused,
    OutcomeUnknown,
    RefusedByServer,
    TokenRefused,
)
from dmm_desktop.core.execution_errors import AlreadyEnded
from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.job import Cancelled, CancelToken, Progress, ignore_progress
from dmm_desktop.core.outcomes import sentence
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.token import Token
from dmm_desktop.operations.adopt_run import run_started_elsewhere
from dmm_desktop.operations.save_export import save_export
from dmm_desktop.operations.start_execution import AwaitingAnswer
from dmm_desktop.operations.start_export import start_export
from dmm_desktop.operations.stop_run import stop_run
from dmm_desktop.operations.workspace import Workspace
from operation_contexts import EndpointContext, given
from operations.contracts import with_raw_zip, without
from operations.exporting import export_plan, start_of_export, started_export
from operations.second import said, second
from operations.starting import KEY_ACCEPTED, STARTED, server
from operations.watching import KEY, PATIENCE, ROOT, endpoint_at, watch
from scripted_server import Exchange, Script, ScriptedServer, answering, by_operation, leaving_after
from zip_entities import entities_in


def test_only_type_and_configuration_are_sent(workspace: Workspace) -> None:
    with server(STARTED) as running:
        run = start_of_export(workspace, export_plan(running.address)).run
        [request] = running.starts
    body = request.json()
    assert set(body) == {"Type", "Configuration"} and body["Type"] == "Export"
    assert json.loads(body["Configuration"]) == {"Extra": [1], "DBConnection": "Runtime Connection"}
    assert request.headers["x-dmm-token-otp"] == "otp-93172-secret"
    assert (run.type, run.state, run.tracker_id) == (ExecutionType.EXPORT, RunState.STARTED, "42")
    assert (run.connection, run.configuration) == ("Runtime Connection", body["Configuration"])
    assert (run.zip_path, run.zip_size, run.zip_sha256, run.zip_check, run.append) == ("", 0, "", None, None)
    assert workspace.runs() == (run,)


def test_the_run_is_stored_as_sent_before_the_server_can_start_it(workspace: Workspace) -> None:
    seen: list[tuple[Run, ...]] = []
    told: list[Progress] = []

    def look(exchange: Exchange) -> None:
        exchange.read_body()
        seen.append(workspace.runs())
        exchange.answer({"MainExecutionTrackerId": 42})

    with server(look) as running:
        start_of_export(workspace, export_plan(running.address), told.append)
    [[run]] = seen
    assert (run.state, run.tracker_id) == (RunState.SENT, "")
    assert [type(one) for one in told] == [AwaitingAnswer]


def test_a_saved_environment_is_named(workspace: Workspace) -> None:
    with server(STARTED) as running:
        environment = Environment("id-1", "PROD-2", Address.parse(running.address + ROOT), Stage.PRODUCTION)
        run = start_of_export(workspace, export_plan(running.address, environment=environment, reference="T-1")).run
    assert (run.environment_id, run.environment_name, run.stage) == ("id-1", "PROD-2", Stage.PRODUCTION)
    assert run.reference == "T-1"


@pytest.mark.parametrize("shape", SHAPES)
def test_every_kind_of_environment_exports(workspace: Workspace, tmp_path: Path, shape: str) -> None:
    with DemoProcess("--pace", "0.0005", "--shape", shape) as demo:
        run = started_export(workspace, demo).run
        context = given(Address.parse(demo.root), Token(demo.token), workspace)
        endpoint = context.locate(Address.parse(demo.root), None, CancelToken())
        run = watch(workspace, run, endpoint, Token(demo.token))
        save_export(context, run, tmp_path / "out.zip", CancelToken(), ignore_progress)
        [start] = demo.received()["starts"]
    assert (start["type"], start["started"], start["zip_size"] or 0) == ("Export", True, 0)
    assert (run.state, run.records_done) == (RunState.COMPLETED, 5022)
    assert str(sentence(run)).startswith("Export completed. 5,022 records exported from 127.0.0.1")
    assert set(entities_in((tmp_path / "out.zip").read_bytes())) == {
        *("Region", "Customer", "Order", "OrderLine", "CustomerNote", "ossys_User")
    }


@pytest.mark.parametrize(
    ("script", "error", "state"),
    [
        (answering(b"", 401), OneTimeTokenRefused, RunState.NOT_STARTED),
        (answering({"Success": False, "ErrorMessage": "No."}), RefusedByServer, RunState.NOT_STARTED),
        (answering("<!DOCTYPE html><html><title>Log in</title></html>"), NotDmmAnswer, RunState.NOT_STARTED),
        (leaving_after(None), OutcomeUnknown, RunState.OUTCOME_UNKNOWN),
        (answering(b"", 504), OutcomeUnknown, RunState.OUTCOME_UNKNOWN),
        (answering({"Success": True}), OutcomeUnknown, RunState.OUTCOME_UNKNOWN),
    ],
)
def test_every_failure_leaves_the_right_state(
    workspace: Workspace, script: Script, error: type[DmmError], state: RunState
) -> None:
    with server(script) as running:
        with pytest.raises(error) as caught:
            start_of_export(workspace, export_plan(running.address))
        assert len(running.starts) <= 1, "it is never sent again"
    [run] = workspace.runs()
    assert run.state is state
    if state is RunState.OUTCOME_UNKNOWN:
        assert "after the export was requested, so the export may be running." in str(caught.value.title)
    assert "import" not in f"{caught.value.title} {sentence(run)}"


@pytest.mark.parametrize(
    ("script", "state"),
    [
        (leaving_after(0), RunState.OUTCOME_UNKNOWN),
        (answering(b"", 504), RunState.OUTCOME_UNKNOWN),
        (answering({"Success": False, "ErrorMessage": "No."}), RunState.NOT_STARTED),
        (STARTED, RunState.STARTED),
    ],
)
def test_a_request_without_a_body_has_been_sent_with_its_head(
    workspace: Workspace, script: Script, state: RunState
) -> None:
    seen: list[RunState] = []

    def look(exchange: Exchange) -> None:
        seen.extend(run.state for run in workspace.runs())
        script(exchange)

    with server(look) as running:
        context = EndpointContext(endpoint_at(running.address, with_raw_zip()), KEY, workspace)
        with suppress(DmmError):
            start_export(context, export_plan(running.address), Token("one-time"), CancelToken(), ignore_progress)
        [request] = running.starts
    assert (request.length, request.query["Type"]) == (0, "Export")
    assert (seen, [run.state for run in workspace.runs()]) == ([RunState.SENT], [state])


@pytest.mark.parametrize("is_raw", [True, False])
def test_a_start_that_is_cancelled_after_it_was_sent_waits_for_the_answer(workspace: Workspace, is_raw: bool) -> None:
    cancel = CancelToken()

    def cancelled(exchange: Exchange) -> None:
        exchange.read_body()
        cancel.cancel()
        exchange.answer({"MainExecutionTrackerId": 42})

    with server(cancelled) as running:
        contract = with_raw_zip() if is_raw else None
        context = EndpointContext(endpoint_at(running.address, contract), KEY, workspace)
        started = start_export(context, export_plan(running.address), Token("one-time"), cancel, ignore_progress)
    assert started.run.tracker_id == "42"


def test_a_refused_key_and_a_cancelled_start_send_nothing(workspace: Workspace) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with server(STARTED, key=answering(b"", 401)) as running:
        with pytest.raises(TokenRefused):
            start_of_export(workspace, export_plan(running.address))
        with pytest.raises(Cancelled):
            start_of_export(workspace, export_plan(running.address), cancel=cancel)
        assert running.starts == []
    assert workspace.runs() == ()


def test_what_cannot_be_saved_later_is_not_started(workspace: Workspace) -> None:
    with server(STARTED) as running:
        endpoint = endpoint_at(running.address, without("GetExecutionOutputs"))
        context = EndpointContext(endpoint, KEY, workspace)
        plan = export_plan(running.address, is_to_be_saved=True)
        with pytest.raises(ContractIncomplete):
            start_export(context, plan, Token("one-time"), CancelToken(), ignore_progress)
        assert running.starts == []


def test_an_export_that_has_ended_is_not_called_an_import_when_it_is_stopped(workspace: Workspace) -> None:
    ended = answering({"Status": "Complete", "Success": True})
    refusing = answering({"Success": False, "ErrorMessage": "No."})
    scripts = by_operation(StartExecution=STARTED, GetExecutionStatus=ended, StopExecution=refusing)
    with ScriptedServer(scripts) as running:
        endpoint = endpoint_at(running.address)
        context = EndpointContext(endpoint, KEY, workspace)
        run = start_of_export(workspace, export_plan(running.address)).run
        with pytest.raises(AlreadyEnded) as caught:
            stop_run(context, run, CancelToken(), ignore_progress, briefly=0)
    assert str(caught.value.title) == "The export has already ended."
    assert "import" not in str(caught.value)


def test_an_export_that_was_started_elsewhere_gets_its_name_from_the_final_report(workspace: Workspace) -> None:
    outputs = {"Status": "Complete", "Success": True, "ErrorReport": "W10=", "Report": {"NRecords": 7}}
    outputs["Report"] = {"ConfigurationType": "Export", "NRecords": 7}
    status = answering({"Status": "Complete", "Success": True})
    with ScriptedServer(by_operation(GetExecutionStatus=status, GetExecutionOutputs=answering(outputs))) as running:
        endpoint = endpoint_at(running.address)
        run = workspace.adopt(run_started_elsewhere(endpoint, "42"))
        run = watch(workspace, run, endpoint, with_log=False)
    assert run.type is ExecutionType.EXPORT and workspace.runs() == (run,)
    assert str(sentence(run)) == "Export completed. 7 records exported from an unknown connection of 127.0.0.1."


@pytest.mark.parametrize("is_answered", [True, False])
def test_a_kill_loses_no_export(tmp_path: Path, is_answered: bool) -> None:
    def hold_the_answer(exchange: Exchange) -> None:
        exchange.read_body()
        exchange.hold()

    folder, run_id = tmp_path / "data", str(uuid.uuid4())
    script: Script = STARTED if is_answered else hold_the_answer
    with (
        server(script, KEY_ACCEPTED) as running,
        second("export", folder, running.address + ROOT, run_id) as process,
    ):
        if is_answered:
            assert process.line() == "42"
        else:
            assert running.holding.wait(PATIENCE)
        process.kill()
    [line] = said("open_and_list", folder)
    found = json.loads(line)
    [[found_id, state, tracker_id, _]] = found["runs"]
    assert found_id == run_id
    if is_answered:
        assert (state, tracker_id, found["notices"]) == ("started", "42", [])
    else:
        words = "DMM Desktop ended before the server responded to an export, so its outcome was unknown."
        assert (state, tracker_id, found["notices"]) == ("outcome unknown", "", [words])
