"""The data folder as the operations use it."""

import sqlite3
import sys
import threading
import uuid
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.environment_names import NameTaken
from dmm_desktop.core.errors import DatabaseError, LocalError
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.storage.paths import DataPaths
from not_on_windows import USERS_FOLDER

ROOT = Address.parse("https://prod.example.com/DMMAPI/rest/v1")


def a_run(state: RunState = RunState.UPLOADING, tracker_id: str = "") -> Run:
    return Run(uuid.uuid4().hex, ROOT, datetime.now(UTC), state, environment_name="PROD-2", tracker_id=tracker_id)


def test_it_creates_what_it_needs(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "data"
    with Workspace.open(folder) as workspace:
        assert workspace.notices == ()
        assert workspace.runs() == ()
        assert workspace.spool.is_dir() and workspace.spool.parent == folder


def test_without_a_folder_it_is_the_users_own(isolated_home: Path) -> None:
    if sys.platform == "win32":
        pytest.skip(USERS_FOLDER)
    with Workspace.open(None) as workspace:
        assert workspace.paths.root.is_relative_to(isolated_home)


def test_a_folder_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(LocalError, match="is a file, not a folder"):
        Workspace.open(tmp_path / "file")


def test_a_run_that_is_sent_belongs_to_this_process_until_it_closes(tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as first:
        uploading = first.add_run(a_run())
        sent = first.save(replace(first.add_run(a_run()), state=RunState.SENT))
        with Workspace.open(tmp_path) as second:
            assert second.notices == ()
            assert {run.state for run in second.runs()} == {RunState.UPLOADING, RunState.SENT}
    with Workspace.open(tmp_path) as third:
        ended = third.run(uploading.id)
        assert ended is not None and ended.state is RunState.NOT_STARTED
        ended = third.run(sent.id)
        assert ended is not None and ended.state is RunState.OUTCOME_UNKNOWN
        assert [str(notice) for notice in third.notices] == [
            "DMM Desktop ended before the server responded to an import, so its outcome was unknown."
        ]


def test_several_unknown_outcomes_are_one_notice(tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as first:
        for _ in range(3):
            first.save(replace(first.add_run(a_run()), state=RunState.SENT))
    with Workspace.open(tmp_path) as second:
        assert [str(notice) for notice in second.notices] == [
            "DMM Desktop ended before the server responded to 3 imports, so their outcomes were unknown."
        ]


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as workspace:
        path = workspace.paths.database
    path.write_bytes(b"no database")
    with Workspace.open(tmp_path) as workspace:
        [notice] = workspace.notices
        assert "was set aside as" in str(notice)
        assert workspace.runs() == ()


def test_a_stop_is_noted_with_the_run_that_has_the_id_there(workspace: Workspace) -> None:
    run, other = a_run(RunState.RUNNING, "42"), a_run(RunState.RUNNING, "43")
    workspace.adopt(run)
    workspace.adopt(other)
    workspace.note_stop(ROOT, "42", accepted=True)
    workspace.note_stop(ROOT, "unknown", accepted=True)
    workspace.note_stop(Address.parse("https://elsewhere.example.com"), "43", accepted=True)
    stopped = workspace.run(run.id)
    assert stopped is not None and stopped.stop_requested_at is not None
    assert workspace.run(other.id) == other


def test_what_others_stored_meanwhile_comes_back(workspace: Workspace) -> None:
    run = workspace.adopt(a_run(RunState.RUNNING, "42"))
    workspace.note_stop(ROOT, "42", accepted=True)
    assert workspace.save(replace(run, status_word="InProgress")).stop_requested_at is not None


def test_an_environment_is_found_by_its_address(workspace: Workspace) -> None:
    address = Address.parse("https://prod.example.com")
    assert workspace.environment_at(address) is None
    environment = Environment("e1", "PROD-2", address)
    with workspace.store() as store:
        store.environments.add(environment)
    assert workspace.environment_at(address) == environment
    assert workspace.environment_at(ROOT) == environment


def test_the_environment_at_another_path_of_the_host_is_not_meant(workspace: Workspace) -> None:
    dev = Environment("e1", "DEV-1", Address.parse("https://gateway.example.com/dev/DMMAPI/rest/v1"))
    with workspace.store() as store:
        store.environments.add(dev)
    assert workspace.environment_at(Address.parse("https://gateway.example.com/prod/DMMAPI/rest/v1")) is None
    assert workspace.environment_at(Address.parse("https://gateway.example.com")) == dev


def test_any_thread_may_use_it(workspace: Workspace) -> None:
    problems: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for step in range(5):
                run = workspace.add_run(a_run())
                workspace.save(replace(run, state=RunState.STARTED, tracker_id=f"{number}-{step}"))
                assert workspace.find_run(ROOT, f"{number}-{step}") is not None
        except BaseException as problem:
            problems.append(problem)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert len({run.tracker_id for run in workspace.runs()}) == 30
    assert len(list(workspace.paths.owners.iterdir())) == 1, "this process is one owner"


def test_closing_twice_is_harmless(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path)
    workspace.add_run(a_run())
    workspace.close()
    workspace.close()
    assert list(workspace.paths.owners.iterdir()) == []


def test_without_its_database_every_step_fails_with_a_reason(workspace: Workspace) -> None:
    workspace.paths.database.unlink()
    for step in (
        workspace.runs,
        lambda: workspace.add_run(a_run()),
        lambda: workspace.note_stop(ROOT, "42", accepted=True),
    ):
        with pytest.raises(DatabaseError, match="moved or deleted"):
            step()
    assert not workspace.paths.database.exists(), "an empty one in its place would hide the loss"


def test_an_environment_whose_address_is_refused_now_is_told_until_it_is_added_again(
    tmp_path: Path, expected_log: Callable[..., None]
) -> None:
    expected_log("dmm_desktop.storage.columns", "address cannot be read")
    saved = Environment("1", "DEV-1", Address.parse("https://dev-1.example.com"))
    with Workspace.open(tmp_path) as workspace, workspace.store() as store:
        store.environments.add(saved)
    with closing(sqlite3.connect(DataPaths.at(tmp_path).database)) as database, database:
        database.execute("UPDATE environments SET address = 'http://dev-1.example.com/x?y'")
    with Workspace.open(tmp_path) as workspace, workspace.store() as store:
        assert [*map(str, workspace.notices)] == [
            "The saved environment DEV-1 is not in the list. “http://dev-1.example.com/x?y” cannot be used as an "
            "address. Tokens are sent only over HTTPS. Add it again under the same name, with a valid address."
        ]
        assert store.environments.list() == ()
        store.environments.add(replace(saved, id="2"))
        with pytest.raises(NameTaken):
            store.environments.add(replace(saved, id="3"))
    with Workspace.open(tmp_path) as workspace, workspace.store() as store:
        assert workspace.notices == ()
        assert [one.id for one in store.environments.list()] == ["2"]
