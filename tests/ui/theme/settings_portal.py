"""Simulates a desktop that changes its appearance, and prints the application's reaction.

dbus-run-session -- python tests/ui/theme/settings_portal.py

Qt learns of dark mode and high contrast from the settings portal of XDG desktops. Here it runs on a separate bus, for
an application in a second process; each change waits for the effect of the previous one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading

from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_PATH, _INTERFACE = "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings"
_APPEARANCE = "org.freedesktop.appearance"
_SETTINGS = {"color-scheme": 1, "contrast": 0}  # dark, ordinary
_CHANGES = [("color-scheme", 2), ("color-scheme", 1), ("contrast", 1), ("contrast", 0)]


def application() -> int:
    """The application: prints its appearance at the start and after every change, for the expected number of
    changes; then the user chooses light, and the system's appearance again."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from dmm_desktop.ui.theme.theme import Appearance, Theme

    running = QApplication([])
    theme = Theme(running)
    told = []
    choices = [Appearance.LIGHT, None]

    def tell() -> None:
        told.append(theme.appearance)
        print(theme.appearance.value, theme.tokens.window, flush=True)
        if len(told) > len(_CHANGES):
            if choices:
                theme.use(choices.pop(0))
            else:
                running.quit()

    theme.changed.connect(tell)
    QTimer.singleShot(0, tell)
    QTimer.singleShot(20_000, lambda: running.exit(1))  # if nothing arrives, the test fails instead of waiting
    return running.exec()


def answer(call: Message) -> Message:
    """The portal's reply to a call."""
    member = call.header.fields.get(HeaderFields.member)
    values = {key: ("u", value) for key, value in _SETTINGS.items()}
    if member == "ReadAll":
        return new_method_return(call, "a{sa{sv}}", ({_APPEARANCE: values},))
    if member in ("Read", "ReadOne") and call.body[0] == _APPEARANCE and call.body[1] in values:
        value = values[call.body[1]]
        return new_method_return(call, "v", (("v", value) if member == "Read" else value,))
    return new_error(call, "org.freedesktop.portal.Error.NotFound")


def serve(bus: DBusConnection) -> None:
    """Answer calls until the process ends."""
    while True:
        message = bus.receive()
        if message.header.message_type is MessageType.method_call:
            bus.send(answer(message))


def desktop() -> int:
    """The desktop: starts the application and makes a change after each line that it prints."""
    bus = open_dbus_connection(auth_timeout=60)
    bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.portal.Desktop"))
    threading.Thread(target=serve, args=(bus,), daemon=True).start()
    changes = list(_CHANGES)
    platform = {"QT_QPA_PLATFORM": "offscreen", "QT_QPA_PLATFORMTHEME": "xdgdesktopportal"}
    command = [sys.executable, __file__, "application"]
    with subprocess.Popen(command, env=os.environ | platform, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for line in child.stdout:
            print(line, end="", flush=True)
            if changes:
                key, value = changes.pop(0)
                _SETTINGS[key] = value
                address = DBusAddress(_PATH, interface=_INTERFACE)
                bus.send(new_signal(address, "SettingChanged", "ssv", (_APPEARANCE, key, ("u", value))))
    return child.returncode


if __name__ == "__main__":
    sys.exit(application() if sys.argv[1:] else desktop())
