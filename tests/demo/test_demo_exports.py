"""Exports of the demo environment: its own sample data, in a zip that it imports."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from demo.demo_client import FIELDS, RUNTIME, Client, demo_client
from demo_process import SHAPES
from zip_entities import entities_in

COMPLETE, IN_ERROR = ("Complete", "OK"), ("InError", "ERROR")


@pytest.fixture(scope="module")
def fast() -> Iterator[Client]:
    with demo_client("--pace", "0.0002") as client:
        yield client


def asked(client: Client, connection: object = RUNTIME, **configuration: Any) -> dict[str, Any]:
    """The answer to the start of an export."""
    configuration = {"DBConnection": connection, **configuration}
    return client.call("StartExecution", Type="Export", configuration=configuration)


def export(client: Client, connection: str = RUNTIME, **configuration: Any) -> tuple[dict[str, Any], bytes]:
    """The outputs of an export that has ended, and its zip."""
    tracker_id = asked(client, connection, **configuration)["mainexecutiontrackerid"]
    client.finish(tracker_id)
    outputs = client.outputs(tracker_id, IncludeFiles=True)
    return outputs, base64.b64decode(outputs["zipfile"], validate=True)


def test_an_export_can_be_imported(fast: Client, samples: Path) -> None:
    outputs, content = export(fast)
    assert (outputs["status"], outputs["result"]) == COMPLETE
    assert content == (samples / "customers.zip").read_bytes()
    assert (outputs["report"]["configurationtype"], outputs["report"]["nrecords"]) == ("Export", 5022)
    final = fast.finish(fast.start(content))
    assert (final["status"], final["report"]["completedrecords"]) == ("Complete", 5022)


def test_no_word_of_an_export_is_about_an_import(fast: Client) -> None:
    tracker_id = asked(fast)["mainexecutiontrackerid"]
    final = fast.finish(tracker_id)
    lines, _ = fast.log(tracker_id, LogRecords=10_000, LogPage=1)
    said = "\n".join([*lines, final["report"]["message"]["messagetext"]])
    assert "Export of 6 entities started" in said and "records exported" in said
    assert "import" not in said.lower()


@pytest.mark.parametrize("entry", ["Order", {"EntityName": "Order"}, {"Entity": {"Name": "Order"}, "Count": 3}])
def test_the_entities_of_the_configuration_are_exported(fast: Client, entry: object) -> None:
    outputs, content = export(fast, ExportingEntities=[entry, {"EntityName": "Region"}])
    assert entities_in(content) == {"Order": 1500, "Region": 10}
    assert outputs["report"]["nrecords"] == 1510


def test_only_the_structure(fast: Client) -> None:
    outputs, content = export(fast, OnlyExportStructure=True)
    assert set(entities_in(content).values()) == {0}
    assert outputs["report"]["nrecords"] == 0


@pytest.mark.parametrize("name", ["ExportToDatabase", "ExportToSFTP", "ExportToFileSystemPath"])
def test_an_export_to_elsewhere_leaves_no_zip(fast: Client, name: str) -> None:
    where: dict[str, Any] = {name: True}
    outputs, content = export(fast, **where)
    assert (outputs["status"], outputs["result"], content) == (*COMPLETE, b"")
    assert outputs["report"]["nrecords"] == 5022


def test_an_export_that_fails_leaves_no_zip(fast: Client) -> None:
    outputs, content = export(fast, "Demo: in error")
    assert (outputs["status"], outputs["result"], content) == (*IN_ERROR, b"")


def test_entities_that_cannot_be_read_have_errors_about_reading(fast: Client) -> None:
    outputs, _ = export(fast, "Demo: entity errors")
    assert b"while entity" in base64.b64decode(outputs["errorreport"])


def test_a_data_source_can_be_exported(fast: Client) -> None:
    source = ("Legacy", "DataSource", "MySQL", "x")
    fast.call("CreateConnection", **dict(zip(FIELDS, source, strict=False)))
    outputs, content = export(fast, "Legacy")
    assert (outputs["status"], bool(content)) == ("Complete", True)


@pytest.mark.parametrize(
    ("connection", "configuration", "words"),
    [
        ("", {}, "no DBConnection"),
        (5, {}, "no DBConnection"),
        ("Nowhere", {}, "'Nowhere' does not exist"),
        ("Target", {}, "not a data source"),
        (RUNTIME, {"ExportingEntities": "Order"}, "must be a list"),
        (RUNTIME, {"ExportingEntities": [{"EntityName": "Nothing"}]}, "names no entity"),
        (RUNTIME, {"ExportPlain": True}, "no plain exports"),
        (RUNTIME, {"OnlyExportStructure": "yes"}, "must be true or false"),
    ],
)
def test_exports_that_cannot_start(fast: Client, connection: object, configuration: dict[str, Any], words: str) -> None:
    fast.call("CreateConnection", **dict(zip(FIELDS, ("Target", "DataDestination", "SQLServer", "x"), strict=False)))
    answer = asked(fast, connection, **configuration)
    assert answer["success"] is False and words in answer["errormessage"]


def test_an_export_takes_no_zip(fast: Client, small: bytes) -> None:
    answer = fast.call("StartExecution", Type="Export", configuration={"DBConnection": RUNTIME}, zip=small)
    assert answer == {"success": False, "errormessage": "An export takes no zip file."}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_layout_takes_an_export_without_zip(shape: str) -> None:
    with demo_client("--pace", "0.0002", "--shape", shape) as client:
        kwargs: dict[str, Any] = {"zip": b""} if shape.startswith("raw") else {}
        answer = client.call("StartExecution", Type="Export", configuration={"DBConnection": RUNTIME}, **kwargs)
        assert answer["success"] is True
