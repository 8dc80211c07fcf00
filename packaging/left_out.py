"""What is left out of the frozen application: packages for development, parts of Qt that we do not use, traces of this
computer, and on Linux libraries of the system."""

import importlib.metadata
import re
import sys
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement

from product import NAME, ROOT

_RUNTIME_LOCK = ROOT / "packaging" / "requirements" / "runtime.txt"

_PLUGINS = "PySide6/Qt/plugins"

#: Files of Qt that PyInstaller takes because a module of ours could use them, by reason. Each pattern has to match.
QT: dict[str, tuple[str, ...]] = {
    "screens without a desktop": (
        *(f"{_PLUGINS}/platforms/libq{name}.so" for name in ("eglfs", "linuxfb", "minimal", "minimalegl")),
        *(f"{_PLUGINS}/platforms/libq{name}.so" for name in ("offscreen", "vkkhrdisplay", "vnc")),
        f"{_PLUGINS}/egldeviceintegrations/*",
        f"{_PLUGINS}/generic/*",
        "*libQt6EglF*",
    ),
    "pictures of other kinds than ours, which are SVG": (
        *(f"{_PLUGINS}/imageformats/libq{name}.so" for name in ("gif", "icns", "ico", "jpeg", "tga", "tiff")),
        *(f"{_PLUGINS}/imageformats/libq{name}.so" for name in ("wbmp", "webp")),
    ),
    "network connections, which requests makes: Qt's network module only finds an open window of ours": (
        f"{_PLUGINS}/networkinformation/*",
        f"{_PLUGINS}/tls/*",
    ),
    "drawing with OpenGL": (
        f"{_PLUGINS}/wayland-graphics-integration-client/*",
        f"{_PLUGINS}/xcbglintegrations/*",
        "*libQt6OpenGL*",
    ),
    "Wayland before its desktops agreed on xdg-shell": (
        *(f"{_PLUGINS}/wayland-shell-integration/lib{name}.so" for name in ("fullscreen-shell-v1", "ivi-shell")),
        *(f"{_PLUGINS}/wayland-shell-integration/lib{name}.so" for name in ("qt-shell", "wl-shell-plugin")),
        "*libQt6WlShellIntegration*",
    ),
    "Qt's texts in languages that the window does not speak": (
        "PySide6/Qt/translations/qt_*.qm",
        "PySide6/Qt/translations/qtbase_[!p]*.qm",
        "PySide6/Qt/translations/qtbase_pl.qm",
    ),
}

_PLUGINS_ON_WINDOWS = "PySide6/plugins"

#: The same on Windows, where Qt's files lie and are called differently; on macOS nothing is left out.
QT_ON_WINDOWS: dict[str, tuple[str, ...]] = {
    "screens without a desktop, and drawing that has to be asked for": tuple(
        f"{_PLUGINS_ON_WINDOWS}/platforms/q{name}.dll" for name in ("direct2d", "minimal", "offscreen")
    ),
    "pictures of other kinds than ours, which are SVG": tuple(
        f"{_PLUGINS_ON_WINDOWS}/imageformats/q{name}.dll"
        for name in ("gif", "icns", "ico", "jpeg", "tga", "tiff", "wbmp", "webp")
    ),
    "touch screens without a desktop": (f"{_PLUGINS_ON_WINDOWS}/generic/*",),
    "network connections": (f"{_PLUGINS_ON_WINDOWS}/networkinformation/*", f"{_PLUGINS_ON_WINDOWS}/tls/*"),
    "drawing with OpenGL on computers without it": ("PySide6/opengl32sw.dll",),
    "Qt's texts in languages that the window does not speak": (
        "PySide6/translations/qt_*.qm",
        "PySide6/translations/qtbase_[!p]*.qm",
        "PySide6/translations/qtbase_pl.qm",
    ),
}

#: What pip notes of an installation, on every system: it depends on where the project lies.
TRACES = tuple(f"*.dist-info/{name}" for name in ("INSTALLER", "RECORD", "REQUESTED"))

#: Libraries of the system that are needed and not shipped, by the reason why every desktop has them. Newer versions of
#: them keep what older ones offer, and it is the system that mends their defects. The .deb depends on their packages.
SYSTEM: dict[str, tuple[str, ...]] = {
    "no program runs without the C and C++ libraries": (
        *("ld-linux-x86-64.so.2", "libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "libresolv.so.2"),
        *("libgcc_s.so.1", "libstdc++.so.6"),
    ),
    "every program with a window draws text with them": ("libfontconfig.so.1", "libfreetype.so.6", "libexpat.so.1"),
    "the X server's and Wayland's own libraries; their programs use them, also those of the desktop": (
        *("libX11.so.6", "libX11-xcb.so.1", "libxcb.so.1", "libxcb-randr.so.0", "libxcb-render.so.0"),
        *("libxcb-shape.so.0", "libxcb-shm.so.0", "libxcb-sync.so.1", "libxcb-xfixes.so.0", "libxcb-xkb.so.1"),
        *("libxkbcommon.so.0", "libxkbcommon-x11.so.0", "libwayland-client.so.0", "libwayland-cursor.so.0"),
        *("libGL.so.1", "libEGL.so.1"),
    ),
    "the desktop itself is made with them": ("libdbus-1.so.3", "libglib-2.0.so.0", "libgthread-2.0.so.0"),
    "package managers and the tools that fetch from the network need them": (
        *("libssl.so.3", "libcrypto.so.3", "libgssapi_krb5.so.2", "libsqlite3.so.0", "libuuid.so.1", "libffi.so.8"),
        *("libz.so.1", "libzstd.so.1", "liblzma.so.5", "libbrotlicommon.so.1", "libbrotlidec.so.1"),
    ),
    "GTK draws the file dialog of desktops that are made with it; others do without": (
        *("libgtk-3.so.0", "libgdk-3.so.0", "libgdk_pixbuf-2.0.so.0", "libpango-1.0.so.0", "libgio-2.0.so.0"),
        *("libgobject-2.0.so.0", "libpangocairo-1.0.so.0", "libcairo.so.2", "libcairo-gobject.so.2", "libatk-1.0.so.0"),
        "libharfbuzz.so.0",
    ),
}

#: Libraries of the system that are shipped: some desktops lack them, or call them differently.
SHIPPED = ("libpython3.*", "libbz2.so.*", *(f"libxcb-{name}.so.*" for name in ("cursor", "icccm", "image", "keysyms")))
SHIPPED += tuple(f"libxcb-{name}.so.*" for name in ("render-util", "util"))

_OF_THE_SYSTEM = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")

#: As PyInstaller has it: path in the application, path on this computer, kind.
Entry = tuple[str, str, str]


def kept(entries: Iterable[Entry], system: str = sys.platform) -> list[Entry]:
    """The entries of an analysis that are shipped."""
    of_others = _is_left_to_the_system if system == "linux" else lambda _: False
    return [entry for entry in entries if not (_matches(entry[0], unwanted(system)) or of_others(entry))]


def unwanted(system: str = sys.platform) -> tuple[str, ...]:
    """All patterns of files that nobody needs, for a system as Python calls it."""
    table = {"linux": QT, "win32": QT_ON_WINDOWS}.get(system, {})
    return (*(pattern for patterns in table.values() for pattern in patterns), *TRACES)


def unused(entries: Iterable[Entry], system: str = sys.platform) -> list[str]:
    """The patterns that match nothing, and so should go."""
    names = [name for name, _, _ in entries]
    stale = [pattern for pattern in unwanted(system) if not any(_matches(name, (pattern,)) for name in names)]
    if system != "linux":
        return stale
    found = [name for name, source, _ in entries if source.startswith(_OF_THE_SYSTEM)]
    return stale + [
        pattern
        for pattern in SHIPPED
        if not any(fnmatch(name, pattern) for name in found) and not pattern.startswith("libpython")
    ]


def for_development() -> list[str]:
    """The names of all importable packages that are installed here and not locked for the product on this system.

    Several libraries import what they can do without, such as setuptools, if it is installed.
    """
    lock = _RUNTIME_LOCK.read_text(encoding="utf-8")
    listed = map(Requirement, re.findall(r"^[a-z0-9][^\\\n]*", lock, re.MULTILINE))
    shipped = {one.name for one in listed if one.marker is None or one.marker.evaluate()} | {NAME}
    installed = importlib.metadata.packages_distributions()
    return sorted(
        name
        for name, owners in installed.items()
        if name.isidentifier() and shipped.isdisjoint(re.sub(r"[-_.]+", "-", owner).lower() for owner in owners)
    )


def from_the_system(entries: Iterable[Entry]) -> list[Path]:
    """The libraries of the system among the entries, each once, as they lie on this computer."""
    found = {source for name, source, _ in entries if source.startswith(_OF_THE_SYSTEM) and _matches(name, SHIPPED[1:])}
    return [Path(source) for source in sorted(found)]


def _is_left_to_the_system(entry: Entry) -> bool:
    name, source, kind = entry
    is_library = kind == "BINARY" and PurePosixPath(name).name == name
    return is_library and source.startswith(_OF_THE_SYSTEM) and not _matches(name, SHIPPED)


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch(name.replace("\\", "/"), pattern) for pattern in patterns)
