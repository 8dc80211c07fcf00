"""Saves exports, checks what was saved, and passes it on to an import."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ...core.errors import DmmError
from ...core.job import BytesProgress
from ...core.origin import Origin
from ...core.runs import Run
from ...core.text import Text, counted, joined
from ...operations.check_zip import CheckChoice, CheckedZip, CheckResults, check_zip, result
from ...operations.save_export import exported_records, exported_sentence, no_import, note_saved, origin_of
from ...workers.delivery import do_nothing
from ..formats import number, percent
from ..messages import explanation, tr_text
from ..services.app_services import AppServices
from ..services.ended_check import CHECK_FAILED, EndedCheck
from ..services.system_dialogs import SystemDialogs
from ..theme.tokens import Tone
from .downloads import EXPORTED_ZIP, download_of
from .saved_banner import Offer, Saved, SavedBanner
from .saving import Saving

#: How many entities the banner lists with their rows; the results of the check have all of them.
_LISTED = 8
#: Characters of a name in that list.
_LETTERS = 40


class SavedExports(QObject):
    """Saves the zips of exports. ``import_wanted`` carries the path of a saved zip and its Origin; ``busy_changed``: a
    check began or ended."""

    import_wanted = Signal(object, object)
    busy_changed = Signal()

    def __init__(
        self, services: AppServices, dialogs: SystemDialogs, saving: Saving, banner: SavedBanner, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._dialogs = dialogs
        self._saving = saving
        self._banner = banner
        self._widget = parent
        self._paths: dict[str, Path] = {}  # of what was saved since the start, by run
        self._origins: dict[str, Origin] = {}  # of what was also checked

    def busy(self, run_id: str) -> str:
        """Why nothing can be saved for a run now: something is being saved or checked; "" if nothing is."""
        runner = self._services.runner
        if (download := download_of(runner, run_id)) is not None:
            return tr_text(download.busy)
        return self.tr("The export is being checked.") if runner.is_running(_check_key(run_id)) else ""

    def save(self, run: Run) -> None:
        """Ask for a target, save the export, and check what was saved."""
        self._save(run, lambda: None)

    def import_it(self, run: Run) -> None:
        """Pass the saved export on to an import; save it first if it is not saved yet. The banner offers the import
        instead if the zip may not be complete, which the wizard would hide, or if the user has meanwhile opened a
        dialog."""
        again = partial(self.import_it, run)
        if (path := self._paths.get(run.id)) is None:
            self._save(run, again)
        elif (origin := self._origins.get(run.id)) is None:
            self._check(run, path, again)
        else:
            self.import_wanted.emit(path, origin)

    def _save(self, run: Run, then: Callable[[], None]) -> None:
        self._saving.download(EXPORTED_ZIP, run, lambda path: self._check(run, path, then))

    def _check(self, run: Run, path: Path, then: Callable[[], None]) -> None:
        for replaced in [one for one, saved in self._paths.items() if saved == path]:
            del self._paths[replaced]  # another export that was saved under this name is no longer saved
            self._origins.pop(replaced, None)
        self._paths[run.id] = path
        self._origins.pop(run.id, None)
        key, begun = _check_key(run.id), time.monotonic()
        may_go_on = False  # whether the zip is checked, and nothing says that it is not complete
        cancel = partial(self._services.runner.cancel, key)

        def tell(share: float) -> None:
            words = self.tr("Export saved. Checking all rows: {percent}").format(percent=percent(share))
            self._banner.under_way(run.id, words, str(path), cancel)

        def progressed(value: BytesProgress) -> None:
            tell(value.done / value.total if value.total else 1.0)

        def tell_of_end(outcome: Text) -> None:
            took = timedelta(seconds=time.monotonic() - begun)
            self._services.check_ended.emit(EndedCheck(path, took, outcome, run.id))

        def ended(results: CheckResults) -> None:
            nonlocal may_go_on
            checked = results.checked(CheckChoice())
            self._origins[run.id] = origin = origin_of(run, checked)
            self._services.saved_exports[checked.sha256] = origin
            self._note(run.id, origin)
            may_go_on = not (exported_records(run, checked).difference or run.failing_count)
            self._banner.saved(run.id, self._result(run, path, results))
            tell_of_end(result(checked))

        def over() -> None:
            self._banner.ended(run.id)
            self.busy_changed.emit()
            is_in_dialog = QApplication.activeModalWidget() is not None  # such as the wizard for another import
            if may_go_on and run.id in self._origins and not is_in_dialog:
                then()

        def failed(error: DmmError) -> None:
            self._paths.pop(run.id, None)
            words = " ".join((tr_text(error.title), explanation(error)))
            self._banner.saved(run.id, Saved(self.tr("Export saved, but not checked."), path, words, tone=Tone.WARN))
            tell_of_end(CHECK_FAILED)

        tell(0.0)
        self._services.runner.start(
            key,
            partial(check_zip, self._services.context.secrets, path, CheckChoice),
            owner=self,
            on_progress=progressed,
            on_success=ended,
            on_failure=failed,
            on_end=over,
        )
        self.busy_changed.emit()

    def _note(self, run_id: str, origin: Origin) -> None:
        """Remember where the saved zip comes from, also after the next start."""

        def noted(_: None) -> None:
            if (view := self._services.runs.find(run_id)) is not None:
                view.run = replace(view.run, origin=origin)
                self._services.runs.run_changed.emit(run_id)

        job = partial(note_saved, self._services.context, run_id, origin)
        key = ("note saved export", run_id, origin.sha256)
        self._services.runner.start(key, job, owner=self, on_success=noted, on_failure=do_nothing)

    def _result(self, run: Run, path: Path, results: CheckResults) -> Saved:
        """What is in the zip compared with what the server reports, with links to the results of the check and to an
        import."""
        checked = results.checked(CheckChoice())
        sentences = [exported_sentence(run, checked), result(checked)]
        if run.failing_count:
            lacking = counted(
                "1 entity of the export has errors: the zip may lack records.",
                "{n} entities of the export have errors: the zip may lack records.",
                run.failing_count,
            )
            sentences.insert(0, lacking)
        words = tr_text(joined(*sentences))
        is_clean = not checked.findings and exported_records(run, checked).difference == 0 and not run.failing_count
        return Saved(
            tr_text(EXPORTED_ZIP.done),
            path,
            "\n".join(line for line in (words, _rows_by_entity(checked)) if line),
            tone=Tone.OK if is_clean else Tone.WARN,
            link=Offer(self.tr("Show results of the check"), partial(self._show_results, path, results)),
            second=None
            if no_import(run)
            else Offer(self.tr("Import this into…"), partial(self.import_it, run), "import"),
        )

    def _show_results(self, path: Path, results: CheckResults) -> None:
        from ..import_wizard.check_dialog import CheckDialog
        from ..import_wizard.draft import Draft

        draft = Draft(zip_path=path, results=results)
        dialog = CheckDialog(self._services, draft, self._dialogs, self._widget.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _check_key(run_id: str) -> tuple[str, str]:
    return "check export", run_id


def _rows_by_entity(checked: CheckedZip) -> str:
    """The rows of each entity: "Customer: 5,000 · Region: 22"."""
    entities = [one for one in checked.entities if one.data is not None]
    counts = [f"{_cut(one.name)}: {number(one.records)}" for one in entities[:_LISTED]]
    if len(entities) > _LISTED:
        counts.append(tr_text(counted("1 more entity", "{n} more entities", len(entities) - _LISTED)))
    return " · ".join(counts)


def _cut(name: str) -> str:
    return name if len(name) <= _LETTERS else name[: _LETTERS - 1] + "…"
