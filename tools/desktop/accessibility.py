"""The windows of an application as screen readers see them, through AT-SPI and its bus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from types import TracebackType
from typing import Any, Self

from jeepney import DBusAddress, MessageFlag, MessageType, Properties, message_bus, new_method_call
from jeepney.io.blocking import Proxy, open_dbus_connection

from tools.desktop.waiting import PATIENCE

_ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
_INTERFACE = "org.a11y.atspi."
#: Their children are cells, perhaps thousands: they are read only on request.
_WITH_CELLS = ("table", "tree", "tree table", "list")


class State(IntEnum):
    """The bits of those AT-SPI states that are visible to users [documented in AtspiStateType]."""

    ACTIVE = 1
    CHECKED = 4
    ENABLED = 8
    FOCUSABLE = 11
    FOCUSED = 12
    SELECTED = 23
    SENSITIVE = 24
    SHOWING = 25
    VISIBLE = 30


class Gone(Exception):
    """The object no longer exists."""


class AccessibilityBus:
    """A connection to the accessibility bus."""

    def __init__(self, address: str) -> None:
        self._connection = open_dbus_connection(address, auth_timeout=PATIENCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def windows(self, pid: int) -> list[Node]:
        """The windows of a process; none until it has registered on the accessibility bus."""
        bus = Proxy(message_bus, self._connection)
        for application in Node(self, *_ROOT).children():
            try:
                if bus.GetConnectionUnixProcessID(application.name_on_bus) == (pid,):
                    return application.children()
            except Exception:  # it has just ended
                continue
        return []

    def call(self, node: Node, interface: str, method: str, signature: str = "", *values: Any) -> Any:
        """Call a method and return its answer. Raises Gone."""
        target = DBusAddress(node.path, node.name_on_bus, _INTERFACE + interface)
        return self._ask(new_method_call(target, method, signature or None, values))

    def get(self, node: Node, name: str) -> Any:
        """A property of an accessible object. Raises Gone."""
        target = DBusAddress(node.path, node.name_on_bus, _INTERFACE + "Accessible")
        return self._ask(Properties(target).get(name))[1]

    def tell(self, node: Node, interface: str, method: str, signature: str = "", *values: Any) -> None:
        """Call a method without waiting for the answer, which a modal dialog would delay until it is closed."""
        target = DBusAddress(node.path, node.name_on_bus, _INTERFACE + interface)
        message = new_method_call(target, method, signature or None, values)
        message.header.flags |= MessageFlag.no_reply_expected
        self._connection.send(message)

    def _ask(self, message: Any) -> Any:
        answer = self._connection.send_and_get_reply(message, timeout=PATIENCE)
        if answer.header.message_type is not MessageType.method_return:
            raise Gone(answer.body)
        return answer.body[0] if answer.body else None


@dataclass(frozen=True)
class Node:
    """One accessible object: a window, a control, a cell."""

    bus: AccessibilityBus
    name_on_bus: str
    path: str

    @property
    def name(self) -> str:
        """Its accessible name."""
        return str(self.bus.get(self, "Name"))

    @property
    def description(self) -> str:
        return str(self.bus.get(self, "Description"))

    @property
    def object_name(self) -> str:
        """Its objectName, the last part of the id that Qt provides."""
        return str(self.bus.get(self, "AccessibleId")).rpartition(".")[2]

    @property
    def role(self) -> str:
        return str(self.bus.call(self, "Accessible", "GetRoleName"))

    @property
    def text(self) -> str:
        """The text of a field."""
        return str(self.bus.call(self, "Text", "GetText", "ii", 0, -1))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height; for a window without its frame."""
        _, _, width, height = self.bus.call(self, "Component", "GetExtents", "u", 0)
        return width, height

    @property
    def middle(self) -> tuple[int, int]:
        """The middle of it on the screen."""
        x, y, width, height = self.bus.call(self, "Component", "GetExtents", "u", 0)
        return x + width // 2, y + height // 2

    def has(self, *states: State) -> bool:
        """Whether it is in all of these states."""
        low, high = self.bus.call(self, "Accessible", "GetState")
        bits = low | high << 32
        return all(bits >> state & 1 for state in states)

    def children(self) -> list[Node]:
        """Its direct children."""
        return [Node(self.bus, *place) for place in self.bus.call(self, "Accessible", "GetChildren")]

    def showing(self) -> Iterator[Node]:
        """Itself and everything visible in it, without the cells of tables."""
        yield self
        if self.role in _WITH_CELLS:
            return
        for child in self.children():
            if child.has(State.SHOWING):
                yield from child.showing()

    def press(self) -> None:
        """Do its first action: a button is pressed."""
        self.bus.tell(self, "Action", "DoAction", "i", 0)

    def fill(self, text: str) -> None:
        """Replace the text of a field."""
        self.bus.call(self, "EditableText", "SetTextContents", "s", text)

    def focus(self) -> None:
        """Give it the keyboard focus."""
        self.bus.call(self, "Component", "GrabFocus")
