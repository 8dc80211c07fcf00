"""Which API description counts: the one that the environment publishes, or a Swagger file loaded by hand."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dmm_desktop.core.environment import Environment

from ..desk.environment_book import EnvironmentBook
from ..desk.outside import Outside
from ..look.buttons import Button
from ..look.elided_label import ElidedLabel
from ..look.link import Link


class DescriptionField(QWidget):
    """``changed``: another description counts. ``failed`` (DmmError): the file cannot be used."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, book: EnvironmentBook, outside: Outside, environment: Environment | None) -> None:
        super().__init__()
        self._book = book
        self._outside = outside
        is_loaded = environment is not None and environment.description_is_loaded
        self._loaded = environment.description if environment is not None and is_loaded else None
        self._which = ElidedLabel()
        self._which.setObjectName("api_description")
        self._load = Button(self.tr("Load API description…"), "load_api_description", icon_name="folder")
        self._own = Link(self.tr("Use the environment's own"), "use_own_description")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._which, 1)
        row.addWidget(self._own)
        row.addWidget(self._load)
        self.setFocusProxy(self._load)
        self._load.clicked.connect(self._ask)
        self._own.clicked.connect(self._use_own)
        self._show(self.tr("Loaded from a file"))

    @property
    def loaded(self) -> str | None:
        """The text of the file; None if the environment's own description counts."""
        return self._loaded

    @Slot()
    def _ask(self) -> None:
        kinds = self.tr("Swagger 2.0 (*.json)")
        self._outside.ask_for_file(self, self.tr("Load API description"), kinds, self._read)

    def _read(self, path: Path) -> None:
        def read(description: str) -> None:
            self._loaded = description
            self._show(self.tr("Loaded from {name}").format(name=path.name))
            self.changed.emit()

        self._book.read_description(path, owner=self, on_success=read, on_failure=self.failed.emit)

    @Slot()
    def _use_own(self) -> None:
        self._loaded = None
        self._load.setFocus()
        self._show("")
        self.changed.emit()

    def _show(self, loaded: str) -> None:
        self._which.setText(loaded if self._loaded is not None else self.tr("The environment's own"))
        self._own.setVisible(self._loaded is not None)
