"""The title of a run in a narrow list: what distinguishes it from other runs is the last to be cut."""

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
from dmm_desktop.ui.places import told_apart
from dmm_desktop.ui.runs_panel.run_delegate import title_parts, tool_tip
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


def _shown(model: RunsModel, run_id: str, room: int) -> list[str]:
    row = model.row_of(run_id)
    assert row is not None
    font = role_font(Role.NAME)
    parts = title_parts(model.index(row), room, font)
    assert sum(width for _, width in parts) <= room
    return [QFontMetrics(font).elidedText(text, _ELIDE, width) for text, width in parts]


def test_the_tool_tip_has_the_address(services: SampleServices) -> None:
    """Equal names may be cut together with what distinguishes them."""
    _put(services, "Order management", "https://a.acme.example", "https://b.acme.example:8443/dmm")
    assert "a.acme.example" in tool_tip(services.view("0")).splitlines()
    assert "b.acme.example:8443/dmm" in tool_tip(services.view("1")).splitlines()


def test_import_to_gives_way_to_the_name(services: SampleServices, shown: Callable[..., QWidget]) -> None:
    model = _put(services, "Order management", "https://a.acme.example")
    font = role_font(Role.NAME)
    name, title = (
        QFontMetrics(font).horizontalAdvance(text) for text in ("Order management", "Import to Order management")
    )
    assert _shown(model, "0", title + 2) == ["Import to Order management"]
    assert _shown(model, "0", title - 2) == ["Order management"]
    assert _shown(model, "0", name + 2) == ["Order management"]
    assert _shown(model, "0", name - 2) != ["Order management"]


def test_an_import_to_an_unknown_connection_does_too(services: SampleServices, shown: Callable[..., QWidget]) -> None:
    """The short title is part of the whole one: "an unknown connection of …" is longer than it."""
    run = replace(sample_runs()["completed"][0], id="0", environment_name="Order management", connection="")
    services.put(run)
    model = RunsModel(services.runs)
    name = QFontMetrics(role_font(Role.NAME)).horizontalAdvance("Order management")
    assert _shown(model, "0", name + 2) == ["Order management"]
    assert all(part in "Order management" for part in _shown(model, "0", name - 2)[0].split("…"))


@pytest.mark.parametrize("run", [sample_export(RunState.COMPLETED), as_unknown(sample_run("r", RunState.RUNNING))])
def test_what_is_no_import_says_so_beside_the_address(services: SampleServices, run: Run) -> None:
    for number in (1, 2):
        root = Address.parse(f"http://127.0.0.1:930{number}/DMMAPI/rest/v1")
        services.put(replace(run, id=str(number), environment_name="Order management", root=root))
    model = RunsModel(services.runs)
    for room in (180, 210, 240):
        place, address = _shown(model, "1", room)
        assert place.startswith("Ex") and place.endswith("t") and address == ":9301"


@pytest.mark.parametrize("room", [160, 180, 240, 300])
def test_what_distinguishes_equal_names_is_whole(services: SampleServices, room: int) -> None:
    roots = ("http://127.0.0.1:9301/DMMAPI/rest/v1", "http://127.0.0.1:9302/DMMAPI/rest/v1")
    model = _put(services, "Order management", *roots)
    host = "127.0.0.1" if room == 300 else ""
    assert _shown(model, "0", room)[-1] == f"{host}:9301"
    assert _shown(model, "1", room)[-1] == f"{host}:9302"
    assert _shown(model, "1", room)[0].startswith("O")


def test_connections_beside_an_address_do_not_look_alike(services: SampleServices) -> None:
    names = ("Demo: slow", "Demo: success")
    run = sample_runs()["completed"][0]
    for place, root in enumerate(map(Address.parse, ("http://127.0.0.1:18804", "http://127.0.0.1:18800"))):
        for name in names:
            services.put(replace(run, id=f"{name} {place}", connection=name, environment_name="Alpha", root=root))
    model = RunsModel(services.runs)
    slow, success = (_shown(model, f"{name} 0", 208) for name in names)  # in a pane as wide as it is at first
    assert slow != success and slow[1] == success[1] == ":18804"
    assert all(place.startswith("Demo: s") and place.endswith(" (Alpha)") for place in (slow[0], success[0]))


@pytest.mark.parametrize(
    ("addresses", "parts"),
    [
        (("https://a.example/one", "https://a.example/two"), ["/one", "/two"]),
        (("https://dev.example", "https://dev.example:8443"), ["dev.example", ":8443"]),
        (("https://dev-1.acme.example", "https://dev-2.acme.example:81"), ["dev-1…", "dev-2…:81"]),
        (("https://acme.example", "https://dev.acme.example"), ["acme.example", "dev…"]),
        (("https://10.0.0.1", "https://20.0.0.1"), ["10.0.0.1", "20.0.0.1"]),
        (("http://[::1]:81/a", "http://[::1]:82/a"), [":81", ":82"]),
        (("http://localhost/a", "https://localhost/a"), ["http://localhost/a", "localhost/a"]),
        (("https://a.example/x", "https://b.example/x", "https://b.example/y"), ["a…/x", "b…/x", "b…/y"]),
        (("https://alone.example:81",), [":81"]),
    ],
)
def test_the_part_of_an_address_that_tells_it_apart(addresses: tuple[str, ...], parts: list[str]) -> None:
    told = told_apart([Address.parse(one) for one in addresses])
    assert [one.part for one in told.values()] == parts


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
    assert services.view("new").has_moved and model.total == 3
    assert [model.row_of(run_id) is not None for run_id in ("0", "1", "new")] == [False, False, True]
    model.set_filter(RunFilter(environment=RunEnvironment.of(new)))
    assert model.chosen_environment == "PROD-1, c.acme.example:8443"
    assert [model.row_of(run_id) is not None for run_id in ("0", "1", "new")] == [False, False, True]
