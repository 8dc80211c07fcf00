"""The command that takes the pictures of every screen."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from architecture.project import ROOT
from tools.screenshots.scenes import SCREENS


def taken(folder: Path, only: str) -> dict[str, QImage]:
    command = [sys.executable, "-m", "tools.screenshots", str(folder), f"--only={only}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1200)
    assert done.returncode == 0, done.stderr
    return {path.stem: QImage(str(path)) for path in folder.iterdir()}


@pytest.mark.long
def test_every_screen_has_its_picture_and_a_picture_is_the_same_each_time(tmp_path: Path) -> None:
    first = taken(tmp_path / "first", "-light")
    assert set(first) == {f"{name}-light" for name in (*SCREENS, "10-components")}
    sizes = {(image.width(), image.height()) for name, image in first.items() if name != "10-components-light"}
    assert sizes == {(1280, 800)}
    name = "07-finished-with-errors-light"
    second = taken(tmp_path / "second", name)
    assert list(second) == [name]
    if next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None):  # else it shows the time of day
        assert second[name] == first[name]
