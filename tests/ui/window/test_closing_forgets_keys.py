"""Closing while runs are watched: whether their keys are still there after the next start."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from dmm_desktop.core.address import Address
from dmm_desktop.core.token import Token
from dmm_desktop.storage.session_keys import SessionKeys
from dmm_desktop.ui.window.main_window import MainWindow
from lockable_keyring import Lockable, lockable_keys
from ui.environment_fixtures import SavedEnvironments
from ui.lookup import find
from ui.sample_runs import SampleServices, sample_runs
from ui.test_closing_busy_dialogs import services
from ui.window.test_closing import FORGETS_KEY

__all__ = ["lockable_keys", "services"]

AGAIN = "Closing does not stop it. It is watched again after the next start."


def _watch(services: SampleServices, environment_id: str) -> None:
    run, progress, watched = sample_runs()["running"]
    root = f"https://{environment_id}.example/DMMAPI/rest/v1"
    run = replace(run, id=environment_id, environment_id=environment_id, environment_name=environment_id)
    services.put(replace(run, root=Address.parse(root)), progress, watched)


@pytest.mark.parametrize("is_read", [True, False])
def test_a_key_in_the_key_store_is_there_after_the_next_start(
    window: MainWindow,
    saved_environments: SavedEnvironments,
    services: SampleServices,
    lockable_keys: SessionKeys,
    qtbot: QtBot,
    is_read: bool,
) -> None:
    """The key store is not asked: it may have to be unlocked."""
    saved_environments.put("a", "https://a.example", "key")
    if not is_read:
        services.context.keys = SessionKeys(None)
    _watch(services, "a")
    Lockable.answers.clear()
    window.close()
    question = find(window, QMessageBox, "followed_question")
    assert question.informativeText() == AGAIN and find(question, QPushButton, "close_now").isDefault()
    Lockable.answers.set()
    find(question, QPushButton, "keep_open").click()


def test_a_key_for_this_session_only_is_not(
    window: MainWindow,
    saved_environments: SavedEnvironments,
    services: SampleServices,
    lockable_keys: SessionKeys,
    qtbot: QtBot,
) -> None:
    saved_environments.put("a", "https://a.example", "key")
    saved_environments.put("b", "https://b.example")
    lockable_keys.keep_for_session("b", Token("key"))
    _watch(services, "a")
    window.close()
    find(window, QMessageBox, "followed_question")
    _watch(services, "b")
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "close_question") is not None)
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "followed_question") is None)
    question = find(window, QMessageBox, "close_question")
    assert question.text() == "DMM Desktop is watching an import to b on b.example."
    assert question.informativeText() == (
        f"{FORGETS_KEY}\n\N{BULLET} DMM Desktop is watching an import to a on a.example. {AGAIN}"
    )
    close = find(question, QPushButton, "close_anyway")
    assert not close.isDefault() and not close.isEnabled()
    lockable_keys.put("b", Token("key"))
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "close_question") is None)
    both = find(window, QMessageBox, "followed_question")
    assert both.informativeText() == "Closing does not stop them. They are watched again after the next start."
    keep = find(both, QPushButton, "keep_open")
    assert keep.isDefault(), "Enter was meant for the former question"
    qtbot.waitUntil(find(both, QPushButton, "close_now").isEnabled)
    qtbot.keyClick(both, Qt.Key.Key_Return)
    assert window.isVisible()
