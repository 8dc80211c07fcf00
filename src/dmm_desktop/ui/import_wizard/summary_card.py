"""The card of the review page: everything about the import, and what is known from earlier imports."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from ...core.earlier_imports import (
    expected_sentence,
    expected_time,
    is_beyond_doubt,
    memory,
    rehearsal,
    rehearsal_sentence,
)
from ...core.environment import Stage
from ...core.runs import Run
from ...core.text import counted, joined, text
from ...operations.check_zip import result, total_rows
from ..formats import file_size, moment
from ..messages import tr_text
from ..stage import Corners, StageBand
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role, set_tone
from ..widgets.containers import Card
from ..widgets.fields import WIZARD_LABELS
from ..widgets.labels import ElidedLabel, IconLabel, WrappedLabel
from .check_words import ICONS, check_tone, contents_words
from .draft import Draft


def _memory(runs: list[Run], draft: Draft) -> tuple[str, Tone]:
    """What this computer knows of the zip, and the tone of it; "" if it is nothing."""
    checked, destination = draft.checked, draft.target
    assert destination is not None
    sha256 = checked.sha256 if checked is not None else ""
    if destination.stage is not Stage.PRODUCTION:
        known = memory(runs, sha256, moment)
        return (tr_text(known) if known is not None else "", Tone.MUTED)
    if not sha256:
        return tr_text(text("Known once all rows are checked.")), Tone.MUTED
    rehearsed = rehearsal(runs, sha256)
    tone = Tone.OK if rehearsed is not None and is_beyond_doubt(rehearsed) else Tone.WARN
    return tr_text(rehearsal_sentence(runs, sha256, moment)), tone


def _expected(runs: list[Run], draft: Draft) -> str:
    """How long the import may take; "" if nothing is known."""
    rows = total_rows(draft.checked) if draft.checked is not None else None
    if rows is None or draft.environment is None:
        return ""
    expected = expected_time(runs, draft.environment.has_root, draft.connection, rows)
    said = expected_sentence(expected) if expected is not None else None
    return tr_text(said) if said is not None else ""


class SummaryCard(Card):
    """Stage band, earlier imports, address, file, contents, result of the check, expected time, ids, configuration."""

    def __init__(self) -> None:
        super().__init__("review_card")
        self._band = StageBand("review_band", corners=Corners.TOP, padding=16)
        self._values: dict[str, ElidedLabel | WrappedLabel] = {}
        self._labels: dict[str, QLabel] = {}
        self._check_icon, self._memory_icon = IconLabel(), IconLabel()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(16, 10, 16, 10)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(0, WIZARD_LABELS - 22)
        self._grid.setColumnStretch(1, 1)
        self._add("memory", "", self._memory_icon)
        self._add("address", self.tr("Address"))
        self._add("file", self.tr("File"))
        self._add("contents", self.tr("Contents"))
        self._add("check", self.tr("Check"), self._check_icon)
        self._add("time", self.tr("Expected time"))
        self._add("ids", self.tr("Ids"))
        self._add("configuration", self.tr("Configuration"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._band)
        column.addLayout(self._grid)

    def show_draft(self, draft: Draft, place: str) -> None:
        """Show the choices made, whose configuration can be sent. ``place``: the host of the environment, with port and
        path if needed."""
        destination, checked = draft.target, draft.checked
        assert destination is not None and checked is not None
        self._band.show_destination(destination.stage, destination.environment.name, draft.connection, place)
        self._values["address"].setText(str(destination.environment.address))
        self._values["file"].setText(f"{checked.path.name}, {file_size(checked.size)}")
        self._values["contents"].setText(contents_words(checked))
        tone = check_tone(checked)
        self._check_icon.show_icon(ICONS[tone], tone)
        running = () if draft.is_checked else (text("The check has not ended."),)
        self._values["check"].setText(tr_text(joined(result(checked), *running)))
        set_tone(self._values["check"], tone)
        self._values["ids"].setText(
            self.tr("Append: every record gets a new id") if draft.append else self.tr("Keep the ids of the file")
        )
        fields = tr_text(counted("1 field", "{n} fields", draft.field_count()))
        name = draft.configuration.file_name
        self._values["configuration"].setText(f"{name}, {fields}" if name else fields)

    def show_runs(self, draft: Draft, runs: list[Run]) -> None:
        """Show what is known about the zip from ``runs``, newest first, and how long the import may take."""
        said, tone = _memory(runs, draft)
        is_guarded = draft.target is not None and draft.target.stage is Stage.PRODUCTION
        self._labels["memory"].setText(self.tr("Rehearsal") if is_guarded else self.tr("Earlier imports"))
        self._memory_icon.show_icon({Tone.OK: "ok", Tone.WARN: "warn"}.get(tone, "clock"), tone)
        set_tone(self._values["memory"], Tone.TEXT if tone is Tone.MUTED else tone)
        self._show_row("memory", said)
        self._memory_icon.setVisible(bool(said))
        self._show_row("time", _expected(runs, draft))

    def _show_row(self, key: str, value: str) -> None:
        self._values[key].setText(value)
        for widget in (self._labels[key], self._values[key]):
            widget.setVisible(bool(value))

    def _add(self, key: str, name: str, icon: IconLabel | None = None) -> None:
        label = QLabel(name)
        value = WrappedLabel() if icon is not None or key == "time" else ElidedLabel()
        set_role(label, Role.BODY, Tone.MUTED)
        value.setObjectName(f"review_{key}")
        label.setMinimumHeight(20)
        self._values[key], self._labels[key] = value, label
        line = QHBoxLayout()
        line.setSpacing(6)
        if icon is not None:
            line.addWidget(icon)
        line.addWidget(value, 1)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(line, row, 1)
