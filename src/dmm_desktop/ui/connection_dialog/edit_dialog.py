"""Edits what is stored here about a connection; the connection in the environment stays as it is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QWidget

from ...core.environment import Connection, Environment
from ...core.errors import DmmError
from ..error_banner import ErrorBanner
from ..services.app_services import AppServices
from ..stage import StageBand
from ..widgets.buttons import Button, ButtonKind
from ..widgets.containers import Surface, set_surface
from ..widgets.dialog import Dialog, form_column
from ..widgets.fields import FormRows
from ..widgets.line_field import LineField
from .stage_field import KindField, StageField


class EditConnectionDialog(Dialog):
    """Edits kind and stage. The name belongs to DMM and cannot be changed here."""

    def __init__(
        self, services: AppServices, environment: Environment, connection: Connection, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._controller = services.environments
        self._before = connection
        self.setObjectName("edit_connection_dialog")
        self.setWindowTitle(self.tr("Edit connection"))
        set_surface(self, Surface.BASE)
        band = StageBand("edit_connection_band")
        place = self._controller.place(environment)
        band.show_destination(connection.stage or environment.stage, environment.name, connection.name, place)
        self._banner = ErrorBanner("edit_connection_banner")
        name = LineField("connection_name", self.tr("Connection name"))
        name.set_text(connection.name)
        name.set_read_only(self.tr("The connection has this name in DMM."))
        self._kind, self._stage = KindField(), StageField(environment, connection.stage)
        self._kind.set_kind(connection.kind)
        self._save = Button(self.tr("Save connection"), "save_connection", kind=ButtonKind.PRIMARY, large=True)
        self._save.setDefault(True)
        cancel = Button(self.tr("Cancel"), "cancel_connection", kind=ButtonKind.FLAT, large=True)
        form = FormRows()
        form.add_row(self.tr("Connection name"), name)
        form.add_row(self.tr("Connection type"), self._kind)
        form.add_row(self.tr("Stage"), self._stage)
        self.lay_out(band.above(form_column(self._banner, form)), QSize(600, 340), [cancel, self._save])
        self._stage.setFocus()
        self._save.clicked.connect(self._begin)
        cancel.clicked.connect(self.reject)

    @Slot()
    def _begin(self) -> None:
        self._banner.hide()
        kind = self._kind.kind or ("" if self._before.kind in ("DataDestination", "DataSource") else self._before.kind)
        connection = replace(self._before, kind=kind, stage=self._stage.stage)
        withdraw = self._controller.add_connection(
            connection, owner=self, on_success=self.accept, on_failure=self._failed
        )
        self.wait_for(withdraw, self._save, self.tr("Saving…"), self._banner)

    def _failed(self, error: DmmError) -> None:
        self.end_wait()
        self._banner.show_error(error)
