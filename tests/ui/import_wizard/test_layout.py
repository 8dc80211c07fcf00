"""The page of the file uses its room, and no more than it has something to show in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractItemView

from dmm_desktop.ui.import_wizard.drop_zone import DropZone
from dmm_desktop.ui.widgets.fields import FieldHint
from ui.lookup import find
from ui.wizard_user import WizardUser


def test_the_place_for_a_drop_is_as_large_as_the_page_until_there_is_a_result(user: WizardUser, samples: Path) -> None:
    user.save()
    user.open()
    user.press("Next")
    zone = find(user.wizard, DropZone, "drop_zone")
    assert zone.height() > 300
    user.give_file(samples / "small.zip")
    user.idle()
    user.qtbot.waitUntil(lambda: zone.height() < 80)
    entities = find(user.wizard, QAbstractItemView, "entities")
    assert entities.height() < 120


def test_an_error_is_right_below_the_field(user: WizardUser) -> None:
    user.save()
    user.open()
    user.press("Next")
    user.press("Next")
    zone, field = find(user.wizard, DropZone, "drop_zone"), user.edit("Zip file")
    (hint,) = zone.findChildren(FieldHint)
    assert hint.text == "Choose the zip file you want to import."
    below = hint.mapTo(zone, QPoint()).y() - field.mapTo(zone, QPoint(0, field.height())).y()
    assert 0 <= below < 20 and hint.height() < 40
