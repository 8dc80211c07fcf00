"""The errors in the log are counted where its lines are delivered, stored with the run, and change nothing else."""

import base64
import itertools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dmm_desktop.core.job import Cancelled, CancelToken, Progress
from dmm_desktop.core.log_counts import LogCounts
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.operations.read_log import LogRead, read_log
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.operations.workspace import Workspace
from operation_contexts import EndpointContext, run_at
from operations.log_server import Log, Paging, log_server
from operations.watching import KEY, endpoint_at, outputs, status, watched
from scripted_server import Exchange, answering, in_turn

LINES = [b"10:00:00 [INFO] start", b"10:00:01 [ERROR] no match", b"10:00:02 [INFO] 0 errors", b"10:00:03 [ERROR] again"]


def page(word: str, lines: list[bytes], **more: Any) -> dict[str, Any]:
    text = b"".join(line + b"\n" for line in lines)
    return status(word, 10, 10, LogNumPages=1, Logs=base64.b64encode(text).decode(), **more)


def stored(workspace: Workspace, run: Run) -> Run:
    found = workspace.run(run.id)
    assert found is not None
    return found


def test_they_are_stored_and_change_neither_state_nor_failing_entities(workspace: Workspace) -> None:
    with watched(workspace, page("Complete", LINES), outputs(10)) as one:
        run = one.to_the_end()
    assert (run.state, run.failing_entities) == (RunState.COMPLETED, ())
    assert run.log_counts == stored(workspace, run).log_counts == LogCounts(4, 2, is_whole=True)
    assert one.seen.progress[-1].run == run


def test_a_log_that_was_not_read_has_no_count(workspace: Workspace) -> None:
    with watched(workspace, page("Complete", LINES), outputs(10)) as one:
        assert one.to_the_end(with_log=False).log_counts is None
    with watched(workspace, status("Complete", 10, 10), outputs(10)) as other:
        assert other.to_the_end().log_counts is None, "no line came: whether there is a log is not known"


def test_while_it_goes_on_a_part_is_known_and_told(workspace: Workspace) -> None:
    cancel = CancelToken()

    def stop(told: WatchProgress) -> None:
        if told.run.log_counts is not None and told.run.log_counts.lines == 4:
            cancel.cancel()

    script = in_turn(answering(page("InProgress", LINES[:1])), answering(page("InProgress", LINES)))
    with watched(workspace, script) as one, pytest.raises(Cancelled):
        one.seen.then = stop
        one.to_the_end(cancel=cancel)
    assert one.seen.progress[-1].run.log_counts == LogCounts(4, 2)


def test_what_is_stored_is_kept_until_more_is_known(workspace: Workspace) -> None:
    """After a restart the log is read from its beginning; another process may watch without reading it."""
    with watched(workspace, page("Complete", LINES), outputs(10)) as one:
        one.run = workspace.save(replace(one.run, log_counts=LogCounts(3, 1)))
        run = one.to_the_end(with_log=False)
        assert run.log_counts == LogCounts(3, 1)
    with watched(workspace, page("Complete", LINES), outputs(10)) as other:
        other.run = replace(other.run, log_counts=LogCounts(3, 1))
        assert other.to_the_end().log_counts == LogCounts(4, 2, is_whole=True)


def first_and_then(first: list[bytes], then: dict[str, Any]) -> Callable[[Exchange], None]:
    """The log is one page with these lines; after some requests everything is answered like ``then``."""
    asked = itertools.count()

    def get_status(exchange: Exchange) -> None:
        answer = page("InProgress", first) if next(asked) < 6 else then
        exchange.answer(answer if exchange.request.query["LogPage"] == "1" else answer | {"Logs": ""})

    return get_status


def test_a_forgotten_run_keeps_what_was_read_and_when_it_was_seen(workspace: Workspace) -> None:
    with watched(workspace, first_and_then(LINES, status("NotFound"))) as one:
        run = one.to_the_end()
    assert (run.state, run.log_counts) == (RunState.NO_LONGER_KNOWN, LogCounts(4, 2))
    last = [told.answered_at for told in one.seen.progress if told.run.state is RunState.RUNNING]
    assert run.answered_at == last[-1], "an answer that knows no run does not say how it stands"


def test_lines_that_changed_make_the_number_uncertain(workspace: Workspace) -> None:
    first = [b"[INFO] a", b"[INFO] b", b"[ERROR] c"]
    then = page("Complete", [b"[INFO] a", b"[INFO] changed", b"[ERROR] c", b"[INFO] d"])
    with watched(workspace, first_and_then(first, then), outputs(10)) as one:
        run = one.to_the_end()
    assert run.log_notice is not None
    assert run.log_counts is not None and run.log_counts.is_whole and not run.log_counts.is_exact


def test_pages_that_cannot_be_read_leave_a_part(workspace: Workspace) -> None:
    def get_status(exchange: Exchange) -> None:
        logs = {"1": page("", LINES)["Logs"], "2": "bGluZQ=*"}.get(exchange.request.query["LogPage"], "")
        exchange.answer(status("Complete", 10, 10, LogNumPages=2, Logs=logs))

    with watched(workspace, get_status, outputs(10)) as one:
        run = one.to_the_end()
    assert one.seen.progress[-1].log_problem is not None
    assert run.log_counts == LogCounts(4, 2)


@pytest.mark.parametrize("is_over", [True, False])
@pytest.mark.parametrize("is_stored", [True, False])
def test_reading_the_log_later_counts_too(workspace: Workspace, is_over: bool, is_stored: bool) -> None:
    told: list[Progress] = []
    with log_server() as server:
        server.log = Log(Paging(), LINES, visible=len(LINES))
        if is_over:
            server.log.complete()
        endpoint = endpoint_at(server.address)
        run = run_at(endpoint)
        if is_stored:
            run = workspace.adopt(run)
        context = EndpointContext(endpoint, KEY, workspace)
        read_log(context, run, lambda lines: None, CancelToken(), told.append)
    known = LogCounts(4, 2, is_whole=is_over)
    assert isinstance(told[-1], LogRead) and told[-1].counts == known
    found = workspace.run(run.id)
    assert (found.log_counts == known) if is_stored and found else found is None, "reading keeps no run"
