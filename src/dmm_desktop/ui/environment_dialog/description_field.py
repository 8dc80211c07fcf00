"""Which API description counts: the one that the environment publishes, or a Swagger file loaded by hand."""

from __future__ import annotations

from pathlib import Path

from dmm_desktop.core.environment import Environment

from ..desk.environment_book import EnvironmentBook
from ..desk.outside import Outside
from ..look.buttons import Button
from ..look.link import Link
from .file_choice import FileChoice


class DescriptionField(FileChoice):
    """``loaded`` is the text of the file; None if the environment's own description counts."""

    def __init__(self, book: EnvironmentBook, outside: Outside, environment: Environment | None) -> None:
        super().__init__(
            outside,
            "api_description",
            Button(self.tr("Load API description…"), "load_api_description", icon_name="folder"),
            Link(self.tr("Use the environment's own"), "use_own_description"),
            self.tr("Load API description"),
            self.tr("Swagger 2.0 (*.json)"),
        )
        self._book = book
        is_loaded = environment is not None and environment.description_is_loaded
        self.loaded = environment.description if environment is not None and is_loaded else None
        self._show(self.tr("Loaded from a file"))

    def _read(self, path: Path) -> None:
        def read(description: str) -> None:
            self.loaded = description
            self._show(self.tr("Loaded from {name}").format(name=path.name))
            self.changed.emit()

        self._book.read_description(path, owner=self, on_success=read, on_failure=self.failed.emit)

    def _forget(self) -> None:
        self.loaded = None
        self._show("")

    def _show(self, loaded: str) -> None:
        is_loaded = self.loaded is not None
        self._show_choice(loaded if is_loaded else self.tr("The environment's own"), is_chosen=is_loaded)
