"""Makes Python for Windows from packages: the DLL and modules in C are those in the wheel of panda3d, the standard
library is that of the running Python, and its programs are compiled here."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import sysconfig
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tools.windows.cache import cached, digest
from tools.windows.compiler import SOURCES, compile_programs, compiler_version
from tools.windows.requirements import DownloadFailed, download, for_windows, unpack
from tools.windows.wine import SOURCES_VARIABLE

ROOT = Path(__file__).resolve().parents[2]
_REQUIREMENTS = ROOT / "packaging" / "requirements"
#: What is installed into it; the first has panda3d, and nothing else.
_INTERPRETER, _PACKAGES = _REQUIREMENTS / "windows.txt", _REQUIREMENTS / "dev.txt"
#: Where panda3d keeps what its applications need of Python.
_OF_PYTHON = "deploy_libs/"
#: Of other programs of panda3d, and what every Windows has.
_NOT_OF_PYTHON = ("api-ms-win-", "ucrtbase", "tcl", "tk", "_tkinter")
_LEFT_OUT = shutil.ignore_patterns(
    *("site-packages", "dist-packages", "lib-dynload", "config-*", "__pycache__", "_sysconfigdata*"),
    *("test", "idlelib", "tkinter", "turtledemo"),
)


class Unavailable(Exception):
    """Python for Windows cannot be made here; the text says why."""


def windows_python(cache: Path, variables: Mapping[str, str] = os.environ) -> Path:
    """The folder with `python.exe` and all locked packages, made on the first call. ``variables`` are for pip.

    Raises Unavailable, DownloadFailed, and CalledProcessError for the compiler.
    """
    interpreter, packages = map(_locked, (_INTERPRETER, _PACKAGES))
    version = platform.python_version()

    def fetch(into: Path) -> None:
        for name, lock, requirements in (("interpreter", _INTERPRETER, interpreter), ("packages", _PACKAGES, packages)):
            (into / name).mkdir()
            try:
                download(requirements, into / name, variables)
            except DownloadFailed as error:
                what = f"{lock.name} could not be downloaded for Python {version} on Windows."
                raise Unavailable(f"{what} pip reports:\n{error}") from error

    minor = ".".join(version.split(".")[:2])
    wheels = cached(cache, "wheels", digest(minor, interpreter, packages), fetch)
    scripts = [Path(__file__).with_name(f"{name}.py") for name in ("python", "requirements", "compiler")]
    key = digest(sys.version, interpreter, packages, SOURCES, *scripts, compiler_version())
    return cached(cache, "python", key, lambda into: _assemble(into, wheels))


def _locked(lock: Path) -> str:
    return for_windows(lock.read_text(encoding="utf-8"))


def _assemble(into: Path, wheels: Path) -> None:
    """Fill the folder of a Python. Raises Unavailable."""
    (into / "DLLs").mkdir()
    [interpreter] = (wheels / "interpreter").glob("*.whl")
    with zipfile.ZipFile(interpreter) as archive:
        for name in archive.namelist():
            file = name.removeprefix(_OF_PYTHON)
            if name.startswith(_OF_PYTHON) and not file.startswith(_NOT_OF_PYTHON):
                is_core = file.lower().startswith(("python3", "vcruntime"))
                (into / ("" if is_core else "DLLs") / file).write_bytes(archive.read(name))
    compile_programs(into)
    library = into / "Lib"
    shutil.copytree(sysconfig.get_path("stdlib"), library, ignore=_LEFT_OUT)
    _add_licence(library)
    (library / "site-packages").mkdir()
    for wheel in sorted((wheels / "packages").glob("*.whl")):
        unpack(wheel, library / "site-packages", into)
    # As an installation from sources does, and unlike PYTHONPATH, which tests set for the processes that they start.
    line = f"import os, sys; sys.path.extend(filter(None, os.environ.get('{SOURCES_VARIABLE}', '').split(';')))\n"
    (library / "site-packages" / "sources.pth").write_text(line, encoding="ascii")


def _add_licence(library: Path) -> None:
    """The licence of Python, which Debian keeps elsewhere. Raises Unavailable if there is none."""
    minor = ".".join(platform.python_version_tuple()[:2])
    places = [Path(sys.base_prefix) / "LICENSE.txt", Path(f"/usr/share/doc/python{minor}/copyright")]
    if not (library / "LICENSE.txt").exists():
        found = next((place for place in places if place.exists()), None)
        if found is None:
            raise Unavailable(f"The licence of Python {minor} was not found.")
        shutil.copy(found, library / "LICENSE.txt")
