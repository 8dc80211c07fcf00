"""Connections to the message buses of Linux (D-Bus). Import this module in jobs only: every call may wait."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageFlag, MessageType, new_method_call
from jeepney.bus import get_bus
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, prep_socket
from jeepney.wrappers import DBusErrorResponse, unwrap_msg

from ..core.job import CancelToken

#: Longest wait for the bus to accept the connection, and for the reply to a call, in seconds.
_PATIENCE = 5.0

#: What jeepney raises: without a bus or a reply, for an address or a message that it cannot read, for an error reply.
_FAILURES = (OSError, LookupError, RuntimeError, TypeError, ValueError, struct.error, DBusErrorResponse)


class BusError(OSError):
    """A bus, or a service on it, did not do what it was asked for."""


class BusConnection:
    """A connection to a bus; see :func:`bus_connection`. Cancelling ends every wait, except that of a call
    ``to_its_end``; what is sent afterwards still arrives."""

    def __init__(self, sock: socket.socket, cancel: CancelToken, *, takes_files: bool) -> None:
        self._cancelled = partial(cancel.on_cancel, partial(_stop_reading, sock))
        self._sender = ""  # whose signals are wanted
        with self._cancelled():
            self._connection = DBusConnection(sock, takes_files)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def call(
        self,
        service: DBusAddress,
        member: str,
        signature: str | None = None,
        *values: object,
        to_its_end: bool = False,
    ) -> tuple[Any, ...]:
        """Call a method and return the values of its reply. ``to_its_end``: wait for it even if cancelled."""
        message = new_method_call(service, member, signature, values)
        if to_its_end:
            return self._ask(message)
        with self._cancelled():
            return self._ask(message)

    def tell(self, service: DBusAddress, member: str, signature: str | None = None, *values: object) -> None:
        """Call a method without waiting for a reply."""
        message = new_method_call(service, member, signature, values)
        message.header.flags |= MessageFlag.no_reply_expected
        self._connection.send(message)

    def listen(self, service: DBusAddress) -> None:
        """Have the bus deliver the signals of an interface, from the program that owns its name now."""
        rule = MatchRule(type="signal", sender=service.bus_name, interface=service.interface, path=service.object_path)
        with self._cancelled():
            self._ask(message_bus.AddMatch(rule))
            (self._sender,) = self._ask(message_bus.GetNameOwner(service.bus_name))

    def signals(self) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """The signals as they arrive, each with its name and its values. Signals that other programs address to this
        connection are passed over: no rule keeps them away [documented]."""
        with self._cancelled():
            while True:
                message = self._connection.receive()
                fields = message.header.fields
                if message.header.message_type is MessageType.signal and fields[HeaderFields.sender] == self._sender:
                    yield fields[HeaderFields.member], message.body

    def _ask(self, message: Message) -> tuple[Any, ...]:
        body: tuple[Any, ...] = unwrap_msg(self._connection.send_and_get_reply(message, timeout=_PATIENCE))
        return body


@contextmanager
def bus_connection(bus: str, cancel: CancelToken, *, takes_files: bool = False) -> Iterator[BusConnection]:
    """Connect to a bus, SESSION or SYSTEM, for as long as the block lasts. ``takes_files``: replies may contain files.

    Whatever goes wrong in the block is raised as a BusError, or as Cancelled if it was cancelled.
    """
    with ExitStack() as stack:
        try:
            sock = prep_socket(get_bus(bus), takes_files, timeout=_PATIENCE)
            stack.callback(sock.close)
            connection = BusConnection(sock, cancel, takes_files=takes_files)
            stack.callback(connection.close)
            yield connection
        except _FAILURES as error:
            cancel.check()
            raise BusError(f"{type(error).__name__}: {error}") from error


def _stop_reading(sock: socket.socket) -> None:
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RD)
