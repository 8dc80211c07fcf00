"""CreateConnection as the demo environment answers it."""

from typing import Any

import pytest

from demo.demo_client import FIELDS, Client, demo_client


@pytest.fixture(scope="module")
def shared() -> Any:
    with demo_client() as client:
        yield client


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (("  ", "DataSource", "Oracle", "x"), "ConnectionName"),
        (("A", "Destination", "Oracle", "x"), "ConnectionType must be one of DataSource, DataDestination"),
        (("A", "DataSource", "Postgres", "x"), "DatabaseType must be one of SQLServer, Oracle, MySQL, DMMREST"),
        (("A", "DataDestination", "MySQL", "x"), "only be a data source"),
        (("A", "DataDestination", "SQLServer", ""), "ConnectionString is required"),
        (("A", "DataDestination", "DMMREST", "", "", "key"), "EnvironmentURL is required"),
        (("A", "DataDestination", "DMMREST", "", "https://x.example", ""), "RestAPIKey is required"),
        (("Runtime Connection", "DataDestination", "Oracle", "x"), "exists already"),
    ],
)
def test_connections_that_cannot_be_created(shared: Client, values: tuple[str, ...], words: str) -> None:
    answer = shared.call("CreateConnection", **dict(zip(FIELDS, values, strict=False)))
    assert answer["success"] is False and words in answer["errormessage"]


def test_a_connection_is_remembered(small: bytes) -> None:
    with demo_client() as client:
        rest = ("Other", "DataDestination", "DMMREST", "", "https://x.example", "key")
        assert client.call("CreateConnection", **dict(zip(FIELDS, rest, strict=True)))["success"] is True
        again = client.call("CreateConnection", **dict(zip(FIELDS, rest, strict=True)))
        assert "exists already" in again["errormessage"]
        client.start(small, "Other")
        assert client.demo.received()["starts"][0]["connection"] == "Other"
