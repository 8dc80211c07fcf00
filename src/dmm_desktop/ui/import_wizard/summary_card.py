"""The card of the review page: everything about the import, and what is known from earlier imports."""

from __future__ import annotations

from collections.abc import Sequence

from ...core.earlier_imports import (
    expected_sentence,
    expected_time,
    has_other_options,
    is_beyond_doubt,
    memory,
    rehearsal,
    rehearsal_sentence,
)
from ...core.environment import SavedEnvironment
from ...core.origin_words import lost_origin_sentence, origin_sentence
from ...core.runs import Run
from ...core.stage import Stage
from ...core.text import joined, text
from ...operations.check_zip import CheckedZip, result, total_rows
from ..formats import file_size, moment
from ..messages import shown_name, tr_text
from ..start_wizard.review_card import ReviewCard
from ..theme.tokens import Tone
from ..theme.type_roles import set_tone, tone_of
from ..widgets.labels import IconLabel
from .check_words import check_mark, contents_words
from .draft import Draft


def _memory(runs: list[Run], draft: Draft, saved: Sequence[SavedEnvironment]) -> tuple[str, Tone]:
    """What this computer knows of the zip, and the tone of it; "" if it is nothing."""
    checked, destination = draft.checked, draft.target
    assert destination is not None
    sha256 = checked.sha256 if checked is not None else ""
    if destination.stage is not Stage.PRODUCTION:
        known = memory(runs, sha256, moment)
        return (tr_text(known) if known is not None else "", Tone.MUTED)
    if not sha256:
        return tr_text(text("Known once all rows are checked.")), Tone.MUTED
    chosen = draft.complete()
    rehearsed = rehearsal(runs, sha256, destination, chosen, saved)
    is_good = rehearsed is not None and is_beyond_doubt(rehearsed) and not has_other_options(rehearsed, chosen)
    said = rehearsal_sentence(runs, sha256, rehearsed, chosen, moment)
    return tr_text(said), Tone.OK if is_good else Tone.WARN


def _expected(runs: list[Run], draft: Draft) -> str:
    """How long the import may take; "" if nothing is known."""
    rows = total_rows(draft.checked) if draft.checked is not None else None
    if rows is None or draft.environment is None:
        return ""
    expected = expected_time(runs, draft.environment.has_root, draft.connection, rows)
    said = expected_sentence(expected) if expected is not None else None
    return tr_text(said) if said is not None else ""


class SummaryCard(ReviewCard):
    """Earlier imports, address, file and origin, contents, result of the check, expected time, ids, configuration."""

    def __init__(self) -> None:
        super().__init__()
        self._check_icon, self._memory_icon = IconLabel(), IconLabel()
        self.add_row("memory", "", self._memory_icon, wraps=True)
        self.add_row("address", self.tr("Address"))
        self.add_row("file", self.tr("File"))
        self.add_row("origin", self.tr("Origin"), wraps=True)
        self.add_row("contents", self.tr("Contents"))
        self.add_row("check", self.tr("Check"), self._check_icon, wraps=True)
        self.add_row("time", self.tr("Expected time"), wraps=True)
        self.add_row("ids", self.tr("Ids"))
        self.add_row("configuration", self.tr("Configuration"))

    def show_draft(self, draft: Draft, place: str) -> None:
        """Show the choices made, whose configuration can be sent. ``place`` as for :meth:`show_target`."""
        target, checked = draft.target, draft.checked
        assert target is not None and checked is not None
        self.show_target(target, place)
        self.set_value("file", f"{shown_name(checked.path)}, {file_size(checked.size)}")
        self._show_origin(draft)
        self.set_value("contents", contents_words(checked))
        self._show_check(draft, checked)
        self.set_value(
            "ids",
            self.tr("Append: every record gets a new id") if draft.append else self.tr("Keep the ids of the file"),
        )
        self.show_configuration(draft)

    def _show_check(self, draft: Draft, checked: CheckedZip) -> None:
        (icon, tone), words = check_mark(draft, checked), result(checked)
        if not draft.is_checked:
            going_on = text("The check has not ended.")
            stopped = text("The check was stopped; Start import resumes it.")
            words = joined(words, going_on if draft.is_checking else stopped)
        self._check_icon.show_icon(icon, tone)
        self.set_value("check", tr_text(words))
        set_tone(self.value("check"), Tone.TEXT if tone is Tone.MUTED else tone)

    def _show_origin(self, draft: Draft) -> None:
        """Show which export the zip was saved from, or that it has changed since; warn if it goes back there."""
        lost, origin, target = draft.lost_origin, draft.file_origin, draft.target
        words, tone = None, Tone.TEXT
        if lost is not None:
            words, tone = lost_origin_sentence(lost), Tone.WARN
        elif draft.is_checked and origin is not None:
            words, tone = origin_sentence(origin), Tone.WARN if origin.is_doubtful else Tone.TEXT
            if target is not None and origin.is_from(target):
                tone = Tone.WARN
                words = joined(words, text("This import goes back there."))
                if draft.append:
                    words = joined(words, text("Append mode would duplicate its records."))
        elif draft.possible_origins:
            words, tone = text("Known once all rows are checked."), Tone.MUTED
        set_tone(self.value("origin"), tone)
        self.set_value("origin", tr_text(words) if words is not None else "")

    @property
    def warnings(self) -> list[str]:
        """The names of the values that warn: the origin of the zip, or what is known of earlier imports."""
        return [name for name in ("origin", "memory") if tone_of(self.value(name)) is Tone.WARN]

    def show_runs(self, draft: Draft, runs: list[Run], saved: Sequence[SavedEnvironment]) -> None:
        """Show what is known about the zip from ``runs``, newest first, and how long the import may take."""
        said, tone = _memory(runs, draft, saved)
        is_guarded = draft.target is not None and draft.target.stage is Stage.PRODUCTION
        self.set_name("memory", self.tr("Rehearsal") if is_guarded else self.tr("Earlier imports"))
        self._memory_icon.show_icon({Tone.OK: "ok", Tone.WARN: "warn"}.get(tone, "clock"), tone)
        set_tone(self.value("memory"), Tone.TEXT if tone is Tone.MUTED else tone)
        self.set_value("memory", said)
        self._memory_icon.setVisible(bool(said))
        self.set_value("time", _expected(runs, draft))
