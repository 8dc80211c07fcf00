"""Wine with a Windows of its own: the folder that it calls drive C, a server, and programs in them."""

from __future__ import annotations

import os
import selectors
import shutil
import subprocess
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path, PureWindowsPath
from types import MappingProxyType, TracebackType
from typing import IO, Self

from tools.desktop.waiting import PATIENCE

#: Debian has the loader here and no program of that name in the path without the 32-bit part.
_PLACES = os.pathsep.join(["/usr/lib/wine", os.environ.get("PATH", os.defpath)])
#: Neither .NET nor a browser engine, which Wine would ask to install, nor entries in the menu of this computer.
_OVERRIDES = "mscoree,mshtml=;winemenubuilder.exe=d"
#: The variable in which Python for Windows finds the folders of the sources: several copies of the project share it.
SOURCES_VARIABLE = "PROJECT_SOURCES"
#: Variables of this computer that mean nothing to programs for Windows, or something else.
_UNWANTED = ("WINE", "XDG_", "PYTHON", "QT_", "DMM_", "LC_", "LANG")
#: Seconds between two looks whether a program has ended, and bytes that are read at once.
_INTERVAL, _PIECE = 0.5, 65536


def program(name: str) -> str:
    """The path of one of Wine's programs. Raises FileNotFoundError if it is not installed."""
    found = shutil.which(name, path=_PLACES)
    if found is None:
        raise FileNotFoundError(f"Wine is not installed: {name} was not found.")
    return found


class RunningProgram(subprocess.Popen[bytes]):
    """A program that was started under Wine. An error in its context ends it: nobody would end it otherwise."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self.kill()
        super().__exit__(kind, error, trace)


class Wine:
    """Runs programs for Windows. Entering the context starts the server, leaving it ends all programs."""

    def __init__(self, prefix: Path, **variables: str) -> None:
        self.prefix = prefix
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_UNWANTED)}
        kept.pop("DISPLAY", None)
        self.environment = kept | {
            "WINEPREFIX": str(prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": _OVERRIDES,
            "WINELOADER": program("wine64"),
            "WINESERVER": program("wineserver64"),
            "HOME": str(prefix),
            "LC_ALL": "C.UTF-8",
            **variables,
        }

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            stack.callback(self._end)
            # The server and the services would keep the streams of the first program open until they end.
            for command in ([program("wineserver64"), "--persistent"], self.command("wineboot", "--init")):
                subprocess.run(
                    command,
                    env=self.environment,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    check=True,
                    timeout=PATIENCE,
                )
            if "DISPLAY" in self.environment:
                self._open_desktop(stack)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    @property
    def drive(self) -> Path:
        """The folder that is drive C."""
        return self.prefix / "drive_c"

    def path(self, place: PureWindowsPath | str) -> Path:
        r"""Where a path on drive C is on this computer. Names differ in case only if they were written so."""
        return self.drive.joinpath(*PureWindowsPath(place).parts[1:])

    def run(
        self,
        *command: object,
        cwd: Path | None = None,
        patience: float = PATIENCE,
        variables: Mapping[str, str] = MappingProxyType({}),
    ) -> subprocess.CompletedProcess[str]:
        """Run a program to its end, with its output read as UTF-8."""
        process = subprocess.Popen(
            self.command(*command),
            env=self.environment | dict(variables),
            cwd=cwd or self.drive,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        return completed(process, patience)

    def start(self, *command: object, **pipes: IO[bytes] | int) -> RunningProgram:
        """Start a program; its streams are null unless others are given. A file as standard output does not work."""
        streams: dict[str, IO[bytes] | int] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
        streams |= pipes
        return RunningProgram(
            self.command(*command),
            env=self.environment,
            cwd=self.drive,
            stdin=streams["stdin"],
            stdout=streams["stdout"],
            stderr=streams["stderr"],
        )

    def command(self, *words: object) -> list[str]:
        """The command that starts a program with arguments; a path of this computer becomes one on drive Z."""
        return [program("wine64"), *(windows_path(word) if isinstance(word, Path) else str(word) for word in words)]

    def _open_desktop(self, stack: ExitStack) -> None:
        """Open the desktop before any program whose output is read; it is open until the stack is closed."""
        desktop = stack.enter_context(self.start("desktop.exe", stdin=subprocess.PIPE, stdout=subprocess.PIPE))
        assert desktop.stdout is not None
        said = desktop.stdout.readline()
        assert said.strip() == b"ready", said

    def _end(self) -> None:
        server = program("wineserver64")
        for option in ("--kill", "--wait"):
            subprocess.run([server, option], env=self.environment, stderr=subprocess.DEVNULL, timeout=PATIENCE)


def completed(process: subprocess.Popen[bytes], patience: float = PATIENCE) -> subprocess.CompletedProcess[str]:
    """Wait until a process has ended, and read what it has printed by then, as UTF-8 with the line ends of Python.

    It does not wait for its streams to be closed: a console that Wine has left behind can keep them open. Raises
    TimeoutExpired after ``patience`` seconds, and has then killed the process.
    """
    assert process.stdout is not None and process.stderr is not None
    printed, errors, end = bytearray(), bytearray(), time.monotonic() + patience
    with process, selectors.DefaultSelector() as streams:
        streams.register(process.stdout, selectors.EVENT_READ, printed)
        streams.register(process.stderr, selectors.EVENT_READ, errors)
        while streams.get_map():
            has_ended = process.poll() is not None  # asked first: all that it has printed is then readable
            ready = streams.select(0 if has_ended else _INTERVAL)
            if has_ended and not ready:
                break
            for stream, _ in ready:
                if piece := os.read(stream.fd, _PIECE):
                    stream.data.extend(piece)
                else:
                    streams.unregister(stream.fileobj)
            if time.monotonic() > end:
                process.kill()
                raise subprocess.TimeoutExpired(process.args, patience, bytes(printed), bytes(errors))
        process.wait(max(end - time.monotonic(), _INTERVAL))
    said, complained = (text.decode("utf-8", "replace").replace("\r\n", "\n") for text in (printed, errors))
    return subprocess.CompletedProcess(process.args, process.returncode, said, complained)


def windows_path(path: Path) -> str:
    """A path of this computer as programs for Windows know it: on drive Z."""
    return str(PureWindowsPath("Z:/", *path.absolute().parts[1:]))


def sources() -> dict[str, str]:
    """The environment variable with which Python for Windows imports the project from its sources."""
    root = Path(__file__).resolve().parents[2]
    return {SOURCES_VARIABLE: ";".join(map(windows_path, (root / "src", root)))}
