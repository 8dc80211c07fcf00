"""Many environments on the destination page: a row each, and a filter that changes no choice."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLineEdit
from pytestqt.qtbot import QtBot

from dmm_desktop.core.environment import Connection
from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.stage import StageBand
from ui.found_stages import found_stages
from ui.lookup import find, focused
from ui.wizard_user import WizardUser

_ARCHIVE = Connection("test-4", "Archive", "DataDestination")


@pytest.fixture
def many(user: WizardUser) -> WizardUser:
    """Nine environments, of which TEST-4 has a connection, and PROD-9 is Production."""
    for number in range(1, 9):
        connections = (_ARCHIVE,) if number == 4 else ()
        user.save(f"https://test-{number}.acme.example", f"TEST-{number}", Stage.TEST, connections=connections)
    user.save("https://prod-9.acme.example", "PROD-9", Stage.PRODUCTION)
    return user


def _list(user: WizardUser) -> QAbstractItemView:
    found = user.find("Destinations", QAbstractItemView)
    assert isinstance(found, QAbstractItemView)
    return found


def _chosen(user: WizardUser) -> str:
    band = user.wizard.findChild(StageBand, "destination_band")
    assert band is not None
    return f"{band.accessibleName()}, {band.accessibleDescription()}" if band.isVisible() else ""


def test_an_environment_without_other_connections_is_one_row_that_can_be_chosen(many: WizardUser) -> None:
    many.open()
    rows = many.rows("Destinations")
    assert rows[0] == "PROD-9, Runtime Connection, prod-9.acme.example, never tested, Production"
    assert rows[4:7] == [
        "TEST-4, test-4.acme.example, never tested, Test",
        "Runtime Connection, TEST-4, The environment itself, Test",
        "Archive, TEST-4, Data Destination, Test",
    ]
    assert len(rows) == 11
    list_ = _list(many)
    list_.setCurrentIndex(list_.model().index(0, 0))
    assert _chosen(many) == "Production, PROD-9, Runtime Connection, prod-9.acme.example"
    list_.keyboardSearch("TEST-6")
    assert _chosen(many).startswith("Test, TEST-6, Runtime Connection")


def test_accents_make_no_difference_to_the_filter_and_to_typed_letters(many: WizardUser) -> None:
    many.save("https://test-10.acme.example", "Fábrica", Stage.TEST)
    many.open()
    many.edit("Filter environments").setText("fabrica")
    assert many.rows("Destinations") == ["Fábrica, Runtime Connection, test-10.acme.example, never tested, Test"]
    many.edit("Filter environments").clear()
    _list(many).keyboardSearch("fabr")
    assert _chosen(many).startswith("Test, Fábrica")


def test_one_row_has_the_strictest_stage_of_its_server(many: WizardUser) -> None:
    many.save("https://test-6.acme.example", "LIVE", Stage.PRODUCTION)
    many.open()
    [row] = [row for row in many.rows("Destinations") if row.startswith("TEST-6")]
    assert row.endswith("Production")


def test_stages_are_found_for_the_rows_that_are_shown(many: WizardUser) -> None:
    """There can be two hundred environments with a thousand connections each."""
    connections = tuple(Connection("test-10", f"C{number:03}", "DataDestination") for number in range(400))
    many.save("https://test-10.acme.example", "TEST-10", Stage.TEST, connections=connections)
    with found_stages() as found:
        many.open()
    assert 0 < len(found) < 100
    assert len(many.rows("Destinations")) > 400


def test_the_filter_hides_rows_and_keeps_the_choice(many: WizardUser, qtbot: QtBot) -> None:
    wizard = many.open()
    wizard.set_target("test-4", "Archive")
    many.edit("Filter environments").setText("prod")
    assert many.rows("Destinations") == ["PROD-9, Runtime Connection, prod-9.acme.example, never tested, Production"]
    assert _chosen(many) == "Test, TEST-4, Archive, test-4.acme.example" and many.error("Destinations") == ""
    qtbot.keyClick(many.edit("Filter environments"), Qt.Key.Key_Escape)
    assert wizard.isVisible() and len(many.rows("Destinations")) == 11
    assert [index.data() for index in _list(many).selectedIndexes()] == ["Archive"]


def test_a_choice_that_the_filter_hides_is_no_answer(many: WizardUser, qtbot: QtBot) -> None:
    """A user who filters for TEST-7, sees nothing else and presses Enter does not want to import into TEST-4."""
    wizard = many.open()
    wizard.set_target("test-4", "Archive")
    qtbot.keyClick(wizard, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(focused(), "test-7")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert many.page == 1 and focused() is _list(many)
    said = "The filter hides Archive (TEST-4), which is chosen. Clear the filter, or choose from the list."
    assert many.error("Destinations") == said
    assert _chosen(many).startswith("Test, TEST-4, Archive")
    many.edit("Filter environments").clear()
    assert many.error("Destinations") == ""
    many.press("Next")
    assert many.page == 2


def test_what_is_removed_while_it_is_hidden_is_said(many: WizardUser) -> None:
    wizard = many.open()
    wizard.set_target("test-4", "Archive")
    many.edit("Filter environments").setText("prod")
    with many.services.workspace().store() as store:
        store.connections.remove("test-4", "Archive")
    many.load()
    many.press("Next")
    assert many.error("Destinations") == "Archive (TEST-4) is not in the list. Choose where the data should go."


def test_one_row_that_is_left_is_not_chosen_by_itself(many: WizardUser) -> None:
    wizard = many.open()
    wizard.ask_for_target()
    many.edit("Filter environments").setText("prod")
    assert _chosen(many) == ""
    many.press("Next")
    assert many.page == 1 and many.error("Destinations") == "Choose where the data should go."


def test_keys_lead_to_the_filter_and_back_to_the_list(many: WizardUser, qtbot: QtBot) -> None:
    wizard = many.open()
    assert focused() is _list(many)
    qtbot.keyClick(wizard, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert focused() is many.edit("Filter environments")
    qtbot.keyClicks(focused(), "test-7")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is _list(many) and many.page == 1
    qtbot.keyClick(focused(), Qt.Key.Key_Home)
    assert _chosen(many).startswith("Test, TEST-7")


def test_down_in_the_filter_chooses_the_first_row_and_enter_shows_where_keys_begin(
    many: WizardUser, qtbot: QtBot
) -> None:
    wizard = many.open()
    wizard.ask_for_target()
    qtbot.keyClick(wizard, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(focused(), "test")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    first, chosen = _list(many).currentIndex(), _list(many).selectedIndexes
    assert focused() is _list(many) and first.isValid() and chosen() == []
    many.edit("Filter environments").setFocus()
    qtbot.keyClick(focused(), Qt.Key.Key_Down)
    assert focused() is _list(many) and chosen() == [first]


_FIND = (Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
_FILTER = (Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


@pytest.mark.parametrize(("key", "modifiers"), [_FIND, _FILTER])
def test_what_is_typed_after_the_key_of_the_filter_changes_no_choice(
    many: WizardUser, qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    wizard = many.open()
    wizard.set_target("test-4", "Archive")
    qtbot.keyClick(focused(), key, modifiers)
    qtbot.keyClicks(focused(), "test-7")
    assert focused() is many.edit("Filter environments") and many.edit("Filter environments").text() == "test-7"
    assert _chosen(many).startswith("Test, TEST-4, Archive")
    qtbot.keyClick(focused(), key, modifiers)
    qtbot.keyClicks(focused(), "prod")
    assert many.edit("Filter environments").text() == "prod"


@pytest.mark.parametrize(("key", "modifiers"), [_FIND, _FILTER])
def test_few_environments_have_a_filter_when_it_is_wanted(
    user: WizardUser, qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    user.open()
    qtbot.keyClick(focused(), key, modifiers)
    filter_ = find(user.wizard, QLineEdit, "wizard_filter_environments")
    assert not filter_.isVisible(), "there is nothing to filter"
    user.save(name="TEST-1")
    user.save("https://prod-2.acme.example", "PROD-2", Stage.PRODUCTION)
    qtbot.keyClick(focused(), key, modifiers)
    qtbot.keyClicks(focused(), "prod")
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert focused() is filter_ and filter_.text() == ""


def test_a_filter_that_finds_nothing_says_so(many: WizardUser) -> None:
    many.open()
    many.edit("Filter environments").setText("nowhere")
    assert _list(many).accessibleDescription() == "No environment matches “nowhere”."
    many.press("Next")
    assert many.error("Destinations") == "Choose where the data should go."
    assert focused() is many.edit("Filter environments")
    many.edit("Filter environments").clear()
    assert len(many.rows("Destinations")) == 11


def test_few_environments_have_no_filter(user: WizardUser) -> None:
    user.save()
    assert not find(user.open(), QLineEdit, "wizard_filter_environments").isVisible()


def test_another_filter_begins_at_the_top(many: WizardUser, qtbot: QtBot) -> None:
    """With the heading that says which environment the rows belong to."""
    connections = tuple(Connection("test-10", f"C{number:02}", "DataDestination") for number in range(40))
    many.save("https://test-10.acme.example", "TEST-10", Stage.TEST, connections=connections)
    wizard, list_ = many.open(), _list(many)
    wizard.ask_for_target()
    list_.resize(list_.width(), 200)
    list_.verticalScrollBar().setValue(list_.verticalScrollBar().maximum())
    assert list_.verticalScrollBar().value() > 0
    many.edit("Filter environments").setFocus()
    qtbot.keyClicks(focused(), "test-10")
    assert list_.verticalScrollBar().maximum() > 0 and list_.verticalScrollBar().value() == 0
    qtbot.keyClick(focused(), Qt.Key.Key_Down)
    assert _chosen(many).startswith("Test, TEST-10, Runtime Connection")
    assert list_.verticalScrollBar().value() == 0
    list_.setCurrentIndex(list_.model().index(40, 0))
    many.edit("Filter environments").setText("acme")
    assert list_.viewport().rect().contains(list_.visualRect(list_.selectedIndexes()[0])), "as is what is chosen"


def test_the_choice_stays_in_view_beside_what_is_said_of_it(many: WizardUser) -> None:
    """What is known of the choice appears below the list, and banners above it."""
    many.open()
    list_ = _list(many)
    list_.resize(list_.width(), 400)
    list_.setCurrentIndex(list_.model().index(10, 0))
    list_.resize(list_.width(), 120)
    assert list_.viewport().rect().contains(list_.visualRect(list_.currentIndex()))
