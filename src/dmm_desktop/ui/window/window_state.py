"""Remembers from one start to the next where the window was, how its panes were divided and whether all were visible,
which environments were collapsed, and which questions and notifications the user does not want to see."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from ..settings_file import SettingsFile

_FILE, _HIDDEN, _FOLDED, _ASKS = "window.ini", "connections_hidden", "folded", "asks_about_followed"
_NOTIFIES = "notifies"

_BETWEEN = " "  # ids have no spaces


class WindowState:
    """Stored in an INI file in the data folder. Anything that cannot be read or written is not remembered."""

    def __init__(self, folder: Path) -> None:
        self._settings = SettingsFile(folder / _FILE)

    def restore(self, window: QMainWindow, splitter: QSplitter, connections: QWidget) -> None:
        """Restore the window's position; Qt moves it to a screen that exists."""
        geometry, panes = self._settings.value("geometry"), self._settings.value("panes")
        if isinstance(geometry, QByteArray):  # another version may have written something else
            window.restoreGeometry(geometry)
        if isinstance(panes, QByteArray):
            splitter.restoreState(panes)
        connections.setHidden(self._settings.value(_HIDDEN) == "true")

    def folded(self) -> list[str]:
        """The ids of the environments that were folded."""
        return [one for one in str(self._settings.value(_FOLDED) or "").split(_BETWEEN) if one]

    @property
    def asks_about_followed(self) -> bool:
        """Whether to ask before the window closes while it follows runs."""
        return str(self._settings.value(_ASKS)) != "false"

    def ask_no_more_about_followed(self) -> None:
        """Remember not to ask again before the window closes while it follows runs."""
        self._settings.store({_ASKS: "false"})

    @property
    def notifies(self) -> bool:
        """Whether the user wants notifications."""
        return str(self._settings.value(_NOTIFIES)) != "false"

    def toggle_notifications(self) -> None:
        """Switch notifications off, or on again."""
        self._settings.store({_NOTIFIES: "false" if self.notifies else "true"})

    def save(
        self, window: QMainWindow, splitter: QSplitter, *, connections_hidden: bool, folded: Iterable[str] | None
    ) -> None:
        """Store the state if the data folder exists; the window does not create it. ``folded`` is None if the
        environments have not been shown yet."""
        values: dict[str, object] = {
            "geometry": window.saveGeometry(),
            "panes": splitter.saveState(),
            _HIDDEN: "true" if connections_hidden else "false",
        }
        if folded is not None:
            values[_FOLDED] = _BETWEEN.join(sorted(folded))
        self._settings.store(values)
