"""A user of the application: a real process on a desktop, seen and used by the names of its controls."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from types import TracebackType
from typing import Self, TypeVar

from tools.desktop.accessibility import AccessibilityBus, Gone, Node, State
from tools.desktop.desktop import Desktop
from tools.desktop.waiting import PATIENCE, wait_for
from tools.exit_status import exit_status

T = TypeVar("T")

#: The command that starts the application.
APPLICATION = (sys.executable, "-m", "dmm_desktop.app")

_BUTTONS = ("push button", "radio button", "check box", "menu item", "link")
_FIELDS = ("text", "password text")


class DesktopUser:
    """Starts the application with ``arguments``; leaving the context fails if it still runs, has printed anything, or
    has ended with an error.

    Controls are found only if they are visible, and only in the window that has the keyboard.
    """

    def __init__(self, desktop: Desktop, *arguments: object, program: tuple[str, ...] = APPLICATION) -> None:
        self._desktop = desktop
        self._command = [*program, *map(str, arguments)]
        self._was_killed = False

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self._bus = stack.enter_context(AccessibilityBus(self._desktop.accessibility_bus))
            self._output = stack.enter_context((self._desktop.folder / "application.log").open("w+b"))
            # A crash by a signal prints nothing; with this, it prints where every thread is.
            self.process = self._desktop.start(self._command, self._output, PYTHONFAULTHANDLER="1")
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._stack:
            is_left = self.process.poll() is None
            self.process.kill()
            self.process.wait(PATIENCE)
            self._output.seek(0)
            said = self._output.read().decode(errors="replace")
        end = "was still running" if is_left else f"ended with {exit_status(self.process.returncode)}"
        story = f"The application {end}, and printed:\n{said}"
        if error is not None:
            error.add_note(story)
            return
        is_success = self.process.returncode == 0 or self._was_killed
        assert not is_left and is_success and said == "", story

    @property
    def pid(self) -> int:
        """The process of the application."""
        return self.process.pid

    # What the user sees

    def window(self, object_name: str = "main_window") -> Node:
        """The window with that object name, as soon as it has the keyboard."""

        def look() -> Node | None:
            window = self._active()
            return window if window and window.object_name == object_name and self._has_keyboard(window) else None

        return self._seen(look, f"the window {object_name}")

    def find(self, name: str, *roles: str) -> Node:
        """The control with that name."""
        return self._seen(lambda: self._find(name, roles), f"{name} ({' or '.join(roles)})")

    def is_seen(self, name: str, *roles: str) -> bool:
        """Whether there is such a control now."""
        try:
            return self._find(name, roles) is not None
        except Gone:
            return False

    def read(self, object_name: str, until: Callable[[str], bool] = bool) -> str:
        """The text of the label with that object name, as soon as ``until`` holds."""

        def look() -> str | None:
            text = next((one.name for one in self._all() if one.object_name == object_name), "")
            return text if until(text) else None

        return self._seen(look, f"the label {object_name}")

    def rows(self, name: str, role: str, until: Callable[[list[str]], bool] = bool) -> list[str]:
        """The rows of a list or tree as they are read out, as soon as ``until`` holds."""

        def look() -> list[str] | None:
            widget = self._find(name, (role,))
            rows = [row.name for row in widget.children()] if widget else []
            return rows if until(rows) else None

        return self._seen(look, f"the rows of {name}")

    def runs(self) -> list[str]:
        """The runs in their list, without the headings."""
        return [row for row in self.rows("Runs", "list") if row.startswith(("Import to ", "Export from "))]

    # What the user does

    def press(self, name: str) -> None:
        """Press a button as soon as it is enabled."""

        def look() -> Node | None:
            button = self._find(name, _BUTTONS)
            return button if button and button.has(State.SENSITIVE) else None

        self._seen(look, f"the button {name}").press()

    def fill(self, name: str, text: str) -> None:
        """Set the text of a field."""
        self.find(name, *_FIELDS).fill(text)

    def type_into(self, name: str, keys: str) -> None:
        """Press keys on a list, once it has the focus."""
        self.find(name, "list").focus()
        wait_for(lambda: self.find(name, "list").has(State.FOCUSED), f"the focus on {name}", self.picture)
        self._desktop.press_keys(*keys)

    def choose_from(self, name: str, number: int) -> None:
        """Choose an entry, counted from 1, of the menu that a button opens. Keys are used, as the menu of a button is
        not among the windows that assistive tools are told of [platform]."""
        self.find(name, "push button").focus()
        wait_for(lambda: self.find(name, "push button").has(State.FOCUSED), f"the focus on {name}", self.picture)
        self._desktop.press_keys("Return", *["Down"] * number, "Return")

    def close(self, question: str = "") -> None:
        """Close the main window by the window manager's shortcut, and in the question with this object name, if any;
        the application ends with it."""
        self.window()
        self._desktop.press_keys("alt+F4")
        if question:
            self.window(question)
            self.press("Close")
        wait_for(lambda: self.process.poll() is not None, "the end of the application", self.picture)
        assert self.process.returncode == 0, f"The application ended with {exit_status(self.process.returncode)}."

    def kill(self) -> None:
        """Kill the application."""
        self.process.kill()
        self.process.wait(PATIENCE)
        self._was_killed = True

    def _seen(self, look: Callable[[], T | None], what: str) -> T:
        def look_again() -> T | None:
            code = self.process.poll()
            assert code is None, f"The application ended with {exit_status(code or 0)} before this was found: {what}."
            try:
                return look()
            except Gone:  # what is examined may change meanwhile
                return None

        return wait_for(look_again, what, self.picture)

    def _active(self) -> Node | None:
        windows = self._bus.windows(self.pid)
        popups = [one for one in windows if one.role == "popup menu" and one.has(State.SHOWING)]
        return next((one for one in [*popups, *windows] if one in popups or one.has(State.ACTIVE)), None)

    def _has_keyboard(self, window: Node) -> bool:
        """Whether the window manager agrees that the window is active. It is recognized by its size: the two have no
        name in common.

        For Qt a dialog is active as soon as it has asked the window manager for that, before it is [observed]. If the
        dialog is closed before, Qt never learns that the keyboard has stayed where it was.
        """
        return window.size == self._desktop.active_window_size()

    def _all(self) -> Iterator[Node]:
        """What is visible in the window that has the keyboard; each step asks the application."""
        window = self._active()
        return window.showing() if window else iter(())

    def _find(self, name: str, roles: tuple[str, ...]) -> Node | None:
        return next((one for one in self._all() if one.name == name and (not roles or one.role in roles)), None)

    def picture(self) -> str:
        """Everything visible, and which window has the keyboard, for the message of a failure."""
        lines = []
        for window in self._bus.windows(self.pid):
            with suppress(Gone):
                states = " ".join(state.name.lower() for state in State if window.has(state))
                lines.append(f"{window.object_name} is {states}")
                lines += [f"{one.role}: {one.name!r} ({one.object_name})" for one in window.showing()]
        return "\n".join([*lines, self._desktop.picture()])
