"""Reading the log as it is now, without watching."""

from pathlib import Path

import pytest

from demo_process import DemoProcess
from dmm_desktop.core.errors import DmmError, LocalError, RefusedByServer, TokenRefused, UnreadableAnswer
from dmm_desktop.core.job import Cancelled, CancelToken, ignore_progress
from dmm_desktop.core.models import ExecutionStatus
from dmm_desktop.core.token import Token
from dmm_desktop.operations.read_log import read_log
from dmm_desktop.operations.workspace import Workspace
from operation_contexts import EndpointContext, run_at
from operations.log_server import HONEST, HONEST_COUNTS, Log, Missing, PageCount, Paging, log_server
from operations.watching import KEY, endpoint_at, in_thread, plan_of, server_log, started, status, watch
from scripted_server import Exchange, Script, ScriptedServer, answering, by_operation


def read(workspace: Workspace, address: str, lines: list[str], cancel: CancelToken | None = None) -> ExecutionStatus:
    endpoint = endpoint_at(address)
    context = EndpointContext(endpoint, KEY, workspace)
    return read_log(context, run_at(endpoint), lines.extend, cancel or CancelToken(), ignore_progress)


@pytest.mark.parametrize("count", HONEST_COUNTS)
@pytest.mark.parametrize("past_last", HONEST)
@pytest.mark.parametrize("base", [0, 1])
def test_every_line_is_read(workspace: Workspace, base: int, past_last: Missing, count: PageCount) -> None:
    lines: list[str] = []
    with log_server() as server:
        server.log = Log(Paging(base, 4, past_last=past_last, count=count), [b"line %d" % n for n in range(10)])
        server.log.complete()
        assert read(workspace, server.address, lines).status == "Complete"
    assert lines == [f"line {n}" for n in range(10)]


@pytest.mark.parametrize("count", HONEST_COUNTS)
@pytest.mark.parametrize("past_last", [Missing.EMPTY, Missing.LIKE_LAST, Missing.LIKE_FIRST])
def test_a_log_that_grows_meanwhile_is_read_until_it_rests(
    workspace: Workspace, past_last: Missing, count: PageCount
) -> None:
    lines: list[str] = []
    paging = Paging(1, 4, past_last=past_last, count=count)
    with log_server() as server:
        server.log = Log(paging, [b"line %d" % n for n in range(200)], 5, iter([1, 0, 1, 1, 3] * 10))
        assert read(workspace, server.address, lines).status == "InProgress"
        assert lines == [f"line {n}" for n in range(server.log.visible)]


def test_the_demo_environments_log(workspace: Workspace, demo: DemoProcess, samples: Path) -> None:
    begun = started(workspace, demo, plan_of(demo, samples / "small.zip"))
    token = Token(demo.token)
    run = watch(workspace, begun.run, begun.endpoint, token, with_log=False)
    lines: list[str] = []
    read_log(EndpointContext(begun.endpoint, token, workspace), run, lines.extend, CancelToken(), ignore_progress)
    assert lines == server_log(demo, run.tracker_id)


@pytest.mark.parametrize(
    ("script", "error", "words"),
    [
        (answering(status("Complete", Logs="QUFB!!!!")), UnreadableAnswer, "do not belong there"),
        (answering(status("Complete", Logs="QUFBQ")), UnreadableAnswer, "middle of a group"),
        (answering(b"", 401), TokenRefused, "refused the REST API key"),
        (answering({"Success": False, "ErrorMessage": "Not for you."}), RefusedByServer, "Not for you."),
    ],
)
def test_a_log_that_cannot_be_read(workspace: Workspace, script: Script, error: type[DmmError], words: str) -> None:
    lines: list[str] = []
    with (
        ScriptedServer(by_operation(GetExecutionStatus=script)) as server,
        pytest.raises(error, match=words),
    ):
        read(workspace, server.address, lines)
    assert lines == []


def test_a_page_for_which_the_disk_has_no_room(small_disk: Path) -> None:
    with log_server() as server, Workspace.open(small_disk / "data") as workspace:
        server.log = Log(Paging(size=10_000, ignores_records=True), [b"x" * 1000] * 5 * 1024)
        server.log.complete()
        (small_disk / "other").write_bytes(bytes(4 * 1024 * 1024))
        with pytest.raises(LocalError) as caught:
            read(workspace, server.address, [])
        assert [str(caught.value.title), str(caught.value.reason)] == [
            "The response could not be written to this computer's disk.",
            f"The disk that holds {workspace.spool} is full.",
        ]
        assert "Free up some disk space" in str(caught.value.advice)


def test_it_can_be_cancelled(workspace: Workspace) -> None:
    cancel = CancelToken()
    with (
        ScriptedServer(by_operation(GetExecutionStatus=Exchange.hold)) as server,
        in_thread(read, workspace, server.address, [], cancel) as result,
    ):
        assert server.holding.wait(20)
        cancel.cancel()
        with pytest.raises(Cancelled):
            result.result(20)
