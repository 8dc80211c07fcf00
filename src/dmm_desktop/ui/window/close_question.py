"""The questions asked when the window closes while work is in progress."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtWidgets import QCheckBox, QWidget

from ...core.execution_type import ExecutionType, by_known_type
from ...core.text import text
from ..messages import tr_text
from ..widgets.dialog import Question


class AffectedRun(NamedTuple):
    """A run that closing the window affects; ``kind`` is its type, None if that is not known."""

    kind: ExecutionType | None
    place: str
    host: str


Affected = tuple[AffectedRun, ...]


@dataclass(frozen=True, slots=True)
class UnderWay:
    """What closing the window affects: runs whose request is being sent, such as uploads; runs without a response yet;
    requests to stop without a response; downloads of logs and of exports; runs that are followed and continue without
    the window, and those of them whose key it forgets (``keyless``); and whether a support bundle is being saved."""

    uploads: Affected = ()
    unanswered: Affected = ()
    stops: Affected = ()
    logs: Affected = ()
    exports: Affected = ()
    keyless: Affected = ()
    followed: Affected = ()
    has_bundle: bool = field(default=False, kw_only=True)

    @property
    def is_lossy(self) -> bool:
        """Whether closing ends anything, or loses a key."""
        ended = self.uploads, self.unanswered, self.stops, self.logs, self.exports
        return any(ended) or bool(self.keyless) or self.has_bundle

    def __bool__(self) -> bool:
        return self.is_lossy or bool(self.followed)

    def words(self) -> list[tuple[str, str]]:
        """The work in progress, each with the consequence of closing, the worst loss first."""
        sentences = (
            (_uploads, self.uploads),
            (_unanswered, self.unanswered),
            (_stops, self.stops),
            (_logs, self.logs),
            (_exports, self.exports),
        )
        found = [words(affected) for words, affected in sentences if affected]
        if self.has_bundle:
            found.append(_bundle())
        if self.keyless:
            found.append(_keyless(self.keyless))
        if self.followed:
            found.append(_followed(self.followed))
        return found


class CloseQuestion(Question):
    """Asks before an upload, a request or a download ends, or a key is lost. ``confirmed``: close the window."""

    def __init__(self, parent: QWidget, under_way: UnderWay) -> None:
        super().__init__("close_question", parent)
        (question, consequence), *others = under_way.words()
        self.ask(self.tr("Close DMM Desktop"), question, consequence, [f"{what} {then}" for what, then in others])
        self.offer((self.tr("Close"), "close_anyway", "stop"), (self.tr("Keep open"), "keep_open"))


class FollowedQuestion(Question):
    """Says once that runs continue without the window. ``confirmed``: close the window; this is the default, because
    it loses nothing."""

    def __init__(self, parent: QWidget, followed: Affected) -> None:
        """``followed``: the runs that the window watches."""
        super().__init__("followed_question", parent)
        self.ask(self.tr("Close DMM Desktop"), *_followed(followed))
        self._never_again = QCheckBox(self.tr("Do not ask again"))
        self._never_again.setObjectName("do_not_ask_again")
        self._never_again.setAccessibleName(self._never_again.text())
        self.setCheckBox(self._never_again)
        self.offer((self.tr("Close"), "close_now", ""), (self.tr("Keep open"), "keep_open"), is_harmless=True)

    @property
    def is_last(self) -> bool:
        """Whether the user asked not to be asked again."""
        return self._never_again.isChecked()


def _common_type(affected: Affected) -> ExecutionType | None:
    """The type of all runs; None if they differ or one is not known."""
    kinds = {one.kind for one in affected}
    return kinds.pop() if len(kinds) == 1 else None


def _uploads(affected: Affected) -> tuple[str, str]:
    kind, first = _common_type(affected), affected[0]
    if len(affected) == 1:
        values = {"place": first.place, "host": first.host}
        question = by_known_type(
            kind,
            for_import=text("A file is still being uploaded to {place} on {host}.", **values),
            for_export=text("An export from {place} on {host} is being started.", **values),
            for_execution=text("An execution in {place} on {host} is being started.", **values),
        )
    else:
        n = len(affected)
        question = by_known_type(
            kind,
            for_import=text("{n} files are still being uploaded.", n=n),
            for_export=text("{n} exports are being started.", n=n),
            for_execution=text("{n} runs are being started.", n=n),
        )
    consequence = by_known_type(
        kind,
        for_import=text("Closing stops the upload. Nothing has been imported yet."),
        for_export=text("Closing cancels the start. Nothing has been exported yet."),
        for_execution=text("Closing cancels the start. Nothing has been started yet."),
    )
    return tr_text(question), tr_text(consequence)


def _unanswered(affected: Affected) -> tuple[str, str]:
    kind, first = _common_type(affected), affected[0]
    if len(affected) == 1:
        values = {"place": first.place, "host": first.host}
        question = by_known_type(
            kind,
            for_import=text("{place} on {host} has not responded to the import yet.", **values),
            for_export=text("{place} on {host} has not responded to the export yet.", **values),
            for_execution=text("{place} on {host} has not responded yet.", **values),
        )
        return tr_text(question), tr_text(text("If you close now, its outcome will be unknown."))
    n = len(affected)
    question = by_known_type(
        kind,
        for_import=text("{n} imports were sent and have no response yet.", n=n),
        for_export=text("{n} exports were requested and have no response yet.", n=n),
        for_execution=text("{n} runs were requested and have no response yet.", n=n),
    )
    return tr_text(question), tr_text(text("If you close now, their outcome will be unknown."))


def _stops(affected: Affected) -> tuple[str, str]:
    if len(affected) == 1:
        values = {"place": affected[0].place, "host": affected[0].host}
        question = by_known_type(
            affected[0].kind,
            for_import=text(
                "A request to stop the import to {place} on {host} is being sent; it is not known whether it has "
                "arrived.",
                **values,
            ),
            for_export=text(
                "A request to stop the export from {place} on {host} is being sent; it is not known whether it has "
                "arrived.",
                **values,
            ),
            for_execution=text(
                "A request to stop the execution in {place} on {host} is being sent; it is not known whether it has "
                "arrived.",
                **values,
            ),
        )
        return tr_text(question), tr_text(text("Closing ends the attempt."))
    question = text("{n} stop requests are being sent; it is not known whether they have arrived.", n=len(affected))
    return tr_text(question), tr_text(text("Closing ends the attempts."))


def _logs(affected: Affected) -> tuple[str, str]:
    question = text("Logs are being saved.")
    if len(affected) == 1:
        values = {"place": affected[0].place, "host": affected[0].host}
        question = by_known_type(
            affected[0].kind,
            for_import=text("The logs of the import to {place} on {host} are being saved.", **values),
            for_export=text("The logs of the export from {place} on {host} are being saved.", **values),
            for_execution=text("The logs of the execution in {place} on {host} are being saved.", **values),
        )
    return tr_text(question), tr_text(
        text("Closing ends this. Save the logs again later, while the server still has them.")
    )


def _exports(affected: Affected) -> tuple[str, str]:
    question = text("Exports are being saved.")
    if len(affected) == 1:
        place, host = affected[0].place, affected[0].host
        question = text("The export from {place} on {host} is being saved.", place=place, host=host)
    return tr_text(question), tr_text(
        text("Closing ends this. Saving it later needs no new export, while the server still has it.")
    )


def _bundle() -> tuple[str, str]:
    question = text("A support bundle is being saved.")
    return tr_text(question), tr_text(text("Closing ends this. Nothing has been saved yet."))


def _watching(affected: Affected) -> str:
    kind, n = _common_type(affected), len(affected)
    if n == 1:
        values = {"place": affected[0].place, "host": affected[0].host}
        question = by_known_type(
            kind,
            for_import=text("DMM Desktop is watching an import to {place} on {host}.", **values),
            for_export=text("DMM Desktop is watching an export from {place} on {host}.", **values),
            for_execution=text("DMM Desktop is watching an execution in {place} on {host}.", **values),
        )
    else:
        question = by_known_type(
            kind,
            for_import=text("DMM Desktop is watching {n} imports.", n=n),
            for_export=text("DMM Desktop is watching {n} exports.", n=n),
            for_execution=text("DMM Desktop is watching {n} runs.", n=n),
        )
    return tr_text(question)


def _keyless(affected: Affected) -> tuple[str, str]:
    if len(affected) == 1:
        consequence = text(
            "Closing does not stop it, but its REST API key is kept only until then. It is watched again once you have "
            "entered the key after the next start."
        )
    else:
        consequence = text(
            "Closing does not stop them, but their REST API keys are kept only until then. They are watched again once "
            "you have entered the keys after the next start."
        )
    return _watching(affected), tr_text(consequence)


def _followed(affected: Affected) -> tuple[str, str]:
    if len(affected) == 1:
        consequence = text("Closing does not stop it. It is watched again after the next start.")
    else:
        consequence = text("Closing does not stop them. They are watched again after the next start.")
    return _watching(affected), tr_text(consequence)
