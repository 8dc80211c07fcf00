"""The look follows the desktop live: dark, light, and back from high contrast; and the user's choice before that."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from not_on_windows import DESKTOP_SERVICES

_DESKTOP = Path(__file__).with_name("settings_portal.py")


@pytest.mark.skipif(sys.platform != "linux", reason=DESKTOP_SERVICES)
def test_it_follows_the_desktop() -> None:
    if not shutil.which("dbus-run-session"):
        pytest.fail("Install dbus-daemon: the test needs a message bus.", pytrace=False)
    command = ["dbus-run-session", "--", sys.executable, str(_DESKTOP)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    appearances = [line.split()[0] for line in done.stdout.splitlines()]
    assert appearances == ["dark", "light", "dark", "system", "dark", "light", "dark"], done.stderr
    assert done.returncode == 0
