"""A server that is gone for minutes, and one whose counts go backwards: what is told meanwhile and afterwards."""

import base64
from typing import Any

from dmm_desktop.core.outcomes import sentence
from dmm_desktop.core.run_state import RunState
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.operations.workspace import Workspace
from operations.watching import outputs, status, watched
from scripted_server import Exchange, answering, in_turn

LINES = [f"2026-01-01 00:00:{number:02} INFO line {number}" for number in range(40)]


def _with_log(word: str, lines: int, done: int) -> dict[str, Any]:
    text = "\n".join(LINES[:lines])
    return status(word, done, 40, LogNumPages=1, Logs=base64.b64encode(text.encode()).decode())


def test_an_outage_is_waited_out_and_caught_up(workspace: Workspace) -> None:
    """The log grows and the import ends while nobody can be asked; afterwards nothing of it is missing."""
    troubles = in_turn(Exchange.reset, Exchange.close, answering(b"", 504), answering("<html>Maintenance</html>"))
    server = [answering(_with_log("InProgress", 3, 3))]

    def follow(told: WatchProgress) -> None:
        if told.trouble is None and told.run.state is RunState.RUNNING:
            server.append(troubles)
        if len(one.seen.troubles) == 12:
            server.append(answering(_with_log("Complete", 40, 40)))

    with watched(workspace, lambda exchange: server[-1](exchange), outputs(40)) as one:
        one.seen.then = follow
        run = one.to_the_end()
        told = one.seen.troubles
    assert len(told) == 12
    assert {one.run.state for one in told} == {RunState.RUNNING}, "the import goes on, whatever the network does"
    assert len({one.answered_at for one in told}) == 1, "the age of what is shown stays that of the last answer"
    assert (run.state, one.seen.lines) == (RunState.COMPLETED, LINES)
    assert str(sentence(run)) == "Import completed. 40 records imported into an unknown connection of 127.0.0.1."


def test_counts_that_go_backwards_are_told_as_they_come(workspace: Workspace) -> None:
    script = in_turn(
        *(answering(status("InProgress", done, 10)) for done in (6, 2, 8)), answering(status("Complete", 9, 10))
    )
    with watched(workspace, script, outputs(9)) as one:
        run = one.to_the_end(with_log=False)
    reports = [told.run.report for told in one.seen.progress]
    assert list(dict.fromkeys(report.completed_records for report in reports if report)) == [6, 2, 8, 9]
    assert str(sentence(run)) == (
        "The tracker id may now belong to another execution. Import completed, but the server counted 9 of 10 records "
        "in an unknown connection of 127.0.0.1."
    )
    assert workspace.run(run.id) == run
