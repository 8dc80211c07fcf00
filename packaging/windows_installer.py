"""Makes the installer for Windows from the frozen application, with NSIS, which runs on Linux as well."""

import subprocess
import tempfile
from pathlib import Path

from icons import write_ico
from product import AUTHORS, COMMAND_LINE, DESCRIPTION, DISPLAY_NAME, NAME, ROOT, VERSION, WINDOW
from windows_version import four_numbers

_SCRIPT = ROOT / "packaging" / "windows" / "installer.nsi"


def make_installer(frozen: Path, into: Path) -> Path:
    """Write the installer and return it; a warning of NSIS is an error. Raises CalledProcessError."""
    result = into / f"{NAME}-{VERSION}-windows-setup.exe"
    with tempfile.TemporaryDirectory(prefix="dmm-nsis-") as folder:
        icon = Path(folder) / "icon.ico"
        write_ico(icon)
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
            "FOLDER": frozen,
            "SIZE": sum(path.stat().st_size for path in frozen.rglob("*") if path.is_file()) // 1024,
            "OUTPUT": result,
        }
        defined = [f"-D{name}={value}" for name, value in facts.items()]
        command = ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defined, str(_SCRIPT)]
        subprocess.run(command, check=True)
    return result
