"""Starting an import: what is stored when, what is sent, and what is checked before."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dmm_desktop.api.binding import BUILT_IN_FILE
from dmm_desktop.archive.findings import ZipRejected
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.errors import ContractIncomplete, FileChanged, LocalError, TokenRefused, Unreachable
from dmm_desktop.core.job import Progress
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.stage import Stage
from dmm_desktop.operations.start_execution import AwaitingAnswer
from dmm_desktop.operations.start_import import Uploading
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.resources import resource
from operations.contracts import description_without
from operations.starting import KEY_ACCEPTED, LARGE, STARTED, noise, plan, server, start, stored
from operations.watching import ROOT, endpoint_at, watch
from scripted_server import Exchange, Script, ScriptedServer, answering


def test_the_run_is_stored_before_the_first_byte_and_every_step_before_the_next(
    workspace: Workspace, tmp_path: Path
) -> None:
    seen: list[Run | None] = []

    def look_at_every_step(exchange: Exchange) -> None:
        seen.append(stored(workspace, planned))
        exchange.read_body(exchange.request.length - 1)
        seen.append(stored(workspace, planned))
        exchange.read_body()
        exchange.answer({"MainExecutionTrackerId": 42})

    with server(look_at_every_step) as running:
        planned = plan(running.address, noise(tmp_path / "import.zip"))
        assert stored(workspace, planned) is None
        started = start(workspace, planned)
    seen.append(stored(workspace, planned))
    first, before_last_byte, last = seen
    assert first is not None and before_last_byte is not None and last is not None
    assert (first.state, first.sent_at, first.tracker_id) == (RunState.UPLOADING, None, "")
    assert (before_last_byte.state, before_last_byte.tracker_id) == (RunState.SENT, "")
    assert before_last_byte.sent_at is not None
    assert (last.state, last.tracker_id) == (RunState.STARTED, "42")
    assert started.run == last
    assert started.not_stored is None


def test_the_run_says_what_was_sent_where(workspace: Workspace, tmp_path: Path) -> None:
    with server(STARTED) as running:
        planned = plan(running.address, noise(tmp_path / "import.zip", 5000))
        before = datetime.now(UTC)
        run = start(workspace, planned).run
        [request] = running.starts
    assert run.id == planned.run_id
    assert str(run.root) == running.address + ROOT
    assert (run.environment_id, run.environment_name, run.stage) == (None, "127.0.0.1", None)
    assert (run.connection, run.append) == ("Other", True)
    assert run.contract == f"built-in contract ({BUILT_IN_FILE})"
    assert (run.zip_path, run.zip_size) == (str(tmp_path / "import.zip"), 5000)
    assert run.zip_sha256 == hashlib.sha256((tmp_path / "import.zip").read_bytes()).hexdigest()
    assert run.sent_at is not None and before <= run.created_at <= run.sent_at <= datetime.now(UTC)
    sent = {"Extra": [1], "DataAppendMode": True, "DestinationDBConnection": "Other"}
    assert json.loads(run.configuration) == json.loads(request.json()["Configuration"]) == sent
    assert "secret" not in repr(run)


def test_a_saved_environment_is_named(workspace: Workspace, tmp_path: Path) -> None:
    with server(STARTED) as running:
        environment = Environment("id-1", "PROD-2", Address.parse(running.address + ROOT), Stage.PRODUCTION)
        run = start(workspace, plan(running.address, noise(tmp_path / "a.zip", 10), environment=environment)).run
    assert (run.environment_id, run.environment_name, run.stage) == ("id-1", "PROD-2", Stage.PRODUCTION)


@pytest.mark.parametrize("size", [100, 101, 1_000_000, LARGE])
def test_progress_counts_the_files_bytes_and_ends_with_the_wait_for_the_answer(
    workspace: Workspace, tmp_path: Path, size: int
) -> None:
    told: list[Progress] = []
    with server(STARTED) as running:
        planned = plan(running.address, noise(tmp_path / "import.zip", size))
        start(workspace, planned, report=told.append)
    uploading = [one for one in told if isinstance(one, Uploading)]
    assert [one.done for one in uploading] == sorted(one.done for one in uploading)
    assert all(one.total == size for one in uploading)
    assert [type(one) for one in told[len(uploading) :]] == [AwaitingAnswer]


def test_a_zip_with_errors_is_not_sent(workspace: Workspace, tmp_path: Path) -> None:
    with server(STARTED) as running:
        planned = plan(running.address, noise(tmp_path / "import.zip", 5000), start_anyway=False)
        with pytest.raises(ZipRejected):
            start(workspace, planned)
        assert running.requests == []
    assert workspace.runs() == ()


def test_a_zip_without_errors_needs_no_start_anyway(workspace: Workspace, samples: Path) -> None:
    with server(STARTED) as running:
        planned = plan(running.address, samples / "small.zip", start_anyway=False)
        assert start(workspace, planned).run.tracker_id == "42"


def append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")


@pytest.mark.parametrize(("change", "error"), [(append, FileChanged), (Path.unlink, LocalError)])
def test_a_zip_that_changed_after_the_check_is_not_sent(
    workspace: Workspace, tmp_path: Path, change: Callable[[Path], None], error: type[LocalError]
) -> None:
    with server(STARTED) as running:
        planned = plan(running.address, noise(tmp_path / "import.zip", 5000))
        change(tmp_path / "import.zip")
        with pytest.raises(error):
            start(workspace, planned)
        assert running.requests == []
    assert workspace.runs() == ()


def test_a_zip_that_changes_while_it_is_sent_starts_nothing(workspace: Workspace, tmp_path: Path) -> None:
    path = noise(tmp_path / "import.zip")

    def change_it(exchange: Exchange) -> None:
        append(path)
        exchange.read_body()

    with server(change_it) as running:
        planned = plan(running.address, path)
        with pytest.raises(FileChanged):
            start(workspace, planned)
    assert not running.starts[0].is_complete
    run = stored(workspace, planned)
    assert run is not None and run.state is RunState.NOT_STARTED


@pytest.mark.parametrize(
    "refusal",
    [
        answering(b"", 401),
        answering(b"", 403),
        answering({"Errors": ["X-DMM-Token is missing or wrong"], "StatusCode": 400}, 400),
        answering({"Success": False, "ErrorMessage": "Invalid token"}),
    ],
)
def test_a_key_that_is_refused_uploads_nothing(workspace: Workspace, tmp_path: Path, refusal: Script) -> None:
    with server(STARTED, refusal) as running:
        with pytest.raises(TokenRefused):
            start(workspace, plan(running.address, noise(tmp_path / "import.zip", 10)))
        assert running.starts == []
    assert workspace.runs() == ()


@pytest.mark.parametrize("key", [answering(b"", 500), answering({"Success": False}), answering("<html>")])
def test_a_key_about_which_nothing_can_be_said_is_used(workspace: Workspace, tmp_path: Path, key: object) -> None:
    with server(STARTED, key) as running:  # type: ignore[arg-type]
        assert start(workspace, plan(running.address, noise(tmp_path / "a.zip", 10))).run.tracker_id == "42"


def test_an_api_that_cannot_start_uploads_nothing(workspace: Workspace, tmp_path: Path) -> None:
    description = description_without("StartExecution")

    def script(exchange: Exchange) -> None:
        (answering(description) if exchange.request.operation == "swagger.json" else STARTED)(exchange)

    with ScriptedServer(script) as running:
        with pytest.raises(ContractIncomplete, match="StartExecution"):
            start(workspace, plan(running.address, noise(tmp_path / "a.zip", 10)))
        assert running.starts == []
    assert workspace.runs() == ()


def test_the_description_is_read_before_each_start_and_a_given_one_wins(workspace: Workspace, tmp_path: Path) -> None:
    def described(path: str) -> bytes:
        text = resource(BUILT_IN_FILE).read_text("utf-8")
        return text.replace('"/StartExecution"', f'"{path}/StartExecution"').encode()

    (tmp_path / "given.json").write_bytes(described("/given"))

    def script(exchange: Exchange) -> None:
        if exchange.request.operation == "swagger.json":
            exchange.answer(described("/published"))
        else:
            (STARTED if exchange.request.operation == "StartExecution" else KEY_ACCEPTED)(exchange)

    with ScriptedServer(script) as running:
        path = noise(tmp_path / "a.zip", 10)
        run = start(workspace, plan(running.address, path)).run
        assert run.contract == f"environment's description ({running.address}{ROOT}/swagger.json)"
        start(workspace, plan(running.address, path), description=tmp_path / "given.json")
        assert [request.target.removeprefix(ROOT) for request in running.starts] == [
            "/published/StartExecution",
            "/given/StartExecution",
        ]


def test_a_server_that_is_not_there(workspace: Workspace, tmp_path: Path) -> None:
    with server(STARTED) as running:
        planned = plan(running.address, noise(tmp_path / "a.zip", 10))
    with pytest.raises(Unreachable):
        start(workspace, planned)
    assert workspace.runs() == ()


def test_what_was_started_can_be_watched_with_what_is_returned(workspace: Workspace, tmp_path: Path) -> None:
    with server(STARTED, answering({"Status": "InError", "Success": True})) as running:
        started = start(workspace, plan(running.address, noise(tmp_path / "a.zip", 10)))
        assert watch(workspace, started.run, endpoint_at(running.address), with_log=False).state is RunState.FAILED
