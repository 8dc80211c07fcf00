"""What the command line writes: results to standard output, everything else to standard error.

Text that comes from a server is shown without control characters, so that it cannot drive the terminal.
"""

from __future__ import annotations

import io
import os
import sys
import threading
import time
from typing import Any, TextIO

from ..core.errors import DmmError, LocalError
from ..core.exact_json import write
from ..core.legible import legible
from ..core.text import Text, text

#: Seconds between two plain lines about the same thing.
_PLAIN_PAUSE = 10.0


def printable(line: str) -> str:
    """One line of it, with every control character but the tab shown as a code."""
    return legible(" ".join(line.splitlines()), keep="\t")


class Console:
    """One command's output. With ``as_json`` nothing but the asked-for JSON goes to standard output.

    May be used from the thread of a job. Standard error that cannot be written is given up: it must not end an import.
    """

    def __init__(self, *, as_json: bool) -> None:
        self._json = as_json
        self._out, self._err = _lenient(sys.stdout), _lenient(sys.stderr)
        self._bar: Bar | None = None
        self._last_line = ("", 0.0)
        self._lock = threading.Lock()

    def say(self, line: Text | str = "") -> None:
        """A line of the result. Raises LocalError, and BrokenPipeError if whoever read the output has gone."""
        if self._json:
            self.note(line)
        else:
            self._print_out(printable(str(line)))

    def give(self, value: Any) -> None:
        """The asked-for JSON, in ASCII: it is right in whatever encoding the output has. Raises as :meth:`say`."""
        self._print_out(write(value, indent=2))

    def note(self, line: Text | str) -> None:
        """A line about the work."""
        with self._lock:
            self._clear()
            self._print_err(str(line))

    def fail(self, error: DmmError) -> None:
        """Problem, cause, remedy."""
        self.note(f"Error: {error.title}")
        for part in (error.reason, error.advice):
            if part is not None:
                self.note(f"  {part}")

    def progress(self, phase: str, line: Text | str, done: float, total: float | None) -> None:
        """How far the work is: a bar on a terminal, a line every now and then and at each new phase elsewhere."""
        with self._lock:
            if self._err.isatty():
                self._bar = self._bar or Bar(self._err)
                self._bar.show(printable(str(line)), done, total)
                return
            last_phase, last_time = self._last_line
            now = time.monotonic()
            if phase != last_phase or now - last_time >= _PLAIN_PAUSE:
                self._last_line = (phase, now)
                self._print_err(str(line))

    def clear(self) -> None:
        """Take the bar away."""
        with self._lock:
            self._clear()

    def end_line(self) -> None:
        """A person was answering a question on the terminal and did not end the line."""
        if self._err.isatty():
            self.note("")

    def _clear(self) -> None:
        if self._bar is not None:
            self._bar.clear()

    def _print_err(self, line: str) -> None:
        try:
            print(printable(line), file=self._err, flush=True)
        except OSError:
            _forget(self._err)

    def _print_out(self, lines: str) -> None:
        with self._lock:
            self._clear()
            try:
                print(lines, file=self._out, flush=True)
            except OSError as error:
                _forget(self._out)
                if isinstance(error, BrokenPipeError):
                    raise
                raise LocalError(
                    text("The output could not be written."),
                    text("{cause}.", cause=error.strerror or str(error)),
                    text("Free some space or send the output elsewhere, then try again."),
                ) from error


def _lenient(stream: TextIO | None) -> TextIO:
    """The stream, able to take every character whatever its encoding; a process may have been started without it."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    return stream or io.StringIO()


def _forget(stream: TextIO) -> None:
    """Nobody takes this output any more; the interpreter must not fail to flush it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class Bar:
    """A bar that fills with the work and is replaced in place."""

    def __init__(self, out: TextIO) -> None:
        from tqdm import tqdm  # half of the start-up time of a command that shows no bar

        tqdm.monitor_interval = 0  # no thread that draws when nobody asks for it
        self._tqdm: Any = tqdm(
            total=1.0,
            file=out,
            leave=False,
            bar_format="{desc} |{bar}| {percentage:3.0f} %",
            dynamic_ncols=True,
            delay=1e-9,  # nothing before the first line
        )

    def show(self, line: str, done: float, total: float | None) -> None:
        self._tqdm.set_description_str(line, refresh=False)
        self._tqdm.n = min(done / total, 1.0) if total else 0.0
        self._tqdm.refresh()

    def clear(self) -> None:
        self._tqdm.clear()
