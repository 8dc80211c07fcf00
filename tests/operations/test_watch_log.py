"""The outcome of a run comes before its log, whatever is wrong with that."""

import base64
import itertools
from dataclasses import replace
from typing import Any

import pytest

from dmm_desktop.core.job import Cancelled, CancelToken
from dmm_desktop.core.run_state import RunState
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.operations.workspace import Workspace
from operations.watching import FAST, Watched, outputs, status, watch, watched
from scripted_server import Exchange, answering, in_turn

NOT_FOUND = answering(status("NotFound"))
RUNNING = answering(status("InProgress", 5, 10))
COMPLETE = answering(status("Complete", 10, 10))


def with_page(word: str, lines: list[str], pages: int) -> dict[str, Any]:
    text = "".join(f"{line}\n" for line in lines)
    return status(word, 10, 10, LogNumPages=pages, Logs=base64.b64encode(text.encode()).decode())


def asks_for_log(exchange: Exchange) -> bool:
    return exchange.request.query["IncludeLogs"] == "true"


def test_the_outcome_is_stored_and_told_before_the_rest_of_the_log(workspace: Workspace) -> None:
    known: list[RunState] = []

    def get_status(exchange: Exchange) -> None:
        page = int(exchange.request.query["LogPage"])
        if page > 1:
            stored = workspace.run(one.run.id)
            assert stored is not None and stored.failing_entities == ()
            known.append(stored.state)
            known.append(one.seen.progress[-1].run.state)
        exchange.answer(with_page("Complete", [f"line of page {page}"] if 0 < page < 4 else [], 3))

    with watched(workspace, get_status, outputs(10)) as one:
        run = one.to_the_end()
    assert set(known) == {RunState.COMPLETED}
    assert one.seen.lines == [f"line of page {n}" for n in (1, 2, 3)]
    assert one.seen.progress[-1].run == run and one.seen.progress[-1].log_lines == 3


def test_a_run_whose_log_was_being_read_when_the_process_ended_has_its_outcome(workspace: Workspace) -> None:
    cancel = CancelToken()

    def get_status(exchange: Exchange) -> None:
        if exchange.request.query["LogPage"] == "2":
            cancel.abandon()
        exchange.answer(with_page("Complete", ["line"], 1000))

    with watched(workspace, get_status, outputs(10)) as one, pytest.raises(Cancelled):
        one.to_the_end(cancel=cancel)
    stored = workspace.run(one.run.id)
    assert stored is not None and (stored.state, stored.failing_entities) == (RunState.COMPLETED, ())


@pytest.mark.parametrize("trouble", [Exchange.reset, answering(b"", 401), answering(b"", 504)])
def test_a_log_that_cannot_be_read_delays_nothing(workspace: Workspace, trouble: Any) -> None:
    words = iter([*["InProgress"] * 12, *["Complete"] * 20])

    def get_status(exchange: Exchange) -> None:
        if asks_for_log(exchange):
            trouble(exchange)
        else:
            exchange.answer(status(next(words), 10, 10))

    with watched(workspace, get_status, outputs(10)) as one:
        run = one.to_the_end()
        asked = [request.query["IncludeLogs"] for request in one.server.of("GetExecutionStatus")]
    live = [told for told in one.seen.progress if not told.run.state.is_final]
    assert run.state is RunState.COMPLETED
    assert len(live) == 13 and {told.trouble for told in live} == {None}
    assert all(told.log_problem is not None for told in live)
    if trouble is Exchange.reset:  # nothing came, perhaps for half a minute: not again and again
        assert asked[: asked.index("true", 15)].count("true") <= 8


def test_a_log_without_end_does_not_keep_the_end_away(workspace: Workspace) -> None:
    numbers = itertools.count()

    def get_status(exchange: Exchange) -> None:
        number = next(numbers)
        word = "InProgress" if number < 50 else "Complete"
        if asks_for_log(exchange):
            exchange.answer(with_page(word, [f"{number} of page {exchange.request.query['LogPage']}"], number + 100))
        else:
            exchange.answer(status(word, 10, 10))

    with watched(workspace, get_status, outputs(10)) as one:
        run = one.to_the_end()
        assert one.asked("GetExecutionStatus") < 300
    assert run.state is RunState.COMPLETED
    assert "Reading ended after" in str(one.seen.progress[-1].log_notice)


def test_the_status_is_told_after_each_page(workspace: Workspace) -> None:
    """A log of many pages is no reason to say nothing about the run."""
    done = itertools.count()

    def get_status(exchange: Exchange) -> None:
        page = int(exchange.request.query["LogPage"])
        number = next(done)
        word = "InProgress" if number < 9 else "Complete"
        answer = with_page(word, [f"line of page {page}"] if 0 < page <= 10 else [], 10)
        exchange.answer(answer | {"Report": {"CompletedRecords": number, "TotalRecords": 10}})

    with watched(workspace, get_status, outputs(10)) as one:
        one.to_the_end()
    counts = [told.run.report.completed_records for told in one.seen.progress if told.run.report]
    assert set(range(4, 9)) <= set(counts)
    assert one.seen.lines == [f"line of page {n}" for n in range(1, 11)]


def test_cancelling_is_heard_between_two_pages(workspace: Workspace) -> None:
    cancel = CancelToken()

    def stop(told: WatchProgress) -> None:
        if told.log_lines == 3:
            cancel.cancel()

    def get_status(exchange: Exchange) -> None:
        exchange.answer(with_page("InProgress", [f"page {exchange.request.query.get('LogPage')}"], 1000))

    with watched(workspace, get_status) as one:
        one.seen.then = stop
        with pytest.raises(Cancelled):
            one.to_the_end(cancel=cancel)
    assert len(one.seen.lines) == 3


def test_an_undocumented_word_is_looked_into_while_a_long_log_is_read(workspace: Workspace) -> None:
    def get_status(exchange: Exchange) -> None:
        exchange.answer(with_page("Suspended", [f"page {exchange.request.query.get('LogPage')}"], 1000))

    left = in_turn(*[answering({"Success": False, "ErrorMessage": "Not yet."})] * 3, answering(outputs(10)))
    with watched(workspace, get_status, left) as one:
        one.seen.then = lambda told: cancel.cancel() if told.run.state.is_final else None
        cancel = CancelToken()
        with pytest.raises(Cancelled):
            one.to_the_end(cancel=cancel)
    stored = workspace.run(one.run.id)
    assert stored is not None and stored.state is RunState.ENDED


def test_an_id_that_was_never_known_is_given_time(workspace: Workspace) -> None:
    get_status = in_turn(*[NOT_FOUND] * 10, RUNNING, COMPLETE)
    with watched(workspace, get_status, outputs(10)) as one:
        run = one.to_the_end(with_log=False, policy=replace(FAST, unlisted=1000))
    assert run.state is RunState.COMPLETED
    assert [told.is_unlisted for told in one.seen.progress] == [True] * 10 + [False] * 3


def test_an_id_that_stays_unknown_is_given_up_when_the_time_is_over(workspace: Workspace) -> None:
    with watched(workspace, NOT_FOUND, outputs(10)) as one:
        run = one.to_the_end(with_log=False, policy=replace(FAST, unlisted=0.3))
        assert one.asked("GetExecutionStatus") > 5
    assert run.state is RunState.NO_LONGER_KNOWN
    with watched(workspace, NOT_FOUND, outputs(10)) as one:
        assert one.to_the_end(with_log=False, policy=replace(FAST, unlisted=0)).state is RunState.NO_LONGER_KNOWN
        assert one.asked("GetExecutionStatus") == 3, "one answer alone may be a mistake"


def test_an_id_that_was_known_before_is_given_time_too(workspace: Workspace) -> None:
    get_status = in_turn(RUNNING, *[NOT_FOUND] * 10, RUNNING, COMPLETE)
    with watched(workspace, get_status, outputs(10)) as one:
        run = one.to_the_end(with_log=False, policy=replace(FAST, unlisted=1000))
    assert run.state is RunState.COMPLETED
    with watched(workspace, in_turn(RUNNING, NOT_FOUND), outputs(10)) as one:
        run = one.to_the_end(with_log=False, policy=replace(FAST, unlisted=0.3))
        assert one.asked("GetExecutionStatus") > 6
    assert run.state is RunState.NO_LONGER_KNOWN


def test_one_that_has_ended_here_is_given_no_time(workspace: Workspace) -> None:
    """Nobody waits for its end: the command watch was given its id."""
    with Watched(workspace, {"GetExecutionStatus": NOT_FOUND}) as one:
        for state in (RunState.NO_LONGER_KNOWN, RunState.COMPLETED):
            known = workspace.save(replace(one.run, state=state, status_word="NotFound"))
            run = watch(workspace, known, one.endpoint, with_log=False, policy=replace(FAST, unlisted=1000))
            assert run.state is state
    assert one.asked("GetExecutionStatus") == 6
