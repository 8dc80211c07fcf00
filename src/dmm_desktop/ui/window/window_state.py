"""Remembers from one start to the next where the window was, how its panes were divided and whether all were visible,
which environments were collapsed, and how the runs were grouped."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from ..settings_file import SettingsFile

_FILE, _HIDDEN, _FOLDED, _GROUPED = "window.ini", "connections_hidden", "folded", "runs_grouped"

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

    def are_runs_grouped(self) -> bool:
        """Whether the past runs were grouped by environment."""
        return self._settings.value(_GROUPED) == "true"

    def save(
        self,
        window: QMainWindow,
        splitter: QSplitter,
        *,
        connections_hidden: bool,
        folded: Iterable[str] | None,
        runs_grouped: bool | None,
    ) -> None:
        """Store the state if the data folder exists; the window does not create it. ``folded`` is None if the
        environments have not been shown yet, and ``runs_grouped`` if the runs have not."""
        values: dict[str, object] = {
            "geometry": window.saveGeometry(),
            "panes": splitter.saveState(),
            _HIDDEN: "true" if connections_hidden else "false",
        }
        if folded is not None:
            values[_FOLDED] = _BETWEEN.join(sorted(folded))
        if runs_grouped is not None:
            values[_GROUPED] = "true" if runs_grouped else "false"
        self._settings.store(values)
