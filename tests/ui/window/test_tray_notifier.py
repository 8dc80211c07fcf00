"""Notifications on Windows and macOS: messages at an icon in the notification area. Here Qt has none to show it in."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.desktop.notification import Notice
from dmm_desktop.ui.window.notifiers import TrayNotifier

NOTICE = Notice("Import to PROD-2", "Completed", "Show")

pytestmark = pytest.mark.qt_log_ignore("No such signal QPlatformNativeInterface::systemTrayWindowChanged")  # X11's


def test_the_icon_is_there_as_long_as_the_message_and_tells_of_a_click(qtbot: QtBot, qapp: QApplication) -> None:
    parent, clicked = QWidget(), list[str]()
    qtbot.addWidget(parent)
    notifier = TrayNotifier(parent)
    icon = parent.findChild(QSystemTrayIcon, "notification_icon")
    assert icon is not None and not icon.isVisible()
    for about in ("one", "two"):
        notifier.show(about, NOTICE, lambda about=about: clicked.append(about))  # type: ignore[misc]
    assert icon.isVisible() and icon.toolTip() == NOTICE.title
    icon.messageClicked.emit()
    assert (clicked, icon.isVisible()) == (["two"], False)
    notifier.show("one", NOTICE, lambda: clicked.append("one"))
    icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert (clicked, icon.isVisible()) == (["two", "one"], False)
    notifier.show("three", NOTICE, lambda: clicked.append("three"))
    notifier.withdraw()
    icon.messageClicked.emit()
    assert (clicked, icon.isVisible()) == (["two", "one"], False)
