"""What the command line writes: results to standard output, everything else to standard error.

Text that comes from a server is shown without control characters, so that it cannot drive the terminal.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any, TextIO

from ..core.errors import DmmError
from ..core.text import Text

#: Seconds between two plain lines about the same thing.
_PLAIN_PAUSE = 10.0


def printable(line: str) -> str:
    """The line with every control character but the tab shown as a code."""
    return "".join(c if c == "\t" or c.isprintable() else f"\\x{ord(c):02x}" for c in line)


class Console:
    """One command's output. With ``as_json`` nothing but the asked-for JSON goes to standard output."""

    def __init__(self, *, as_json: bool, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self._json = as_json
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        self._bar = Bar(self._err) if self._err.isatty() else None
        self._last_line = ("", 0.0)

    def say(self, line: Text | str = "") -> None:
        """A line of the result."""
        self._clear()
        print(printable(str(line)), file=self._err if self._json else self._out, flush=True)

    def note(self, line: Text | str) -> None:
        """A line about the work."""
        self._clear()
        print(printable(str(line)), file=self._err, flush=True)

    def give(self, value: Any) -> None:
        """The asked-for JSON."""
        self._clear()
        print(json.dumps(value, indent=2, ensure_ascii=False), file=self._out, flush=True)

    def fail(self, error: DmmError) -> None:
        """Problem, cause, remedy."""
        self.note(f"Error: {error.title}")
        for part in (error.reason, error.advice):
            if part is not None:
                self.note(f"  {part}")

    def progress(self, phase: str, line: Text | str, done: float, total: float | None) -> None:
        """How far the work is: a bar on a terminal, a line every now and then and at each new phase elsewhere."""
        if self._bar is not None:
            self._bar.show(printable(str(line)), done, total)
            return
        last_phase, last_time = self._last_line
        now = time.monotonic()
        if phase != last_phase or now - last_time >= _PLAIN_PAUSE:
            self._last_line = (phase, now)
            print(printable(str(line)), file=self._err, flush=True)

    def close(self) -> None:
        self._clear()

    def _clear(self) -> None:
        if self._bar is not None:
            self._bar.clear()


class Bar:
    """A bar that fills with the work and is replaced in place."""

    def __init__(self, out: TextIO) -> None:
        from tqdm import tqdm  # half of the start-up time of a command that shows no bar

        self._tqdm: Any = tqdm(
            total=1.0, file=out, leave=False, bar_format="{desc} |{bar}| {percentage:3.0f} %", ascii=" ▏▎▍▌▋▊▉█"
        )
        self._tqdm.clear()

    def show(self, line: str, done: float, total: float | None) -> None:
        self._tqdm.set_description_str(line, refresh=False)
        self._tqdm.n = min(done / total, 1.0) if total else 0.0
        self._tqdm.refresh()

    def clear(self) -> None:
        self._tqdm.clear()
