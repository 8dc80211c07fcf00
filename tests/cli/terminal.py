"""The command line on a terminal, and what the user sees there."""

import sys

import pytest

from not_on_windows import TERMINALS

if sys.platform == "win32":
    pytest.skip(TERMINALS, allow_module_level=True)

import codecs
import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from cli.command_line import PATIENCE
from dmm_desktop.cli.exit_codes import ExitCode
from process_ends import killed_at_the_end

COLUMNS = 80
#: Makes the terminal on standard input the session's controlling one, as a shell does, so that Ctrl-C reaches the
#: command.
_AS_A_SHELL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
)


class Terminal:
    """A command on a terminal of its own, used for all standard streams except ``out``, if given."""

    def __init__(
        self, words: Sequence[object], environment: Mapping[str, str], out: int | None = None, columns: int = COLUMNS
    ) -> None:
        self._words = [str(word) for word in words]
        self._environment = environment
        self._out = out
        self._columns = columns
        self._decode = codecs.getincrementaldecoder("utf-8")().decode
        self._is_closed = False
        self.written = ""

    def __enter__(self) -> Self:
        self._person, command = pty.openpty()
        fcntl.ioctl(command, termios.TIOCSWINSZ, struct.pack("HHHH", 24, self._columns, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-c", _AS_A_SHELL, *self._words],
            stdin=command,
            stdout=command if self._out is None else self._out,
            stderr=command,
            env=self._environment,
            start_new_session=True,
        )
        os.close(command)
        self._end = ExitStack()
        self._end.callback(self.close)
        self._end.callback(self.process.wait)
        self._end.enter_context(killed_at_the_end(self.process, [*ExitCode]))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end.__exit__(kind, error, trace)

    def close(self) -> None:
        """Close the terminal, as if its window were closed."""
        if not self._is_closed:
            os.close(self._person)
        self._is_closed = True

    def wait_for(self, text: str) -> None:
        """Wait until the text has been written."""
        while text not in self.written:
            assert self._read(), f"{text!r} did not come, but: {self.written!r}"

    def type(self, keys: str) -> None:
        """Press keys: "\\r" is Enter, "\\x03" Ctrl-C, "\\x04" Ctrl-D."""
        os.write(self._person, keys.encode())

    def end(self) -> int:
        """Wait for the end and return the exit code."""
        while self._read():
            pass
        return self.process.wait(PATIENCE)

    def echoes(self) -> bool:
        """Whether the terminal echoes input."""
        return bool(termios.tcgetattr(self._person)[3] & termios.ECHO)

    def screen(self) -> list[str]:
        """The visible lines, without trailing blanks."""
        return screen(self.written, self._columns or COLUMNS)

    def _read(self) -> bool:
        ready, _, _ = select.select([self._person], [], [], PATIENCE)
        assert ready, f"nothing more came than {self.written!r}"
        try:
            piece = os.read(self._person, 1 << 16)
        except OSError:  # Linux's error for a terminal that is no longer open
            piece = b""
        self.written += self._decode(piece, final=not piece)
        return bool(piece)


def screen(written: str, columns: int = COLUMNS) -> list[str]:
    """Render the text like a terminal, which handles line ends, carriage returns and its width."""
    lines: list[list[str]] = [[]]
    column = 0
    for character in written:
        assert character in "\r\n\t" or unicodedata.category(character)[0] != "C", f"{character!r} drives the terminal"
        if character == "\r":
            column = 0
        elif character == "\n":
            lines.append([])
            column = 0
        else:
            if column >= columns:
                lines.append([])
                column = 0
            lines[-1][column : column + 1] = [character]
            column += 1
    return ["".join(line).rstrip() for line in lines]
