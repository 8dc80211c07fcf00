"""No other user can read what the window writes, even in a data folder that others may enter."""

import stat
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.settings_file import QT_FILE, SettingsFile
from faults.windows import window
from not_on_windows import PERMISSIONS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason=PERMISSIONS)


def readable_by_others(folder: Path) -> list[str]:
    """The names of the files below the folder that another user could read or write."""
    files = [file for file in folder.rglob("*") if stat.S_ISREG(file.lstat().st_mode)]
    return [file.name for file in files if file.stat().st_mode & 0o077]


def test_files_of_a_window(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    with window("show", folder) as shown:
        assert shown.said()["visible"]
        shown.end()
    assert (folder / "window.ini").exists() and (folder / "dmm-desktop.sqlite3").exists()
    assert readable_by_others(folder) == []
    assert folder.stat().st_mode & 0o777 == 0o755


@pytest.mark.skipif(sys.platform == "darwin", reason="there Qt does not store its own settings in files")
def test_the_file_of_qts_file_dialog(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with window("show", folder) as shown:
        shown.said()
        shown.end()
    QSettings(str(folder / QT_FILE), QSettings.Format.IniFormat).setValue("FileDialog/lastVisited", "file:///home")
    assert "lastVisited" in (folder / QT_FILE).read_text()
    assert readable_by_others(folder) == []


def test_settings_that_an_earlier_version_left_readable(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "window.ini").write_text("[General]\nother=kept\n")
    (tmp_path / "window.ini").chmod(0o644)
    settings = SettingsFile(tmp_path / "window.ini")
    settings.store({"name": "new"})
    assert [settings.value(name) for name in ("name", "other", "missing")] == ["new", "kept", None]
    assert readable_by_others(tmp_path) == []


def test_settings_do_not_create_the_data_folder(tmp_path: Path, qtbot: QtBot) -> None:
    SettingsFile(tmp_path / "missing" / "window.ini").store({"name": "value"})
    assert list(tmp_path.iterdir()) == []
