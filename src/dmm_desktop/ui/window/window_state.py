"""Remembers between two starts where the window was, how its panes were divided, whether there were all of them, and
which environments were folded.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

_FILE, _HIDDEN, _FOLDED = "window.ini", "connections_hidden", "folded"


_BETWEEN = " "  # ids have no spaces


class WindowState:
    """Stored in an INI file in the data folder. Anything that cannot be read or written is not remembered."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE

    def restore(self, window: QMainWindow, splitter: QSplitter, connections: QWidget) -> None:
        """Restore the window's position; Qt moves it to a screen that exists."""
        settings = self._settings()
        geometry, panes = settings.value("geometry"), settings.value("panes")
        if isinstance(geometry, QByteArray):  # another version may have written something else
            window.restoreGeometry(geometry)
        if isinstance(panes, QByteArray):
            splitter.restoreState(panes)
        connections.setHidden(settings.value(_HIDDEN) == "true")

    def folded(self) -> list[str]:
        """The ids of the environments that were folded."""
        return [one for one in str(self._settings().value(_FOLDED) or "").split(_BETWEEN) if one]

    def save(
        self, window: QMainWindow, splitter: QSplitter, *, connections_hidden: bool, folded: Iterable[str] | None
    ) -> None:
        """Remember it, if the data folder is there: the window alone creates none. ``folded`` is None where the
        environments were not shown yet."""
        if self._path.parent.is_dir():
            settings = self._settings()
            settings.setValue("geometry", window.saveGeometry())
            settings.setValue("panes", splitter.saveState())
            settings.setValue(_HIDDEN, "true" if connections_hidden else "false")
            if folded is not None:
                settings.setValue(_FOLDED, _BETWEEN.join(sorted(folded)))
            settings.sync()

    def _settings(self) -> QSettings:
        return QSettings(str(self._path), QSettings.Format.IniFormat)
