"""A key store that lets one wait is told for as long as it does."""

import threading
from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.services.key_store_banner import KeyStoreBanner


def test_it_is_told_from_any_thread_and_taken_back(shown: Callable[..., QWidget], qtbot: QtBot) -> None:
    wait = KeyStoreBanner()
    window = QWidget()
    wait.banner.setParent(window)
    shown(window, 600, 80)
    for waiting in (True, False):
        thread = threading.Thread(target=wait.set_waiting, args=[waiting])
        thread.start()
        thread.join()
        qtbot.waitUntil(wait.banner.isVisible if waiting else wait.banner.isHidden)
    assert "has not responded yet" in wait.banner.accessibleName()
