"""A message bus of the tests with the services of a desktop on it: notifications, logind, and the portal."""

from __future__ import annotations

import os
import select
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

import pytest
from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection

NOTIFICATIONS = "org.freedesktop.Notifications"
LOGIN = "org.freedesktop.login1"
PORTAL = "org.freedesktop.portal.Desktop"

#: Longest wait for a call that has to come, in seconds.
_PATIENCE = 30.0

_NOTIFICATIONS = DBusAddress("/org/freedesktop/Notifications", NOTIFICATIONS, NOTIFICATIONS)
_REQUEST = "/org/freedesktop/portal/desktop/request/1/2"

#: A bus that starts no service of this computer.
_CONFIGURATION = """<busconfig>
  <type>session</type>
  <listen>unix:tmpdir={folder}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""


@contextmanager
def message_bus_of_tests() -> Iterator[str]:
    """Start a bus; returns its address, under which it is both the session's and the system's."""
    if not shutil.which("dbus-daemon"):
        pytest.fail("Install dbus-daemon: the test needs a message bus.", pytrace=False)
    with TemporaryDirectory(prefix="bus-") as folder, pytest.MonkeyPatch.context() as patch:
        (file := Path(folder) / "bus.conf").write_text(_CONFIGURATION.format(folder=folder))
        command = ["dbus-daemon", f"--config-file={file}", "--nofork", "--nosyslog", "--print-address=1"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
            assert daemon.stdout is not None
            try:
                address = daemon.stdout.readline().strip()
                patch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
                patch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
                yield address
            finally:
                daemon.terminate()


@dataclass
class Shown:
    """A notification as it was received from ``sender``."""

    sender: str
    number: int
    title: str
    body: str
    actions: list[str]
    sent: tuple[Any, ...]
    is_open: bool = True


@dataclass
class DesktopServices:
    """The services with these names, until the end of the context. What they are asked for is in ``calls``; a name in
    ``broken`` answers with errors, one in ``silent`` not at all."""

    address: str
    names: tuple[str, ...] = (NOTIFICATIONS, LOGIN, PORTAL)
    abilities: tuple[str, ...] = ("actions", "body", "body-markup")
    broken: set[str] = field(default_factory=set)
    silent: set[str] = field(default_factory=set)

    def __enter__(self) -> Self:
        self.shown: list[Shown] = []
        self.calls: list[str] = []
        self.reasons: list[str] = []  # of whoever keeps the computer awake
        self._locks: list[int] = []  # our ends of the files that logind gives out
        self._requests: set[str] = set()  # who has a request open at the portal
        self._changed = threading.Condition()
        self._connection: DBusConnection = open_dbus_connection(self.address, enable_fds=True, auth_timeout=_PATIENCE)
        for name in self.names:
            assert Proxy(message_bus, self._connection).RequestName(name) == (1,)
        self._thread = threading.Thread(target=self._serve, name="desktop services")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join(_PATIENCE)
        self._connection.close()
        for lock in self._locks:
            os.close(lock)

    def click(self, shown: Shown, action: str = "default") -> None:
        """Click a notification, as the user would."""
        self._tell("ActionInvoked", "us", shown.number, action)

    def claim_click(self, shown: Shown) -> None:
        """Claim, as another program on the bus, that the user has clicked a notification."""
        with open_dbus_connection(self.address, auth_timeout=_PATIENCE) as other:
            signal = new_signal(_NOTIFICATIONS, "ActionInvoked", "us", (shown.number, "default"))
            signal.header.fields[HeaderFields.destination] = shown.sender
            other.send(signal)
            Proxy(message_bus, other).GetId()  # the bus has passed on what was sent before

    def dismiss(self, shown: Shown) -> None:
        """Dismiss a notification, as the user would."""
        shown.is_open = False
        self._tell("NotificationClosed", "uu", shown.number, 2)

    @property
    def open(self) -> list[Shown]:
        """The notifications on the screen."""
        return [one for one in self.shown if one.is_open]

    @property
    def locks(self) -> int:
        """How many locks of logind are held: whose files are open at the other end."""
        return sum(map(_is_held, self._locks))

    def wait_for_release(self) -> None:
        """Wait until no lock of logind is held. Not for the GUI thread, whose events have to release it."""
        for lock in self._locks:
            assert select.select([lock], [], [], _PATIENCE)[0] and not os.read(lock, 1), "it is still held"

    @property
    def requests(self) -> int:
        """How many requests to the portal have not been closed."""
        return len(self._requests)

    def wait_for_call(self, member: str, times: int = 1) -> None:
        """Wait until a method has been called, so many times."""
        with self._changed:
            assert self._changed.wait_for(lambda: self.calls.count(member) >= times, _PATIENCE), self.calls

    def _tell(self, member: str, signature: str, *values: object) -> None:
        self._connection.send(new_signal(_NOTIFICATIONS, member, signature, values))

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                message = self._connection.receive()
                if message.header.message_type is MessageType.method_call:
                    self._answer(message)

    def _answer(self, call: Message) -> None:
        fields = call.header.fields
        member, asked = fields[HeaderFields.member], fields[HeaderFields.destination]
        reply = self._carry_out(call, member)
        if asked in self.broken:
            reply = new_error(call, "org.freedesktop.DBus.Error.Failed", "s", ("It does not work.",))
        if asked not in self.silent and reply is not None:
            self._connection.send(reply)
        with self._changed:  # after the reply, which a signal of the test must follow
            self.calls.append(member)
            self._changed.notify_all()

    def _carry_out(self, call: Message, member: str) -> Message | None:
        fields, values = call.header.fields, call.body
        if fields[HeaderFields.destination] in self.broken | self.silent:
            return None
        match fields[HeaderFields.interface], member:
            case _, "GetCapabilities":
                return new_method_return(call, "as", (list(self.abilities),))
            case _, "Notify":
                sender, number = fields[HeaderFields.sender], len(self.shown) + 1
                self.shown.append(Shown(sender, number, values[3], values[4], values[5], values))
                return new_method_return(call, "u", (len(self.shown),))
            case _, "CloseNotification":
                self.shown[values[0] - 1].is_open = False
            case "org.freedesktop.login1.Manager", "Inhibit":
                ours, theirs = os.pipe()
                self._locks.append(ours)
                self.reasons.append(values[2])
                assert (values[0], values[3]) == ("sleep", "block")
                self._connection.send(new_method_return(call, "h", (theirs,)))
                os.close(theirs)
            case "org.freedesktop.portal.Inhibit", "Inhibit":
                assert values[1] == 4  # suspend
                self._requests.add(_REQUEST)
                self.reasons.append(values[2]["reason"][1])
                return new_method_return(call, "o", (_REQUEST,))
            case "org.freedesktop.portal.Request", "Close":
                self._requests.discard(fields[HeaderFields.path])
        return None


def _is_held(lock: int) -> bool:
    """Whether the file is open at the other end; it can be read, to its end, once it is not."""
    return not select.select([lock], [], [], 0)[0]
