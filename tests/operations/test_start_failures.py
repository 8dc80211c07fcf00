"""What is stored of an import that could not be started, or of which nobody knows."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dmm_desktop.core.errors import (
    ConnectionFailed,
    DatabaseError,
    DmmError,
    NotDmmAnswer,
    OneTimeTokenRefused,
    OutcomeUnknown,
    RefusedByServer,
    ServerFailed,
)
from dmm_desktop.core.job import Cancelled, CancelToken
from dmm_desktop.core.outcomes import sentence
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.text import Text
from dmm_desktop.operations.run_report import run_report
from dmm_desktop.operations.workspace import Workspace
from operations.starting import LARGE, ONE_TIME, STARTED, noise, plan, server, start, stored
from operations.watching import KEY, PATIENCE, in_thread
from scripted_server import Exchange, Script, answering, answering_early, holding, leaving_after

ExpectedLog = Callable[[str, str], None]
LOGGER = "dmm_desktop.operations.sending"
HTML = "<!DOCTYPE html><html><title>Log in</title></html>"


@pytest.mark.parametrize(
    ("script", "error", "state"),
    [
        (answering(b"", 401), OneTimeTokenRefused, RunState.NOT_STARTED),
        (answering({"Success": False, "ErrorMessage": "OTP expired."}), OneTimeTokenRefused, RunState.NOT_STARTED),
        (answering({"Errors": ["No."], "StatusCode": 400}, 400), RefusedByServer, RunState.NOT_STARTED),
        (answering({"Success": False, "ErrorMessage": "No."}), RefusedByServer, RunState.NOT_STARTED),
        (answering(HTML), NotDmmAnswer, RunState.NOT_STARTED),
        (answering("<html>Maintenance</html>"), OutcomeUnknown, RunState.OUTCOME_UNKNOWN),
        (answering(b"", 302), NotDmmAnswer, RunState.NOT_STARTED),
        (answering_early(b"", 413), DmmError, RunState.NOT_STARTED),
        (leaving_after(0), ConnectionFailed, RunState.NOT_STARTED),
        (leaving_after(100_000), ConnectionFailed, RunState.NOT_STARTED),
        (leaving_after(None), OutcomeUnknown, RunState.OUTCOME_UNKNOWN),
        (leaving_after(None, then=Exchange.close), OutcomeUnknown, RunState.OUTCOME_UNKNOWN),
        (answering(b"", 504), OutcomeUnknown, RunState.OUTCOME_UNKNOWN),
        (answering({"Errors": ["Boom."]}, 500), OutcomeUnknown, RunState.OUTCOME_UNKNOWN),
        (answering({"Success": True}), OutcomeUnknown, RunState.OUTCOME_UNKNOWN),
        (answering("{"), OutcomeUnknown, RunState.OUTCOME_UNKNOWN),
    ],
)
def test_every_failure_leaves_the_right_state(
    workspace: Workspace, tmp_path: Path, script: Script, error: type[DmmError], state: RunState
) -> None:
    with server(script) as running:
        planned = plan(running.address, noise(tmp_path / "import.zip"))
        with pytest.raises(error) as caught:
            start(workspace, planned)
        assert len(running.starts) == 1, "it is never sent twice"
    run = stored(workspace, planned)
    assert run is not None
    assert (run.state, run.tracker_id) == (state, "")
    assert run.ended_at is not None and run.message
    assert isinstance(caught.value, OutcomeUnknown) == (state is RunState.OUTCOME_UNKNOWN)
    assert isinstance(run.message, Text), "it can be translated when it is shown"
    is_answered = state is RunState.OUTCOME_UNKNOWN and isinstance(caught.value.__cause__, ServerFailed | NotDmmAnswer)
    if state is RunState.NOT_STARTED:
        assert str(sentence(run)) == f"The import was not started. {caught.value}"
    else:
        failed = "sent no usable response" if is_answered else "did not respond"
        assert str(sentence(run)) == (
            f"The server {failed} after the import was sent, so the import may be running. "
            "Check 127.0.0.1 before starting it again."
        )


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (answering({"Result": {"Value": {"ExecutionId": 4711}}}), '{"Result": {"Value": {"ExecutionId": 4711}}}'),
        (answering("Queued, id 42"), "Queued, id 42"),
        (answering(b"", 202, "Location: /executions/4711"), "Location: /executions/4711"),
        (
            answering('{"Success": true, "MainExecutionTrackerId": 4711, "M', length=500),
            '"MainExecutionTrackerId": 4711',
        ),
        (answering(f"<h1>Time-out</h1>{ONE_TIME.reveal()} {KEY.reveal()}", 504), "<h1>Time-out</h1>(hidden) (hidden)"),
        (answering({"Success": False, "ErrorMessage": "Busy."}), '"ErrorMessage": "Busy."'),
        (answering(HTML), HTML),
        (answering(b"", 303, "Location: /executions/4711"), "Location: /executions/4711"),
    ],
)
def test_what_the_server_said_is_stored(workspace: Workspace, tmp_path: Path, script: Script, words: str) -> None:
    with server(script) as running:
        planned = plan(running.address, noise(tmp_path / "import.zip", 10))
        with pytest.raises(DmmError) as caught:
            start(workspace, planned)
    run = stored(workspace, planned)
    assert run is not None and words in run.received == caught.value.received
    is_unknown = run.state is RunState.OUTCOME_UNKNOWN
    assert run.unusable_answer == is_unknown
    assert run_report(run)["received"] == run.received
    if is_unknown:
        assert str(sentence(run)).startswith("The server sent no usable response after the import was sent")


@pytest.mark.parametrize(
    ("body", "tracker_id"), [("4711", "4711"), ("2e3", "2e3"), ('"9007199254740993"', "9007199254740993")]
)
def test_a_bare_value_is_stored_as_the_tracker_id(
    workspace: Workspace, tmp_path: Path, body: str, tracker_id: str
) -> None:
    with server(answering(body, 200, "Content-Type: text/plain")) as running:
        planned = plan(running.address, noise(tmp_path / "import.zip", 10))
        start(workspace, planned)
    run = stored(workspace, planned)
    assert run is not None and (run.state, run.tracker_id, run.received) == (RunState.STARTED, tracker_id, "")


def test_cancelling_stops_an_upload(workspace: Workspace, tmp_path: Path) -> None:
    with server(Exchange.hold) as running:
        planned = plan(running.address, noise(tmp_path / "import.zip"))
        cancel = CancelToken()
        with in_thread(start, workspace, planned, cancel) as result:
            assert running.holding.wait(PATIENCE)
            cancel.cancel()
            with pytest.raises(Cancelled):
                result.result(PATIENCE)
    run = stored(workspace, planned)
    assert run is not None
    assert (run.state, str(sentence(run))) == (RunState.UPLOAD_STOPPED, "Upload stopped. Nothing was imported.")
    assert not running.starts[0].is_complete


HELD = holding(then=answering({"MainExecutionTrackerId": 42}))


def test_cancelling_does_not_lose_an_import_that_was_sent(workspace: Workspace, tmp_path: Path) -> None:
    with server(HELD) as running:
        planned = plan(running.address, noise(tmp_path / "import.zip"))
        cancel = CancelToken()
        with in_thread(start, workspace, planned, cancel) as result:
            assert running.holding.wait(PATIENCE)
            cancel.cancel()
            running.release()
            assert result.result(PATIENCE).run.tracker_id == "42"
    run = stored(workspace, planned)
    assert run is not None and (run.state, run.tracker_id) == (RunState.STARTED, "42")


def test_abandoning_an_import_that_was_sent_leaves_its_outcome_unknown(workspace: Workspace, tmp_path: Path) -> None:
    with server(HELD) as running:
        planned = plan(running.address, noise(tmp_path / "import.zip"))
        cancel = CancelToken()
        with in_thread(start, workspace, planned, cancel) as result:
            assert running.holding.wait(PATIENCE)
            cancel.abandon()
            with pytest.raises(OutcomeUnknown):
                result.result(PATIENCE)
    run = stored(workspace, planned)
    assert run is not None and run.state is RunState.OUTCOME_UNKNOWN


def lose_database(workspace: Workspace) -> None:
    for path in workspace.paths.root.glob("dmm-desktop.sqlite3*"):
        path.unlink()


def test_a_tracker_id_that_cannot_be_stored_is_handed_out(
    workspace: Workspace, tmp_path: Path, expected_log: ExpectedLog
) -> None:
    expected_log(LOGGER, "could not be stored as started")

    def lose_it(exchange: Exchange) -> None:
        exchange.read_body()
        lose_database(workspace)
        exchange.answer({"MainExecutionTrackerId": 42})

    with server(lose_it) as running:
        started = start(workspace, plan(running.address, noise(tmp_path / "import.zip")))
    assert isinstance(started.not_stored, DatabaseError)
    assert (started.run.state, started.run.tracker_id) == (RunState.STARTED, "42")
    assert started.run.sent_at is not None and len(started.run.zip_sha256) == 64, "what was learnt is not lost"


def test_nothing_is_started_that_cannot_be_noted(
    workspace: Workspace, tmp_path: Path, expected_log: ExpectedLog
) -> None:
    expected_log(LOGGER, "could not be stored as not started")

    def lose_it(exchange: Exchange) -> None:
        lose_database(workspace)
        exchange.read_body()

    with server(lose_it) as running, pytest.raises(DatabaseError):
        start(workspace, plan(running.address, noise(tmp_path / "import.zip", LARGE)))
    assert not running.starts[0].is_complete


def test_nothing_is_sent_without_a_database(workspace: Workspace, tmp_path: Path) -> None:
    lose_database(workspace)
    with server(STARTED) as running:
        with pytest.raises(DatabaseError):
            start(workspace, plan(running.address, noise(tmp_path / "import.zip", 10)))
        assert running.starts == []


@pytest.mark.parametrize(
    ("answer", "error", "state"),
    [
        (answering(b"", 504), OutcomeUnknown, "outcome unknown"),
        (answering(b"", 400), RefusedByServer, "not started"),
    ],
)
def test_a_database_that_fails_does_not_hide_what_became_of_the_import(
    workspace: Workspace,
    tmp_path: Path,
    expected_log: ExpectedLog,
    answer: Script,
    error: type[DmmError],
    state: str,
) -> None:
    expected_log(LOGGER, f"could not be stored as {state}")

    def lose_it(exchange: Exchange) -> None:
        exchange.read_body()
        lose_database(workspace)
        answer(exchange)

    with server(lose_it) as running, pytest.raises(error):
        start(workspace, plan(running.address, noise(tmp_path / "import.zip", 10)))
