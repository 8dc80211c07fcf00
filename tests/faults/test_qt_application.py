"""What the desktop says to the application itself, and a desktop that is not there."""

import subprocess
import sys
from pathlib import Path

import pytest

from faults.windows import APPLICATION, PATIENCE, variables, window
from not_on_windows import DISPLAY


@pytest.mark.parametrize("moment", ["at once", "later"])
def test_a_file_that_the_desktop_gives_starts_the_wizard(tmp_path: Path, moment: str) -> None:
    """On macOS, where a file comes like this also to a program that is started with it."""
    (tmp_path / "import.zip").write_bytes(b"no zip")
    with window("given", tmp_path / "data", moment, tmp_path / "import.zip") as one:
        assert one.said() == {"zip": "import.zip"}
        assert one.end() == ""


def test_without_a_display_it_says_so_and_ends(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip(DISPLAY)
    words = [*APPLICATION, "--data-dir", str(tmp_path / "data")]
    nowhere = variables(QT_QPA_PLATFORM="nowhere")
    done = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE, env=nowhere, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    first, what_qt_says, advice = done.stderr.splitlines()
    assert first.startswith("dmm-desktop: no window can be opened.") and "nowhere" in what_qt_says
    assert "dmm-desktop-cli" in advice
