"""A tracker id that may belong to another execution: the environment was restored."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from dmm_desktop.core.execution_errors import AnotherExecution
from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.job import Cancelled, CancelToken, ignore_progress
from dmm_desktop.core.known_figures import KnownFigures
from dmm_desktop.core.models import ExecutionReport, ExecutionStatus
from dmm_desktop.core.origin_words import origin_sentence
from dmm_desktop.core.outcomes import id_doubt, sentence
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.token import Token
from dmm_desktop.operations.check_zip import read_zip
from dmm_desktop.operations.kept_logs import read_kept_log
from dmm_desktop.operations.read_log import read_log
from dmm_desktop.operations.run_report import run_report
from dmm_desktop.operations.save_export import origin_of, save_export
from dmm_desktop.operations.save_logs import save_logs
from dmm_desktop.operations.start_import import start_import
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.ui.run_words import short_sentence, state_icon
from dmm_desktop.ui.services.tracked_run import TrackedRun
from dmm_desktop.ui.theme.tokens import Tone
from operation_contexts import EndpointContext, given
from operations.test_save_logs import ZIP as LOGS
from operations.watching import KEY, endpoint_at, outputs, plan_of, status, watch, watched
from scripted_server import ScriptedServer, answering, by_operation, in_turn
from storage.sample_values import a_run

SAID = "The tracker id may now belong to another execution."
OWN, OTHER = "2026-06-30 12:01:00", "2026-06-30 12:02:00"


def report(done: int | None, total: int | None, minute: int | None = None) -> ExecutionReport:
    started_at = None if minute is None else datetime(2026, 6, 30, 12, minute)
    return ExecutionReport(completed_records=done, total_records=total, started_at=started_at)


@pytest.mark.parametrize(
    ("before", "now", "is_another"),
    [
        (report(409, 5_000), report(42, 42), True),
        (report(409, 5_000), report(408, 5_000), True),
        (report(409, 5_000), report(409, 4_999), True),
        (report(409, 5_000, 1), report(410, 5_000, 2), True),
        (report(409, 5_000, 1), report(410, 5_000, 1), False),
        (report(409, 5_000, 1), report(410, 5_000), False),
        (report(409, 5_000), report(410, 6_000), False),
        (report(409, 5_000), report(0, 0), False),
        (report(409, 5_000, 1), None, False),
        (report(None, 5_000), report(5, None), False),
        (None, report(5, 5), False),
    ],
)
def test_what_does_not_fit(before: ExecutionReport | None, now: ExecutionReport | None, is_another: bool) -> None:
    assert KnownFigures().after(before).fit(now) is not is_another


def answer(word: str, given_report: ExecutionReport | None = None) -> ExecutionStatus:
    return ExecutionStatus(word, report=given_report)


#: Answers that say less than others: with an empty report or none, or that there is no such execution for now.
_LESS = st.lists(
    st.sampled_from(
        [
            answer("InProgress", report(0, 0)),
            answer("InProgress", report(None, None)),
            answer("InProgress"),
            answer("NotFound", report(0, 1, 9)),
        ]
    ),
    max_size=4,
)
#: Answers before an execution has begun: what they tell may be that of the place in the queue.
_QUEUED = st.lists(st.sampled_from([answer("Queued", report(0, 9_000, 0)), answer("Queued")]), max_size=2)


def after(*answers: ExecutionStatus) -> Run:
    """The run after these answers, as a watcher keeps it."""
    run = a_run()
    for one in answers:
        if one.status != "NotFound":
            run = replace(run.compared(one), status_word=one.status, report=one.report or run.report)
        assert run.fits(answer("NotFound", report(0, 1, 8)))
    return run


@examples(_QUEUED, st.lists(st.integers(0, 5_000)), st.sampled_from([1, None]), _LESS, st.randoms())
def test_an_execution_is_never_doubted_because_an_answer_says_less(
    queued: list[ExecutionStatus], counts: list[int], minute: int | None, less: list[ExecutionStatus], random: Random
) -> None:
    answers = [answer("InProgress", report(count, 5_000, minute)) for count in sorted(counts)]
    for one in less:
        answers.insert(random.randint(0, len(answers)), one)
    assert not after(*queued, *answers).may_be_another


@examples(_LESS)
def test_another_execution_is_noticed_whatever_was_left_out_meanwhile(less: list[ExecutionStatus]) -> None:
    own = answer("InProgress", report(178, 5_022, 1))
    for other in (report(0, 7), report(300, 5_022, 2), report(177, 5_022)):
        assert after(own, *less, answer("InProgress", other)).may_be_another
    assert not after(answer("Complete", report(7, 7))).fits(answer("Queued"))


@examples(_QUEUED, _LESS)
def test_an_execution_that_has_completed_records_does_not_wait_in_the_queue(
    queued: list[ExecutionStatus], less: list[ExecutionStatus]
) -> None:
    begun = after(*queued, answer("InProgress", report(0, 5_022, 1)), *less)
    assert begun.fits(answer("Queued")) and begun.fits(answer("Queued", report(0, 0)))
    run = after(*queued, answer("InProgress", report(178, 5_022, 1)), *less)
    assert not run.fits(answer("Queued")) and not run.fits(answer("Queued", report(0, 0)))


def of(word: str, done: int, total: int, started: str = "") -> dict[str, Any]:
    answered = status(word, done, total)
    return {**answered, "Report": {**answered["Report"], **({"StartedAt": started} if started else {})}}


@pytest.mark.parametrize(("done", "in_queue"), [(178, True), (0, False)])
def test_it_is_noticed_if_the_other_execution_was_seen_in_the_queue(
    workspace: Workspace, done: int, in_queue: bool
) -> None:
    """Its empty report must not replace what the comparison rests on."""
    answers = [of("InProgress", done, 5_022, OWN), of("Queued", 0, 0), of("InProgress", 0, 7, OTHER)]
    with watched(
        workspace, in_turn(*map(answering, answers), answering(of("Complete", 7, 7, OTHER))), outputs(7)
    ) as it:
        run = it.to_the_end(with_log=False)
    doubts = [(one.run.status_word, one.run.may_be_another) for one in it.seen.progress if one.run.report is not None]
    assert [*dict.fromkeys(doubts)][:3] == [("InProgress", False), ("Queued", in_queue), ("InProgress", True)]
    assert run.may_be_another and workspace.run(run.id) == run


def test_it_is_noticed_after_the_next_start(tmp_path: Path) -> None:
    cancel = CancelToken()
    with Workspace.open(tmp_path / "data") as workspace:
        answers = in_turn(answering(of("InProgress", 0, 5_022, OWN)), answering(of("Queued", 0, 0)))
        with watched(workspace, answers) as one, pytest.raises(Cancelled):
            one.seen.then = lambda told: cancel.cancel() if told.run.state is RunState.QUEUED else None
            one.to_the_end(with_log=False, cancel=cancel)
    with Workspace.open(tmp_path / "data") as workspace:
        found = workspace.run(one.run.id)
        assert found is not None and found.state is RunState.QUEUED and not found.may_be_another
        scripts = by_operation(
            GetExecutionStatus=answering(of("Complete", 5_022, 5_022, OTHER)),
            GetExecutionOutputs=answering(outputs(5_022)),
        )
        with ScriptedServer(scripts) as server:
            assert watch(workspace, found, endpoint_at(server.address), with_log=False).may_be_another


def test_an_answer_about_another_execution_is_not_taken_for_the_end(workspace: Workspace) -> None:
    answers = in_turn(answering(status("InProgress", 409, 5_000)), answering(status("Complete", 42, 42)))
    with watched(workspace, answers, outputs(42)) as one:
        run = one.to_the_end(with_log=False)
    assert run.state is RunState.COMPLETED and run.may_be_another
    assert workspace.run(run.id) == run
    assert str(sentence(run)).startswith(f"{SAID} Import completed. 42 records")
    assert run_report(run)["may_be_another_execution"] is True
    view = TrackedRun(run)
    assert state_icon(view)[1] is Tone.WARN
    words, tone = short_sentence(view)
    assert words.startswith("May be another execution · Completed") and tone is Tone.WARN


def test_an_id_that_another_run_has_is_told(workspace: Workspace, samples: Path) -> None:
    scripts = by_operation(
        StartExecution=answering({"MainExecutionTrackerId": 42}), GetExecutionStatus=answering({"Status": "NotFound"})
    )
    with ScriptedServer(scripts) as server:
        runs = []
        for _ in range(2):
            plan = plan_of(server, samples / "small.zip")
            context = given(plan.address, KEY, workspace)
            runs.append(start_import(context, plan, Token("one-time"), CancelToken(), ignore_progress).run)
    assert [run.may_be_another for run in runs] == [False, True]
    assert str(sentence(runs[1])) == f"{SAID} The import was started."


class Ended:
    """A run that has ended, and what the server says of its tracker id since then."""

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        self.workspace, self.folder = workspace, folder
        self.run = a_run()

    def begin(self, kind: ExecutionType) -> None:
        """Watch it to its end, with its log."""
        complete = {**of("Complete", 7, 7, OWN), "LogNumPages": 1, "Logs": _encoded(b"own 1\nown 2")}
        with watched(self.workspace, complete, outputs(7)) as one:
            one.run = self.workspace.save(replace(one.run, stage=Stage.DEVELOPMENT, type=kind, configuration="{}"))
            self.run = one.to_the_end()
        assert self.run.state is RunState.COMPLETED and self.run.kept_log is not None

    @contextmanager
    def server_with(self, answered: dict[str, Any], **more: Any) -> Iterator[EndpointContext]:
        left = {"Status": answered["Status"], "Success": True, **more}
        scripts = by_operation(GetExecutionStatus=answering(answered), GetExecutionOutputs=answering(left))
        with ScriptedServer(scripts) as server:
            yield EndpointContext(endpoint_at(server.address), KEY, self.workspace)

    def stored(self) -> Run:
        stored = self.workspace.run(self.run.id)
        assert stored is not None
        return stored

    def kept(self) -> list[str]:
        lines: list[str] = []
        context = EndpointContext(endpoint_at("http://127.0.0.1:1"), KEY, self.workspace)
        read_kept_log(context, self.run.id, lines.extend, CancelToken(), ignore_progress)
        return lines


@pytest.fixture
def ended(workspace: Workspace, tmp_path: Path) -> Ended:
    return Ended(workspace, tmp_path)


def _encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()


#: What the server says of another execution with the tracker id of one that had 7 records.
_OTHERS = [of("Complete", 7, 7, OTHER), of("Complete", 6, 6), of("InProgress", 0, 0)]


@pytest.mark.parametrize("answered", _OTHERS)
def test_the_log_of_another_execution_is_not_taken_for_that_of_the_run(ended: Ended, answered: dict[str, Any]) -> None:
    ended.begin(ExecutionType.IMPORT)
    foreign = {**answered, "LogNumPages": 1, "Logs": _encoded(b"\n".join(b"ERROR %d" % n for n in range(9)))}
    lines: list[str] = []
    with ended.server_with(foreign) as context, pytest.raises(AnotherExecution, match=SAID) as raised:
        read_log(context, ended.run, lines.extend, CancelToken(), ignore_progress)
    assert str(raised.value.advice) == "The log was not read. To see what the server has, save the log files."
    assert (lines, ended.kept()) == ([], ["own 1", "own 2"])
    assert ended.stored() == replace(ended.run, may_be_another=True), "its figures stay its own"


def test_a_log_that_the_run_may_have_is_read(ended: Ended) -> None:
    ended.begin(ExecutionType.IMPORT)
    lines: list[str] = []
    answered = {**of("Complete", 0, 0), "LogNumPages": 1, "Logs": _encoded(b"own 1\nown 2\nown 3")}
    with ended.server_with(answered) as context:
        read_log(context, ended.run, lines.extend, CancelToken(), ignore_progress)
    assert lines == ended.kept() == ["own 1", "own 2", "own 3"]
    assert not ended.stored().may_be_another


def test_watching_another_execution_does_not_replace_the_kept_log(ended: Ended) -> None:
    ended.begin(ExecutionType.IMPORT)
    foreign = {**of("Complete", 7, 7, OTHER), "LogNumPages": 1, "Logs": _encoded(b"a\nb\nc\nd")}
    scripts = by_operation(GetExecutionStatus=answering(foreign), GetExecutionOutputs=answering(outputs(7)))
    with ScriptedServer(scripts) as server:
        run = watch(ended.workspace, ended.run, endpoint_at(server.address))
    assert run.may_be_another and ended.kept() == ["own 1", "own 2"]


@pytest.mark.parametrize("answered", _OTHERS[:2])
def test_log_files_that_may_be_those_of_another_execution_are_saved_with_a_notice(
    ended: Ended, answered: dict[str, Any]
) -> None:
    ended.begin(ExecutionType.IMPORT)
    with ended.server_with(answered, Logs=_encoded(LOGS)) as context:
        saved = save_logs(context, ended.run, ended.folder / "logs.zip", CancelToken(), ignore_progress)
    assert saved.path.read_bytes() == LOGS
    assert str(id_doubt(saved.run)) == SAID
    assert ended.stored() == replace(ended.run, may_be_another=True)


@pytest.mark.parametrize("answered", [of("Complete", 7, 7, OWN), of("Complete", 0, 0), {}])
def test_those_of_the_run_are_saved_without(ended: Ended, answered: dict[str, Any]) -> None:
    ended.begin(ExecutionType.IMPORT)
    with ended.server_with({"Status": "Complete", **answered}, Logs=_encoded(LOGS)) as context:
        saved = save_logs(context, ended.run, ended.folder / "logs.zip", CancelToken(), ignore_progress)
    assert (saved.run, id_doubt(saved.run), ended.stored()) == (ended.run, None, ended.run)


def test_an_ended_export_is_not_said_to_go_on(ended: Ended) -> None:
    ended.begin(ExecutionType.EXPORT)
    with ended.server_with(of("InProgress", 0, 0)) as context, pytest.raises(AnotherExecution, match=SAID):
        save_export(context, ended.run, ended.folder / "saved.zip", CancelToken(), ignore_progress, briefly=0)
    assert ended.stored().may_be_another


def test_the_origin_of_a_zip_that_may_be_from_another_execution_says_so(ended: Ended, samples: Path) -> None:
    ended.begin(ExecutionType.EXPORT)
    content = (samples / "small.zip").read_bytes()
    with ended.server_with(of("Complete", 7, 7, OTHER), ZipFile=_encoded(content)) as context:
        saved = save_export(context, ended.run, ended.folder / "saved.zip", CancelToken(), ignore_progress)
    origin = origin_of(saved.run, read_zip(saved.path, CancelToken(), ignore_progress).checked())
    assert "tracker id 42, which may belong to another execution." in str(origin_sentence(origin))
    assert ended.stored().may_be_another
