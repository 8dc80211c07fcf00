"""Watching can be ended at any moment, at once; the run goes on, and can be watched again."""

import base64
import itertools
import time
from concurrent.futures import wait
from typing import Any

import pytest

from dmm_desktop.core.job import Cancelled, CancelToken
from dmm_desktop.core.run_state import RunState
from dmm_desktop.operations.watch_run import PollPolicy, WatchProgress
from dmm_desktop.operations.workspace import Workspace
from operations.watching import PATIENCE, Seen, Watched, in_thread, outputs, status, watch
from scripted_server import Exchange, answering, in_turn

#: Below every wait and time-out of the watching, in seconds.
AT_ONCE = 15.0
PAGE: dict[str, Any] = {"Logs": base64.b64encode(b"one\ntwo\n").decode(), "LogNumPages": 1}
#: What this run asks for before the end of the log: three to find it, two more polls, and two for the outputs.
ANSWERS = {
    "GetExecutionStatus": [status("Queued", **PAGE), *[status("InProgress", 5, 10, **PAGE)] * 3],
    "GetExecutionOutputs": [outputs(10, "!!!!"), outputs(10)],
}


class Server:
    """Answers as above, then with the end; holds the request with the number ``holds`` until the client goes."""

    def __init__(self, holds: int) -> None:
        self._numbers = itertools.count()
        self._holds = holds
        self._status = in_turn(
            *map(answering, ANSWERS["GetExecutionStatus"]), answering(status("Complete", 10, 10, **PAGE))
        )
        self._outputs = in_turn(*map(answering, ANSWERS["GetExecutionOutputs"]))

    def __call__(self, exchange: Exchange) -> None:
        if next(self._numbers) == self._holds:
            exchange.hold()
        else:
            (self._status if exchange.request.operation == "GetExecutionStatus" else self._outputs)(exchange)


def test_during_every_request(workspace: Workspace) -> None:
    """The last round is one in which nothing was held: the watching came to its end."""
    known_early = 0
    for number in itertools.count():
        server = Server(number)
        with Watched(workspace, {"GetExecutionStatus": server, "GetExecutionOutputs": server}) as one:
            cancel = CancelToken()
            with in_thread(one.to_the_end, cancel=cancel) as result:
                while not one.server.holding.wait(0.01) and not result.done():
                    continue
                if result.done():
                    break
                begun = time.monotonic()
                cancel.cancel()
                with pytest.raises(Cancelled):
                    result.result(PATIENCE)
                assert time.monotonic() - begun < AT_ONCE
            stored = workspace.run(one.run.id)
            assert stored is not None
            one.server.release()
            if not stored.state.is_watchable:  # the rest of the log was being read
                known_early += 1
                assert (stored.state, stored.failing_entities) == (RunState.COMPLETED, ())
                continue
            seen = Seen()
            again = watch(workspace, stored, one.endpoint, seen=seen)
            assert (again.state, seen.lines) == (RunState.COMPLETED, ["one", "two"])
    assert result.result().state is RunState.COMPLETED
    assert number == len(one.server.requests) > 8
    assert known_early == 4


@pytest.mark.parametrize(
    "script", [answering(status("InProgress")), answering(b"", 503), answering(status("NotFound"))]
)
def test_during_every_kind_of_wait(workspace: Workspace, script: object) -> None:
    policy = PollPolicy(first=1000, longest=1000, retry_first=1000, retry_longest=1000)
    with Watched(workspace, {"GetExecutionStatus": script}) as one:  # type: ignore[dict-item]
        cancel = CancelToken()
        with in_thread(one.to_the_end, cancel=cancel, policy=policy, with_log=False) as result:
            while not one.server.requests:
                assert not wait([result], 0.01).done
            begun = time.monotonic()
            cancel.cancel()
            with pytest.raises(Cancelled):
                result.result(PATIENCE)
            assert time.monotonic() - begun < AT_ONCE
    stored = workspace.run(one.run.id)
    assert stored is not None and stored.state.is_watchable


def test_while_the_outputs_are_waited_for(workspace: Workspace) -> None:
    cancel = CancelToken()

    def give_up(told: WatchProgress) -> None:
        cancel.cancel()

    scripts = {"GetExecutionStatus": answering(status("Complete", 10, 10)), "GetExecutionOutputs": answering(b"", 503)}
    with Watched(workspace, scripts) as one:
        one.seen.then = give_up
        with pytest.raises(Cancelled):
            one.to_the_end(with_log=False, cancel=cancel, policy=PollPolicy(retry_first=1000, retry_longest=1000))
    stored = workspace.run(one.run.id)
    assert stored is not None and stored.state.is_watchable


def test_before_it_begins(workspace: Workspace) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with Watched(workspace, {"GetExecutionStatus": answering(status("Complete"))}) as one:
        with pytest.raises(Cancelled):
            one.to_the_end(cancel=cancel)
        assert one.server.requests == []


@pytest.mark.parametrize("ends", ["lost", "cancelled"])
def test_what_was_seen_last_is_stored(workspace: Workspace, ends: str) -> None:
    """Figures that the user has seen do not go back when the application starts again without a connection."""
    seen = [answering(status("InProgress", done, 5000)) for done in (100, 200, 300)]
    cancel, stored = CancelToken(), []

    def look(told: WatchProgress) -> None:
        done = told.run.report.completed_records if told.run.report else 0
        if told.trouble is not None or (ends == "cancelled" and done == 300):
            now = workspace.run(told.run.id)
            stored.append(now.report.completed_records if now and now.report else None)
            cancel.cancel()

    with Watched(workspace, {"GetExecutionStatus": in_turn(*seen, answering(b"", 503))}) as one:
        one.seen.then = look
        with pytest.raises(Cancelled):
            one.to_the_end(cancel=cancel, with_log=False)
    assert ends == "cancelled" or stored == [300]
    now = workspace.run(one.run.id)
    assert now is not None and now.report is not None and now.report.completed_records == 300
    assert now.answered_at == one.seen.progress[-1].run.answered_at
