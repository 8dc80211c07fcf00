"""KeePassXC as the key store of a separate desktop session, and a user who answers its prompts."""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import secretstorage
from jeepney import message_bus
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection

from tools.desktop.desktop import first_line, window_manager
from tools.desktop.waiting import PATIENCE, wait_for

PROGRAMS = {
    "keepassxc": "keepassxc",
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "dbus-daemon": "dbus-daemon",
}
PASSWORD = "test-password"
_CHILD = Path(__file__).with_name("keepassxc_child.py")
_NAME = "org.freedesktop.secrets"
#: A bus without activation, because it would start gnome-keyring if KeePassXC does not respond.
_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir={folder}</listen><policy context="default">
<allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>
"""
_SETTINGS = """[General]
UpdateCheckMessageShown=true
[GUI]
CheckForUpdates=false
[FdoSecrets]
Enabled={enabled}
ShowNotification=false
ConfirmAccessItem={confirms}
ConfirmDeleteItem={confirms}
"""


def missing_programs() -> list[str]:
    """The packages of the missing programs."""
    return [package for program, package in PROGRAMS.items() if not shutil.which(program)]


class KeePassXC:
    """A session with KeePassXC: with its database ``unlocked`` or not, and ``offered`` to other programs or not.

    With ``confirms``, its default, it asks before giving a program what another one has stored.
    """

    def __init__(self, unlocked: bool = True, offered: bool = True, confirms: bool = False) -> None:
        self._unlocked, self._offered, self._confirms = unlocked, offered, confirms

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            # Not below the tests' folder, because a socket's address is limited to 107 characters.
            self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dmm-keys-")))
            self._errors = stack.enter_context((self.folder / "session.log").open("wb"))
            self._stack = stack
            self.environment = self._environment()
            self._database = self._make_database()
            self.environment["DISPLAY"] = ":" + self._first_line("Xvfb", "-displayfd", "1", "-nolisten", "tcp")
            (self.folder / "bus.conf").write_text(_BUS.format(folder=self.folder))
            bus = ("dbus-daemon", f"--config-file={self.folder}/bus.conf", "--nofork", "--nosyslog")
            self.environment["DBUS_SESSION_BUS_ADDRESS"] = self._first_line(*bus, "--print-address=1")
            self._first_line(*window_manager(self.folder))
            self._start_keepassxc()
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    @contextmanager
    def doing(self, *deed: str) -> Iterator[subprocess.Popen[str]]:
        """A process that uses our session keys; it has ended when the context ends."""
        command = [sys.executable, str(_CHILD), *deed]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=self.environment
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    def do(self, *deed: str) -> str:
        """The result, if KeePassXC asks nothing."""
        with self.doing(*deed) as process:
            return process.communicate(timeout=PATIENCE)[0].strip()

    def answer(self, process: subprocess.Popen[str], title: str, *keys: str) -> str:
        """Press keys in KeePassXC's prompt, and return the final result."""
        assert process.stdout is not None
        assert process.stdout.readline() == "waits: True\n"
        window = wait_for(lambda: self._xdotool("search", "--onlyvisible", "--name", title), title, self.windows)
        self._xdotool("windowactivate", "--sync", window)
        self._xdotool("key", "--clearmodifiers", *keys)
        output = process.communicate(timeout=PATIENCE)[0]
        assert output.startswith("waits: False\n"), output
        return output.removeprefix("waits: False\n").strip()

    def windows(self) -> list[str]:
        """The titles of all visible windows."""
        found = self._xdotool("search", "--onlyvisible", "--name", ".").split()
        return [self._xdotool("getwindowname", window) for window in found]

    def in_the_file(self) -> str:
        """The database as saved by KeePassXC, decrypted, in XML."""
        return self._command_line("export", "--quiet", "--format", "xml", str(self._database), typed=PASSWORD)

    def _xdotool(self, *command: str) -> str:
        done = subprocess.run(
            ["xdotool", *command], capture_output=True, text=True, timeout=PATIENCE, env=self.environment
        )
        return done.stdout.strip()

    def _command_line(self, *command: str, typed: str) -> str:
        done = subprocess.run(
            ["keepassxc-cli", *command],
            input=typed + "\n",
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            env=self.environment,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "QT_", "DMM_"))}
        folders = {name: self.folder / name for name in ("HOME", "TMPDIR", "XDG_RUNTIME_DIR")}
        for folder in folders.values():
            folder.mkdir(mode=0o700)
        return {**kept, **{name: str(folder) for name, folder in folders.items()}, "LC_ALL": "C.UTF-8"}

    def _make_database(self) -> Path:
        """A database offered entirely to other programs. Only the settings window can do that, and a new file."""
        first, last, exported = (self.folder / name for name in ("first.kdbx", "keys.kdbx", "keys.xml"))
        new = ("--quiet", "--set-password", "--decryption-time", "100")
        self._command_line("db-create", *new, str(first), typed=f"{PASSWORD}\n{PASSWORD}")
        content = self._command_line("export", "--quiet", "--format", "xml", str(first), typed=PASSWORD)
        root = re.search(r"<Root>\s*<Group>\s*<UUID>([^<]+)</UUID>", content)
        assert root is not None
        value = f"{{{uuid.UUID(bytes=base64.b64decode(root[1]))}}}"
        offered = f"<Item><Key>FDO_SECRETS_EXPOSED_GROUP</Key><Value>{value}</Value></Item>"
        exported.write_text(content.replace("</Meta>", f"<CustomData>{offered}</CustomData></Meta>", 1))
        self._command_line("import", *new, str(exported), str(last), typed=f"{PASSWORD}\n{PASSWORD}")
        return last

    def _start_keepassxc(self) -> None:
        settings = self.folder / "keepassxc.ini"
        enabled, confirms = str(self._offered).lower(), str(self._confirms).lower()
        settings.write_text(_SETTINGS.format(enabled=enabled, confirms=confirms))
        command = ["keepassxc", "--config", str(settings), "--localconfig", str(self.folder / "local.ini")]
        password = self.folder / "password"
        password.write_text(f"{PASSWORD}\n")
        with password.open("rb") as typed:
            self._start(*command, *["--pw-stdin"] * self._unlocked, str(self._database), stdin=typed)
        wait_for(lambda: any("KeePassXC" in title for title in self.windows()), "KeePassXC", self.windows)
        if self._offered:
            with closing(open_dbus_connection(self.environment["DBUS_SESSION_BUS_ADDRESS"], auth_timeout=60)) as bus:
                wait_for(lambda: Proxy(message_bus, bus).NameHasOwner(_NAME)[0], "the key store")
                wait_for(lambda: self._is_ready(bus), "the database", self.windows)

    def _is_ready(self, bus: DBusConnection) -> bool:
        """Whether it is ready: it offers the database before opening it, and would ask for the password in a window."""
        with suppress(secretstorage.SecretStorageException):  # it is just replacing the database
            return [found.is_locked() for found in secretstorage.get_all_collections(bus)] == [not self._unlocked]
        return False

    def _start(
        self, *command: str, stdin: IO[bytes] | int = subprocess.DEVNULL, stdout: int | None = None
    ) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            command,
            stdin=stdin,
            stdout=self._errors if stdout is None else stdout,
            stderr=self._errors,
            env=self.environment,
            start_new_session=True,
        )
        self._stack.callback(_end, process)
        return process

    def _first_line(self, *command: str) -> str:
        return first_line(self._start(*command, stdout=subprocess.PIPE), self.folder / "session.log")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End KeePassXC, which does not exit on request while it shows a prompt."""
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(PATIENCE)
