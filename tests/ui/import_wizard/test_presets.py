"""Presets of an import in the wizard."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit, QMenu, QMessageBox, QWidget

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import RUNTIME_CONNECTION, Connection
from dmm_desktop.core.origin import Origin
from dmm_desktop.core.presets import ImportPreset
from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.import_wizard.preset_dialog import PresetDialog
from dmm_desktop.ui.widgets.banner import Banner
from ui.lookup import find
from ui.opened_windows import opened_windows
from ui.wizard_user import WizardUser

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_ARCHIVE = Connection("prod-1", "Archive", "DataDestination")
_TEXT = '{"ChunkRecords": 5, "DestinationDBConnection": "Archive", "DataAppendMode": false}'
_ADDRESS = Address.parse("https://prod-1.acme.example")
_NIGHTLY = ImportPreset("prod-1", "A & B", "Archive", append=False, configuration=_TEXT, address=_ADDRESS)


@pytest.fixture
def prod(user: WizardUser) -> WizardUser:
    """Two environments, one of them Production with a connection."""
    user.save("https://dev-1.acme.example", "DEV-1")
    user.save("https://prod-1.acme.example", "PROD-1", Stage.PRODUCTION, connections=(_ARCHIVE,))
    return user


def _save(user: WizardUser, *presets: ImportPreset) -> None:
    with user.services.workspace().store() as store:
        for preset in presets:
            store.presets.save(preset)
    user.load()


def _stored(user: WizardUser) -> list[str]:
    with user.services.workspace().store() as store:
        return [one.name for one in store.presets.list("prod-1")]


def _choose(user: WizardUser, name: str, *, texts: list[str] | None = None) -> None:
    """Choose an entry of the menu."""
    user.press("Presets")
    menu = find(user.wizard, QMenu, "presets_menu")
    if texts is not None:
        texts.extend(action.text().replace("&&", "\0").replace("&", "").replace("\0", "&") for action in menu.actions())
    find(menu, QAction, name).trigger()
    menu.close()
    user.qtbot.waitUntil(lambda: user.wizard.findChild(QMenu, "presets_menu") is None)


def _notice(user: WizardUser) -> str:
    notice = user.wizard.notice
    return notice.accessibleName() if notice.isVisible() else ""


def _save_as(user: WizardUser, name: str) -> PresetDialog:
    user.press("Save as preset")
    dialog = user.wizard.findChildren(PresetDialog)[-1]
    find(dialog, QLineEdit, "preset_name").setText(name)
    return dialog


def test_without_any_nothing_is_offered(prod: WizardUser) -> None:
    prod.open()
    button = find(prod.wizard, QAbstractButton, "presets")
    assert not button.isVisible()
    _save(prod, _NIGHTLY)
    assert button.isVisible()


def test_a_preset_fills_in_everything_but_the_zip_the_token_and_the_typed_name(prod: WizardUser, samples: Path) -> None:
    _save(prod, _NIGHTLY)
    prod.open()
    texts: list[str] = []
    _choose(prod, "preset_1", texts=texts)
    assert texts == ["A & B, Archive (PROD-1), Production"]
    assert _notice(prod).startswith("Information: The preset “A & B” was chosen.")
    draft = prod.wizard.draft
    assert draft.target is not None and (draft.environment and draft.environment.id, draft.connection) == (
        "prod-1",
        "Archive",
    )
    assert not draft.append and draft.complete().json_text == _TEXT and draft.zip_path is None
    prod.go_to_review(samples / "small.zip")
    assert _notice(prod) == ""
    assert prod.text("review_ids") == "Keep the ids of the file"
    assert prod.edit("One-time token").text() == "" and prod.edit("Confirm connection name").text() == ""
    prod.press("Start import")
    assert prod.error("Confirm connection name") == "Type Archive to confirm."


def test_a_preset_forgets_what_was_typed_for_other_choices(prod: WizardUser, samples: Path) -> None:
    _save(prod, _NIGHTLY)
    prod.open().set_target("prod-1")
    prod.go_to_review(samples / "small.zip")
    prod.edit("One-time token").setText("T-1")
    prod.edit("Confirm environment name").setText("PROD-1")
    for _ in range(3):
        prod.press("Back")
    _choose(prod, "preset_1")
    prod.go_to_review(samples / "small.zip")
    assert (prod.edit("One-time token").text(), prod.edit("Confirm connection name").text()) == ("", "")


@pytest.mark.parametrize("kind", ["", "DataSource"])
def test_one_whose_connection_does_not_exist_says_so(prod: WizardUser, kind: str) -> None:
    with prod.services.workspace().store() as store:
        store.connections.remove("prod-1", "Archive")
        if kind:
            store.connections.add(replace(_ARCHIVE, kind=kind))
    _save(prod, _NIGHTLY)
    prod.open().set_target("dev-1")
    _choose(prod, "preset_1")
    assert prod.wizard.draft.target is None and _notice(prod) == ""
    said = "The preset “A & B” is for Archive, but PROD-1 has no such connection that receives records. "
    assert prod.error("Destinations") == said + "Choose where the data should go."
    prod.press("Next")
    assert prod.page == 1 and prod.error("Destinations").startswith(said)


def test_one_whose_environment_has_another_address_says_so_until_it_is_saved_again(
    prod: WizardUser, samples: Path
) -> None:
    _save(prod, _NIGHTLY)
    environments = prod.services.environments
    with prod.services.workspace().store() as store:
        moved = replace(environments.environments[1].environment, address=Address.parse("https://prod-9.acme.example"))
        assert moved.id == "prod-1"
        store.environments.update(moved)
    prod.load()
    wizard = prod.open()
    wizard.set_target("dev-1")
    _choose(prod, "preset_1")
    assert wizard.draft.target is None and _notice(prod) == ""
    assert prod.error("Destinations") == (
        "The preset “A & B” was saved for https://prod-1.acme.example, but PROD-1 is now https://prod-9.acme.example. "
        "Choose where the data should go."
    )
    prod.press("Next")
    assert prod.page == 1
    wizard.set_target("prod-1", "Archive")
    prod.go_to_review(samples / "small.zip")
    assert not wizard.draft.append and wizard.draft.complete().json_text == _TEXT
    find(_save_as(prod, "A & B"), QAbstractButton, "save_preset").click()
    prod.qtbot.waitUntil(lambda: "was saved" in find(wizard, Banner, "review_banner").accessibleName())
    prod.idle()
    for _ in range(3):
        prod.press("Back")
    wizard.set_target("dev-1")
    _choose(prod, "preset_1")
    assert wizard.draft.target is not None and "was chosen" in _notice(prod)


def test_the_notice_of_a_preset_goes_with_its_destination(prod: WizardUser) -> None:
    _save(prod, _NIGHTLY)
    wizard = prod.open()
    _choose(prod, "preset_1")
    assert "Destination, options and configuration are those of the preset." in _notice(prod)
    list_ = prod.find("Destinations", QAbstractItemView)
    list_.keyboardSearch("DEV-1")
    assert wizard.draft.environment is not None and wizard.draft.environment.id == "dev-1"
    assert _notice(prod) == ""


def test_a_preset_does_not_preselect_where_the_zip_was_exported_from(prod: WizardUser, samples: Path) -> None:
    _save(prod, _NIGHTLY)
    wizard = prod.open()
    zip_path = samples / "small.zip"
    origin = Origin("PROD-1", "prod-1.acme.example", "1", hashlib.sha256(zip_path.read_bytes()).hexdigest())
    wizard.set_file(zip_path, replace(origin, connection="Archive"))
    prod.idle()
    _choose(prod, "preset_1")
    assert wizard.draft.target is None and _notice(prod) == ""
    said = "The preset “A & B” is for Archive (PROD-1), where the export came from. Choose where the data should go."
    assert prod.error("Destinations") == said
    prod.press("Next")
    assert prod.page == 1


@pytest.mark.parametrize("append", [True, False])
def test_the_review_warns_of_an_import_back_into_the_source(prod: WizardUser, samples: Path, append: bool) -> None:
    wizard = prod.open()
    wizard.set_target("dev-1")
    zip_path = samples / "small.zip"
    sha256 = hashlib.sha256(zip_path.read_bytes()).hexdigest()
    wizard.draft.known_origin = lambda found: (
        Origin("DEV-1", "dev-1.acme.example", "1", sha256, connection=RUNTIME_CONNECTION) if found == sha256 else None
    )
    wizard.draft.append = append
    prod.go_to_review(zip_path)
    prod.idle()
    said = "The zip was exported from DEV-1 on dev-1.acme.example, tracker id 1. This import goes back there."
    assert prod.text("review_origin") == said + (" Append mode would duplicate its records." if append else "")


def test_choices_are_saved_and_replace_others_of_that_name(prod: WizardUser, samples: Path) -> None:
    _save(prod, _NIGHTLY)
    prod.open().set_target("prod-1", "Archive")
    prod.go_to_review(samples / "small.zip")
    dialog = _save_as(prod, "")
    find(dialog, QAbstractButton, "save_preset").click()
    assert find(dialog, QLineEdit, "preset_name").accessibleDescription() == "Enter a name."
    find(dialog, QLineEdit, "preset_name").setText("a  &  b")
    button = find(dialog, QAbstractButton, "save_preset")
    assert (button.text().replace("&", ""), button.accessibleName()) == ("Replace preset", "Replace preset")
    assert find(dialog, QLineEdit, "preset_name").accessibleDescription() == "This replaces the preset “A & B”."
    button.click()
    banner = find(prod.wizard, Banner, "review_banner")
    prod.qtbot.waitUntil(banner.isVisible)
    assert banner.accessibleName() == ("Success: The preset “a & b” was saved. Presets… on the first page offers it.")
    with prod.services.workspace().store() as store:
        [preset] = store.presets.list("prod-1")
    chosen = prod.wizard.draft.complete()
    assert preset == ImportPreset("prod-1", "a & b", "Archive", True, chosen.json_text, _ADDRESS) and chosen.append


def test_a_configuration_with_the_entered_token_is_not_saved(prod: WizardUser, samples: Path) -> None:
    prod.open().set_target("prod-1")
    prod.press("Next")
    prod.give_file(samples / "small.zip")
    prod.at_page(3)
    prod.json().setPlainText('{"Note": "Q7-4402-LK31"}')
    prod.press("Next")
    prod.edit("One-time token").setText("Q7-4402-LK31")
    dialog = _save_as(prod, "Nightly")
    find(dialog, QAbstractButton, "save_preset").click()
    banner = find(dialog, QWidget, "preset_banner")
    prod.qtbot.waitUntil(banner.isVisible)
    assert banner.accessibleName().startswith("Error: The preset “Nightly” was not saved. There is a key, token or")
    assert _stored(prod) == []
    dialog.reject()


def test_the_chosen_one_is_renamed_and_removed(prod: WizardUser) -> None:
    _save(prod, _NIGHTLY, replace(_NIGHTLY, name="Weekly"))
    prod.open()
    _choose(prod, "preset_1")
    _choose(prod, "rename_preset")
    dialog = prod.wizard.findChildren(PresetDialog)[-1]
    name, button = find(dialog, QLineEdit, "preset_name"), find(dialog, QAbstractButton, "save_preset")
    assert name.text() == "A & B"
    name.setText("WEEKLY")
    button.click()
    assert name.accessibleDescription().startswith("Another preset of this environment is called “Weekly” already.")
    name.setText("Monthly")
    button.click()
    prod.qtbot.waitUntil(lambda: _stored(prod) == ["Monthly", "Weekly"])
    prod.idle()
    texts: list[str] = []
    _choose(prod, "remove_preset", texts=texts)
    assert texts[-2:] == ["Rename “Monthly”…", "Remove “Monthly”…"]
    question = find(prod.wizard, QMessageBox, "remove_preset_question")
    assert question.text() == "Remove the preset “Monthly”?"
    find(question, QAbstractButton, "keep_preset").click()
    _choose(prod, "remove_preset")
    find(find(prod.wizard, QMessageBox, "remove_preset_question"), QAbstractButton, "remove_preset").click()
    prod.qtbot.waitUntil(lambda: _stored(prod) == ["Weekly"])
    prod.idle()
    texts.clear()
    _choose(prod, "preset_1", texts=texts)
    assert texts == ["Weekly, Archive (PROD-1), Production"]


def test_the_menu_fits_beside_the_longest_names(prod: WizardUser) -> None:
    connection = replace(_ARCHIVE, name="C" * 100)
    prod.save("https://prod-2.acme.example", "W" * 100, Stage.PRODUCTION, connections=(connection,))
    address = Address.parse("https://prod-2.acme.example")
    long = replace(_NIGHTLY, environment_id="w" * 100, connection=connection.name, name="M" * 100, address=address)
    _save(prod, long)
    prod.open()
    _choose(prod, "preset_1")
    prod.press("Presets")
    menu = find(prod.wizard, QMenu, "presets_menu")
    assert menu.sizeHint().width() < 800
    menu.close()


def test_the_notice_goes_once_it_is_no_longer_true(prod: WizardUser) -> None:
    _save(prod, _NIGHTLY)
    prod.open()
    _choose(prod, "preset_1")
    assert "was chosen" in _notice(prod)
    prod.wizard._destination.choose("dev-1", "Runtime Connection")
    assert _notice(prod) == "", "another destination"
    _choose(prod, "preset_1")
    _choose(prod, "rename_preset")
    dialog = prod.wizard.findChildren(PresetDialog)[-1]
    find(dialog, QLineEdit, "preset_name").setText("Monthly")
    find(dialog, QAbstractButton, "save_preset").click()
    prod.qtbot.waitUntil(lambda: _notice(prod) == "")
    prod.idle()


def test_the_button_does_not_open_as_a_window(prod: WizardUser) -> None:
    _save(prod, _NIGHTLY)
    with opened_windows() as opened:
        prod.open()
    assert find(prod.wizard, QAbstractButton, "presets").isVisible() and opened == ["ImportWizard"]
