"""A new Windows for Wine, which its own documentation calls a prefix: what is on drive C, and the registry."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tools.windows.cache import cached, digest
from tools.windows.compiler import SOURCES, compile_for_wine, compiler_version
from tools.windows.wine import Wine, program

#: The fonts that Windows gets.
_FONTS = Path("/usr/share/fonts/truetype/dejavu")
#: What Wine takes for fonts of Windows, which it lacks. They are wider: what has room for them has room for those.
_SANS, _MONO = "DejaVu Sans", "DejaVu Sans Mono"
_OF_WINDOWS = {"Segoe UI": _SANS, "Tahoma": _SANS, "MS Shell Dlg": _SANS, "Consolas": _MONO, "Courier New": _MONO}
#: Where Wine keeps what it takes, and Windows what is installed; Qt knows only fonts that are listed there.
_REPLACEMENTS = r"HKEY_CURRENT_USER\Software\Wine\Fonts\Replacements"
_INSTALLED = r"HKEY_LOCAL_MACHINE\Software\Microsoft\Windows NT\CurrentVersion\Fonts"


def new_windows(cache: Path, into: Path) -> None:
    """Copy a new Windows 10 into a folder that does not exist; one is made in the cache on the first call."""
    version = subprocess.run([program("wine64"), "--version"], stdout=subprocess.PIPE, text=True, check=True).stdout
    key = digest(version, SOURCES, Path(__file__), compiler_version())
    made = cached(cache, "prefix", key, _make_windows)
    subprocess.run(["cp", "--archive", "--reflink=auto", str(made), str(into)], check=True)


def _make_windows(into: Path) -> None:
    with Wine(into) as wine:
        wine.run("winecfg", "-v", "win10").check_returncode()
        _install_fonts(wine)
    # Wine has made links to the folders of this computer; folders of its own can be copied with it.
    for link in [path for path in (into / "drive_c" / "users").glob("*/*") if path.is_symlink()]:
        link.unlink()
        link.mkdir()
    compile_for_wine(into / "drive_c" / "windows" / "system32")


def _install_fonts(wine: Wine) -> None:
    """Copy the fonts, also for Qt's offscreen platform, which reads their folder and no other."""
    lines = ["REGEDIT4", "", f"[{_REPLACEMENTS}]", *(f'"{family}"="{taken}"' for family, taken in _OF_WINDOWS.items())]
    lines += ["", f"[{_INSTALLED}]"]
    for file in sorted(_FONTS.glob("*.ttf")):
        shutil.copy(file, wine.drive / "windows" / "Fonts")
        lines.append(f'"{file.stem} (TrueType)"="{file.name}"')
    script = wine.drive / "fonts.reg"
    script.write_text("\r\n".join([*lines, ""]), encoding="ascii")
    wine.run("regedit", "/S", r"C:\fonts.reg").check_returncode()
    script.unlink()
