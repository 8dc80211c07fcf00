"""Runs that were started elsewhere."""

from pathlib import Path

from demo_process import DemoProcess
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.token import Token
from dmm_desktop.operations.adopt_run import run_started_elsewhere
from dmm_desktop.operations.run_report import run_report
from dmm_desktop.operations.workspace import Workspace
from operations.watching import endpoint_at, plan_of, started, watch


def test_only_what_is_known_is_claimed() -> None:
    endpoint = endpoint_at("https://prod.example.com")
    run = run_started_elsewhere(endpoint, "42")
    assert (run.state, run.tracker_id, str(run.root)) == (
        RunState.STARTED,
        "42",
        "https://prod.example.com/DMMAPI/rest/v1",
    )
    assert (run.environment_name, run.stage) == ("prod.example.com", None)
    assert (run.connection, run.zip_path, run.append, run.configuration) == ("", "", None, "")
    assert run_report(run)["file"] is None
    assert run_started_elsewhere(endpoint, "42").id != run.id


def test_it_is_kept_once(workspace: Workspace) -> None:
    endpoint = endpoint_at("https://prod.example.com")
    first = workspace.adopt(run_started_elsewhere(endpoint, "42"))
    assert workspace.adopt(run_started_elsewhere(endpoint, "42")) == first
    assert workspace.find_run(endpoint.root, "42") == first
    other = endpoint_at("https://test.example.com")
    assert workspace.find_run(other.root, "42") is None
    assert workspace.adopt(run_started_elsewhere(other, "42")).id != first.id
    assert len(workspace.runs()) == 2


def test_one_that_was_started_here_is_recognized(workspace: Workspace, demo: DemoProcess, samples: Path) -> None:
    begun = started(workspace, demo, plan_of(demo, samples / "small.zip"))
    assert workspace.adopt(run_started_elsewhere(begun.endpoint, begun.run.tracker_id)) == begun.run


def test_it_can_be_watched_whether_it_is_kept_or_not(workspace: Workspace, demo: DemoProcess, samples: Path) -> None:
    """A window keeps it first; a command line just watches, and what it learns is kept all the same."""
    begun = started(workspace, demo, plan_of(demo, samples / "small.zip"))
    with workspace.store() as store:
        store.runs.remove(begun.run.id)
    run = watch(
        workspace, run_started_elsewhere(begun.endpoint, begun.run.tracker_id), begun.endpoint, Token(demo.token)
    )
    assert run.state is RunState.COMPLETED
    assert workspace.runs() == (run,)
