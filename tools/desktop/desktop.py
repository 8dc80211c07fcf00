"""A separate desktop without a display: X server, window manager, session bus with key store and accessibility."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import secretstorage
from jeepney import DBusAddress, MessageType, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection

from tools.desktop.waiting import PATIENCE, wait_for
from tools.exit_status import exit_status

#: The programs that must be installed, each with its Debian package.
PROGRAMS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "dbus-daemon": "dbus-daemon",
    "gnome-keyring-daemon": "gnome-keyring",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
}
#: The first key of a session changes the keyboard from the X server's to xdotool's. By default openbox then releases
#: its key bindings and takes them again, and a key pressed meanwhile goes to the window: up to one in twenty, measured
#: with other programs running. With this configuration it never releases them.
_OPENBOX = """<?xml version="1.0"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <keyboard>
    <rebindOnMappingNotify>no</rebindOnMappingNotify>
    <keybind key="A-F4"><action name="Close"/></keybind>
  </keyboard>
</openbox_config>
"""
_KEY_STORE = "org.freedesktop.secrets"
_BUS = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")


def missing_programs() -> list[str]:
    """The packages of the missing programs."""
    return [package for program, package in PROGRAMS.items() if not shutil.which(program)]


def first_line(process: subprocess.Popen[bytes], errors: Path) -> str:
    """The first line that a program prints, which says where to reach it; ``errors`` is the file of its errors."""
    assert process.stdout is not None
    with process.stdout as output:
        line = output.readline().decode().strip()
    assert line, f"{process.args!r} did not start.\n{errors.read_text()}"
    return line


def window_manager(folder: Path) -> tuple[str, ...]:
    """The command of the window manager, whose configuration is written to the folder. It prints a line when it is
    ready: a window that appears earlier never gets the keyboard.
    """
    configuration = folder / "openbox.xml"
    configuration.write_text(_OPENBOX)
    return "openbox", "--sm-disable", "--config-file", str(configuration), "--startup", "echo ready"


class Desktop:
    """Starts everything in the order of its dependencies; leaving the context ends what was started here, and fails if
    any of it stays. The key store is unlocked and never prompts for its password.
    """

    def __init__(self) -> None:
        self._started: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            # Not below the tests' folder, because a socket's address is limited to 107 characters.
            self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dmm-e2e-")))
            self._errors = stack.enter_context((self.folder / "desktop.log").open("wb"))
            stack.callback(self._end_all)
            self.environment = self._environment()
            display = self._first_line("Xvfb", "-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp")
            self.environment["DISPLAY"] = f":{display}"
            bus = self._first_line("dbus-daemon", "--session", "--nofork", "--nosyslog", "--print-address=1")
            self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus
            self._first_line(*window_manager(self.folder))
            self._open_key_store()
            self.accessibility_bus = self._ask_for_accessibility_bus()
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def start(self, command: Sequence[str], output: IO[bytes], **more: str) -> subprocess.Popen[bytes]:
        """Start a program on this desktop, with all of its output in a file."""
        environment = {**self.environment, **more}
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=environment, cwd=self.folder
        )

    def press_keys(self, *keys: str) -> None:
        """Press keys in the window that has the keyboard; combinations are written as ``alt+F4``."""
        subprocess.run(
            ["xdotool", "key", "--clearmodifiers", *keys], env=self.environment, check=True, timeout=PATIENCE
        )

    def mouse(self, *what: object) -> None:
        """Move and press the mouse, in the words of xdotool."""
        subprocess.run(["xdotool", *map(str, what)], env=self.environment, check=True, timeout=PATIENCE)

    def active_window_size(self) -> tuple[int, int] | None:
        """Width and height, without the frame, of the window that has the keyboard."""
        answer = self._ask_xdotool("getactivewindow", "getwindowgeometry", "--shell")
        values = dict(line.split("=", 1) for line in answer.stdout.splitlines() if "=" in line)
        return (int(values["WIDTH"]), int(values["HEIGHT"])) if "WIDTH" in values else None

    def picture(self) -> str:
        """The focused window and the desktop programs that have ended, for failure messages."""
        lines = []
        for what, question in (("active window", "getactivewindow"), ("focus", "getwindowfocus")):
            answer = self._ask_xdotool(question, "getwindowname")
            lines.append(f"The {what} of the desktop: {answer.stdout}{answer.stderr}".strip())
        ended = [(one.args, code) for one in self._started if (code := one.poll()) is not None]
        lines += [f"{words!r} ended with {exit_status(code)}." for words, code in ended]
        errors = (self.folder / "desktop.log").read_text(errors="replace")
        return "\n".join([*lines, f"The programs of the desktop printed:\n{errors}"])

    def opened_pages(self) -> list[str]:
        """The addresses that programs have opened in the browser."""
        pages = self.folder / "pages"
        return pages.read_text().splitlines() if pages.exists() else []

    def stored_keys(self) -> list[str]:
        """The keys that the key store itself holds for the application."""
        with closing(self._session_bus()) as bus:
            collection = secretstorage.get_default_collection(bus)
            return sorted(item.get_secret().decode() for item in collection.search_items({"service": "dmm-desktop"}))

    def processes(self) -> dict[int, str]:
        """All processes of this desktop, including indirectly started ones: command line by process id."""
        mark = f"XDG_RUNTIME_DIR={self.folder / 'runtime'}".encode()
        found = {}
        for process in Path("/proc").iterdir():
            if process.name.isdecimal():
                with suppress(OSError):  # it has just ended, or is not ours
                    if mark in (process / "environ").read_bytes().split(b"\0"):
                        found[int(process.name)] = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        return found

    def _session_bus(self) -> DBusConnection:
        return open_dbus_connection(self.environment["DBUS_SESSION_BUS_ADDRESS"], auth_timeout=PATIENCE)

    def _environment(self) -> dict[str, str]:
        (self.folder / "runtime").mkdir(mode=0o700)
        home = self.folder / "home"
        home.mkdir()
        browser = self.folder / "bin" / "xdg-open"
        browser.parent.mkdir()
        browser.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$1\" >>{self.folder}/pages\n")
        browser.chmod(0o755)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "QT_", "DMM_"))}
        return kept | {
            "HOME": str(home),
            "PATH": f"{browser.parent}{os.pathsep}{os.environ['PATH']}",
            "TMPDIR": str(self.temporary),
            "XDG_RUNTIME_DIR": str(self.folder / "runtime"),
            "LANGUAGE": "en",
            "LC_ALL": "C.UTF-8",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_LOGGING_RULES": "qt.accessibility.atspi.warning=false",  # for objects that no longer exist
        }

    @property
    def temporary(self) -> Path:
        """The folder for temporary files of this desktop's programs."""
        folder = self.folder / "tmp"
        folder.mkdir(exist_ok=True)
        return folder

    def _start(self, *command: str, **pipes: int) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            command,
            stdin=pipes.get("stdin", subprocess.DEVNULL),
            stdout=pipes.get("stdout", self._errors),
            stderr=self._errors,
            env=self.environment,
            cwd=self.folder,
        )
        self._started.append(process)
        return process

    def _first_line(self, *command: str) -> str:
        return first_line(self._start(*command, stdout=subprocess.PIPE), self.folder / "desktop.log")

    def _ask_xdotool(self, *question: str) -> subprocess.CompletedProcess[str]:
        """Run a query of xdotool; it fails if there is no such window."""
        command = ["xdotool", *question]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=PATIENCE)

    def _open_key_store(self) -> None:
        process = self._start(
            "gnome-keyring-daemon",
            "--foreground",
            "--unlock",
            "--components=secrets",
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        )
        assert process.stdin is not None
        with process.stdin as password:
            password.write(b"test-password")
        with closing(self._session_bus()) as bus:
            wait_for(lambda: Proxy(message_bus, bus).NameHasOwner(_KEY_STORE)[0], "the key store")

    def _ask_for_accessibility_bus(self) -> str:
        with closing(self._session_bus()) as bus:
            answer = bus.send_and_get_reply(new_method_call(_BUS, "GetAddress"), timeout=PATIENCE)
        assert answer.header.message_type is MessageType.method_return, answer.body
        return str(answer.body[0])

    def _end_all(self) -> None:
        """End in reverse order of the start; what the buses have started ends with them."""
        for process in reversed(self._started):
            process.terminate()
            process.wait(PATIENCE)
        wait_for(lambda: not self.processes(), "the end of the desktop", self.processes)
