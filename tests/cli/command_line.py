"""The command line as users run it: a separate process with a data folder and environment variables."""

import os
import re
import signal
import subprocess
import sys
import sysconfig
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from json import loads
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import pytest

import python_processes
from cli.leaks import traces_of
from dmm_desktop.cli.exit_codes import ExitCode
from not_on_windows import CTRL_C, ENTRY_POINTS, PROC
from process_ends import killed_at_the_end
from tools.exit_status import exit_status

#: Longest wait for something that must happen, in seconds; only a defect takes that long. Under Wine on a busy machine,
#: a command takes ten seconds before it does anything.
PATIENCE = 120.0 if sys.platform == "win32" else 30.0
MODULE = (sys.executable, "-m", "dmm_desktop.cli")
#: What no process may write, because it would be Python's own output. "Warning: …" is a warning of the check.
_PYTHON_SPEAKS = re.compile(r"Traceback|Exception ignored|\wWarning:|defect in dmm-desktop-cli")
#: Members of the JSON document that tell about the command.
_NOT_OF_THE_RUN = ("exit_code", "error", "errors", "findings")


@dataclass(frozen=True)
class Done:
    """The result of a command: its exit code (negative: the signal that ended it) and its output."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of standard output."""
        return self.out.splitlines()

    @property
    def notes(self) -> list[str]:
        """The lines of standard error."""
        return self.err.splitlines()

    def json(self) -> dict[str, Any]:
        """Standard output, which must be exactly one JSON document."""
        document: dict[str, Any] = loads(self.out)
        assert document["exit_code"] == self.code
        assert isinstance(document["tracker_id"], str | None) and isinstance(document["state"], str | None)
        assert document["error"] == next(iter(document["errors"]), None)
        for error in document["errors"]:
            assert list(error) == ["title", "reason", "advice"]
            assert error["title"] in self.err
        return document

    def report(self) -> dict[str, Any]:
        """What the document tells about the run, which is what a report tells."""
        return {name: value for name, value in self.json().items() if name not in _NOT_OF_THE_RUN}

    def runs(self) -> list[dict[str, Any]]:
        """The list in the document."""
        runs: list[dict[str, Any]] = self.json()["runs"]
        return runs

    def failure(self) -> str:
        """The title of the error in a document without a run."""
        document = self.json()
        assert document["state"] is None
        assert {*document} - {"findings"} == {"exit_code", "state", "type", "tracker_id", "error", "errors"}
        title: str = document["error"]["title"]
        return title


#: Windows has another encoding for redirected output.
_ENCODING = {"PYTHONIOENCODING": "utf-8"} if sys.platform == "win32" else {}


class CommandLine:
    """Runs commands with the same data folder and variables. ``tokens`` are passed only in variables.

    Every command is checked: it must not output a token, a traceback or a Python warning, must not log a defect, and
    must end with one of the exit codes of the command line, not by a signal.
    """

    def __init__(self, data: Path, tokens: Sequence[str] = (), program: Sequence[str] = MODULE) -> None:
        self.data = data
        self.program = program
        self._tokens = tuple(tokens)
        self._variables = dict(zip(("DMM_TOKEN", "DMM_TOKEN_OTP"), self._tokens, strict=False))

    def __call__(self, command: str, *arguments: object, **how: Any) -> Done:
        """Run a command to its end."""
        with self.start(command, *arguments, **how) as running:
            return running.end()

    def start(
        self, command: str, *arguments: object, stdin: bytes = b"", out: Any = subprocess.PIPE, is_new: bool = False,
        flags: int = 0, **variables: str,
    ) -> "Running":  # fmt: skip
        """Start a command; further keywords are environment variables. ``is_new``: see `python_processes`. ``flags``
        are those with which Windows creates the process."""
        words, environment = self.words(command, *arguments), self.environment(**variables)
        return Running(words, stdin, out, environment, self.look_through, is_new=is_new, flags=flags)

    def plain(self, *words: str) -> Done:
        """Run the program with exactly these arguments, to its end."""
        with Running([*self.program, *words], b"", subprocess.PIPE, self.environment(), self.look_through) as running:
            return running.end()

    def words(self, command: str, *arguments: object) -> list[str]:
        """The whole command line."""
        return [str(word) for word in (*self.program, command, "--data-dir", self.data, *arguments)]

    def environment(self, **variables: str) -> dict[str, str]:
        """All environment variables of a command."""
        return os.environ | {"PYTHONWARNINGS": "error", "COLUMNS": "80"} | _ENCODING | self._variables | variables

    def look_through(self, done: Done) -> None:
        """Fail if a command wrote something that must not be shown, logged a defect or crashed."""
        written = done.out + done.err
        assert done.code in [*ExitCode], f"The command ended with {exit_status(done.code)}.\n{written}"
        assert not _PYTHON_SPEAKS.search(written), written
        for token in self._tokens:
            assert not traces_of(token, written.encode()), f"{token} was shown: {written}"
        log = self.data / "dmm-desktop.log"
        with suppress(FileNotFoundError, NotADirectoryError):
            assert " ERROR " not in log.read_text("utf-8")


class Running:
    """A running command; a context manager that leaves no process behind."""

    def __init__(
        self,
        words: list[str],
        stdin: bytes,
        out: Any,
        environment: dict[str, str],
        look_through: Callable[[Done], None],
        *,
        is_new: bool = False,
        flags: int = 0,
    ) -> None:
        self._look_through = look_through
        pipe = subprocess.PIPE
        more = {"creationflags": flags} if flags else {}
        self.process = python_processes.start(
            words, is_new=is_new, stdin=pipe, stdout=out, stderr=pipe, env=environment, bufsize=0, **more
        )
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):
            self.process.stdin.write(stdin)
        self.process.stdin.close()
        self.process.stdin = None
        assert self.process.stderr is not None
        self._errors = _Reader(self.process.stderr)
        self.process.stderr = None

    def __enter__(self) -> Self:
        self._end = ExitStack()
        self._end.callback(self._errors.all)
        self._end.callback(self.process.communicate)
        self._end.enter_context(killed_at_the_end(self.process, [*ExitCode]))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end.__exit__(kind, error, trace)

    def wait_for(self, text: str) -> None:
        """Wait until the command has written the text to standard error."""
        self._errors.wait_for(text)

    def wait_for_threads(self, number: int) -> None:
        """Wait until the command has this many threads."""
        wait_for_threads(self.process.pid, number)

    def interrupt(self, number: signal.Signals = signal.SIGINT) -> None:
        if sys.platform == "win32":
            pytest.skip(CTRL_C)
        self.process.send_signal(number)

    def end(self, patience: float = PATIENCE) -> Done:
        """Wait for the end."""
        out, _ = self.process.communicate(timeout=patience)
        # Windows has other line ends.
        written = ((out or b"").decode("utf-8"), self._errors.all())
        done = Done(self.process.returncode, *(text.replace(os.linesep, "\n") for text in written))
        self._look_through(done)
        return done


def console_script() -> Path:
    """The program that pip has made from the entry point of the command line."""
    name = "dmm-desktop-cli.exe" if sys.platform == "win32" else "dmm-desktop-cli"
    script = Path(sysconfig.get_path("scripts")) / name
    if sys.platform == "win32" and not script.exists():
        pytest.skip(ENTRY_POINTS)
    return script


class _Reader:
    """Reads a pipe on a thread: on Windows, nothing can wait for a pipe with a time limit."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self._pipe = pipe
        self._read = b""
        self._is_over = False
        self._news = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="standard error")
        self._thread.start()

    def wait_for(self, text: str) -> None:
        """Wait until the text has arrived."""
        with self._news:
            self._news.wait_for(lambda: self._is_over or text in self._text(), PATIENCE)
            assert text in self._text(), f"{text!r} did not come, but: {self._text()}"

    def all(self) -> str:
        """Everything up to the end of the pipe."""
        self._thread.join()
        return self._text()

    def _text(self) -> str:
        return self._read.decode("utf-8", "replace")

    def _run(self) -> None:
        with self._pipe:
            while piece := os.read(self._pipe.fileno(), 1 << 16):
                with self._news:
                    self._read += piece
                    self._news.notify_all()
        with self._news:
            self._is_over = True
            self._news.notify_all()


def wait_for_threads(process: int, number: int) -> None:
    """Wait until the process has this many threads."""
    if sys.platform == "win32":
        pytest.skip(PROC)
    deadline = time.monotonic() + PATIENCE
    while len(os.listdir(f"/proc/{process}/task")) < number:
        assert time.monotonic() < deadline, "the threads did not come"
        os.sched_yield()
