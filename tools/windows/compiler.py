"""Compiles the small programs and libraries that neither a package for Windows nor Wine has, with mingw."""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

SOURCES = Path(__file__).with_name("programs")
_TARGET = "x86_64-w64-mingw32"


def compile_programs(into: Path) -> None:
    """Compile python.exe, pythonw.exe and python3.dll beside the DLL of Python, ``python3XX.dll``, which is there.

    Raises CalledProcessError.
    """
    [library] = [path for path in into.glob("python3*.dll") if path.name != "python3.dll"]
    with tempfile.TemporaryDirectory(prefix="dmm-windows-") as folder:
        work = Path(folder)
        resource, exports = work / "python.o", work / "python3.def"
        _run(f"{_TARGET}-windres", "python.rc", resource)
        for name, options in (("python", []), ("pythonw", ["-mwindows"])):
            source = f"{name}.c"
            _gcc("-municode", *options, "-o", into / f"{name}.exe", source, resource, library)
        # PySide6 and cryptography are made for any version of Python 3, and import from python3.dll.
        exports.write_text(forwarding(_exports(library), library.stem), encoding="ascii")
        _gcc("-shared", "-nostdlib", "-o", into / "python3.dll", "forwarder.c", exports)


def compile_for_wine(into: Path) -> None:
    """Compile the libraries of Windows that Wine lacks, and a program for Wine's sake. Raises CalledProcessError."""
    _gcc("-o", into / "desktop.exe", "desktop.c")
    for name, libraries in (("icuuc", []), ("bcryptprimitives", ["-ladvapi32"])):
        _gcc("-shared", "-o", into / f"{name}.dll", f"{name}.c", *libraries)


def compiler_version() -> str:
    """What the compiler says it is. Raises FileNotFoundError if it is not installed."""
    return _run(f"{_TARGET}-gcc", "--version").partition("\n")[0]


def forwarding(exports: str, library: str) -> str:
    """The definition file of a DLL that forwards all names of a library, whose own definition file is given."""
    names = re.findall(r"^(\w+)( DATA)?$", exports.partition("EXPORTS")[2], re.MULTILINE)
    return "EXPORTS\n" + "".join(f"{name} = {library}.{name}{data}\n" for name, data in names)


def _exports(library: Path) -> str:
    return _run("gendef", "-", library)


def _gcc(*arguments: object) -> None:
    _run(f"{_TARGET}-gcc", "-O2", "-s", *arguments)


def _run(*command: object) -> str:
    words = [str(part) for part in command]
    return subprocess.run(words, cwd=SOURCES, stdout=subprocess.PIPE, text=True, check=True).stdout
