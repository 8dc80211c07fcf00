"""The application frozen for Windows, under Wine: what is in it, and that it works."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("Wine runs on Linux", allow_module_level=True)

from long.frozen_contents import only_for_development
from long.windows_machine import WindowsMachine, said
from product import VERSION

pytestmark = pytest.mark.long

#: The largest that the folder may be, in bytes.
LARGEST = 90_000_000
#: The markers of the lock file on Windows.
WINDOWS_MARKERS = {
    "sys_platform": "win32",
    "platform_python_implementation": "CPython",
    "implementation_name": "cpython",
}


def test_window_and_command_line_do_their_work(windows: WindowsMachine, windows_frozen: Path) -> None:
    """That certificates are verified is shown by real Windows only: Wine trusts every authority for some names."""
    printed = said(windows.run_python("-m", "tools.smoke", windows_frozen))
    assert len(printed.splitlines()) == 5, printed


def test_it_holds_nothing_that_only_development_needs(windows: WindowsMachine, windows_frozen: Path) -> None:
    packages = [windows.python / "Lib" / "site-packages"]
    assert only_for_development(windows_frozen, packages, WINDOWS_MARKERS) == set()
    assert sum(path.stat().st_size for path in windows_frozen.rglob("*")) <= LARGEST


def test_it_holds_nothing_of_this_computer(windows_frozen: Path) -> None:
    """Neither the libraries that replace those of Windows here, nor anything of Linux."""
    names = {path.name.lower() for path in windows_frozen.rglob("*") if path.is_file()}
    assert {"dmm-desktop.exe", "qwindows.dll", "python3.dll"} <= names
    assert not [name for name in names if name in ("icuuc.dll", "bcryptprimitives.dll") or ".so" in name]
    assert not [name for name in names if name.startswith(("ucrtbase", "api-ms-win"))]


def test_the_licences_are_those_of_what_is_there(windows_frozen: Path) -> None:
    [text] = windows_frozen.glob("**/resources/licences.txt")
    listed = text.read_text(encoding="utf-8").partition("====")[0]
    for name in ("Qt and Qt for Python", "its module for SVG", "pywin32-ctypes", "colorama", "keyring", "Python 3."):
        assert name in listed, name
    for name in ("Wayland", "ICU", "cryptography", "SecretStorage", "trustme"):
        assert name not in listed, name


def test_windows_shows_what_the_programs_are(windows_frozen: Path) -> None:
    for program, description in (("dmm-desktop", "DMM Desktop"), ("dmm-desktop-cli", "DMM Desktop, command line")):
        content = (windows_frozen / f"{program}.exe").read_bytes()
        for text in (description, VERSION, f"{program}.exe"):
            assert text.encode("utf-16-le") in content, text
        assert b"longPathAware" in content
