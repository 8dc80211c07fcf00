"""Environments as files: exported without their keys, and imported after the user has seen what they bring."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QDialog, QFrame, QLabel, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.environment import Connection
from dmm_desktop.core.stage import Stage
from dmm_desktop.resources import resource
from dmm_desktop.ui.connections_panel.panel import ConnectionsPanel
from dmm_desktop.ui.theme.theme import Appearance, Theme
from ui.environment_fixtures import (
    SavedEnvironments,
    cut_labels,
    dialog_of,
    press,
    said,
    spoken,
    tabbed,
    unnamed,
)
from ui.file_answers import FileAnswers
from ui.lookup import focused
from ui.sample_runs import SampleServices

Open = Callable[..., QDialog]
LONG_HOST = ".".join(["prod.acme.example", *["sign-in" * 8] * 3, "evil.example"])


def one(name: str = "A", address: str = "https://a.example.com", **more: Any) -> dict[str, Any]:
    """An environment as it stands in the file."""
    return {"name": name, "address": address, "stage": "test", "connections": [], **more}


@pytest.fixture
def opened(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments, files: FileAnswers, qapp: QApplication
) -> Open:
    """A function that imports a file with these environments and returns the dialog that shows them."""

    def open_file(*environments: dict[str, Any]) -> QDialog:
        whole = {"format": "dmm-desktop-environments", "version": 1, "environments": environments}
        files.path.write_text(json.dumps(whole))
        panel.import_environments()
        saved_environments.settle()
        return dialog_of(qapp, "shared_environments")

    return open_file


def cards(dialog: QWidget, name: str = "shared_environment") -> list[list[str]]:
    """What stands on each card, from top to bottom."""
    found = [card for card in dialog.findChildren(QFrame, name) if card.isVisible()]
    found.sort(key=lambda card: card.mapTo(dialog, card.rect().topLeft()).y())
    return [[label.text() for label in card.findChildren(QLabel)] for card in found]


def chosen_stages(dialog: QWidget) -> list[str]:
    """The stage that is chosen on each card."""
    names = ("shared_stage_development", "shared_stage_test", "shared_stage_production")
    found = [button for name in names for button in dialog.findChildren(QAbstractButton, name) if button.isChecked()]
    found.sort(key=lambda button: button.mapTo(dialog, button.rect().topLeft()).y())
    return [button.objectName().removeprefix("shared_stage_") for button in found]


def test_environments_go_to_a_file_without_their_keys_and_come_from_one(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments, files: FileAnswers, qapp: QApplication
) -> None:
    panel.export_environments()
    assert "nothing to export" in said(panel) and not files.path.exists()
    saved_environments.put("DEV-1", token="very-secret", connections=(Connection("DEV-1", "Archive"),))
    panel.export_environments()
    saved_environments.settle()
    assert "Saved as file.json" in said(panel) and "very-secret" not in files.path.read_text()
    assert str(files.path) in said(panel)
    press(panel, "connections_banner_details")
    assert files.folders_shown == [files.path]
    panel.import_environments()
    saved_environments.settle()
    known = dialog_of(qapp, "shared_environments")
    assert cards(known) == [] and not known.findChild(QAbstractButton, "add_shared").isVisible()  # type: ignore[union-attr]
    press(known, "cancel_shared")
    files.path.write_text(files.path.read_text().replace("127.0.0.1:1", "127.0.0.1:2").replace("DEV-1", "DEV-2"))
    panel.import_environments()
    saved_environments.settle()
    press(dialog_of(qapp, "shared_environments"), "add_shared")
    saved_environments.settle()
    assert "added" in said(panel) and "Archive, Type unknown, DEV-2" in spoken(panel)
    selected = panel.selected_environment
    assert selected is not None and selected.environment.name == "DEV-2"
    assert json.loads(files.path.read_text())["version"] == 1
    assert [title for title, *_ in files.asked] == ["Export environments"] + ["Import environments"] * 2


def test_nothing_is_added_before_the_user_has_seen_it(opened: Open, saved_environments: SavedEnvironments) -> None:
    dialog = opened(one("A"), one("B", "https://b.example.com"))
    assert [card[:2] for card in cards(dialog)] == [["A", "a.example.com"], ["B", "b.example.com"]]
    assert saved_environments.in_database() == []
    press(dialog, "cancel_shared")
    saved_environments.settle()
    assert not dialog.isVisible() and saved_environments.in_database() == []


def test_enter_and_escape_add_nothing(opened: Open, saved_environments: SavedEnvironments, qtbot: QtBot) -> None:
    """Enter leaves the dialog open, with the stages that were chosen in it."""
    dialog = opened(one())
    assert focused().objectName() == "shared_stage_test"
    qtbot.keyClick(focused(), Qt.Key.Key_Right)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        qtbot.keyClick(focused(), key)
    saved_environments.settle()
    assert dialog.isVisible() and chosen_stages(dialog) == ["production"]
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    saved_environments.settle()
    assert saved_environments.in_database() == []


def test_all_that_decides_where_something_is_sent_is_shown(opened: Open) -> None:
    description = resource("dmm-api.swagger.json").read_text("utf-8")
    connections = [{"name": name, "kind": ""} for name in ("Archive", "Legacy")]
    dialog = opened(
        one("A", "https://pr\u043ed.example.com:8443/DMMAPI/rest/v1", stage="production"),  # Cyrillic
        one("B", "http://127.0.0.1:8080", description=description, connections=connections),
        one("C", "https://c.example.com", token_page="https://c.example.com.evil.example:444/c.example.com"),
    )
    first, second, third = cards(dialog)
    assert first == ["A", "xn--prd-ted.example.com:8443/DMMAPI/rest/v1"]
    assert second[:2] == ["B", "http://127.0.0.1:8080"]
    assert "its own API description" in second[2] and second[3].startswith("2 connection")
    assert third[2] == "Its token page is on c.example.com.evil.example:444, which is not the environment's host."
    assert chosen_stages(dialog) == ["production", "test", "test"]


def test_every_value_that_a_description_sends_is_shown(opened: Open) -> None:
    """One of them could be a database of Production. The author chose the names too."""
    description = json.loads(resource("dmm-api.swagger.json").read_text("utf-8"))
    names = [f"N{place}" for place in range(30)] + ["DBConnection\u202e\n"]
    constants = [{"name": name, "in": "query", "required": True, "type": "string", "enum": ["PROD"]} for name in names]
    description["paths"]["/StopExecution"]["post"]["parameters"] += constants
    [card, other] = cards(
        opened(one("A", description=json.dumps(description)), one("B", "https://b.example.com", stage="development"))
    )
    values = "; ".join(f"StopExecution, {name} = PROD" for name in [*names[:-1], r"DBConnection\u202e\n"])
    assert card[3:] == [f"It always sends these values: {values}."]
    assert not [words for words in other if "always sends" in words]


def test_connections_with_a_stage_of_their_own_are_named_by_stage(opened: Open) -> None:
    many = [{"name": f"C{place}", "kind": "", "stage": "test"} for place in range(22)]
    two = [{"name": name, "kind": "", "stage": "production"} for name in ("Archive", "Customers")]
    (card,) = cards(opened(one("A", connections=[*many, {"name": "Other", "kind": ""}, *two])))
    names = ", ".join(f"C{place}" for place in range(20))
    assert card[-3:] == [
        "25 connections",
        f"Marked Test: {names} and 2 more.",
        "Marked Production: Archive, Customers.",
    ]


def test_each_connection_that_is_less_strict_than_its_environment_is_named(
    opened: Open, saved_environments: SavedEnvironments
) -> None:
    """The 21st could be a database of Production that the file marks Development. No name would be asked for."""
    many = [
        {"name": f"{stage[0]}{place}", "kind": "", "stage": stage}
        for stage in ("development", "test", "production")
        for place in range(30)
    ]
    dialog = opened(one("A", stage="test", connections=many))
    first = {letter: ", ".join(f"{letter}{place}" for place in range(20)) + " and 10 more" for letter in "dtp"}
    every = {letter: ", ".join(f"{letter}{place}" for place in range(30)) for letter in "dtp"}

    def marks(stage: str) -> list[str]:
        button = dialog.findChild(QAbstractButton, f"shared_stage_{stage}")
        assert button is not None
        button.click()
        [card] = cards(dialog)
        spoken = QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Description)
        assert " ".join(card[-3:]) in spoken
        return card[-3:]

    assert marks("test") == [
        f"Marked Development, although the environment is marked Test: {every['d']}.",
        f"Marked Test: {first['t']}.",
        f"Marked Production: {first['p']}.",
    ]
    assert marks("production") == [
        f"Marked Development, although the environment is marked Production: {every['d']}.",
        f"Marked Test, although the environment is marked Production: {every['t']}.",
        f"Marked Production: {first['p']}.",
    ]
    assert marks("development") == [
        f"Marked Development: {first['d']}.",
        f"Marked Test: {first['t']}.",
        f"Marked Production: {first['p']}.",
    ]


def test_presets_are_named_and_added_to_an_environment_here_if_wanted(
    panel: ConnectionsPanel, opened: Open, saved_environments: SavedEnvironments
) -> None:
    presets = [{"name": name, "configuration": '{"DataAppendMode": true}'} for name in ("Nightly", "<b>\u202e")]
    dialog = opened(one("A", presets=presets))
    ((*_, last),) = cards(dialog)
    assert last == "Presets of imports: Nightly, <b>. Read their options and configuration before you use them."
    press(dialog, "add_shared")
    saved_environments.settle()
    other = {"name": "Weekly", "configuration": '{"DataAppendMode": true}'}
    dialog = opened(one("A", presets=[presets[0], other]))
    ((*_, told),) = cards(dialog, "known_environment")
    assert told == "A does not have these presets, or has others with these names: Weekly."
    add, tick = (dialog.findChild(QAbstractButton, name) for name in ("add_shared", "add_presets"))
    assert add is not None and tick is not None and not add.isEnabled()
    assert (add.accessibleName(), tick.accessibleName()) == ("Add presets", "Add these presets to A")
    tick.click()
    press(dialog, "add_shared")
    saved_environments.settle()
    assert "1 preset added." in said(panel)
    saved = saved_environments.find("A")
    assert saved is not None and [one.name for one in saved.presets] == ["<b>", "Nightly", "Weekly"]


def test_enter_closes_what_has_nothing_to_add(
    opened: Open, saved_environments: SavedEnvironments, qtbot: QtBot
) -> None:
    press(opened(one()), "add_shared")
    saved_environments.settle()
    dialog = opened(one())
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(focused(), Qt.Key.Key_Return)


def test_an_export_with_presets_says_what_is_in_it(
    panel: ConnectionsPanel, opened: Open, saved_environments: SavedEnvironments
) -> None:
    dialog = opened(one("A", presets=[{"name": "Nightly", "configuration": '{"DataAppendMode": true}'}]))
    press(dialog, "add_shared")
    saved_environments.settle()
    panel.export_environments()
    saved_environments.settle()
    assert "The configurations of presets are: read them before you pass it on." in said(panel)


def test_a_file_with_as_many_connections_as_fit_is_shown_in_a_moment(opened: Open) -> None:
    """Each of them took two widgets before, and 100,000 of them ten minutes without an answer to anyone."""
    many = [{"name": f"C{place}", "kind": "", "stage": "test"} for place in range(1000)]
    environments = [one(str(place), f"https://e{place}.example.com", connections=many) for place in range(20)]
    dialog = opened(*environments)
    assert len(dialog.findChildren(QLabel)) < 20 * 10


def test_the_stage_is_the_one_that_the_user_chooses(
    opened: Open, saved_environments: SavedEnvironments, qtbot: QtBot, qapp: QApplication
) -> None:
    dialog = opened(one("A", stage="development"), one("B", "https://b.example.com"))
    for _ in range(2):
        qtbot.keyClick(qapp.focusWidget(), Qt.Key.Key_Right)
    assert chosen_stages(dialog) == ["production", "test"]
    press(dialog, "add_shared")
    saved_environments.settle()
    assert {found.name: found.stage for found in saved_environments.in_database()} == {
        "A": Stage.PRODUCTION,
        "B": Stage.TEST,
    }


def test_a_token_page_elsewhere_is_kept_only_if_the_user_says_so(
    opened: Open, saved_environments: SavedEnvironments
) -> None:
    page = "https://elsewhere.example/token"
    environments = (
        one("A", token_page=page),
        one("B", "https://b.example.com", token_page=page),
        one("C", "https://c.example.com", token_page="https://c.example.com:8443/token"),
    )
    dialog = opened(*environments)
    boxes = [box for box in dialog.findChildren(QCheckBox, "keep_token_page") if box.isVisible()]
    assert [box.isChecked() for box in boxes] == [False, False]
    [keep] = [box for box in boxes if box.accessibleName() == "Keep the token page of B"]
    assert "elsewhere.example" in keep.accessibleDescription()
    keep.click()
    press(dialog, "add_shared")
    saved_environments.settle()
    pages = {found.name: found.token_page for found in saved_environments.in_database()}
    assert pages == {"A": None, "B": page, "C": "https://c.example.com:8443/token"}


def test_what_is_here_already_is_listed_and_left_as_it_is(opened: Open, saved_environments: SavedEnvironments) -> None:
    saved_environments.put("MINE", "https://a.example.com")
    dialog = opened(one("A", "https://A.example.com:443/"), one("B", "https://b.example.com"))
    assert [card[0] for card in cards(dialog)] == ["B"]
    assert cards(dialog, "known_environment") == [["A", "a.example.com", "MINE already has this address."]]
    press(dialog, "add_shared")
    saved_environments.settle()
    assert sorted(found.name for found in saved_environments.in_database()) == ["B", "MINE"]


def test_an_environment_that_may_be_a_server_here_is_called_so(
    opened: Open, saved_environments: SavedEnvironments
) -> None:
    saved_environments.put("MINE", "https://a.example.com")
    dialog = opened(one("A", "https://a.example.com/ServiceCenter"), one("B", "https://b.example.com"))
    said = "A may be the same server as MINE (Test)."
    assert [said in card for card in cards(dialog)] == [True, False]


def test_how_what_is_here_already_differs_is_told(opened: Open, saved_environments: SavedEnvironments) -> None:
    """A stricter stage above all; before, the user read only that all of them were here."""
    saved_environments.put("Alpha", "https://a.example.com", stage=Stage.DEVELOPMENT)
    saved_environments.put(
        "Beta", "https://b.example.com", stage=Stage.DEVELOPMENT, connections=(Connection("Beta", "Archive"),)
    )
    archive = {"name": "Archive", "kind": "", "stage": "production"}
    live = {"name": "Live", "kind": "", "stage": "production"}
    dialog = opened(
        one("Alpha", stage="development"),
        one("B", "https://b.example.com", stage="test", connections=[archive, live], strict_check=True),
    )
    assert cards(dialog) == []
    beta, alpha = cards(dialog, "known_environment")
    assert alpha == ["Alpha", "a.example.com", "Alpha already has this address."]
    assert beta[2:] == [
        "Beta already has this address.",
        "Marked Production in the file, but Development here: Archive.",
        "Marked Test in the file, but Development here: Beta.",
        "Beta does not have these connections: Live (Production). You can add them with New connection.",
        "In the file, content warnings are treated as errors; in Beta they are not.",
        "To change Beta, use Edit environment or Edit connection.",
    ]
    heading = dialog.findChild(QLabel, "known_environments")
    assert heading is not None
    assert heading.text() == "2 skipped: their addresses are already here. 1 differs from yours."
    press(dialog, "cancel_shared")
    saved_environments.settle()
    assert sorted(found.name for found in saved_environments.in_database()) == ["Alpha", "Beta"]


def test_what_can_be_ticked_and_what_differs_come_first(opened: Open, saved_environments: SavedEnvironments) -> None:
    """With many that are here already, the one with a checkbox was far out of view."""
    hosts = [f"https://{name}.example.com" for name in "abcdef"]
    for name, host in zip("ABCDEF", hosts, strict=True):
        saved_environments.put(name, host, stage=Stage.TEST)
    changes: dict[str, dict[str, Any]] = {
        "C": {"stage": "production"},
        "E": {"presets": [{"name": "Nightly", "configuration": '{"DataAppendMode": true}'}]},
        "F": {"stage": "development"},
    }
    given = [{"stage": "test"} | changes.get(name, {}) for name in "ABCDEF"]
    dialog = opened(*(one(name, host, **more) for name, host, more in zip("ABCDEF", hosts, given, strict=True)))
    assert [card[0] for card in cards(dialog, "known_environment")] == ["E", "C", "F", "A", "B", "D"]
    press(dialog, "cancel_shared")


def test_what_cannot_be_stored_is_told_in_the_dialog(
    opened: Open, services: SampleServices, saved_environments: SavedEnvironments
) -> None:
    """Its choices are still there, and it can be tried again."""
    dialog = opened(one())
    database = services.workspace().paths.database
    database.rename(database.with_suffix(".away"))
    press(dialog, "add_shared")
    saved_environments.settle()
    assert "Error" in said(dialog) and dialog.isVisible()
    database.with_suffix(".away").rename(database)
    press(dialog, "add_shared")
    saved_environments.settle()
    assert [found.name for found in saved_environments.in_database()] == ["A"]


def test_tab_goes_down_the_list_and_everything_has_a_name(opened: Open, qtbot: QtBot, qapp: QApplication) -> None:
    dialog = opened(one("A", token_page="https://elsewhere.example/"), one("B", "https://b.example.com"))
    order = tabbed(dialog, qapp, qtbot)
    assert order == ["shared_stage_test", "keep_token_page", "shared_stage_test", "cancel_shared", "add_shared"]
    assert unnamed(dialog) == []
    stage = next(one for one in dialog.findChildren(QAbstractButton, "shared_stage_test"))
    spoken_with_it = QAccessible.queryAccessibleInterface(stage).text(QAccessible.Text.Description)
    assert "A a.example.com" in spoken_with_it and "elsewhere.example" in spoken_with_it


def test_what_is_here_already_can_be_scrolled_by_key(opened: Open, saved_environments: SavedEnvironments) -> None:
    files = [one(f"A{number}", f"https://a{number}.example.com") for number in range(20)]
    for number, file in enumerate(files):
        saved_environments.put(f"MINE {number}", file["address"])
    dialog = opened(*files)
    last = dialog.findChildren(QFrame, "known_environment")[-1]
    assert focused().objectName() == "cancel_shared" and last.visibleRegion().isEmpty()
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_End)
    assert not last.visibleRegion().isEmpty()


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
@pytest.mark.parametrize("pixels", [13, 20])
@pytest.mark.parametrize("number", [1, 3, 40])
def test_no_text_is_cut(
    opened: Open, theme: Theme, qapp: QApplication, appearance: Appearance, pixels: int, number: int
) -> None:
    font = qapp.font()
    font.setPixelSize(pixels)
    qapp.setFont(font)
    theme.use(appearance)
    dialog = opened(
        *(one(f"W{n}" * 50, f"https://w{n}.{LONG_HOST}", token_page=f"https://{LONG_HOST}/") for n in range(number))
    )
    qapp.processEvents()
    assert cut_labels(dialog) == []
    assert "".join(cards(dialog)[0][1]) == f"w0.{LONG_HOST}"
    assert dialog.width() < 1100  # 760 pixels, and more with larger letters; the names make it no wider


@pytest.mark.parametrize("content", ["", "[]", '{"format": "other"}'])
def test_another_file_is_refused(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments, files: FileAnswers, content: str
) -> None:
    files.path.write_text(content)
    panel.import_environments()
    saved_environments.settle()
    assert "file.json cannot be used" in said(panel) and saved_environments.in_database() == []


def test_a_file_that_cannot_be_written_is_told(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments, files: FileAnswers
) -> None:
    saved_environments.put("DEV-1")
    files.path = Path("/proc/nowhere/file.json")
    panel.export_environments()
    saved_environments.settle()
    assert said(panel).startswith("Error")
