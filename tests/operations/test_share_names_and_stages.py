"""What a file of environments brings besides addresses: names that are taken here, and stages of connections."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Connection, Environment, SavedEnvironment
from dmm_desktop.core.errors import WrongInput
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.stage import Stage
from dmm_desktop.operations.share_environments import (
    _connections,
    add_environments,
    export_environments,
    read_environments,
)
from dmm_desktop.operations.workspace import Workspace
from operation_contexts import saved_context

_CUSTOMERS = Connection("e1", "Customers", "DataDestination", Stage.PRODUCTION)


def _environment(name: str, host: str, *connections: Connection) -> SavedEnvironment:
    return SavedEnvironment(Environment(host, name, Address.parse(f"https://{host}.example.com")), connections)


def _file(folder: Path, *environments: SavedEnvironment) -> Path:
    return export_environments(
        saved_context(None), environments, folder / "shared.json", CancelToken(), ignore_progress
    )


def test_a_name_that_is_taken_gets_a_number(workspace: Workspace, tmp_path: Path) -> None:
    with workspace.store() as store:
        store.environments.add(Environment("mine", "PROD", Address.parse("https://mine.example.com")))
    source = _file(
        tmp_path,
        _environment("prod", "a"),
        _environment("TEST", "b"),
        _environment("Test", "c"),
        _environment("PROD", "mine"),  # has an address that is here already: not added, so it takes no name
    )
    context = saved_context(workspace)
    shared = read_environments(context, source, CancelToken(), ignore_progress)
    assert [
        (one.saved.environment.name, one.given_name, one.known and one.known.environment.name) for one in shared
    ] == [
        ("prod (2)", "prod", None),
        ("TEST", "", None),
        ("Test (2)", "Test", None),
        ("PROD", "", "PROD"),
    ]
    with workspace.store() as store:  # meanwhile, in another window
        store.environments.add(Environment("other", "test", Address.parse("https://other.example.com")))
    added = add_environments(context, [one.saved for one in shared], CancelToken(), ignore_progress)
    assert [one.name for one in added] == ["prod (2)", "TEST (2)", "Test (2) (2)"]


def test_an_environment_is_compared_with_its_namesake_at_the_same_address(workspace: Workspace, tmp_path: Path) -> None:
    """Two environments here may have one address: what was exported from both is what both are."""
    old = _environment("Old", "shared")
    other = _environment("Old2", "shared", replace(_CUSTOMERS, environment_id="other"))
    old2 = replace(other, environment=replace(other.environment, id="other", stage=Stage.PRODUCTION))
    with workspace.store() as store:
        for one in (old, old2):
            store.environments.add(one.environment)
        store.connections.add(old2.connections[0])
    third = _environment("Third", "shared")
    source = _file(tmp_path, old2, old, third)
    shared = read_environments(saved_context(workspace), source, CancelToken(), ignore_progress)
    assert [one.known and one.known.environment.name for one in shared] == ["Old2", "Old", "Old"]
    assert [(one.other_stages, one.missing_connections) for one in shared] == [((), ())] * 3


def test_the_stage_of_a_connection_goes_along(workspace: Workspace, tmp_path: Path) -> None:
    source = _file(tmp_path, _environment("DEV", "a", _CUSTOMERS, Connection("e1", "Archive", "DataDestination")))
    (shared,) = read_environments(saved_context(workspace), source, CancelToken(), ignore_progress)
    (added,) = add_environments(saved_context(workspace), [shared.saved], CancelToken(), ignore_progress)
    with workspace.store() as store:
        found = store.connections.list(added.id)
    assert found == (
        Connection(added.id, "Archive", "DataDestination"),
        replace(_CUSTOMERS, environment_id=added.id),
    )


@pytest.mark.parametrize(("number", "is_read"), [(1000, True), (1001, False)])
def test_no_more_less_strict_connections_are_read_than_can_be_named(
    number: int, is_read: bool, workspace: Workspace, tmp_path: Path
) -> None:
    many = tuple(Connection("e", f"C{place}", stage=Stage.DEVELOPMENT) for place in range(number))
    others = tuple(Connection("e", f"O{place}", stage=Stage.TEST) for place in range(10))
    environments = [_environment("A", "a", *many[:600], *others), _environment("B", "b", *others, *many[600:])]
    source = _file(
        tmp_path, *(replace(one, environment=replace(one.environment, stage=Stage.TEST)) for one in environments)
    )
    if is_read:
        assert len(read_environments(saved_context(workspace), source, CancelToken(), ignore_progress)) == 2
        return
    with pytest.raises(WrongInput, match="More than 1,000 connections in it have a stage that is less strict"):
        read_environments(saved_context(workspace), source, CancelToken(), ignore_progress)


def test_a_file_of_yesterday_names_no_stage(workspace: Workspace, tmp_path: Path) -> None:
    source = _file(tmp_path, _environment("DEV", "a", _CUSTOMERS))
    content = json.loads(source.read_text(encoding="utf-8"))
    del content["environments"][0]["connections"][0]["stage"]
    source.write_text(json.dumps(content), encoding="utf-8")
    (shared,) = read_environments(saved_context(workspace), source, CancelToken(), ignore_progress)
    assert [one.stage for one in shared.saved.connections] == [None]


@pytest.mark.parametrize("stage", ["live", 1, [], {}])
def test_a_stage_that_does_not_exist_is_refused(workspace: Workspace, tmp_path: Path, stage: object) -> None:
    source = _file(tmp_path, _environment("DEV", "a", _CUSTOMERS))
    content = json.loads(source.read_text(encoding="utf-8"))
    content["environments"][0]["connections"][0]["stage"] = stage
    source.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(WrongInput, match="DEV"):
        read_environments(saved_context(workspace), source, CancelToken(), ignore_progress)


@pytest.mark.parametrize(
    "name", ["Runtime Connection", "runtime  connection", "Runtime\u00a0Connection\u200b", "\uff32untime Connection"]
)
def test_no_file_gives_the_runtime_connection_a_stage_of_its_own(
    workspace: Workspace, tmp_path: Path, name: str
) -> None:
    """Otherwise Production could be chosen as a destination that is marked Development."""
    source = _file(tmp_path, _environment("PROD", "a", _CUSTOMERS, Connection("e1", name, "", Stage.DEVELOPMENT)))
    (shared,) = read_environments(saved_context(workspace), source, CancelToken(), ignore_progress)
    assert [one.name for one in shared.saved.connections] == [_CUSTOMERS.name]


@pytest.mark.parametrize(
    ("own", "stage"), [(Stage.DEVELOPMENT, Stage.TEST), (Stage.PRODUCTION, Stage.PRODUCTION), (None, Stage.TEST)]
)
def test_a_stricter_runtime_connection_makes_the_environment_stricter(
    workspace: Workspace, tmp_path: Path, own: Stage | None, stage: Stage
) -> None:
    source = _file(tmp_path, _environment("A", "a", Connection("e1", "Runtime Connection", "", own)))
    source.write_text(source.read_text("utf-8").replace('"development"', '"test"', 1), encoding="utf-8")
    (shared,) = read_environments(saved_context(workspace), source, CancelToken(), ignore_progress)
    assert shared.saved.environment.stage is stage


@given(st.permutations([None, *Stage]))
def test_of_connections_with_the_same_name_the_strictest_counts(stages: list[Stage | None]) -> None:
    found, _ = _connections([{"name": "Archive", "kind": "", "stage": stage} for stage in stages], Stage.TEST)
    assert [one.stage for one in found] == [Stage.PRODUCTION]


def test_how_a_known_environment_differs_is_told(workspace: Workspace, tmp_path: Path) -> None:
    mine = _environment("MINE", "a", Connection("e1", "Same"), Connection("e1", "Archive"))
    theirs = _environment(
        "DEV", "a", Connection("e1", "Same"), Connection("e1", "Archive", "", Stage.PRODUCTION), _CUSTOMERS
    )
    theirs = replace(theirs, environment=replace(theirs.environment, strict_check=True, token_page="https://b/t"))
    with workspace.store() as store:
        store.environments.add(mine.environment)
        for connection in mine.connections:
            store.connections.add(replace(connection, environment_id=mine.environment.id))
    (shared,) = read_environments(saved_context(workspace), _file(tmp_path, theirs), CancelToken(), ignore_progress)
    assert shared.missing_connections == (replace(_CUSTOMERS, environment_id=shared.saved.environment.id),)
    assert [(here.connection.name, other.stage, here.stage) for other, here in shared.other_stages] == [
        ("Archive", Stage.PRODUCTION, Stage.DEVELOPMENT)
    ]
    assert shared.is_stricter and shared.has_other_token_page and not shared.has_other_description


def test_what_is_the_same_is_not_called_different(workspace: Workspace, tmp_path: Path) -> None:
    source = _file(tmp_path, _environment("A", "a", _CUSTOMERS))
    (shared,) = read_environments(saved_context(workspace), source, CancelToken(), ignore_progress)
    add_environments(saved_context(workspace), [shared.saved], CancelToken(), ignore_progress)
    (again,) = read_environments(saved_context(workspace), source, CancelToken(), ignore_progress)
    assert again.known is not None and again.known.environment.name == "A"
    assert not (again.missing_connections or again.other_stages or again.is_stricter)
    assert not (again.has_other_token_page or again.has_other_description)
