"""Adds a connection that already exists in the environment: its name and type."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.environment import Connection, SavedEnvironment
from ...core.stage import Stage
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.fields import FormRows
from ..widgets.labels import WrappedLabel
from ..widgets.line_field import LineField
from .stage_field import KindField


class KnownPage(QWidget):
    """Name, type and stage of an existing connection. ``known`` is the environment with those already in the list.
    ``changed``: the user has changed something."""

    changed = Signal()

    def __init__(self, known: SavedEnvironment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = known
        note = WrappedLabel(self.tr("DMM does not list its connections. Add the ones that you want to use here."))
        set_role(note, Role.BODY, Tone.MUTED)
        self._name = LineField("connection_name", self.tr("Connection name"))
        self._show_hint()
        self._kind = KindField()
        form = FormRows()
        form.add_row(self.tr("Connection name"), self._name)
        form.add_row(self.tr("Connection type"), self._kind)
        self.setFocusProxy(self._name)
        self._name.changed.connect(self._show_hint)
        self._name.changed.connect(self.changed)
        self._kind.changed.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(note)
        column.addWidget(form)

    def connection(self, stage: Stage | None) -> Connection | None:
        """The connection as entered, with ``stage`` as its own stage; None, with the error at the field, if it cannot
        be added."""
        name = self._name.text()
        if not name:
            self._name.set_error(self.tr("Enter the name of the connection."))
        elif self._known.connection(name) is not None:
            self._name.set_error(self.tr("{name} is already in the list.").format(name=name))
        else:
            return Connection(self._known.environment.id, name, self._kind.kind, stage)
        self._name.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        return None

    @Slot()
    def _show_hint(self) -> None:
        """Warn about a name that the list has in another spelling."""
        others = self._known.spelled_otherwise(self._name.text())
        if others:
            words = self.tr("{name} is in the list already. If it is the same connection, the strictest stage applies.")
            self._name.set_hint(words.format(name=others[0].name), tone=Tone.WARN)
        else:
            self._name.set_hint(self.tr("Exactly as DMM shows it."))
