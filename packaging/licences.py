"""Collects the licences of everything that a frozen application is made of, as one text."""

import importlib.metadata
import re
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from debian import package_of
from product import DISPLAY_NAME, NAME, ROOT

_TEXTS = ROOT / "packaging" / "licences"

#: What is said about Qt; the LGPL asks for it.
_QT = """\
{display_name} uses Qt and Qt for Python (PySide6, Shiboken) under the GNU Lesser General Public License, version 3.
They are used as The Qt Company releases them, without changes, and The Qt Company offers their source code at
https://download.qt.io/official_releases/QtForPython/ and https://download.qt.io/official_releases/qt/.

You may replace them: they are ordinary shared libraries, in the folder PySide6 of this application. Put your own build
of the same version, or of a later one with the same interface, in the place of these files and start the application
again; nothing checks them. You may also run the application from its source code with your own PySide6, and nothing in
its licence keeps you from taking it apart to find a defect in your changes.
"""

#: Distributions whose licence stands elsewhere in the text, because they bring no file of it.
_WITHOUT_FILE = ("pyside6-essentials", "shiboken6")

_LICENCE_FILE = re.compile(r"(licen[cs]es?|notice|copying)\b", re.IGNORECASE)


class LicenceMissing(Exception):
    """Something is shipped whose licence cannot be found; the text says what."""


def distributions(modules: Iterable[str]) -> list[str]:
    """The distributions that modules and packages (full names) belong to, normalised, in order; not the application."""
    known = importlib.metadata.packages_distributions()
    tops = {name.partition(".")[0] for name in modules}
    found = {re.sub(r"[-_.]+", "-", one).lower() for top in tops for one in known.get(top, [])}
    return sorted(found - {NAME})


def licences(shipped: Iterable[str], libraries: Iterable[Path]) -> str:
    """The text for these distributions and these libraries of the system. Raises LicenceMissing."""
    python = f"Python {sys.version.split()[0]}"
    parts = [
        (DISPLAY_NAME, _read(ROOT / "LICENSE")),
        ("Qt and Qt for Python", _QT.format(display_name=DISPLAY_NAME)),
        ("GNU Lesser General Public License, version 3", _read(_TEXTS / "lgpl-3.txt")),
        ("GNU General Public License, version 3", _read(_TEXTS / "gpl-3.txt")),
        ("Parts of Qt that others wrote, in its base module", _read(_TEXTS / "qtbase.txt")),
        ("Parts of Qt that others wrote, in its module for SVG", _read(_TEXTS / "qtsvg.txt")),
        ("Parts of Qt that others wrote, in its module for Wayland", _read(_TEXTS / "qtwayland.txt")),
        ("ICU, with Qt", _read(_TEXTS / "icu.txt")),
        (python, _read(_of_python())),
        ("The start program, by PyInstaller", _of_distribution("pyinstaller")[1]),
    ]
    parts += [_of_distribution(name) for name in shipped if name not in _WITHOUT_FILE]
    parts += [_of_library(path) for path in libraries]
    index = "\n".join(f"  {title}" for title, _ in parts)
    texts = "".join(f"\n\n{'=' * 80}\n{title}\n{'=' * 80}\n\n{text.strip()}\n" for title, text in parts)
    return f"{DISPLAY_NAME} is made of these parts. Their licences follow in this order.\n\n{index}\n{texts}"


def _of_distribution(name: str) -> tuple[str, str]:
    distribution = importlib.metadata.distribution(name)
    files = [
        Path(str(distribution.locate_file(path)))
        for path in distribution.files or []
        if path.parts[0].endswith(".dist-info") and _LICENCE_FILE.match(path.name)
    ]
    if not files:
        raise LicenceMissing(f"{name} brings no file with its licence")
    return f"{distribution.name} {distribution.version}", "\n\n".join(map(_read, sorted(files)))


def _of_python() -> Path:
    places = [Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt"]
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for place in [*places, Path(f"/usr/share/doc/{version}/copyright")]:
        if place.exists():
            return place
    raise LicenceMissing("Python brings no file with its licence")


def _of_library(path: Path) -> tuple[str, str]:
    """The licence of a library that belongs to a package of Debian or Ubuntu."""
    package = package_of(path)
    text = Path(f"/usr/share/doc/{package}/copyright")
    if not package or not text.exists():
        raise LicenceMissing(f"{path} belongs to no package that says its licence")
    return f"{path.name}, from the package {package}", _read(text)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
