"""Everything that was decided, at a glance."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from dmm_desktop.core.text import counted

from ..desk.messages import shown
from ..desk.numbers import file_size
from ..look.elided_label import ElidedLabel
from ..look.fields import WIZARD_LABELS
from ..look.icon_label import IconLabel
from ..look.stage import Corners, StageBand
from ..look.surfaces import Card
from ..look.tokens import Tone
from ..look.type_roles import Role, set_role, set_tone
from .draft import Draft
from .file_words import ICONS, check_words, entities_words


class SummaryCard(Card):
    """Stage band, file, contents, result of the check, ids, configuration."""

    def __init__(self) -> None:
        super().__init__("review_card")
        self._band = StageBand("review_band", corners=Corners.TOP, padding=16)
        self._values: dict[str, ElidedLabel] = {}
        self._check_icon = IconLabel()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(16, 10, 16, 10)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(0, WIZARD_LABELS - 22)
        self._grid.setColumnStretch(1, 1)
        self._add("file", self.tr("File"))
        self._add("contents", self.tr("Contents"))
        self._add("check", self.tr("Check"), self._check_icon)
        self._add("ids", self.tr("Ids"))
        self._add("configuration", self.tr("Configuration"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._band)
        column.addLayout(self._grid)

    def show_draft(self, draft: Draft) -> None:
        """Show what has been decided; its configuration is one that can be sent."""
        environment, checked = draft.environment, draft.checked
        assert environment is not None and checked is not None
        self._band.show_destination(environment.stage, environment.name, draft.connection, environment.address.host)
        self._values["file"].setText(f"{checked.path.name}, {file_size(checked.size)}")
        self._values["contents"].setText(entities_words(checked))
        tone, words = check_words(checked)
        self._check_icon.show_icon(ICONS[tone], tone)
        self._values["check"].setText(words)
        set_tone(self._values["check"], tone)
        self._values["ids"].setText(
            self.tr("Append: every record gets a new id") if draft.append else self.tr("Keep the ids of the file")
        )
        fields = shown(counted("1 field", "{n} fields", len(draft.fields())))
        name = draft.configuration_name
        self._values["configuration"].setText(f"{name}, {fields}" if name else fields)

    def _add(self, key: str, name: str, icon: IconLabel | None = None) -> None:
        label, value = QLabel(name), ElidedLabel()
        set_role(label, Role.BODY, Tone.MUTED)
        value.setObjectName(f"review_{key}")
        label.setMinimumHeight(20)
        self._values[key] = value
        line = QHBoxLayout()
        line.setSpacing(6)
        if icon is not None:
            line.addWidget(icon)
        line.addWidget(value, 1)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0)
        self._grid.addLayout(line, row, 1)
