"""The desktop of the tests itself: what would let a test of the application fail for no fault of the application, or
hide one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from process_ends import killed_at_the_end
from tools.desktop.desktop import Desktop
from tools.desktop.desktop_user import DesktopUser
from tools.desktop.waiting import PATIENCE, wait_for

_WINDOW = Path(__file__).with_name("key_window.py")
#: A key that the keyboard lacks: xdotool adds it, which changes the keyboard.
_ADDED = "U20AC"
#: So many, 2 ms apart, that some are pressed whenever the window manager might be without its keys.
_TIMES = 400


def test_the_window_manager_keeps_its_keys_while_the_keyboard_changes(desktop: Desktop) -> None:
    output = desktop.folder / "window.log"
    with output.open("wb") as file:
        window = desktop.start([sys.executable, str(_WINDOW)], file)
    with window, killed_at_the_end(window):
        wait_for(lambda: output.read_text() == "active\n", "the keyboard", output.read_text)
        keys = ["key", _ADDED, "keydown", "alt", "key", "--delay", "2", *["F4"] * _TIMES, "keyup", "alt"]
        subprocess.run(["xdotool", *keys], env=desktop.environment, check=True, timeout=PATIENCE)
        wait_for(lambda: len(output.read_text().splitlines()) > _TIMES, "all keys", output.read_text)
    assert output.read_text().splitlines() == ["active", *["close"] * _TIMES]


def test_an_application_that_crashes_says_how_and_where(desktop: Desktop) -> None:
    crash = (sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    crashed = pytest.raises(AssertionError, match=r"ended with signal 11 \(SIGSEGV\)")
    with crashed as caught, DesktopUser(desktop, program=crash) as user:
        user.window()
    assert "Segmentation fault" in caught.value.__notes__[0]
    with crashed, DesktopUser(desktop, program=crash) as user:
        user.process.wait()
