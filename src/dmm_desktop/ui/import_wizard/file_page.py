"""Second page: the zip, by drop, by dialog or by typing, and what the check of it says while it runs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QHeaderView, QLabel

from dmm_desktop.core.errors import DmmError
from dmm_desktop.core.job import BytesProgress, Progress
from dmm_desktop.operations.check_zip import CheckedZip, check_zip, repack_zip

from ..desk.desk import Desk
from ..desk.messages import explanation, shown
from ..look.banner import Banner
from ..look.buttons import Button
from ..look.cells import CellDelegate, TwoLineDelegate
from ..look.drop_zone import DropZone
from ..look.elided_label import WrappedLabel
from ..look.icons import DEFAULT, pixmap
from ..look.line_field import LineField
from ..look.palette import tokens_of
from ..look.tables import Table
from ..look.tokens import Tone
from ..look.type_roles import Role, set_role
from .draft import Draft
from .file_tables import EntitiesModel, FindingsModel
from .file_words import check_words, entities_words
from .page import Page

_ICONS = {Tone.OK: "ok", Tone.WARN: "warn", Tone.ERR: "error"}


class FilePage(Page):
    """The check starts as soon as a file is named, and again when the page is shown and the file is another."""

    def __init__(self, desk: Desk, draft: Draft) -> None:
        super().__init__(desk, draft)
        self.heading.setText(self.tr("Which file?"))
        self._check_number = 0
        self._path = LineField(
            "zip_file", self.tr("Zip file"), placeholder=self.tr("Drop a zip here, or give its path")
        )
        self._browse = Button(self.tr("Browse…"), "browse", icon_name="folder")
        self._zone = DropZone(self._path, self._browse)
        self._icon, self._verdict, self._advice = QLabel(), QLabel(), WrappedLabel()
        set_role(self._verdict, Role.NAME)
        self._banner = Banner("file_banner", action_name="repack")
        self._findings_model, self._entities_model = FindingsModel(self), EntitiesModel(self)
        self._findings = Table("findings", self.tr("Findings"), framed=True, height=44, roles=(Role.BODY, Role.CAPTION))
        self._entities = Table("entities", self.tr("Entities"), framed=True)
        self._anyway = QCheckBox(self.tr("Start anyway, although the check found errors"))
        self._anyway.setObjectName("start_anyway")
        self._anyway.setAccessibleName(self.tr("Start anyway"))
        self._lay_out()
        self._connect()
        self._show_result()

    def enter(self) -> None:
        """The field has the focus; a file that was given from outside is checked."""
        if self.draft.zip_path is not None and self._path.text() != str(self.draft.zip_path):
            self._path.set_text(str(self.draft.zip_path))
            self._start_check()
        self._path.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_complete(self) -> bool:
        """Whether a zip was checked that can be imported, or shall be anyway."""
        if not self._path.text():
            return self._refuse(self.tr("Choose the zip file that you want to import."))
        if self.draft.zip_path != Path(self._path.text()):
            self._start_check()
        if self.draft.checked is None:
            if not self._path.error:
                self._refuse(self.tr("The file is still being checked. Go on when the check has ended."))
            return False
        if self.draft.checked.blocks and not self.draft.start_anyway:
            return self._refuse(self.tr("The check found errors. Correct the zip, or start anyway."))
        return True

    def set_file(self, path: Path) -> None:
        """Take this file."""
        self._path.set_text(str(path))
        self._start_check()

    def _refuse(self, reason: str) -> bool:
        self._path.set_error(reason)
        self._path.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _lay_out(self) -> None:
        self._findings.setModel(self._findings_model)
        self._findings.setItemDelegateForColumn(1, TwoLineDelegate(self._findings))
        self._findings.setColumnWidth(0, 112)
        self._entities.setModel(self._entities_model)
        self._entities.setItemDelegateForColumn(0, CellDelegate(self._entities, Role.LABEL))
        header = self._entities.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        for column, width in ((1, 110), (2, 110), (3, 150)):
            self._entities.setColumnWidth(column, width)
        verdict = QHBoxLayout()
        verdict.setSpacing(8)
        verdict.addWidget(self._icon)
        verdict.addWidget(self._verdict)
        verdict.addWidget(self._advice, 1)
        self._title, self._count = QLabel(self.tr("Entities")), QLabel()
        set_role(self._title, Role.LABEL)
        set_role(self._count, Role.BODY, Tone.MUTED)
        entities = QHBoxLayout()
        entities.setSpacing(8)
        entities.addWidget(self._title)
        entities.addWidget(self._count)
        entities.addStretch(1)
        self.column.addWidget(self._zone)
        self.column.addLayout(verdict)
        self.column.addWidget(self._banner)
        self.column.addWidget(self._findings, 3)
        self.column.addWidget(self._anyway)
        self.column.addLayout(entities)
        self.column.addWidget(self._entities, 2)

    def _connect(self) -> None:
        self._browse.clicked.connect(self._ask)
        self._zone.dropped.connect(self.set_file)
        self._path.edit.editingFinished.connect(self._start_check)
        self._anyway.toggled.connect(self._set_anyway)
        self._banner.action.connect(self._start_repacking)

    @Slot()
    def _ask(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose the import zip"), self._path.text(), self.tr("Zip files (*.zip);;All files (*)")
        )
        if path:
            self.set_file(Path(path))

    @Slot()
    def _start_check(self) -> None:
        """Check what is named, unless that is what is being or has been checked."""
        if not self._path.text() or self.draft.zip_path == Path(self._path.text()):
            return
        self.draft.zip_path, self.draft.checked = Path(self._path.text()), None
        self._banner.hide()
        self._anyway.setChecked(False)
        self._show_result()
        self.desk.runner.cancel(("check zip", id(self), self._check_number))
        self._check_number += 1
        number = self._check_number

        def if_latest(checked: CheckedZip) -> None:
            if number == self._check_number:
                self._take(checked)

        def failed(error: DmmError) -> None:
            if number == self._check_number:
                self.draft.zip_path = None
                self._path.set_error(f"{shown(error.title)} {explanation(error)}")
                self._show_result()

        def progressed(value: Progress) -> None:
            if number == self._check_number and isinstance(value, BytesProgress) and value.total:
                percent = QLocale().toString(100 * value.done // value.total)
                self._advice.setText(self.tr("{percent} %").format(percent=percent))

        self._verdict.setText(self.tr("Checking…"))
        self.desk.runner.start(
            ("check zip", id(self), number),
            check_zip(self.draft.zip_path),
            owner=self,
            on_success=if_latest,
            on_failure=failed,
            on_progress=progressed,
        )

    def _take(self, checked: CheckedZip) -> None:
        self.draft.checked = checked
        self._path.set_error("")
        if checked.common_folder:
            self._banner.show_message(
                Tone.INFO,
                self.tr("Everything is in the folder {folder}.").format(folder=checked.common_folder),
                self.tr("A copy without it can be imported. The original stays as it is."),
                action=self.tr("Write repacked copy"),
                action_icon="zip",
            )
        self._show_result()

    def _show_result(self) -> None:
        checked = self.draft.checked
        self._findings_model.show(checked)
        self._entities_model.show(checked)
        self._anyway.setVisible(checked is not None and checked.blocks)
        self._count.setText(entities_words(checked) if checked else "")
        if checked is None:
            self._verdict.setText(self.tr("Nothing is sent before you press Start import."))
            self._advice.setText("")
            self._icon.setPixmap(pixmap("info", tokens_of(self.palette()).text2, DEFAULT, self.devicePixelRatio()))
        else:
            tone, words = check_words(checked)
            self._verdict.setText(words + ".")
            self._advice.setText(
                self.tr("The import cannot work like this.") if checked.blocks else self.tr("You can go on.")
            )
            color = tokens_of(self.palette()).tone(tone)
            self._icon.setPixmap(pixmap(_ICONS[tone], color, DEFAULT, self.devicePixelRatio()))
        self.changed.emit()

    @Slot(bool)
    def _set_anyway(self, checked: bool) -> None:
        self.draft.start_anyway = checked
        self._path.set_error("")

    @Slot()
    def _start_repacking(self) -> None:
        checked = self.draft.checked
        if checked is None:
            return
        target = checked.path.with_name(f"{checked.path.stem}-repacked.zip")
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Write repacked copy"), str(target), self.tr("Zip files (*.zip)")
        )
        if path:
            self.desk.runner.start(
                ("repack", id(self)),
                repack_zip(checked, Path(path)),
                owner=self,
                on_success=self.set_file,
                on_failure=lambda error: self._banner.show_message(
                    Tone.ERR, shown(error.title), explanation(error), dismissible=True
                ),
            )
