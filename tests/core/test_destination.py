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
    strictest_stage,
)
from dmm_desktop.core.stage import Stage

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


def test_the_connections_of_an_environment_include_the_runtime_connection() -> None:
    archive, source = Connection("e1", "Archive"), Connection("e1", "Source", "DataSource")
    saved = SavedEnvironment(_DEV, (archive, source))
    assert saved.connection("Source") == source and saved.connection("Gone") is None
    assert saved.connection(RUNTIME_CONNECTION) == Connection("e1", RUNTIME_CONNECTION)


def _saved(name: str, address: str, stage: Stage, *connections: tuple[str, Stage | None]) -> SavedEnvironment:
    environment = Environment(name, name, Address.parse(address), stage)
    return SavedEnvironment(environment, tuple(Connection(name, one, "", own) for one, own in connections))


def test_an_unknown_connection_has_the_strictest_stage_of_the_server() -> None:
    here, elsewhere = "https://a.example", "https://b.example"
    plain = _saved("QA", here, Stage.DEVELOPMENT)
    assert strictest_stage(plain.environment, [plain, _saved("B", elsewhere, Stage.PRODUCTION)]) is Stage.DEVELOPMENT
    connected = _saved("QA", here, Stage.DEVELOPMENT, ("Archive", None), ("Billing", Stage.TEST))
    assert strictest_stage(connected.environment, [connected]) is Stage.TEST
    twin = _saved("Twin", here, Stage.DEVELOPMENT, ("Customers", Stage.PRODUCTION))
    assert strictest_stage(plain.environment, [plain, twin]) is Stage.PRODUCTION


def test_a_name_that_does_not_identify_the_connection_is_typed_with_its_environment() -> None:
    beta = _saved("Beta", "https://b.example", Stage.PRODUCTION, ("Demo: slow", None), ("Own", None), ("Gamma", None))
    saved = [beta, _saved("Gamma", "https://c.example", Stage.TEST, ("Demo: slow", None))]

    def asked(connection: str) -> str:
        return Destination(beta.environment, Connection("Beta", connection)).name_to_confirm(saved)

    assert [asked(name) for name in ("Demo: slow", "Own", "Gamma", RUNTIME_CONNECTION)] == [
        "Beta / Demo: slow",
        "Own",
        "Beta / Gamma",
        "Beta",
    ]


@pytest.mark.parametrize(
    ("own", "other", "stage"),
    [
        ("demo: slow", "Demo: slow", Stage.PRODUCTION),
        ("\uff24\uff25\uff2d\uff2f:  slow ", "Demo: slow", Stage.PRODUCTION),
        ("Demo: slow 2", "Demo: slow", Stage.DEVELOPMENT),
    ],
)
@pytest.mark.parametrize("is_elsewhere", [False, True])
def test_of_two_spellings_of_a_name_the_stricter_stage_counts(
    own: str, other: str, stage: Stage, is_elsewhere: bool
) -> None:
    here = "https://a.example"
    names = [(own, None)] if is_elsewhere else [(own, None), (other, Stage.PRODUCTION)]
    shop = _saved("Shop", here, Stage.DEVELOPMENT, *names)
    twin = _saved("Twin", here, Stage.DEVELOPMENT, (other, Stage.PRODUCTION))
    saved = [shop, twin] if is_elsewhere else [shop]
    destination = Destination(shop.environment, Connection("Shop", own))
    assert destination.strictest(saved).stage is stage
    strict = Destination(twin.environment, Connection("Twin", other, "", Stage.PRODUCTION)).strictest(saved)
    assert strict.stage is Stage.PRODUCTION


class _CountedName(str):
    """A name that counts how often names are compared."""

    compared = 0
    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        _CountedName.compared += 1
        return str.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other


def test_no_connection_is_compared_with_all_others() -> None:
    """A colleague's file can have a thousand connections for each of its environments, and a list of them would stop
    the window for minutes."""
    names = [name for number in range(100) for name in (f"C{number}", f"Same{' ' * number}")]
    saved = []
    for place in range(3):
        environment = Environment(f"e{place}", f"E{place}", Address.parse("https://a.example" + "/a" * (place + 1)))
        connections = [Connection(environment.id, _CountedName(name)) for name in names]
        saved.append(SavedEnvironment(environment, tuple(connections)))
    _CountedName.compared = 0
    for one in saved:
        for connection in one.connections:
            assert Destination(one.environment, connection).strictest(saved).stage is Stage.DEVELOPMENT
    assert _CountedName.compared < 10 * len(names) * len(saved)


def test_a_connection_may_be_the_runtime_connection_under_another_spelling() -> None:
    shop = _saved("Shop", "https://a.example", Stage.PRODUCTION, ("runtime connection", Stage.DEVELOPMENT))
    destination = Destination(shop.environment, shop.connections[0])
    assert destination.strictest([shop]).stage is Stage.PRODUCTION
