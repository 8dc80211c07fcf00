"""A final report that names another type than the one that was started: the tracker id is that of another execution."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from dmm_desktop.cli.exit_codes import ExitCode, of_state
from dmm_desktop.core.address import Address
from dmm_desktop.core.configuration import import_configuration
from dmm_desktop.core.earlier_imports import rehearsal, rehearsal_sentence
from dmm_desktop.core.environment import RUNTIME_CONNECTION, Connection, Destination, Environment
from dmm_desktop.core.execution_errors import AnotherExecution, IdOfAnother
from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.job import CancelToken, OnProgress, ignore_progress
from dmm_desktop.core.outcomes import sentence
from dmm_desktop.core.remarks import remarks
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.stage import Stage
from dmm_desktop.operations.read_log import read_log
from dmm_desktop.operations.record_outcome import record_outcome, record_tracker_id
from dmm_desktop.operations.run_report import run_report
from dmm_desktop.operations.save_export import no_zip, save_export
from dmm_desktop.operations.save_logs import save_logs
from dmm_desktop.operations.stop_run import stop_run
from dmm_desktop.operations.watch_run import ask_once, read_results
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.ui.run_words import short_sentence, state_icon
from dmm_desktop.ui.services.tracked_run import TrackedRun
from dmm_desktop.ui.theme.tokens import Tone
from operation_contexts import EndpointContext
from operations.watching import KEY, Watched, outputs, status, watched
from scripted_server import answering, in_turn

QUEUED, GOING, COMPLETE = status("Queued"), status("InProgress", 65, 650), status("Complete", 650, 650)
IMPORT_LOST = (
    "According to the server, the execution with the tracker id 42 is not an import, so it is another one. What became "
    "of the import is not known. Check DMM on DEV before you start it again."
)
EXPORT_LOST = (
    "According to the server, the execution with the tracker id 42 is not an export, so it is another one. What became "
    "of the export is not known. Check DMM on DEV."
)
SENT_SHA = "ab" * 32


def entered_after_proof(workspace: Workspace, one: Watched) -> Run:
    """An import whose tracker id has proved to be that of another execution, with the one that a user then entered."""
    started_here(workspace, one, ExecutionType.IMPORT)
    lost = one.to_the_end(with_log=False)
    context = EndpointContext(one.endpoint, KEY, workspace)
    return record_tracker_id(context, lost, "43", CancelToken(), ignore_progress)


def named(kind: str) -> dict[str, Any]:
    left = outputs(650)
    return {**left, "Report": {**left["Report"], "ConfigurationType": kind}}


def started_here(workspace: Workspace, one: Watched, kind: ExecutionType, **more: Any) -> Run:
    sent = {"configuration": "{}", "append": True, "environment_name": "DEV", "connection": RUNTIME_CONNECTION}
    values: dict[str, Any] = {**sent, "stage": Stage.DEVELOPMENT, "type": kind, "zip_sha256": SENT_SHA, **more}
    run = replace(one.run, **values)
    one.run = workspace.overwrite(run)
    return one.run


@pytest.mark.parametrize("answers", [(QUEUED, GOING, COMPLETE), (COMPLETE,), (status("Done", 650, 650),)])
@pytest.mark.parametrize("with_log", [True, False])
@pytest.mark.parametrize(
    ("kind", "other", "words"),
    [(ExecutionType.IMPORT, "Export", IMPORT_LOST), (ExecutionType.EXPORT, " import ", EXPORT_LOST)],
)
def test_its_end_is_not_that_of_the_run(
    workspace: Workspace, kind: ExecutionType, other: str, words: str, with_log: bool, answers: Any
) -> None:
    with watched(workspace, in_turn(*map(answering, answers)), named(other)) as one:
        started_here(workspace, one, kind)
        run = one.to_the_end(with_log=with_log)
        assert workspace.run(run.id) == run and one.seen.progress[-1].run == run
    assert (run.state, run.report, run.final_report) == (RunState.ANOTHER_EXECUTION, None, None)
    assert str(sentence(run)) == words and not remarks(run)
    view = TrackedRun(run)
    assert short_sentence(view) == ("Another execution · check DEV", Tone.WARN) and state_icon(view)[1] is Tone.WARN
    assert str(no_zip(run)) == "There is no zip: the tracker id belongs to another execution."
    told = run_report(run)
    assert (told["type"], told["state"], told["may_be_another_execution"]) == (kind, "another execution", True)
    assert told["counts"]["completed_records"] is None and of_state(run.state) is ExitCode.UNKNOWN
    assert run.state.is_recordable and not run.can_be_asked_again


def test_an_import_that_was_none_is_no_rehearsal(workspace: Workspace) -> None:
    with watched(workspace, COMPLETE, named("Export")) as one:
        started_here(workspace, one, ExecutionType.IMPORT)
        run = one.to_the_end(with_log=False)
    production = Environment("prod", "PROD", Address.parse("https://prod"), Stage.PRODUCTION)
    target, chosen = (
        Destination(production, Connection("prod", RUNTIME_CONNECTION)),
        import_configuration(None, append=True),
    )
    assert rehearsal([run], SENT_SHA, target, chosen, ()) is None
    said = str(rehearsal_sentence([run], SENT_SHA, None, chosen, lambda at: "today"))
    assert said.endswith("Sent to DEV today: outcome unknown, with the tracker id of another execution.")


def test_a_wrong_id_that_a_user_entered_can_be_corrected(workspace: Workspace) -> None:
    with watched(workspace, COMPLETE, named("Export")) as one:
        lost = started_here(workspace, one, ExecutionType.IMPORT, tracker_id="", state=RunState.OUTCOME_UNKNOWN)
        context = EndpointContext(one.endpoint, KEY, workspace)
        one.run = record_tracker_id(context, lost, "42", CancelToken(), ignore_progress)
        run = one.to_the_end(with_log=False)
        assert (run.state, str(sentence(run))) == (RunState.ANOTHER_EXECUTION, IMPORT_LOST)
        again = record_tracker_id(context, run, "43", CancelToken(), ignore_progress)
    assert (again.tracker_id, again.state, again.before_entry.state) == ("43", RunState.STARTED, lost.state)


def test_an_id_that_was_that_of_another_does_not_speak_against_the_entered_one(workspace: Workspace) -> None:
    with watched(workspace, COMPLETE, named("Export")) as one:
        entered = entered_after_proof(workspace, one)
    assert [str(one) for one in remarks(entered)] == [
        "Before a user entered the tracker id: outcome unknown, with the tracker id of another execution."
    ]


def recorded(context: EndpointContext, run: Run, *, started: bool) -> Run:
    return record_outcome(context, run, CancelToken(), ignore_progress, tracker_id="", started=started)


@pytest.mark.parametrize(
    ("kind", "other", "proof"),
    [
        (
            ExecutionType.IMPORT,
            "Export",
            "According to the server, the execution with the tracker id 42 is not an import.",
        ),
        (
            ExecutionType.EXPORT,
            "Import",
            "According to the server, the execution with the tracker id 42 is not an export.",
        ),
    ],
)
@pytest.mark.parametrize("started", [True, False])
def test_what_a_user_records_stays_with_the_proof(
    workspace: Workspace, kind: ExecutionType, other: str, proof: str, started: bool
) -> None:
    with watched(workspace, in_turn(answering(QUEUED), answering(COMPLETE)), named(other)) as one:
        started_here(workspace, one, kind)
        lost = one.to_the_end()
        context = EndpointContext(one.endpoint, KEY, workspace)
        run = recorded(context, lost, started=started)
        assert workspace.run(run.id) == run and not run.can_be_asked_again and not run.may_be_another
        word = "started" if started else "not started"
        assert str(sentence(run)) == f"{proof} A user checked DEV: the {kind.noun} was {word}."
        assert short_sentence(TrackedRun(run))[0] == f"{word.capitalize()} · reported by a user"
        assert (run.tracker_id, run.log_counts, run.kept_log, run.status_word) == ("", None, None, "")
        assert workspace.find_run(one.endpoint.root, "42") is None
        one.run = lost  # another process still has the run as it was
        one.to_the_end()
        ask_once(context, lost, CancelToken(), ignore_progress)
    assert workspace.run(run.id) == run
    with watched(workspace, COMPLETE, named(kind)) as one:
        known = record_tracker_id(
            EndpointContext(one.endpoint, KEY, workspace), run, "43", CancelToken(), ignore_progress
        )
        back = recorded(EndpointContext(one.endpoint, KEY, workspace), known, started=started)
    assert known.before_entry == run == back


def test_an_id_that_was_that_of_another_does_not_return_with_the_entered_one(workspace: Workspace) -> None:
    with watched(workspace, COMPLETE, named("Export")) as one:
        entered = entered_after_proof(workspace, one)
        run = recorded(EndpointContext(one.endpoint, KEY, workspace), entered, started=True)
    assert (run.state, run.tracker_id, run.has_entered_id) == (RunState.FOUND_STARTED, "", False)
    assert workspace.run(run.id) == run


def test_nothing_is_asked_for_it_under_the_id_of_another(workspace: Workspace, tmp_path: Path) -> None:
    with watched(workspace, COMPLETE, named("Export")) as one:
        started_here(workspace, one, ExecutionType.IMPORT)
        run = one.to_the_end(with_log=False)
        context, asked = EndpointContext(one.endpoint, KEY, workspace), len(one.server.requests)
        calls: list[Callable[[CancelToken, OnProgress], object]] = [
            partial(stop_run, context, run),
            partial(read_log, context, run, lambda lines: None),
            partial(save_logs, context, run, tmp_path / "logs.zip"),
            partial(save_export, context, run, tmp_path / "export.zip"),
        ]
        for call in calls:
            with pytest.raises(IdOfAnother, match="The tracker id belongs to another execution") as raised:
                call(CancelToken(), ignore_progress)
            assert str(raised.value.advice) == "What became of the import is not known. Check DMM on DEV."
        assert len(one.server.requests) == asked and not list(tmp_path.glob("*.zip"))


@pytest.mark.parametrize("word", ["", "Import", " IMPORT", "Data Export", "Migration"])
def test_other_words_prove_nothing(workspace: Workspace, word: str) -> None:
    with watched(workspace, COMPLETE, named(word)) as one:
        started_here(workspace, one, ExecutionType.IMPORT)
        run = one.to_the_end(with_log=False)
    assert (run.state, run.records_done, run.may_be_another) == (RunState.COMPLETED, 650, False)


def test_an_execution_started_elsewhere_is_of_the_type_that_is_named(workspace: Workspace) -> None:
    with watched(workspace, COMPLETE, named("Export")) as one:
        one.run = workspace.overwrite(replace(one.run, zip_path="", configuration=""))
        run = one.to_the_end(with_log=False)
    assert (run.state, run.type, run.may_be_another) == (RunState.COMPLETED, ExecutionType.EXPORT, False)


def test_an_end_that_was_known_before_stays(workspace: Workspace) -> None:
    """The results could not be read at the end, and are by now those of another execution."""
    with watched(workspace, COMPLETE, answering({"Errors": ["Boom."]}, 500)) as one:
        started_here(workspace, one, ExecutionType.IMPORT)
        run = one.to_the_end(with_log=False)
    assert run.state is RunState.COMPLETED_UNVERIFIED
    with watched(workspace, COMPLETE, named("Export")) as one:
        context = EndpointContext(one.endpoint, KEY, workspace)
        found = read_results(context, run, CancelToken(), ignore_progress)
    assert isinstance(found.problem, AnotherExecution)
    assert found.run.may_be_another and found.run.final_report is None
    assert (found.run.state, found.run.ended_at, found.run.report) == (run.state, run.ended_at, run.report)
    assert workspace.run(run.id) == found.run
