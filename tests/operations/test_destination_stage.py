"""The stage of a run is that of its destination, whoever starts it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import RUNTIME_CONNECTION, Connection, Environment
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.stage import Stage
from dmm_desktop.operations.workspace import Workspace
from operations.exporting import export_plan, start_of_export
from operations.starting import STARTED, noise, plan, server, start, stored
from operations.watching import ROOT


@pytest.mark.parametrize(
    ("known", "stage"),
    [
        ((Connection("id-1", "Other", "DataDestination", Stage.PRODUCTION),), Stage.PRODUCTION),
        ((Connection("id-1", "Other", "DataDestination"),), Stage.TEST),
        ((Connection("id-1", "Another", "DataDestination", Stage.PRODUCTION),), Stage.TEST),
        ((), Stage.TEST),
    ],
)
def test_a_run_has_the_stage_of_the_connection_that_it_imports_into(
    workspace: Workspace, tmp_path: Path, known: tuple[Connection, ...], stage: Stage
) -> None:
    with server(STARTED) as running:
        environment = Environment("id-1", "TEST-1", Address.parse(running.address + ROOT), Stage.TEST)
        with workspace.store() as store:
            store.environments.add(environment)
            for connection in known:
                store.connections.add(connection)
        planned = plan(running.address, noise(tmp_path / "a.zip", 10), environment=environment)  # into "Other"
        run = start(workspace, planned).run
    assert run.stage is stage
    kept = stored(workspace, planned)
    assert kept is not None and kept.stage is stage


@pytest.mark.parametrize(
    ("connection", "stage"),
    [(RUNTIME_CONNECTION, Stage.PRODUCTION), ("Other", Stage.PRODUCTION)],
)
def test_a_run_has_the_strictest_stage_of_its_server(
    workspace: Workspace, tmp_path: Path, connection: str, stage: Stage
) -> None:
    with server(STARTED) as running:
        address = Address.parse(running.address + ROOT)
        environment = Environment("id-1", "DEV-1", address, Stage.DEVELOPMENT)
        with workspace.store() as store:
            store.environments.add(environment)
            store.environments.add(Environment("id-2", "PROD-1", Address.parse(running.address), Stage.PRODUCTION))
            store.environments.add(Environment("id-3", "PROD-2", Address.parse("https://other"), Stage.PRODUCTION))
        assert workspace.destination_stage(environment, connection) is stage
        run = start(workspace, plan(running.address, noise(tmp_path / "a.zip", 10), environment=environment)).run
    assert run.stage is stage


@pytest.mark.parametrize(
    ("database", "stage"),
    [
        ("Live", Stage.PRODUCTION),
        ("LIVE", Stage.PRODUCTION),
        ("Sandbox", Stage.TEST),
        ("Elsewhere", Stage.PRODUCTION),  # not saved: it may lead anywhere
    ],
)
def test_an_export_has_the_stage_of_the_database_if_that_is_stricter(
    workspace: Workspace, database: str, stage: Stage
) -> None:
    with server(STARTED) as running:
        environment = Environment("id-1", "TEST-1", Address.parse(running.address + ROOT), Stage.TEST)
        with workspace.store() as store:
            store.environments.add(environment)
            store.connections.add(Connection("id-1", "Live", "DataDestination", Stage.PRODUCTION))
            store.connections.add(Connection("id-1", "Sandbox", "DataDestination", Stage.DEVELOPMENT))
        into = json.dumps({"ExportToDatabase": True, "DestinationDBConnection": database})
        run = start_of_export(workspace, export_plan(running.address, into, environment=environment)).run
        plain = start_of_export(workspace, export_plan(running.address, environment=environment)).run
    assert (run.stage, plain.stage) == (stage, Stage.TEST)


@pytest.mark.parametrize(
    ("connection", "root", "own", "stage"),
    [
        ("", "https://dev/DMMAPI/rest/v1", Stage.DEVELOPMENT, Stage.PRODUCTION),
        (RUNTIME_CONNECTION, "https://dev/DMMAPI/rest/v1", Stage.DEVELOPMENT, Stage.DEVELOPMENT),
        ("", "https://before/DMMAPI/rest/v1", Stage.DEVELOPMENT, Stage.DEVELOPMENT),
        ("", "https://dev/DMMAPI/rest/v1", None, None),
    ],
    ids=["unknown connection", "known connection", "another server", "environment not saved"],
)
def test_a_watched_run_of_an_earlier_version_gets_the_strictest_stage(
    tmp_path: Path, connection: str, root: str, own: Stage | None, stage: Stage | None
) -> None:
    with Workspace.open(tmp_path / "data") as workspace, workspace.store() as store:
        store.environments.add(Environment("id-1", "DEV-1", Address.parse("https://dev"), Stage.DEVELOPMENT))
        store.connections.add(Connection("id-1", "Live", "DataDestination", Stage.PRODUCTION))
        store.runs.adopt(
            Run(
                "r",
                Address.parse(root),
                datetime.now(UTC),
                RunState.RUNNING,
                environment_id="id-1" if own else None,
                stage=own,
                connection=connection,
                tracker_id="7",
            )
        )
    with Workspace.open(tmp_path / "data") as workspace:
        [run] = workspace.runs()
    assert run.stage is stage
