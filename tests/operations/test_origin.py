"""Where the zip of an import comes from: kept with the run, and claimed only of the file that was saved."""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dmm_desktop.core.environment import RUNTIME_CONNECTION
from dmm_desktop.core.errors import LocalError, OneTimeTokenRefused
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.origin import Origin, joins_productions
from dmm_desktop.core.origin_words import origin_sentence
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.stage import Stage
from dmm_desktop.operations.check_zip import read_zip
from dmm_desktop.operations.run_report import run_report
from dmm_desktop.operations.save_export import origin_of, why_save_again
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.ui.reports.report_page import report_page
from operation_contexts import run_at
from operations.starting import KEY_ACCEPTED, STARTED, noise, plan, server, start, stored
from operations.watching import endpoint_at
from scripted_server import answering

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
FROM_TEST = "The zip was exported from TEST-1 on test.example.com, tracker id 7."


def saved_export(
    path: Path, address: str = "https://test.example.com", name: str = "TEST-1", connection: str = RUNTIME_CONNECTION
) -> Origin:
    """The origin of a zip that was saved from an export."""
    checked = read_zip(noise(path, 500), CancelToken(), ignore_progress).checked()
    run = run_at(endpoint_at(address), "7")
    return origin_of(replace(run, environment_name=name, connection=connection, stage=Stage.TEST), checked)


def test_an_import_keeps_where_its_zip_comes_from(workspace: Workspace, tmp_path: Path) -> None:
    zip_file = tmp_path / "saved.zip"
    origin = saved_export(zip_file)
    with server(STARTED) as running:
        given = plan(running.address, zip_file, origin=origin)
        start(workspace, given)
    run = stored(workspace, given)
    assert run is not None
    assert run.proven_origin == origin
    assert origin == Origin("TEST-1", "test.example.com", "7", given.zip.sha256, Stage.TEST, RUNTIME_CONNECTION)
    assert run_report(run)["origin"] == {
        "environment": "TEST-1",
        "connection": "Runtime Connection",
        "host": "test.example.com",
        "stage": "test",
        "tracker_id": "7",
        "may_be_another_execution": False,
        "failing_entities": 0,
        "difference": 0,
    }
    assert f">Origin</th><td>{FROM_TEST}</td>" in report_page(run, NOON).replace("<wbr>", "")


def test_a_file_that_was_changed_is_not_from_there(workspace: Workspace, tmp_path: Path) -> None:
    zip_file = tmp_path / "saved.zip"
    origin = saved_export(zip_file)
    noise(zip_file, 501)
    with server(STARTED) as running:
        given = plan(running.address, zip_file, origin=origin)
        start(workspace, given)
    run = stored(workspace, given)
    assert run is not None and run.zip_sha256 and run.proven_origin is None
    assert run_report(run)["origin"] is None
    assert "Origin</th>" not in report_page(run, NOON)


def test_a_refused_import_keeps_it_to_be_sent_again(workspace: Workspace, tmp_path: Path) -> None:
    zip_file = tmp_path / "saved.zip"
    origin = saved_export(zip_file)
    refused = answering({"Success": False, "StatusCode": 403}, 403)
    with server(refused, KEY_ACCEPTED) as running:
        given = plan(running.address, zip_file, origin=origin)
        with pytest.raises(OneTimeTokenRefused):
            start(workspace, given)
    run = stored(workspace, given)
    assert run is not None and run.state is RunState.NOT_STARTED and run.origin == origin


@pytest.mark.parametrize(
    ("address", "name", "place"),
    [
        ("https://test.example.com", "test.example.com", "test.example.com"),
        ("https://test.example.com:8443", "test.example.com", "test.example.com:8443"),
        ("https://test.example.com:8443", "TEST-1", "TEST-1 on test.example.com:8443"),
        ("http://[::1]:9310", "::1", "[::1]:9310"),
    ],
)
def test_the_port_is_told_and_an_environment_without_a_name_is_named_once(
    tmp_path: Path, address: str, name: str, place: str
) -> None:
    origin = saved_export(tmp_path / "saved.zip", address, name)
    assert str(origin_sentence(origin)) == f"The zip was exported from {place}, tracker id 7."


@pytest.mark.parametrize(
    ("connection", "place"),
    [("ORA_CUST", "ORA_CUST (TEST-1)"), ("", "an unknown connection of TEST-1")],
)
def test_the_connection_that_was_exported_from_is_named(tmp_path: Path, connection: str, place: str) -> None:
    origin = saved_export(tmp_path / "saved.zip", connection=connection)
    assert str(origin_sentence(origin)) == f"The zip was exported from {place} on test.example.com, tracker id 7."


@pytest.mark.parametrize(
    ("failing", "difference", "doubts"),
    [
        (1, 0, " 1 entity of the export has errors: the zip may lack records."),
        (0, -11, " The server reported 11 records fewer than the zip has rows."),
        (
            2,
            1,
            " 2 entities of the export have errors: the zip may lack records. The server reported 1 record more than",
        ),
    ],
)
def test_an_origin_says_that_the_zip_may_lack_records(
    tmp_path: Path, failing: int, difference: int, doubts: str
) -> None:
    origin = saved_export(tmp_path / "saved.zip")
    doubtful = replace(origin, failing_entities=failing, difference=difference)
    assert (origin.is_doubtful, doubtful.is_doubtful) == (False, True)
    assert str(origin_sentence(doubtful)).startswith(str(origin_sentence(origin)) + doubts)


@pytest.mark.parametrize(
    ("source", "destination", "expected"),
    [
        (Stage.PRODUCTION, Stage.PRODUCTION, True),
        (Stage.PRODUCTION, Stage.TEST, False),
        (Stage.TEST, Stage.PRODUCTION, False),
        (None, Stage.PRODUCTION, False),
        (Stage.PRODUCTION, None, False),
    ],
)
def test_from_production_to_production(source: Stage | None, destination: Stage | None, expected: bool) -> None:
    origin = Origin("A", "a.example.com", "7", "ab" * 32, source)
    assert joins_productions(origin, destination) is expected
    assert not joins_productions(None, destination)


def test_a_saved_zip_that_cannot_be_examined_is_not_said_to_be_gone(tmp_path: Path) -> None:
    zip_file = tmp_path / "saved.zip"
    origin = saved_export(zip_file)

    def why(path: Path) -> str | None:
        reason = why_save_again(path, origin, CancelToken(), ignore_progress)
        return str(reason) if reason is not None else None

    assert why(zip_file) is None
    for missing in (tmp_path / "none.zip", tmp_path / "none" / "saved.zip", zip_file / "saved.zip", tmp_path):
        assert why(missing) == "The saved zip is no longer there."
    if sys.platform != "win32":  # which says of such a path that it does not exist
        with pytest.raises(LocalError, match="The name is too long"):
            why(tmp_path / f"{'x' * 300}.zip")
