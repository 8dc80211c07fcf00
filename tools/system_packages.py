"""The system packages of Debian and Ubuntu that the commands of dev.py need besides Python."""

import ctypes.util
import importlib.util
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path


def has_program(name: str) -> bool:
    """Whether a program is installed, including those for administrators."""
    return shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin"])) is not None


def has_shared_python() -> bool:
    """Whether the shared library of this Python is installed, which PyInstaller includes in its builds."""
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return sys.base_prefix != "/usr" or ctypes.util.find_library(name) is not None


def has_library(name: str) -> Callable[[], bool]:
    """A function that tells whether a shared library is installed."""
    return lambda: ctypes.util.find_library(name) is not None


#: What Qt loads on each of its platforms, and what it also needs to open a window on an X server.
QT: list[tuple[str, Callable[[], bool]]] = [
    ("libgl1", has_library("GL")),
    ("libegl1", has_library("EGL")),
    ("libglib2.0-0", has_library("glib-2.0")),
    ("libxkbcommon0", has_library("xkbcommon")),
    ("libdbus-1-3", has_library("dbus-1")),
    ("libfontconfig1", has_library("fontconfig")),
    ("fonts-dejavu-core", lambda: Path("/usr/share/fonts/truetype/dejavu").exists()),
]
QT_ON_X: list[tuple[str, Callable[[], bool]]] = [
    ("libxkbcommon-x11-0", has_library("xkbcommon-x11")),
    ("libxcb-cursor0", has_library("xcb-cursor")),
    ("libxcb-icccm4", has_library("xcb-icccm")),
    ("libxcb-keysyms1", has_library("xcb-keysyms")),
    ("libxcb-shape0", has_library("xcb-shape")),
]

#: An X server without a display.
XVFB: tuple[str, Callable[[], bool]] = ("xvfb", lambda: has_program("Xvfb"))

#: Gives a program another time.
FAKETIME: tuple[str, Callable[[], bool]] = (
    "libfaketime",
    lambda: bool(list(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))),
)

#: What PyInstaller needs, and what builds packages from its result.
PACKAGE: list[tuple[str, Callable[[], bool]]] = [
    ("binutils", lambda: has_program("objdump")),
    (f"libpython{sys.version_info.major}.{sys.version_info.minor}", has_shared_python),
    ("dpkg-dev", lambda: has_program("dpkg-shlibdeps")),
    ("zstd", lambda: has_program("zstd")),
]

#: Wine, the compiler for what it lacks, and what makes an installer: tools/windows.
WINDOWS: list[tuple[str, Callable[[], bool]]] = [
    ("wine64", lambda: has_program("/usr/lib/wine/wine64")),
    ("gcc-mingw-w64-x86-64-win32", lambda: has_program("x86_64-w64-mingw32-gcc")),
    ("mingw-w64-tools", lambda: has_program("gendef")),
    ("nsis", lambda: has_program("makensis")),
    ("locales", lambda: Path("/usr/share/i18n/locales/pt_PT").exists()),
]

#: The packages by what needs them, each with a function that tells whether it is installed.
SYSTEM_PACKAGES: dict[str, list[tuple[str, Callable[[], bool]]]] = {
    "setup": [("python3-venv", lambda: importlib.util.find_spec("ensurepip") is not None)],
    "run": [*QT, *QT_ON_X],
    "test": [
        ("git", lambda: has_program("git")),
        ("dbus-daemon", lambda: has_program("dbus-run-session")),
        ("gnome-keyring", lambda: has_program("gnome-keyring-daemon")),
        XVFB,
        ("openbox", lambda: has_program("openbox")),
        ("xdotool", lambda: has_program("xdotool")),
        ("at-spi2-core", lambda: has_program("/usr/libexec/at-spi-bus-launcher")),
        FAKETIME,
    ],
    "screenshots": [
        FAKETIME,
        ("fonts-inter", lambda: bool(list(Path("/usr/share/fonts").glob("**/Inter*")))),
        ("fonts-jetbrains-mono", lambda: bool(list(Path("/usr/share/fonts").glob("**/JetBrainsMono*")))),
    ],
    "benchmark": [
        ("curl", lambda: has_program("curl")),
        ("jq", lambda: has_program("jq")),
        XVFB,
    ],
    "package": PACKAGE,
    "long": [
        *PACKAGE,
        ("debootstrap", lambda: has_program("debootstrap")),
        ("lintian", lambda: has_program("lintian")),
        ("desktop-file-utils", lambda: has_program("desktop-file-validate")),
        ("appstream", lambda: has_program("appstreamcli")),
        *WINDOWS,
        ("keepassxc", lambda: has_program("keepassxc")),
    ],
}


def missing_packages(*needs: str) -> list[str]:
    """The packages that are not installed, in the order of the table."""
    listed = [package for need in needs for package, is_there in SYSTEM_PACKAGES[need] if not is_there()]
    return list(dict.fromkeys(listed))
