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
from dmm_desktop.ui.runs_panel.run_delegate import title_parts, tool_tip
from dmm_desktop.ui.runs_panel.runs_model import RunRole, RunsModel
from dmm_desktop.ui.theme.type_roles import Role, role_font
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


@pytest.mark.parametrize("run", [sample_export(RunState.COMPLETED), as_unknown(sample_run("r", RunState.RUNNING))])
def test_what_is_no_import_says_so_beside_the_address(services: SampleServices, run: Run) -> None:
    for number in (1, 2):
        root = Address.parse(f"http://127.0.0.1:930{number}/DMMAPI/rest/v1")
        services.put(replace(run, id=str(number), environment_name="Order management", root=root))
    model = RunsModel(services.runs)
    for room in (180, 210, 240):
        place, address = _shown(model, "1", room)
        assert place.startswith("Ex") and place.endswith("t") and address == "127.0.0.1:9301"


@pytest.mark.parametrize("room", [160, 180, 240])
def test_the_address_that_distinguishes_equal_names_is_whole(services: SampleServices, room: int) -> None:
    roots = ("http://127.0.0.1:9301/DMMAPI/rest/v1", "http://127.0.0.1:9302/DMMAPI/rest/v1")
    model = _put(services, "Order management", *roots)
    assert _shown(model, "0", room)[-1] == "127.0.0.1:9301"
    assert _shown(model, "1", room)[-1] == "127.0.0.1:9302"
    assert _shown(model, "1", room)[0].startswith("O")


def test_a_path_is_added_only_where_it_distinguishes(services: SampleServices) -> None:
    model = _put(services, "A", "https://a.acme.example/one", "https://a.acme.example/two")
    addresses = {model.index(row).data(RunRole.ADDRESS) for row in range(1, model.rowCount())}
    assert addresses == {"a.acme.example/one", "a.acme.example/two"}
