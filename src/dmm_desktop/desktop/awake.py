"""Keeps the computer awake: it does not suspend because nobody uses it. The screen may still turn itself off."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial

from .. import DISPLAY_NAME
from ..core.job import CancelToken, OnProgress, Progress

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeptAwake(Progress):
    """The system has agreed to stay awake."""


def keep_awake(reason: str, cancel: CancelToken, report: OnProgress) -> None:
    """Keep the computer awake until the job is cancelled; reports KeptAwake. ``reason`` is shown by the system. A job.

    Returns if the system offers no way to do it; the log says why.
    """
    for stay_awake in _ways(reason, cancel):
        try:
            with stay_awake():
                report(KeptAwake())
                cancel.sleep(threading.TIMEOUT_MAX)
        except OSError as error:
            _LOG.info("the computer is not kept awake: %s", error)


if sys.platform == "win32":
    import ctypes

    _CONTINUOUS, _SYSTEM_REQUIRED = 0x80000000, 0x00000001  # ES_CONTINUOUS, ES_SYSTEM_REQUIRED

    def _ways(reason: str, cancel: CancelToken) -> tuple[Callable[[], AbstractContextManager[None]], ...]:
        return (_required,)

    @contextmanager
    def _required() -> Iterator[None]:
        """The state belongs to the thread: both calls have to come from the same one [documented by Microsoft]."""
        set_state = ctypes.windll.kernel32.SetThreadExecutionState
        set_state.argtypes = (ctypes.c_uint32,)
        set_state.restype = ctypes.c_uint32
        if not set_state(_CONTINUOUS | _SYSTEM_REQUIRED):
            raise OSError("SetThreadExecutionState was refused")
        try:
            yield
        finally:
            set_state(_CONTINUOUS)

elif sys.platform == "darwin":

    def _ways(reason: str, cancel: CancelToken) -> tuple[Callable[[], AbstractContextManager[None]], ...]:
        from .caffeinate import caffeinated

        return (caffeinated,)

else:

    def _ways(reason: str, cancel: CancelToken) -> tuple[Callable[[], AbstractContextManager[None]], ...]:
        return (partial(_login_lock, reason, cancel), partial(_portal_request, reason, cancel))

    @contextmanager
    def _login_lock(reason: str, cancel: CancelToken) -> Iterator[None]:
        """A lock of logind, which lasts until its file is closed [documented by systemd]."""
        from jeepney import DBusAddress

        from .bus import bus_connection

        name = "org.freedesktop.login1"
        manager = DBusAddress("/org/freedesktop/login1", name, f"{name}.Manager")
        with bus_connection("SYSTEM", cancel, takes_files=True) as bus:
            (lock,) = bus.call(manager, "Inhibit", "ssss", "sleep", DISPLAY_NAME, reason, "block")
            with lock:
                yield

    @contextmanager
    def _portal_request(reason: str, cancel: CancelToken) -> Iterator[None]:
        """A request to the portal of the desktop, which lasts until it is closed [documented by XDG desktops]."""
        from jeepney import DBusAddress

        from .bus import bus_connection

        name, suspend = "org.freedesktop.portal.Desktop", 4
        portal = DBusAddress("/org/freedesktop/portal/desktop", name, "org.freedesktop.portal.Inhibit")
        with bus_connection("SESSION", cancel) as bus:
            (path,) = bus.call(portal, "Inhibit", "sua{sv}", "", suspend, {"reason": ("s", reason)})
            try:
                yield
            finally:
                bus.tell(DBusAddress(path, name, "org.freedesktop.portal.Request"), "Close")
