"""The title and the place of a run in a narrow list: what distinguishes it from other runs is the last to be cut."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from dmm_desktop.core.address import Address
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.search_words import searched_words
from dmm_desktop.ui.places import shorter_places, told_apart
from dmm_desktop.ui.runs_panel.run_delegate import fitting_title, place_parts, tool_tip
from dmm_desktop.ui.runs_panel.run_filter import RunEnvironment, RunFilter
from dmm_desktop.ui.runs_panel.runs_model import RunRole, RunsModel
from dmm_desktop.ui.theme.type_roles import Role, role_font
from ui.environment_fixtures import SavedEnvironments
from ui.progress_view.test_type_words import as_unknown
from ui.sample_runs import SampleServices, sample_export, sample_run, sample_runs

_ELIDE = Qt.TextElideMode.ElideMiddle


def _put(services: SampleServices, name: str, *roots: str) -> RunsModel:
    run = sample_runs()["completed"][0]
    for number, root in enumerate(roots):
        services.put(replace(run, id=str(number), environment_name=name, root=Address.parse(root)))
    return RunsModel(services.runs)


def _title(services: SampleServices, run_id: str, room: int) -> str:
    font = role_font(Role.NAME)
    return QFontMetrics(font).elidedText(fitting_title(services.view(run_id).run, room, font), _ELIDE, room)


def _place(model: RunsModel, run_id: str, room: int) -> list[str]:
    """The address, if there is one, and the file."""
    row = model.row_of(run_id)
    assert row is not None
    font = role_font(Role.CAPTION)
    parts = place_parts(model.index(row), room, font)
    assert sum(width for _, width in parts) <= room
    return [QFontMetrics(font).elidedText(text, _ELIDE, width) for text, width in parts]


def test_the_tool_tip_has_the_address(services: SampleServices) -> None:
    """Equal names may be cut together with what distinguishes them."""
    _put(services, "Order management", "https://a.acme.example", "https://b.acme.example:8443/dmm")
    assert "a.acme.example" in tool_tip(services.view("0")).splitlines()
    assert "b.acme.example:8443/dmm" in tool_tip(services.view("1")).splitlines()


def test_import_to_gives_way_to_the_name(services: SampleServices, shown: Callable[..., QWidget]) -> None:
    _put(services, "Order management", "https://a.acme.example")
    font = role_font(Role.NAME)
    name, title = (
        QFontMetrics(font).horizontalAdvance(text) for text in ("Order management", "Import to Order management")
    )
    assert _title(services, "0", title + 2) == "Import to Order management"
    assert _title(services, "0", title - 2) == "Order management"
    assert _title(services, "0", name + 2) == "Order management"
    assert _title(services, "0", name - 2) != "Order management"


def test_an_import_to_an_unknown_connection_does_too(services: SampleServices, shown: Callable[..., QWidget]) -> None:
    """The short title is part of the whole one: "an unknown connection of …" is longer than it."""
    services.put(replace(sample_runs()["completed"][0], id="0", environment_name="Order management", connection=""))
    name = QFontMetrics(role_font(Role.NAME)).horizontalAdvance("Order management")
    assert _title(services, "0", name + 2) == "Order management"
    assert all(part in "Order management" for part in _title(services, "0", name - 2).split("…"))


@pytest.mark.parametrize("run", [sample_export(RunState.COMPLETED), as_unknown(sample_run("r", RunState.RUNNING))])
def test_what_is_no_import_says_so(services: SampleServices, run: Run) -> None:
    services.put(replace(run, id="1", environment_name="Order management"))
    for room in (140, 180, 240):
        title = _title(services, "1", room)
        assert title.startswith("Ex") and title.endswith("t")


@pytest.mark.parametrize("room", [80, 120, 300])
def test_what_distinguishes_equal_names_is_whole(services: SampleServices, room: int) -> None:
    roots = ("http://127.0.0.1:9301/DMMAPI/rest/v1", "http://127.0.0.1:9302/DMMAPI/rest/v1")
    model = _put(services, "Order management", *roots)
    host = "127.0.0.1" if room == 300 else ""
    assert [_place(model, run_id, room)[0] for run_id in ("0", "1")] == [f"· {host}:9301", f"· {host}:9302"]
    assert len(_place(model, "0", room)) == (1 if room == 80 else 2), "nothing of the file could be read"


_DEV, _TEST = "https://mycompany-dev.outsystemsenterprise.com", "https://mycompany-test.outsystemsenterprise.com"


@pytest.mark.parametrize("other", [_TEST, "http://127.0.0.1:8777"])
def test_the_address_takes_no_room_from_the_name(services: SampleServices, other: str) -> None:
    """In the smallest window the title has 150 px beside the time, and the address 75 beside the longest stage, in
    Portuguese."""
    model = _put(services, "Loja Dev", _DEV, other)
    assert [_title(services, run_id, 150) for run_id in ("0", "1")] == ["Import to Loja Dev"] * 2
    assert _place(model, "0", 125)[0] == "· mycompany-dev…"
    assert _place(model, "0", 75)[0] != _place(model, "1", 75)[0]


def test_an_address_that_is_only_another_one_now_is_short(
    services: SampleServices, saved_environments: SavedEnvironments
) -> None:
    saved_environments.put("Loja Dev", _TEST)
    model = _put(services, "Loja Dev", f"{_DEV}:8443")
    assert services.view("0").run.has_moved
    assert _place(model, "0", 160)[0] == "· mycompany-dev…:8443"
    services.put(replace(services.view("0").run, stage=None))
    assert _place(model, "0", 600) == ["mycompany-dev.outsystemsenterprise.com:8443", "· customers-2024-q2.zip"]


@pytest.mark.parametrize(
    ("addresses", "parts"),
    [
        (("https://a.example/one", "https://a.example/two"), ["/one", "/two"]),
        (("https://dev.example", "https://dev.example:8443"), ["dev.example", ":8443"]),
        (("https://dev-1.acme.example", "https://dev-2.acme.example:81"), ["dev-1…", "dev-2…:81"]),
        (("https://acme.example", "https://dev.acme.example"), ["acme…", "dev…"]),
        (("https://dmm.a.example", "https://dmm.b.example"), ["dmm.a…", "dmm.b…"]),
        (("https://dev.acme.example", "http://127.0.0.1:81"), ["dev…", "127.0.0.1:81"]),
        (("https://10.0.0.1", "https://20.0.0.1"), ["10.0.0.1", "20.0.0.1"]),
        (("http://[::1]:81/a", "http://[::1]:82/a"), [":81", ":82"]),
        (("http://localhost/a", "https://localhost/a"), ["http://localhost/a", "localhost/a"]),
        (("https://a.example/x", "https://b.example/x", "https://b.example/y"), ["a…/x", "b…/x", "b…/y"]),
        (("https://alone.example:81",), ["alone…:81"]),
    ],
)
def test_the_part_of_an_address_that_tells_it_apart(addresses: tuple[str, ...], parts: list[str]) -> None:
    told = told_apart([Address.parse(one) for one in addresses])
    assert [one.part for one in told.values()] == parts


@pytest.mark.parametrize(
    ("shown", "shorter"),
    [
        ("dev.acme.example", ["dev.acme…", "dev…"]),
        ("dev.example:81/dmm", ["dev…:81/dmm"]),
        ("http://dev.example/dmm", ["http://dev…/dmm"]),
        *((one, []) for one in ("localhost:81", "10.0.0.1", "127.0.0.1:81", "::1", "2001:db8::1", "[::1]:81/a.b", "")),
    ],
)
def test_a_host_without_its_last_labels(shown: str, shorter: list[str]) -> None:
    assert list(shorter_places(shown)) == shorter


def test_a_path_is_added_only_where_it_distinguishes(services: SampleServices) -> None:
    model = _put(services, "A", "https://a.acme.example/one", "https://a.acme.example/two")
    addresses = {model.index(row).data(RunRole.ADDRESS) for row in range(1, model.rowCount())}
    assert addresses == {"a.acme.example/one", "a.acme.example/two"}


def test_a_new_run_whose_change_is_reported_before_it_is_listed(
    services: SampleServices, saved_environments: SavedEnvironments
) -> None:
    """It has moved, and no listed run of its environment is at its address."""
    saved_environments.put("PROD-1", "https://elsewhere.acme.example")
    model = _put(services, "PROD-1", "https://a.acme.example", "https://b.acme.example")
    model.set_filter(RunFilter(words=searched_words("c.acme")))
    new = replace(services.view("1").run, id="new", root=Address.parse("https://c.acme.example:8443/dmm"))
    services.put(new)
    assert services.view("new").run.has_moved and model.total == 3
    assert [model.row_of(run_id) is not None for run_id in ("0", "1", "new")] == [False, False, True]
    model.set_filter(RunFilter(environment=RunEnvironment.of(new)))
    assert model.chosen_environment == "PROD-1, c.acme.example:8443"
    assert [model.row_of(run_id) is not None for run_id in ("0", "1", "new")] == [False, False, True]
