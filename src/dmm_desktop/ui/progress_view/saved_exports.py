"""Saves exports, checks what was saved, and passes it on to an import."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ...core.errors import DmmError
from ...core.job import BytesProgress
from ...core.origin import Origin
from ...core.origin_words import may_lack_records, origin_sentence
from ...core.outcomes import id_doubt
from ...core.runs import Run
from ...core.text import Text, counted, escape_controls, joined, text
from ...operations.check_zip import CheckChoice, CheckedZip, CheckResults, check_zip, result
from ...operations.save_export import (
    exported_records,
    exported_sentence,
    last_saved,
    no_import,
    note_saved,
    origin_of,
    why_save_again,
    with_saved,
)
from ...workers.delivery import do_nothing
from ..formats import number, percent
from ..messages import explanation, tr_text
from ..services.app_services import AppServices
from ..services.ended_check import CHECK_FAILED, EndedCheck
from ..services.system_dialogs import SystemDialogs
from ..theme.tokens import Tone
from ..widgets.dialog import Question
from .downloads import EXPORTED_ZIP, download_of
from .saved_banner import Offer, Saved, SavedBanner
from .saving import Saving

#: How many entities the banner lists with their rows; the results of the check have all of them.
_LISTED = 8
#: Size in bytes from which the progress of reading a saved zip is shown; below, it would only flicker.
_LARGE = 200_000_000
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
        self._unchecked: dict[str, Path] = {}  # what was saved since the start, and not checked to its end, by run

    def busy(self, run_id: str) -> str:
        """Why nothing can be saved for a run now: something is being saved or checked; "" if nothing is."""
        runner = self._services.runner
        if (download := download_of(runner, run_id)) is not None:
            return tr_text(download.busy)
        return self.tr("The export is being checked.") if runner.is_running(_check_key(run_id)) else ""

    def save(self, run: Run) -> None:
        """Ask for a target, save the export, and check what was saved."""
        self._save(run, do_nothing)

    def import_it(self, run: Run) -> None:
        """Pass the saved export on to an import. Save it first if it is not saved yet; if it was, but is not there
        unchanged, say so and ask. The banner offers the import instead if the zip may not be complete, which the wizard
        would hide, or if the user has meanwhile opened a dialog."""
        view = self._services.runs.find(run.id)
        saved = last_saved(view.run if view is not None else run)
        if (path := self._unchecked.get(run.id)) is not None:
            self._check(run, path, self.import_wanted.emit)
        elif saved is not None:
            self._look_for(run, *saved)
        else:
            self._save(run, self.import_wanted.emit)

    def _save(self, run: Run, then: Callable[[Path, Origin], None]) -> None:
        self._saving.download(EXPORTED_ZIP, run, lambda saved: self._check(saved.run, saved.path, then))

    def _look_for(self, run: Run, path: Path, origin: Origin) -> None:
        """Import the zip that was saved if it is still there, unchanged; otherwise ask whether to save it again."""
        key = _check_key(run.id)

        def progressed(value: BytesProgress) -> None:
            if value.total is not None and value.total >= _LARGE:
                words = self.tr("Reading the saved export: {percent}").format(percent=percent(value.done / value.total))
                self._banner.under_way(
                    run.id, words, escape_controls(str(path)), partial(self._services.runner.cancel, key)
                )

        def found(reason: Text | None) -> None:
            is_told = reason is None and self._banner.tells_of(run.id, path)  # with what the check has found
            must_tell = reason is None and origin.is_doubtful and not is_told
            if must_tell or _is_in_dialog():
                if not is_told:
                    self._banner.saved(run.id, self._found_again(run, path, origin, reason))
            elif reason is None:
                self.import_wanted.emit(path, origin)
            else:
                question = SaveAgainQuestion(reason, path, self._widget.window())
                question.confirmed.connect(lambda: self._save(run, self.import_wanted.emit))
                question.open()

        def over() -> None:
            self._banner.ended(run.id)
            self.busy_changed.emit()

        self._services.runner.start(
            key,
            partial(why_save_again, path, origin),
            owner=self,
            on_progress=progressed,
            on_success=found,
            on_failure=lambda error: self._banner.failed(run.id, error),
            on_end=over,
        )
        self.busy_changed.emit()

    def _check(self, run: Run, path: Path, then: Callable[[Path, Origin], None]) -> None:
        for replaced in [one for one, saved in self._unchecked.items() if saved == path]:
            del self._unchecked[replaced]  # another export that was saved under this name is no longer saved
        self._unchecked[run.id] = path
        key, begun = _check_key(run.id), time.monotonic()
        origin: Origin | None = None
        may_go_on = False  # whether the zip is checked and still there, and nothing says that it is not complete
        cancel = partial(self._services.runner.cancel, key)

        def tell(share: float) -> None:
            words = self.tr("Export saved. Checking all rows: {percent}").format(percent=percent(share))
            self._banner.under_way(run.id, words, escape_controls(str(path)), cancel)

        def progressed(value: BytesProgress) -> None:
            tell(value.done / value.total if value.total else 1.0)

        def tell_of_end(outcome: Text) -> None:
            took = timedelta(seconds=time.monotonic() - begun)
            self._services.check_ended.emit(EndedCheck(path, took, outcome, run.id))

        def ended(results: CheckResults) -> None:
            nonlocal may_go_on, origin
            checked = results.checked(CheckChoice())
            is_replaced = self._unchecked.pop(run.id, None) is None  # another export was saved under this name
            origin = origin_of(run, checked)
            self._services.saved_exports[checked.sha256] = origin
            self._note(run.id, origin, path)
            may_go_on = not (is_replaced or origin.is_doubtful)
            self._banner.saved(run.id, self._result(run, path, results, origin))
            tell_of_end(result(checked))

        def over() -> None:
            self._banner.ended(run.id)
            self.busy_changed.emit()
            if may_go_on and origin is not None and not _is_in_dialog():
                then(path, origin)

        def failed(error: DmmError) -> None:
            self._unchecked.pop(run.id, None)
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

    def _note(self, run_id: str, origin: Origin, path: Path) -> None:
        """Remember where the saved zip is and comes from, also after the next start."""

        def note(_: None = None) -> None:
            if (view := self._services.runs.find(run_id)) is not None:
                view.run = with_saved(view.run, origin, path)
                self._services.runs.run_changed.emit(run_id)

        note()
        job = partial(note_saved, self._services.context, run_id, origin, path)
        key = ("note saved export", run_id, origin.sha256, path)
        # Once more when it is stored: the runs may have been read again before that.
        self._services.runner.start(key, job, owner=self, on_success=note, on_failure=do_nothing)

    def _result(self, run: Run, path: Path, results: CheckResults, origin: Origin) -> Saved:
        """What is in the zip compared with what the server reports, with links to the results of the check and to an
        import."""
        checked = results.checked(CheckChoice())
        doubts = (id_doubt(run), may_lack_records(origin.failing_entities))
        sentences = [*(one for one in doubts if one is not None), exported_sentence(run, checked), result(checked)]
        words = tr_text(joined(*sentences))
        is_certain = exported_records(run, checked).difference == 0 and not origin.is_doubtful
        return Saved(
            tr_text(EXPORTED_ZIP.done),
            path,
            "\n".join(line for line in (words, _rows_by_entity(checked)) if line),
            tone=Tone.OK if is_certain and not checked.findings else Tone.WARN,
            link=Offer(self.tr("Show results of the check"), partial(self._show_results, path, results)),
            second=None if no_import(run) else self._import_offer(run),
        )

    def _found_again(self, run: Run, path: Path, origin: Origin, reason: Text | None) -> Saved:
        """What was saved earlier, and why its zip may lack records. ``reason``: why it is to be saved again."""
        offer = self._import_offer(run)
        if reason is not None:
            return Saved(tr_text(reason), path, tone=Tone.WARN, second=offer, is_there=False)
        message = self.tr("The saved export has not changed.")
        if not origin.is_doubtful:
            return Saved(message, path, tone=Tone.INFO, second=offer)
        return Saved(message, path, tr_text(origin_sentence(origin)), tone=Tone.WARN, second=offer)

    def _import_offer(self, run: Run) -> Offer:
        return Offer(self.tr("Import this into…"), partial(self.import_it, run), "import")

    def _show_results(self, path: Path, results: CheckResults) -> None:
        from ..import_wizard.check_dialog import CheckDialog
        from ..import_wizard.draft import Draft

        draft = Draft(zip_path=path, results=results)
        dialog = CheckDialog(self._services, draft, self._dialogs, self._widget.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


class SaveAgainQuestion(Question):
    """Says why a saved export cannot be imported, and asks whether to save it again. ``confirmed``: save it."""

    def __init__(self, reason: Text, path: Path, parent: QWidget) -> None:
        super().__init__("save_again_question", parent)
        question = joined(reason, text("Save the export again?"))
        words = self.tr(
            "It was saved as {path}. If the server still has this export, you can save it again without a new one."
        )
        self.ask(tr_text(EXPORTED_ZIP.title), tr_text(question), words.format(path=escape_controls(str(path))))
        save, keep = self.tr("Save export…"), self.tr("Do not save")
        self.offer((save, "save_export_again", "save"), (keep, "no_export_again"), is_harmless=True)


def _is_in_dialog() -> bool:
    """Whether the user is in a dialog, such as the wizard for another import."""
    return QApplication.activeModalWidget() is not None


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
