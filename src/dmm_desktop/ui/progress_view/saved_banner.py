"""The banner above the footer: what is under way for the visible run, otherwise what was saved, or the error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.errors import DmmError
from ...core.execution_errors import StopNotAccepted
from ...core.text import escape_controls
from ..error_banner import ErrorBanner
from ..services.system_dialogs import SystemDialogs
from ..services.wakefulness import Wakefulness
from ..theme.tokens import Tone
from ..widgets.focus_in_view import is_in_view


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that the user may do with a saved file."""

    words: str
    do: Callable[[], None]
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved file, what is said of it besides its path, a link to more about it, and a second thing to do with it.
    ``is_there``: it is where it was saved, unchanged; otherwise the message says why not, and its folder is not
    offered."""

    message: str
    path: Path
    words: str = ""
    tone: Tone = Tone.OK
    link: Offer | None = None
    second: Offer | None = None
    is_there: bool = True


@dataclass(frozen=True, slots=True)
class _UnderWay:
    """An activity in progress for a run, its progress, how to cancel it, and whether the computer is to stay awake for
    it."""

    title: str
    words: str
    cancel: Callable[[], None]
    keeps_awake: bool


class SavedBanner(QObject):
    """Shows what is under way for a run; the result of another run replaces that of the first."""

    def __init__(self, dialogs: SystemDialogs, wakefulness: Wakefulness, parent: QWidget) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._wakefulness = wakefulness
        self._banner = ErrorBanner("notice", action_name="show_in_folder")
        self.widget = QWidget()
        room = QVBoxLayout(self.widget)
        room.setContentsMargins(24, 8, 24, 8)
        room.addWidget(self._banner)
        self._run_id = self._shown_run = ""
        self._under_way: dict[str, _UnderWay] = {}
        self._result: Saved | DmmError | None = None
        self._banner.action.connect(self._cancel)
        self._banner.second_action.connect(self._act_otherwise)
        self._banner.details.connect(self._open)
        self._banner.folder_failed.connect(self._folder_failed)
        self._banner.dismissed.connect(self.clear)
        wakefulness.changed.connect(self._show)

    def under_way(
        self, run_id: str, title: str, words: str, cancel: Callable[[], None], *, keeps_awake: bool = False
    ) -> None:
        """Show an activity in progress that the user may cancel; see _UnderWay."""
        begins = run_id not in self._under_way
        self._under_way[run_id] = _UnderWay(title, words, cancel, keeps_awake)
        self._show(answers=begins and run_id == self._shown_run)

    def ended(self, run_id: str) -> None:
        """Hide an activity whose result has already been shown, or that was cancelled."""
        self._under_way.pop(run_id, None)
        self._show()

    def saved(self, run_id: str, saved: Saved) -> None:
        """Show that a file has been saved."""
        self._end(run_id, saved)

    def failed(self, run_id: str, error: DmmError) -> None:
        """Show an error."""
        self._end(run_id, error)

    def tells_of(self, run_id: str, path: Path) -> bool:
        """Whether the last result is that of saving this file of this run."""
        return self._run_id == run_id and isinstance(self._result, Saved) and self._result.path == path

    @Slot(object)
    def retract(self, error: DmmError) -> None:
        """Hide the error, because it no longer matters."""
        if self._result is error:
            self.clear()

    @Slot(object, object)
    def tell_anew(self, error: DmmError, now: DmmError) -> None:
        """Show another error in place of this one, unless it is no longer shown."""
        if self._result is error:
            self._result = now
            self._show()

    def show_run(self, run_id: str) -> None:
        """Switch to another run."""
        self._shown_run = run_id
        self._show()

    @Slot()
    def clear(self) -> None:
        """Hide the result, because it no longer matters."""
        self._run_id, self._result = "", None
        self._show()

    def _end(self, run_id: str, result: Saved | DmmError) -> None:
        """Show a result, unless the user has scrolled the activity that it ends out of view."""
        self._run_id, self._result = run_id, result
        is_awaited = self._under_way.pop(run_id, None) is None or is_in_view(self._banner)
        self._show(answers=is_awaited and run_id == self._shown_run)

    @Slot()
    def _show(self, *, answers: bool = False) -> None:
        """Show what is under way or its result; ``answers``: the user has just asked for it, see
        :meth:`Banner.show_message`."""
        under_way = self._under_way.get(self._shown_run)
        result = self._result if self._run_id == self._shown_run else None
        self.widget.setVisible(under_way is not None or result is not None)
        if under_way is not None:
            cancel, words = self.tr("Cancel"), under_way.words
            if under_way.keeps_awake and self._wakefulness.is_kept:
                words = " ".join((words, self.tr("This computer is kept awake.")))
            self._banner.show_message(
                Tone.INFO, under_way.title, words, action=cancel, action_icon="stop", answers=answers
            )
        elif isinstance(result, Saved):
            self._show_saved(result, answers=answers)
        elif result is not None:
            self._banner.show_error(result, tone=_tone(result), dismissible=True, answers=answers)
        else:
            self._banner.hide()

    def _show_saved(self, saved: Saved, *, answers: bool) -> None:
        second, link = saved.second, saved.link
        offers: dict[str, Any] = {
            "answers": answers,
            "second": second.words if second is not None else "",
            "second_icon": second.icon if second is not None else "",
            "link": link.words if link is not None else "",
        }
        if saved.is_there:
            self._banner.show_saved(saved.path, self._dialogs, saved.message, saved.words, tone=saved.tone, **offers)
        else:
            place = escape_controls(str(saved.path))
            self._banner.show_message(saved.tone, saved.message, place, dismissible=True, **offers)

    @property
    def _saved(self) -> Saved | None:
        """The visible result, if a file was saved."""
        return self._result if isinstance(self._result, Saved) else None

    @Slot()
    def _cancel(self) -> None:
        if (under_way := self._under_way.get(self._shown_run)) is not None:
            under_way.cancel()

    @Slot(object)
    def _folder_failed(self, error: DmmError) -> None:
        self.failed(self._run_id, error)

    @Slot()
    def _act_otherwise(self) -> None:
        if (saved := self._saved) is not None and saved.second is not None:
            saved.second.do()

    @Slot()
    def _open(self) -> None:
        if (saved := self._saved) is not None and saved.link is not None:
            saved.link.do()


def _tone(error: DmmError) -> Tone:
    """The tone of an error; a cancellation by the user is not a failure."""
    return Tone.WARN if isinstance(error, StopNotAccepted) and error.cause is None else Tone.ERR
