"""Settings in INI files that only this user can read."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QSettings

#: The file in which Qt's file dialog stores its folders, on Linux [platform].
QT_FILE = "QtProject.conf"

_PRIVATE = 0o600


class SettingsFile:
    """A file in the data folder. Anything that cannot be read or written is not remembered."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def value(self, name: str) -> object:
        """The value; None if it is missing. Another version may have written any type."""
        return self._settings().value(name)

    def store(self, values: Mapping[str, object]) -> bool:
        """Store these values and keep the others; returns whether that was possible. Does nothing if the data folder
        does not exist."""
        if not self._path.parent.is_dir():
            return False
        keep_private(self._path)
        settings = self._settings()
        for name, value in values.items():
            settings.setValue(name, value)
        settings.sync()
        return settings.status() is not QSettings.Status.AccessError

    def _settings(self) -> QSettings:
        return QSettings(str(self._path), QSettings.Format.IniFormat)


def keep_private(path: Path) -> None:
    """Create the file if it is missing, and let only this user read it. Qt would let all users read it; it keeps the
    permissions of an existing file [platform]."""
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, _PRIVATE))
        path.chmod(_PRIVATE)
