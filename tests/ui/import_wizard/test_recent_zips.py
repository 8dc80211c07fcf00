"""The zips of earlier imports on the File page."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QMenu

from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.origin import Origin
from dmm_desktop.core.run_state import RunState
from dmm_desktop.ui.formats import moment
from dmm_desktop.ui.widgets.access_keys import access_key
from ui.lookup import find
from ui.sample_runs import sample_run
from ui.wizard_user import WizardUser

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def _imported(
    user: WizardUser, path: Path, minutes: int, state: RunState = RunState.COMPLETED, **changes: object
) -> str:
    """An import of a zip, some minutes ago; returns when, in words."""
    created_at = datetime.now(UTC) - timedelta(minutes=minutes)
    values = {"zip_path": str(path), "created_at": created_at} | changes
    user.services.put(sample_run(f"run-{minutes}", state, **values))
    return moment(created_at)


def _at_file(user: WizardUser) -> QAbstractButton:
    user.save()
    user.open()
    user.press("Next")
    user.idle()
    return find(user.wizard, QAbstractButton, "recent_zips")


def _offered(user: WizardUser) -> QMenu:
    user.press("Recent zips")
    return find(user.wizard, QMenu, "recent_zips_menu")


def test_zips_that_exist_are_offered_once_newest_first(user: WizardUser, samples: Path, tmp_path: Path) -> None:
    here = tmp_path / "A & B" / "orders.zip"
    here.parent.mkdir()
    shutil.copy(samples / "small.zip", here)
    _imported(user, samples / "customers.zip", 50)
    earlier = _imported(user, here, 40)
    _imported(user, tmp_path / "gone.zip", 30)
    _imported(user, tmp_path, 25)  # a folder
    last = _imported(user, samples / "customers.zip", 20, environment_name="TEST-1")
    _imported(user, samples / "small.zip", 10, type=ExecutionType.EXPORT)
    button = _at_file(user)
    assert button.isVisible() and access_key(button.text())
    menu = _offered(user)
    first, second = (action.text() for action in menu.actions())
    assert first.replace("&", "").startswith("customers.zip, ") and first.endswith(f", TEST-1, {last}")
    assert "A && B" in second and "orders.zip" in second.replace("&", "") and second.endswith(f", PROD-2, {earlier}")
    assert "A &amp; B" in menu.actions()[1].toolTip()
    find(menu, QAction, "recent_zip_2").trigger()
    menu.close()
    user.idle()
    assert user.edit("Zip file").text() == str(here)
    assert user.text("check_result") == "All rows checked: no problems."


def test_one_that_was_never_sent_has_neither_place_nor_time(user: WizardUser, samples: Path) -> None:
    _imported(user, samples / "small.zip", 5, RunState.NOT_STARTED)
    _at_file(user)
    menu = _offered(user)
    [offered] = (action.text().replace("&", "") for action in menu.actions())
    assert offered.startswith("small.zip, ") and offered.endswith(samples.name), "name and folder only"
    menu.close()


def test_without_any_nothing_is_offered(user: WizardUser, tmp_path: Path) -> None:
    _imported(user, tmp_path / "gone.zip", 5)
    assert not _at_file(user).isVisible()


def test_the_page_looks_again_each_time(user: WizardUser, samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "small.zip"
    _imported(user, path, 5)
    button = _at_file(user)
    shutil.copy(samples / "small.zip", path)
    user.press("Back")
    user.press("Next")
    user.qtbot.waitUntil(button.isVisible)
    path.unlink()
    user.press("Back")
    user.press("Next")
    user.qtbot.waitUntil(lambda: not button.isVisible())


def test_the_origin_of_a_zip_stays_known_unless_the_file_was_changed(
    user: WizardUser, samples: Path, tmp_path: Path
) -> None:
    path = tmp_path / "exported.zip"
    shutil.copy(samples / "small.zip", path)
    origin = Origin("PROD-2", "prod-2.acme.example", "48213", sha256="0" * 64)
    _imported(user, path, 5, origin=origin)
    _at_file(user)
    menu = _offered(user)
    find(menu, QAction, "recent_zip_1").trigger()
    menu.close()
    draft = user.wizard.draft
    assert draft.origin is origin
    user.idle()
    assert draft.file_origin is None and draft.lost_origin is origin, "the file is not the one that was exported"


def test_no_export_is_named_for_a_file_that_two_were_saved_as(user: WizardUser, samples: Path, tmp_path: Path) -> None:
    both, one = tmp_path / "data.zip", tmp_path / "orders.zip"
    for number, path in enumerate((both, both, one)):
        shutil.copy(samples / "small.zip", path)
        origin = Origin("PROD-2", "prod-2.acme.example", "48213", sha256=str(number) * 64)
        when = _imported(user, path, number, type=ExecutionType.EXPORT, zip_path="", origin=origin, saved_as=str(path))
    _at_file(user)
    menu = _offered(user)
    unnamed, named = (action.text().replace("&", "") for action in menu.actions())
    assert unnamed.startswith("data.zip, ") and "PROD-2" not in unnamed
    assert named.endswith(f"exported from PROD-2, {when}")
    find(menu, QAction, "recent_zip_1").trigger()
    menu.close()
    assert user.wizard.draft.origin is None
    user.idle()


def test_the_menu_fits_beside_the_longest_names(user: WizardUser, samples: Path, tmp_path: Path) -> None:
    path = tmp_path / ("W" * 200 + ".zip")
    shutil.copy(samples / "small.zip", path)
    _imported(user, path, 10, environment_name="M" * 100)
    _at_file(user)
    menu = _offered(user)
    assert menu.sizeHint().width() < 1200
    menu.close()
