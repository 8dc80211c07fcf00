"""The output of the command line: results to standard output, as one JSON document if requested, everything else to
standard error."""

from __future__ import annotations

import errno
import io
import os
import sys
import threading
import time
from collections.abc import Mapping
from typing import Any, TextIO

from ..core.errors import DmmError, LocalError
from ..core.exact_json import write
from ..core.job import BytesProgress, Progress
from ..core.redaction import Redaction
from ..core.text import Text, escape_controls, text
from ..operations.retrying import Waiting
from ..operations.save_payload import Receiving, Verifying
from ..operations.start_execution import AwaitingAnswer
from ..operations.start_import import Uploading
from .exit_codes import ExitCode
from .standard_streams import is_terminal, make_readable


class Result:
    """The results and errors of a command, collected while it runs and written at its end. ``error`` is the first of
    ``errors``.

    ``tracker_id`` is the tracker id given by the user, if any.
    """

    def __init__(self, tracker_id: str | None = None) -> None:
        self._document: dict[str, Any] = {"exit_code": None, "state": None, "type": None, "tracker_id": tracker_id}
        self._errors: list[dict[str, str | None]] = []

    def give(self, fields: Mapping[str, Any]) -> None:
        """Add fields to the document."""
        self._document |= fields

    def fail(self, error: DmmError) -> None:
        """Add an error."""
        self._add(error.title, error.reason, error.advice)

    def interrupt(self, sentence: Text | str) -> None:
        """Record that the user ended the command."""
        self._add(sentence)

    def document(self, code: ExitCode) -> dict[str, Any]:
        """The document of a command that ends with this exit code."""
        first = self._errors[0] if self._errors else None
        return self._document | {"exit_code": int(code), "error": first, "errors": self._errors}

    def _add(self, title: Text | str, reason: Text | str | None = None, advice: Text | str | None = None) -> None:
        said = {"title": title, "reason": reason, "advice": advice}
        self._errors.append({name: None if part is None else str(part) for name, part in said.items()})


#: Seconds between two plain progress lines of the same phase.
_PLAIN_PAUSE = 10.0


def printable(line: str) -> str:
    """The text as one line, with every control character except the tab shown as a code."""
    return escape_controls(" ".join(line.splitlines()), keep="\t")


class Console:
    """The output of one command. With ``as_json`` only the document is written to standard output, at the end.

    ``secrets`` hides the command's tokens in all of it: an address or another argument may contain one.

    May be used from the thread of a job. Output that cannot be written must not end an import, so nothing here raises:
    output to standard error stops, ``is_heard`` says whether standard output still works, and :meth:`ending` converts a
    failure to an exit code.
    """

    def __init__(self, secrets: Redaction, *, as_json: bool, tracker_id: str | None = None) -> None:
        self._secrets = secrets
        self._json = as_json
        self._out, self._err = _Stream(sys.stdout), _Stream(sys.stderr)
        self._bar: Bar | None = None
        self._last_line = ("", 0.0)
        self._result = Result(tracker_id)
        self._is_given = self._out_failed = False
        # One lock for each stream: messages must get through even if the reader of the output blocks it.
        self._writing_out, self._writing_err = threading.Lock(), threading.Lock()

    @property
    def is_heard(self) -> bool:
        """Whether standard output still works: its reader is still there, and its disk is not full."""
        return not self._out.is_lost

    def say(self, line: Text | str = "") -> None:
        """Write a line of the result."""
        if self._json:
            self.note(line)
        else:
            self._print_out(self._printable(line))

    def give(self, fields: Mapping[str, Any]) -> None:
        """Add fields to the JSON document."""
        self._result.give(fields)

    def note(self, line: Text | str) -> None:
        """Write a line about work in progress."""
        with self._writing_err:
            self._print_err(self._printable(line))

    def warn(self, error: DmmError) -> None:
        """Write problem, cause and remedy of an error that may still go away."""
        self.note(f"Error: {error.title}")
        for part in (error.reason, error.advice):
            if part is not None:
                self.note(f"  {part}")

    def fail(self, error: DmmError) -> None:
        """Write problem, cause and remedy of an error, and add it to the JSON document."""
        self.warn(error)
        self._result.fail(error)

    def interrupted(self, sentence: Text | str) -> None:
        """Say what ending the command means, also in the JSON document."""
        self.note(sentence)
        self._result.interrupt(sentence)

    def progress(self, phase: str, line: Text | str, done: float, total: float | None) -> None:
        """Show progress: as a bar on a terminal, otherwise as a line at each new phase and at intervals."""
        shown = self._printable(line)
        with self._writing_err:
            if self._err.is_terminal:
                self._draw(shown, done, total)
                return
            last_phase, last_time = self._last_line
            now = time.monotonic()
            if phase != last_phase or now - last_time >= _PLAIN_PAUSE:
                self._last_line = (phase, now)
                self._print_err(shown)

    def clear(self) -> None:
        """Remove the bar."""
        with self._writing_err:
            self._clear()

    def end_line(self) -> None:
        """End the terminal's line if the user left a prompt unfinished."""
        if self._err.is_terminal:
            self.note("")

    def write_document(self, code: ExitCode) -> None:
        """Write the JSON document, once, if requested. It is ASCII, which is valid in any encoding of the output."""
        if self._json and not self._is_given:
            self._is_given = True
            self._print_out(write(self._without_secrets(self._result.document(code)), indent=2))

    def ending(self, code: ExitCode) -> ExitCode:
        """The exit code, which also depends on whether everything could be written: a closed pipe is not a problem,
        because its reader has read enough, but a full disk is."""
        return code or (ExitCode.LOCAL_PROBLEM if self._out_failed else code)

    def _printable(self, line: Text | str) -> str:
        return printable(self._secrets(str(line)))

    def _without_secrets(self, value: Any) -> Any:
        """The value of a member of the document with its texts as they are shown."""
        if isinstance(value, str):
            return self._secrets(value)
        if isinstance(value, Mapping):
            return {name: self._without_secrets(inner) for name, inner in value.items()}
        return [*map(self._without_secrets, value)] if isinstance(value, list | tuple) else value

    def _print_out(self, lines: str) -> None:
        self.clear()
        with self._writing_out:
            failure = self._out.print(lines)
        if failure is not None:
            self._out_failed = True
            self.fail(
                LocalError(
                    text("The output could not be written."),
                    text("{cause}.", cause=failure.strerror or str(failure)),
                    text("Free some space or send the output elsewhere, then try again."),
                )
            )

    def _print_err(self, line: str) -> None:
        self._clear()
        self._err.print(line)

    def _draw(self, line: str, done: float, total: float | None) -> None:
        if self._err.is_lost:
            return
        self._bar = self._bar or Bar(self._err.stream)
        try:
            self._bar.show(line, done, total)
        except OSError:
            self._err.lose()

    def _clear(self) -> None:
        if self._bar is None or self._err.is_lost:
            return
        try:
            self._bar.clear()
        except OSError:
            self._err.lose()


class _Stream:
    """A standard stream that accepts every character in any encoding. It may be missing, if the process was started
    without it. After a failure, nothing more is written to it."""

    def __init__(self, stream: TextIO | None) -> None:
        make_readable(stream)
        self.stream = stream or io.StringIO()
        self.is_terminal = is_terminal(stream)
        self.is_lost = stream is None

    def print(self, lines: str) -> OSError | None:
        """Write the lines. Returns the error, unless it means that the reader has gone."""
        if self.is_lost:
            return None
        try:
            self.stream.write(f"{lines}\n")  # one call, because Interrupted may be raised at any moment
            self.stream.flush()
        except OSError as error:
            self.lose()
            return None if self._has_no_reader(error) else error
        return None

    def lose(self) -> None:
        """Discard the buffered output, so that the interpreter does not fail to write it at exit."""
        self.is_lost = True
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.stream.fileno())
        os.close(nowhere)

    def _has_no_reader(self, error: OSError) -> bool:
        """Whether the error means a closed pipe, which Windows reports as an invalid argument, or a closed terminal."""
        return (
            isinstance(error, BrokenPipeError)
            or (sys.platform == "win32" and error.errno == errno.EINVAL)
            or (self.is_terminal and error.errno == errno.EIO)
        )


class Bar:
    """A progress bar that is redrawn in place."""

    def __init__(self, out: TextIO) -> None:
        from tqdm import tqdm  # would double the start-up time of a command without a bar

        tqdm.monitor_interval = 0  # no thread that redraws without changes
        self._tqdm: Any = tqdm(
            total=1.0,
            file=out,
            leave=False,
            bar_format="{desc} |{bar}| {percentage:3.0f} %",
            dynamic_ncols=True,
            delay=1e-9,  # draws nothing before the first line
        )

    def show(self, line: str, done: float, total: float | None) -> None:
        self._tqdm.set_description_str(line, refresh=False)
        self._tqdm.n = min(done / total, 1.0) if total else 0.0
        self._tqdm.refresh()

    def clear(self) -> None:
        self._tqdm.clear()


#: Size of a download, in bytes, from which progress is shown: most logs arrive before the user could read a line about
#: them.
_WORTH_TELLING = 1_000_000


class Transfers:
    """Shows uploads, downloads and repeated requests on the console; ``payload`` is what is downloaded."""

    def __init__(self, console: Console, payload: str = "logs") -> None:
        self._console = console
        self._payload = payload
        self._is_told = False
        self._told = ""

    def show(self, value: Progress) -> None:
        match value:
            case Waiting():
                self._wait(value)
            case Uploading():
                self._tell_limits(value)
                self._show("upload", "Uploading", value.done, value.total)
            case AwaitingAnswer():
                self._console.progress("answer", "Sent. Waiting for the tracker id…", 1, 1)
            case Receiving() | Verifying():
                if value.done >= _WORTH_TELLING:
                    doing = "Receiving" if isinstance(value, Receiving) else "Verifying"
                    self._show("download", f"{doing} the {self._payload},", value.done, value.total)
            case BytesProgress():
                self._show("check", "Checking", value.done, value.total)

    def _tell_limits(self, upload: Uploading) -> None:
        """Shows the limits once, before the first byte."""
        if not self._is_told:
            self._is_told = True
            for sentence in upload.limits:
                self._console.note(f"Note: {sentence}")

    def _wait(self, value: Waiting) -> None:
        trouble = str(value.trouble.title)
        if trouble != self._told:
            self._told = trouble
            self._console.note(trouble)
        self._console.progress("waiting", f"Trying again in {value.seconds:.0f} s.", 0, None)

    def _show(self, phase: str, doing: str, done: int, total: int | None) -> None:
        unit, size = ("MB", 1e6) if total is None or total >= 1e6 else ("KB", 1e3)
        of = f" of {total / size:,.1f}" if total is not None else ""
        self._console.progress(phase, f"{doing} {done / size:,.1f}{of} {unit}", done, total)
