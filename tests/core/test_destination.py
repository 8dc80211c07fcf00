"""Where an import goes: its stage, and the name of what is changed."""

from __future__ import annotations

import pytest

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import (
    RUNTIME_CONNECTION,
    Connection,
    Destination,
    Environment,
    SavedEnvironment,
    Stage,
)

_DEV = Environment("e1", "DEV-1", Address.parse("https://dev-1.example.com"), Stage.DEVELOPMENT)


@pytest.mark.parametrize(
    ("connection", "stage", "changed"),
    [
        (Connection("e1", RUNTIME_CONNECTION), Stage.DEVELOPMENT, "DEV-1"),
        (Connection("e1", "Archive", "DataDestination"), Stage.DEVELOPMENT, "Archive"),
        (Connection("e1", "Customers", "DataDestination", Stage.PRODUCTION), Stage.PRODUCTION, "Customers"),
    ],
)
def test_the_stage_of_the_connection_counts_more_than_that_of_its_environment(
    connection: Connection, stage: Stage, changed: str
) -> None:
    destination = Destination(_DEV, connection)
    assert (destination.stage, destination.changed_name) == (stage, changed)


def test_a_data_source_is_no_destination() -> None:
    archive, source = Connection("e1", "Archive"), Connection("e1", "Source", "DataSource")
    saved = SavedEnvironment(_DEV, (archive, source))
    assert saved.destinations == (Connection("e1", RUNTIME_CONNECTION), archive)
    assert saved.connection("Source") == source and saved.connection("Gone") is None
    assert saved.connection(RUNTIME_CONNECTION) == Connection("e1", RUNTIME_CONNECTION)
