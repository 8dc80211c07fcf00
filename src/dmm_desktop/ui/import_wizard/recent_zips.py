"""Offers the zips of earlier imports and saved exports that still exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot

from ...core.execution_type import ExecutionType
from ...core.runs import Run
from ...core.text import escape_controls
from ...operations.read_files import existing_files
from ...operations.save_export import last_saved
from ...workers.delivery import do_nothing
from ..formats import moment
from ..run_words import place as place_of
from ..services.app_services import AppServices
from ..widgets.buttons import Button
from ..widgets.context_menu import ContextMenu, menu_name
from ..widgets.labels import plain_tip

_LOOKED_AT, _OFFERED = 30, 10  # zips


class RecentZips(Button):
    """Opens a menu of zips, newest run first; hidden if there are none. ``chosen`` (Path, Origin or None): a zip,
    and the export that it was saved from, if that is known.

    The files of each folder are looked for in a job of their own: a network drive that does not answer delays no other
    folder.
    """

    chosen = Signal(object, object)

    def __init__(self, services: AppServices) -> None:
        super().__init__(self.tr("Recent zips…"), "recent_zips", icon_name="clock")
        self._services = services
        self._existing: dict[Path, frozenset[Path]] = {}  # by folder
        self._jobs: set[Hashable] = set()
        self.setAccessibleDescription(self.tr("Opens a menu"))
        self.setVisible(False)
        self.clicked.connect(self._offer)

    @Slot()
    def look(self) -> None:
        """Find out which of the zips exist now."""
        folders: dict[Path, list[Path]] = {}
        for path in self._recent():
            folders.setdefault(path.parent, []).append(path)
        for folder, paths in folders.items():
            key = ("recent zips", id(self), folder)
            self._jobs.add(key)
            job = partial(existing_files, paths)
            found, ended = partial(self._found, folder), partial(self._jobs.discard, key)
            self._services.runner.start(key, job, owner=self, on_success=found, on_failure=do_nothing, on_end=ended)

    def cancel(self) -> None:
        """Stop looking."""
        for key in tuple(self._jobs):
            self._services.runner.cancel(key)

    def _found(self, folder: Path, paths: frozenset[Path]) -> None:
        self._existing[folder] = paths
        self.setVisible(any(self._existing.values()))

    def _recent(self) -> dict[Path, Run]:
        """The last import of each zip, or the export that it was saved from, newest first."""
        found: dict[Path, Run] = {}
        for view in self._services.runs.runs:
            if len(found) == _LOOKED_AT:
                break
            saved = last_saved(view.run)
            if saved is not None:
                found.setdefault(saved[0], view.run)
            elif view.run.type is ExecutionType.IMPORT and view.run.zip_path:
                found.setdefault(Path(view.run.zip_path), view.run)
        return found

    @Slot()
    def _offer(self) -> None:
        self.make_menu().open_below(self)

    def make_menu(self) -> ContextMenu:
        """The menu; it is deleted when it closes."""
        menu = ContextMenu("recent_zips_menu", self)
        menu.setToolTipsVisible(True)
        existing = frozenset[Path]().union(*self._existing.values())
        offered = [(path, run) for path, run in self._recent().items() if path in existing][:_OFFERED]
        exports = (last_saved(view.run) for view in self._services.runs.runs)
        saved = Counter(one[0] for one in exports if one is not None)
        for number, (path, run) in enumerate(offered, 1):
            is_known = saved[path] <= 1  # which of several exports was saved there last is not
            words, origin = self._words(path, run, is_known=is_known), run.origin if is_known else None
            action = menu.add(words, f"recent_zip_{number}", partial(self.chosen.emit, path, origin))
            action.setToolTip(plain_tip(escape_controls(str(path))))
        return menu

    def _words(self, path: Path, run: Run, *, is_known: bool) -> str:
        """Name, folder, and the run: where and when, if it is known that the file is the zip of this run."""
        is_sent = run.state.is_complete or not run.imports_nothing
        sent = (place_of(run), moment(run.created_at)) if is_sent else ()
        if last_saved(run) is not None:
            place = self.tr("exported from {place}").format(place=place_of(run))
            sent = (place, moment(run.created_at)) if is_known else ()
        parts = (escape_controls(path.name), escape_controls(str(path.parent)), *sent)
        return ", ".join(menu_name(part, self) for part in parts)
