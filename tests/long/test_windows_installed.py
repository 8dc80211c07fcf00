"""The installer for Windows, run under Wine: silently installed, used, upgraded and removed as on a workstation."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path, PureWindowsPath

import pytest

if sys.platform != "linux":
    pytest.skip("Wine runs on Linux", allow_module_level=True)

from demo_process import DemoProcess
from dmm_desktop.demo.samples import write_samples
from long.windows_machine import WindowsMachine, files_in, said
from product import COMMAND_LINE, DISPLAY_NAME, NAME, VERSION, WINDOW
from tools.desktop.waiting import PATIENCE, wait_for
from tools.windows.wine import RunningProgram

pytestmark = pytest.mark.long

#: The exit codes of the installer and of the uninstaller: cancelled, and while one of the programs is running.
CANCELLED, RUNNING = 1, 2
#: That of the installer if a file could not be written.
NOT_WRITTEN = 2
#: That of the uninstaller if data or keys could not be removed.
DATA_STAYS = 4
CLASSES = r"Software\Classes"
UNINSTALL = rf"Software\Microsoft\Windows\CurrentVersion\Uninstall\{NAME}"


class Installation:
    """Where the installer puts things by default, and how it is run."""

    def __init__(self, machine: WindowsMachine, setup: Path, *, for_all: bool = False) -> None:
        self._machine = machine
        self._setup = setup
        self._local = machine.folder("LOCALAPPDATA")
        self._options = ["/S", *(["/AllUsers"] if for_all else [])]
        self._registry = "HKLM" if for_all else "HKCU"
        self.place = (machine.folder("ProgramW6432") if for_all else self._local / "Programs") / DISPLAY_NAME
        self.folder = machine.wine.path(self.place)
        self.data = machine.wine.path(self._local / NAME)
        roaming = machine.folder("ProgramData" if for_all else "APPDATA")
        self.shortcut = roaming / rf"Microsoft\Windows\Start Menu\Programs\{DISPLAY_NAME}.lnk"

    def install(self) -> int:
        """Install it silently; returns the exit code."""
        return self._machine.wine.run(self._setup, *self._options).returncode

    def uninstall_here(self, *options: str) -> int:
        """Uninstall it silently and wait for the end; returns the exit code."""
        return self._machine.wine.run(*self._uninstaller("/S", *options)).returncode

    def cancel_installing(self) -> int:
        """Start the installer and press Escape on its first page until it ends; returns the exit code."""
        return self._cancel(f"{DISPLAY_NAME} Setup", self._setup)

    def cancel_uninstalling(self) -> int:
        """Start the uninstaller and press Escape on its first page until it ends; returns the exit code."""
        return self._cancel(f"{DISPLAY_NAME} Uninstall", *self._uninstaller())

    def _cancel(self, title: str, *command: object) -> int:
        with self._machine.wine.start(*command) as program:
            self._machine.screen.wait_for_window(title)
            wait_for(lambda: self._ends_by_escape(program), f"the end of {title}", self._machine.screen.titles)
            return program.wait()

    def _ends_by_escape(self, program: RunningProgram) -> bool:
        """Press Escape and look. The window can have the keyboard before its first page takes keys."""
        if program.poll() is None:
            self._machine.screen.press("Escape")
        return program.poll() is not None

    def _uninstaller(self, *options: str) -> list[object]:
        """The uninstaller, so that it works in its own place and its end can be waited for."""
        # The last argument is the rest of the command line, without quotes.
        return [self.place / "uninstall.exe", *options, *f"_?={self.place}".split(" ")]

    def uninstall(self, *options: str) -> None:
        """Uninstall it as Windows does silently: by the command in its list of programs, which ends before its work."""
        value = self.registered("QuietUninstallString")
        assert value == f'"{self.place}\\uninstall.exe" /S'
        said(self._machine.wine.run(self.place / "uninstall.exe", "/S", *options))
        wait_for(lambda: not self.folder.exists(), "the end of the uninstaller", lambda: files_in(self.folder))

    def registered(self, value: str) -> str:
        """What the list of installed programs says; "" without an entry."""
        return self.in_registry(UNINSTALL, value) or ""

    def in_registry(self, key: str, value: str = "") -> str | None:
        """A value in the part of the registry for these users; without a name, the key's own. None if there is none."""
        name = ["/v", value] if value else ["/ve"]
        asked = self._machine.wine.run("reg", "query", rf"{self._registry}\{key}", *name, "/reg:64").stdout
        start = value or "(Default)"
        found = [line.strip().split("    ") for line in asked.splitlines() if line.strip().startswith(start)]
        return (found[0][2] if len(found[0]) > 2 else "") if found else None


def test_a_life_on_a_workstation(windows: WindowsMachine, windows_setup: Path, tmp_path: Path) -> None:
    installed = Installation(windows, windows_setup)
    assert installed.install() == 0
    assert installed.registered("DisplayVersion") == VERSION
    version = said(windows.wine.run(installed.place / f"{COMMAND_LINE}.exe", "--version"))
    assert version == f"{COMMAND_LINE} {VERSION}\n"
    assert_offered_for_zips(installed)
    before = files_in(installed.folder)

    with DemoProcess() as demo, from_the_start_menu(windows, installed):
        add_environment(windows, demo)
        hand_over(windows, installed, tmp_path)
        assert_refused(installed, before)
        remove_environment(windows)
    with command_line_running(windows, installed):
        assert_refused(installed, before)

    upgrade(installed, before)
    data = files_in(installed.data)
    assert f"{NAME}.sqlite3" in data
    installed.uninstall()
    assert files_in(installed.data) == data
    assert not windows.wine.path(installed.shortcut).exists() and installed.registered("DisplayVersion") == ""
    assert installed.in_registry(rf"{CLASSES}\.zip\OpenWithProgids", f"{NAME}.zip") is None


def test_for_all_users_and_with_the_data_of_the_user(windows: WindowsMachine, windows_setup: Path) -> None:
    """That it is refused without an administrator is not seen here: the user of Wine always is one."""
    installed = Installation(windows, windows_setup, for_all=True)
    assert installed.install() == 0
    assert installed.place == PureWindowsPath(r"C:\Program Files") / DISPLAY_NAME
    assert installed.registered("DisplayVersion") == VERSION
    assert_offered_for_zips(installed)
    with DemoProcess() as demo, from_the_start_menu(windows, installed):
        add_environment(windows, demo)
    assert_data_of_a_newer_version_stays(windows, installed)
    installed.uninstall("/RemoveData")
    assert not installed.data.exists() and windows.stored_keys() == []
    assert not windows.wine.path(installed.shortcut).exists() and installed.registered("DisplayVersion") == ""


def assert_data_of_a_newer_version_stays(windows: WindowsMachine, installed: Installation) -> None:
    """Its keys are unknown, so neither they nor the application are removed."""
    application, keys = files_in(installed.folder), windows.stored_keys()
    with closing(sqlite3.connect(installed.data / f"{NAME}.sqlite3")) as database:
        [version] = database.execute("PRAGMA user_version").fetchone()
        database.execute("PRAGMA user_version = 9999")
        assert installed.uninstall_here("/RemoveData") == DATA_STAYS
        assert files_in(installed.folder) == application and windows.stored_keys() == keys
        database.execute(f"PRAGMA user_version = {version}")


def test_cancelled_on_the_first_page(windows: WindowsMachine, windows_setup: Path) -> None:
    installed = Installation(windows, windows_setup)
    assert installed.cancel_installing() == CANCELLED
    assert not installed.folder.exists() and installed.registered("DisplayVersion") == ""
    assert installed.install() == 0
    before = files_in(installed.folder)
    assert installed.cancel_uninstalling() == CANCELLED
    assert files_in(installed.folder) == before and installed.registered("DisplayVersion") == VERSION
    installed.uninstall()


def test_a_file_that_cannot_be_written(windows: WindowsMachine, windows_setup: Path) -> None:
    """The installation is not complete then; repeated, it is."""
    installed = Installation(windows, windows_setup)
    in_the_way = installed.folder / "_internal" / "base_library.zip" / "folder"
    in_the_way.mkdir(parents=True)
    assert installed.install() == NOT_WRITTEN
    assert (installed.folder / f"{WINDOW}.exe").exists()
    assert installed.registered("DisplayVersion") == ""
    in_the_way.rmdir()
    in_the_way.parent.rmdir()
    assert installed.install() == 0
    assert installed.registered("DisplayVersion") == VERSION
    installed.uninstall()


def test_the_window_says_something_without_a_console(windows: WindowsMachine, windows_frozen: Path) -> None:
    """Where its output goes if it is redirected, otherwise in a message box."""
    program = windows_frozen / f"{WINDOW}.exe"
    assert said(windows.wine.run(program, "--version")) == f"{WINDOW} {VERSION}\n"


def assert_offered_for_zips(installed: Installation) -> None:
    """Under *Open with*; the program that opens zips by default stays what it is."""
    assert installed.in_registry(rf"{CLASSES}\.zip\OpenWithProgids", f"{NAME}.zip") == ""
    assert installed.in_registry(rf"{CLASSES}\Applications\{WINDOW}.exe\SupportedTypes", ".zip") == ""
    command = rf'"{installed.place}\{WINDOW}.exe" "%1"'
    for place in (f"{NAME}.zip", rf"Applications\{WINDOW}.exe"):
        assert installed.in_registry(rf"{CLASSES}\{place}\shell\open\command") == command
    assert NAME not in (installed.in_registry(rf"{CLASSES}\.zip") or "")


@contextmanager
def from_the_start_menu(windows: WindowsMachine, installed: Installation) -> Iterator[None]:
    """The window, started by its shortcut; leaving the context closes it by its keyboard shortcut."""
    assert windows.wine.path(installed.shortcut).exists()
    with windows.wine.start("start", "/wait", installed.shortcut) as launcher:
        windows.screen.wait_for_window(DISPLAY_NAME)
        yield
        windows.screen.wait_for_window(DISPLAY_NAME)
        windows.screen.press("alt+F4")
        assert launcher.wait(PATIENCE) == 0


def add_environment(windows: WindowsMachine, demo: DemoProcess) -> None:
    """With the keyboard, in the first stage. Its key is in the Credential Manager afterwards, and nowhere else."""
    assert windows.stored_keys() == []
    windows.screen.press("ctrl+n")
    windows.screen.wait_for_window("Add environment")
    for text, keys in (("DEV-1", ["Tab"]), (demo.address, ["Tab", "space", "Tab"]), (demo.token, ["alt+s"])):
        windows.screen.type(text)
        windows.screen.press(*keys)
    wait_for(lambda: windows.screen.active_title() == DISPLAY_NAME, "the main window", windows.screen.titles)
    assert windows.stored_keys() == [demo.token]


def remove_environment(windows: WindowsMachine) -> None:
    """From its menu. Its key is gone afterwards."""
    windows.screen.press("alt+e", "r")
    windows.screen.wait_for_window("Remove environment")
    windows.screen.press("alt+r")
    wait_for(lambda: windows.stored_keys() == [], "the end of the key", windows.screen.titles)


def hand_over(windows: WindowsMachine, installed: Installation, folder: Path) -> None:
    """A second copy gives its zip to the first, as *Open with* does, and ends."""
    write_samples(folder / "samples")
    program = installed.place / f"{WINDOW}.exe"
    assert said(windows.wine.run(program, folder / "samples" / "customers.zip")) == ""
    windows.screen.wait_for_window("Import")
    windows.screen.press("Escape")
    wait_for(lambda: windows.screen.active_title() == DISPLAY_NAME, "the main window", windows.screen.titles)


def assert_refused(installed: Installation, before: Mapping[str, tuple[int, int]]) -> None:
    """While a program is running nothing is installed or removed."""
    assert installed.install() == RUNNING
    assert files_in(installed.folder) == before
    assert installed.uninstall_here() == RUNNING
    assert files_in(installed.folder) == before


@contextmanager
def command_line_running(windows: WindowsMachine, installed: Installation) -> Iterator[None]:
    """A command of the command line that goes on until it is told to end."""
    program = installed.place / f"{COMMAND_LINE}.exe"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with windows.wine.start(program, "demo-environment", "--exit-with-stdin", **pipes) as command:
        assert command.stdout is not None
        assert json.loads(command.stdout.readline())["address"]
        yield
        command.communicate(timeout=PATIENCE)
    assert command.returncode == 0


def upgrade(installed: Installation, before: Mapping[str, tuple[int, int]]) -> None:
    """The same files are there afterwards, damaged ones anew, and what the user has put there."""
    damaged, users = installed.folder / f"{WINDOW}.exe", installed.folder / "_internal" / "of the user.txt"
    damaged.write_bytes(b"damaged")
    users.touch()
    assert installed.install() == 0
    assert files_in(installed.folder).keys() == before.keys() | {"_internal/of the user.txt"}
    assert damaged.stat().st_size == before[damaged.name][0]
    users.unlink()
