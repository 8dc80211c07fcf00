"""An X server and a window manager for programs under Wine, and what xdotool sees and does on it."""

from __future__ import annotations

import os
import subprocess
import tempfile
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from tools.desktop.desktop import first_line, window_manager
from tools.desktop.waiting import PATIENCE, wait_for


class Screen:
    """Entering the context starts both, leaving it ends them. The display gets the first number that is free."""

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self._folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dmm-screen-")))
            self.environment = dict(os.environ) | {"LC_ALL": "C.UTF-8", "HOME": str(self._folder)}
            number = self._start(
                stack, "Xvfb", "-displayfd", "1", "-screen", "0", "1920x1200x24", "-nolisten", "tcp", "-noreset"
            )
            self.display = f":{number}"
            self.environment["DISPLAY"] = self.display
            self._start(stack, *window_manager(self._folder))
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def titles(self) -> list[str]:
        """The titles of all windows that can be seen."""
        found = self._xdotool("search", "--onlyvisible", "--name", "").stdout.split()
        return [title for one in found if (title := self._xdotool("getwindowname", one).stdout.strip())]

    def wait_for_window(self, title: str) -> None:
        """Wait for a window whose title contains these words, until it has the keyboard."""
        wait_for(lambda: title in self.active_title(), f"the window {title}", self.titles)

    def active_title(self) -> str:
        """The title of the window that has the keyboard; "" if none has it."""
        return self._xdotool("getactivewindow", "getwindowname").stdout.strip()

    def press(self, *keys: str) -> None:
        """Press keys in the window that has the keyboard; combinations are written as ``alt+F4``."""
        self._xdotool("key", "--clearmodifiers", *keys).check_returncode()

    def type(self, text: str) -> None:
        """Type a text into the window that has the keyboard."""
        self._xdotool("type", "--clearmodifiers", "--", text).check_returncode()

    def _start(self, stack: ExitStack, *command: str) -> str:
        """Start a program that says in its first line that it is ready; it ends with the stack."""
        errors = self._folder / "errors.log"
        with errors.open("ab") as file:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=file, env=self.environment
            )
        stack.callback(process.wait, PATIENCE)
        stack.callback(process.terminate)
        return first_line(process, errors)

    def _xdotool(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command of xdotool; it fails if there is no such window."""
        command = ["xdotool", *words]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=PATIENCE)
