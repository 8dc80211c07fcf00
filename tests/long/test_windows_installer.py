"""The script of the Windows installer, compiled from a stand-in for the frozen application: it cannot be run here."""

import re
import shutil
from pathlib import Path

import pytest

from product import COMMAND_LINE, DISPLAY_NAME, VERSION, WINDOW
from windows_installer import make_installer

pytestmark = [pytest.mark.long, pytest.mark.skipif(not shutil.which("makensis"), reason="NSIS is not installed")]


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    """What looks like the frozen application."""
    folder = tmp_path / "frozen"
    (folder / "_internal" / "PySide6").mkdir(parents=True)
    for name in (f"{WINDOW}.exe", f"{COMMAND_LINE}.exe", "_internal/PySide6/Qt6Core.dll"):
        (folder / name).write_bytes(b"MZ" + name.encode())
    return folder


def test_the_script_makes_an_installer_that_says_what_it_is(frozen: Path, tmp_path: Path) -> None:
    content = make_installer(frozen, tmp_path).read_bytes()
    assert content.startswith(b"MZ") and b"NullsoftInst" in content
    for name, value in (("ProductName", DISPLAY_NAME), ("ProductVersion", VERSION)):
        pattern = b"\\0*".join(map(re.escape, (name.encode("utf-16-le"), value.encode("utf-16-le"))))
        assert re.search(pattern, content), name
    assert b'level="asInvoker"' in content
