"""Makes the installer for Windows from the frozen application, with NSIS, which runs on Linux as well."""

import subprocess
import tempfile
from pathlib import Path

from icons import write_ico
from product import AUTHORS, COMMAND_LINE, DESCRIPTION, DISPLAY_NAME, NAME, ROOT, VERSION, WINDOW
from windows_version import four_numbers

_SCRIPT = ROOT / "packaging" / "windows" / "installer.nsi"


def scripts(frozen: Path) -> tuple[str, str]:
    """The commands of NSIS that install every file of the application, and those that remove the same files.

    A folder is removed only if nothing else is in it: what the user has put there stays.
    """
    files = sorted(path for path in frozen.rglob("*") if path.is_file())
    folders = sorted({folder for path in files for folder in path.relative_to(frozen).parents})
    install = []
    for folder in folders:
        install.append(f"SetOutPath {_quoted(folder)}")
        install += [f'File "{_escaped(str(path))}"' for path in files if path.relative_to(frozen).parent == folder]
    install.append(f"SetOutPath {_quoted(Path())}")  # shortcuts start there
    remove = [f"Delete {_quoted(path.relative_to(frozen))}" for path in files]
    remove += [f"RMDir {_quoted(folder)}" for folder in reversed(folders) if folder != Path()]
    return "\n".join(install), "\n".join(remove)


def _quoted(place: Path) -> str:
    """A place below the folder of the installation, as NSIS and Windows write it."""
    return '"$INSTDIR' + "".join(f"\\{_escaped(part)}" for part in place.parts) + '"'


def _escaped(text: str) -> str:
    return text.replace("$", "$$").replace('"', '$\\"')


def make_installer(frozen: Path, into: Path, target: str = "") -> Path:
    """Write the installer and return it; a warning of NSIS is an error. Raises CalledProcessError.

    Without a ``target`` NSIS makes a 32-bit program, the only kind that its own package for Windows can make; that of
    Debian knows ``amd64-unicode`` too.
    """
    result = into / f"{NAME}-{VERSION}-windows-setup.exe"
    with tempfile.TemporaryDirectory(prefix="dmm-nsis-") as folder:
        icon = Path(folder) / "icon.ico"
        write_ico(icon)
        install, remove = Path(folder) / "install.nsh", Path(folder) / "remove.nsh"
        for script, commands in zip((install, remove), scripts(frozen), strict=True):
            script.write_text(commands, encoding="utf-8")
        facts = {
            "NAME": NAME,
            "DISPLAY_NAME": DISPLAY_NAME,
            "VERSION": VERSION,
            "NUMBERS": four_numbers(VERSION),
            "DESCRIPTION": DESCRIPTION,
            "AUTHORS": AUTHORS,
            "WINDOW": WINDOW,
            "COMMAND_LINE": COMMAND_LINE,
            "ICON": icon,
            "LICENCE": ROOT / "LICENSE",
            "INSTALL": install,
            "REMOVE": remove,
            "SIZE": sum(path.stat().st_size for path in frozen.rglob("*") if path.is_file()) // 1024,
            "OUTPUT": result,
        }
        defined = [f"-D{name}={value}" for name, value in facts.items()]
        command = ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defined]
        command += [f"-XTarget {target}"] if target else []
        command.append(str(_SCRIPT))
        subprocess.run(command, check=True)
    return result
