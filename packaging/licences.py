"""Collects the licences of everything that a frozen application is made of, as one text."""

import importlib.metadata
import json
import re
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from deb import package_of
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

#: Parts of Qt whose licences are added if a file of that name is shipped, by title.
_PARTS_OF_QT = {
    "Parts of Qt that others wrote, in its module for SVG": ("*Qt*Svg*", "qtsvg.txt"),
    "Parts of Qt that others wrote, in its module for Wayland": ("*Qt*Wayland*", "qtwayland.txt"),
    "ICU, with Qt": ("*libicu*", "icu.txt"),  # Windows and macOS have their own
}

#: Distributions whose licence stands elsewhere in the text, because they bring no file of it.
_WITHOUT_FILE = ("pyside6-essentials", "shiboken6")

#: Where a distribution says that its source code is, the best first.
_SOURCE = ("source", "source code", "code", "repository", "homepage")

#: What lists of parts leave out. That of OpenSSL is this one since its version 3.
_LICENCES_OF_PARTS = {"openssl": "Apache-2.0"}

_LICENCE_FILE = re.compile(r"(licen[cs]es?|notice|copying)\b", re.IGNORECASE)


class LicenceMissing(Exception):
    """Something is shipped whose licence cannot be found; the text says what."""


def distributions(modules: Iterable[str]) -> list[str]:
    """The distributions that modules and packages (full names) belong to, normalized, in order; not the application."""
    known = importlib.metadata.packages_distributions()
    tops = {name.partition(".")[0] for name in modules}
    found = {re.sub(r"[-_.]+", "-", one).lower() for top in tops for one in known.get(top, [])}
    return sorted(found - {NAME})


def licences(shipped: Iterable[str], libraries: Iterable[Path], files: Sequence[str]) -> str:
    """The text for these distributions, these libraries of the system, and the parts of Qt to which the names of
    shipped files belong. Raises LicenceMissing."""
    of_qt = [
        (title, _read(_TEXTS / text))
        for title, (pattern, text) in _PARTS_OF_QT.items()
        if any(fnmatchcase(name, pattern) for name in files)
    ]
    python = f"Python {sys.version.split()[0]}"
    parts = [
        (DISPLAY_NAME, _read(ROOT / "LICENSE")),
        ("Qt and Qt for Python", _QT.format(display_name=DISPLAY_NAME)),
        ("GNU Lesser General Public License, version 3", _read(_TEXTS / "lgpl-3.txt")),
        ("GNU General Public License, version 3", _read(_TEXTS / "gpl-3.txt")),
        ("Parts of Qt that others wrote, in its base module", _read(_TEXTS / "qtbase.txt")),
        *of_qt,
        (python, _read(_of_python())),
        ("Parts of Python that others wrote", _read(_TEXTS / "python.txt")),
        ("The start program, by PyInstaller", _of_distribution("pyinstaller")[1]),
    ]
    names = [name for name in shipped if name not in _WITHOUT_FILE]
    parts += [_of_distribution(name) for name in names]
    if "charset-normalizer" in names:  # compiled by mypyc, which puts some of its own code in
        parts.append(("mypyc, in charset-normalizer", _of_distribution("mypy")[1]))
    parts += [_of_library(path) for path in libraries]
    index = "\n".join(f"  {title}" for title, _ in parts)
    texts = "".join(f"\n\n{'=' * 80}\n{title}\n{'=' * 80}\n\n{text.strip()}\n" for title, text in parts)
    return f"{DISPLAY_NAME} is made of these parts. Their licences follow in this order.\n\n{index}\n{texts}"


def _of_distribution(name: str) -> tuple[str, str]:
    distribution = importlib.metadata.distribution(name)
    files = _files(distribution)
    texts = [path for path in files if _LICENCE_FILE.match(path.name)]
    if not texts:
        raise LicenceMissing(f"{name} brings no file with its licence")
    said = [f"Its source code: {source}"] if (source := _source(distribution)) else []  # the MPL asks for it
    if inside := sorted({part for path in files if path.parent.name == "sboms" for part in _parts(path)}):
        said.append("\n  ".join(["Parts of others in it:", *inside]))
    return f"{distribution.name} {distribution.version}", "\n\n".join([*said, *map(_read, texts)])


def _files(distribution: importlib.metadata.Distribution) -> list[Path]:
    """What a distribution brings besides its code, in order."""
    found = [path for path in distribution.files or [] if path.parts[0].endswith(".dist-info")]
    return sorted(Path(str(distribution.locate_file(path))) for path in found)


def _source(distribution: importlib.metadata.Distribution) -> str:
    """Where the source code of a distribution is; empty if it does not say."""
    addresses = [entry.partition(", ") for entry in distribution.metadata.get_all("Project-URL") or []]
    known = {label.lower(): address for label, _, address in addresses}
    return next((known[label] for label in _SOURCE if label in known), "")


def _parts(bill: Path) -> list[str]:
    """What a bill of materials says is compiled into a distribution: name, version and licence of each part."""
    parts = []
    for one in json.loads(bill.read_text(encoding="utf-8")).get("components", []):
        stated = [entry.get("expression") or entry["license"].get("id", "") for entry in one.get("licenses", [])]
        licence = " AND ".join(filter(None, stated)) or _LICENCES_OF_PARTS.get(one["name"], "")
        parts.append(" ".join(filter(None, [one["name"], one.get("version"), licence and f"({licence})"])))
    return parts


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
