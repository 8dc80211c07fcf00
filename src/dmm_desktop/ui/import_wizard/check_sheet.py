"""Saves the check sheet: what a check found, for which destination and reference, by whom and when."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QWidget

from ...core.environment import Environment
from ...core.errors import DmmError
from ...core.job import CancelToken, OnProgress
from ...core.sentence_parts import destination
from ...core.text import Text
from ...operations.check_page import CheckSheet, save_check_page, user_name
from ...operations.check_zip import CheckedZip, Reference
from ...operations.context import OperationContext, unread_secrets
from ..formats import day_and_time
from ..messages import tr_text
from ..services.app_services import AppServices
from ..services.system_dialogs import Purpose, SystemDialogs
from ..stage import stage_word
from .draft import Draft

_NUMBERS = itertools.count()


class CheckSheetSaving(QObject):
    """Asks where to save a check sheet, and saves it."""

    def __init__(self, services: AppServices, dialogs: SystemDialogs, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._dialogs = services, dialogs

    def ask(
        self,
        draft: Draft,
        references: tuple[Reference, ...],
        parent: QWidget,
        *,
        on_saved: Callable[[Path, Text | None], None],
        on_failure: Callable[[DmmError], None],
    ) -> None:
        """Ask, then save the sheet of the draft as it is now; does nothing if nothing is checked. ``on_saved`` gets
        what to tell the user if some secrets could not be read, and so are not hidden."""
        checked, environment = draft.checked, draft.environment
        if checked is None:
            return
        sheet = _sheet_of(draft, checked)

        def save(target: Path) -> None:
            self._services.runner.start(
                ("save check sheet", next(_NUMBERS)),
                partial(_save, self._services.context, environment, checked, references, sheet, target),
                owner=self,
                on_success=lambda saved: on_saved(*saved),
                on_failure=on_failure,
            )

        self._dialogs.ask_for_target(
            parent,
            self.tr("Save check sheet"),
            f"{checked.path.stem}-check.html",
            self.tr("Web pages (*.html)"),
            save,
            purpose=Purpose.REPORT,
        )


def _sheet_of(draft: Draft, checked: CheckedZip) -> CheckSheet:
    """What the draft says, without the user's name, which only a job looks up."""
    ended, made = checked.checked_at, day_and_time(datetime.now(UTC))
    chosen, language = draft.target, QLocale().bcp47Name()
    sheet = CheckSheet(day_and_time(ended) if ended else "", made, reference=draft.reference, language=language)
    if chosen is None:
        return sheet
    return replace(
        sheet,
        destination=tr_text(destination(chosen.environment.name, draft.connection)),
        stage=stage_word(chosen.stage),
        address=str(chosen.environment.address),
    )


def _save(
    context: OperationContext,
    environment: Environment | None,
    checked: CheckedZip,
    references: tuple[Reference, ...],
    sheet: CheckSheet,
    target: Path,
    cancel: CancelToken,
    report: OnProgress,
) -> tuple[Path, Text | None]:
    unread = unread_secrets(context, environment) if environment is not None else None
    signed = replace(sheet, user=user_name())
    return save_check_page(context.secrets, checked, references, signed, target, tr_text, cancel, report), unread
