"""Notifications on Linux, over D-Bus. PySide6's QtDBus cannot send the unsigned integers that the interface wants.

The interface: https://specifications.freedesktop.org/notification-spec [documented].
"""

from __future__ import annotations

import html
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .. import APPLICATION_ID, DISPLAY_NAME
from ..core.job import CancelToken, OnProgress

if TYPE_CHECKING:
    from .bus import BusConnection

_LOG = logging.getLogger(__name__)

_PATH, _NAME = "/org/freedesktop/Notifications", "org.freedesktop.Notifications"
#: A new notification, shown for as long as the desktop usually shows one.
_NEW, _AS_USUAL = 0, -1


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notification says, and what its button is called."""

    title: str
    body: str
    button: str


def notify(notice: Notice, cancel: CancelToken, report: OnProgress) -> bool:
    """Show a notification until the user clicks or dismisses it; returns whether it was clicked. A job.

    Cancelling withdraws it. Without a bus, or a service that shows it, nothing is shown, and the log says why.
    """
    from .bus import BusError, bus_connection

    try:
        with bus_connection("SESSION", cancel) as bus:
            return _show(bus, notice, cancel)
    except BusError as error:
        _LOG.info("no notification: %s", error)
        return False


def _show(bus: BusConnection, notice: Notice, cancel: CancelToken) -> bool:
    from jeepney import DBusAddress

    service = DBusAddress(_PATH, _NAME, _NAME)
    (abilities,) = bus.call(service, "GetCapabilities")  # the bus starts the service if necessary
    bus.listen(service)
    body = html.escape(notice.body, quote=False) if "body-markup" in abilities else notice.body
    actions = ["default", notice.button]  # where the service shows no button, a click on the notification
    hints = {"desktop-entry": ("s", APPLICATION_ID)}
    content = (DISPLAY_NAME, _NEW, APPLICATION_ID, notice.title, body, actions, hints, _AS_USUAL)
    (number,) = bus.call(service, "Notify", "susssasa{sv}i", *content, to_its_end=True)  # to be able to close it
    try:
        for name, values in bus.signals():
            if values[:1] == (number,):
                match name:
                    case "ActionInvoked":
                        bus.tell(service, "CloseNotification", "u", number)
                        return True
                    case "NotificationClosed":
                        return False
    except OSError:
        if cancel.cancelled:
            bus.tell(service, "CloseNotification", "u", number)
        raise
    return False
