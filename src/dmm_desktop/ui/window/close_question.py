"""The questions asked when the window closes while work is in progress."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QWidget

from ...core.text import text
from ..messages import tr_text
from ..widgets.dialog import Question

#: Destinations with their hosts.
Places = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class UnderWay:
    """What closing the window affects, as the destinations and hosts of the runs: uploads; imports that were sent and
    have no response yet; requests to stop without a response; downloads of logs and of exports; imports that are
    followed and continue without the window."""

    uploads: Places = ()
    unanswered: Places = ()
    stops: Places = ()
    logs: Places = ()
    exports: Places = ()
    followed: Places = ()

    @property
    def is_lossy(self) -> bool:
        """Whether closing ends anything."""
        return bool(self.uploads or self.unanswered or self.stops or self.logs or self.exports)

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
            (_followed, self.followed),
        )
        return [words(places) for words, places in sentences if places]


class CloseQuestion(Question):
    """Asks before an upload, a request or a download ends. ``confirmed``: end it."""

    def __init__(self, parent: QWidget, under_way: UnderWay) -> None:
        super().__init__("close_question", parent)
        (question, consequence), *others = under_way.words()
        self.ask(self.tr("Close DMM Desktop"), question, consequence, [f"{what} {then}" for what, then in others])
        self.offer((self.tr("Close"), "close_anyway", "stop"), (self.tr("Keep open"), "keep_open"))


class FollowedQuestion(Question):
    """Says once that imports continue without the window. ``confirmed``: close the window; this is the default, because
    it loses nothing."""

    def __init__(self, parent: QWidget, followed: Places) -> None:
        """``followed``: the destination and host of each import that the window watches."""
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


def _uploads(places: Places) -> tuple[str, str]:
    question = text("A file is still being uploaded.")
    if len(places) == 1:
        place, host = places[0]
        question = text("A file is still being uploaded to {place} on {host}.", place=place, host=host)
    return tr_text(question), tr_text(text("Closing stops the upload. Nothing has been imported yet."))


def _unanswered(places: Places) -> tuple[str, str]:
    if len(places) == 1:
        place, host = places[0]
        question = text("{place} on {host} has not responded to the import yet.", place=place, host=host)
        consequence = text("If you close now, the outcome of this import will be unknown.")
    else:
        question = text("{n} imports were sent and have no response yet.", n=len(places))
        consequence = text("If you close now, the outcome of these imports will be unknown.")
    return tr_text(question), tr_text(consequence)


def _stops(places: Places) -> tuple[str, str]:
    if len(places) == 1:
        place, host = places[0]
        question = text(
            "A request to stop the import to {place} on {host} is being sent; it is not known whether it has arrived.",
            place=place,
            host=host,
        )
        return tr_text(question), tr_text(text("Closing ends the attempt."))
    question = text(
        "{n} requests to stop imports are being sent; it is not known whether they have arrived.", n=len(places)
    )
    return tr_text(question), tr_text(text("Closing ends the attempts."))


def _logs(places: Places) -> tuple[str, str]:
    question = text("Logs are being saved.")
    if len(places) == 1:
        place, host = places[0]
        question = text("The logs of the import to {place} on {host} are being saved.", place=place, host=host)
    return tr_text(question), tr_text(
        text("Closing ends this. Save the logs again later, while the server still has them.")
    )


def _exports(places: Places) -> tuple[str, str]:
    question = text("Exports are being saved.")
    if len(places) == 1:
        place, host = places[0]
        question = text("The export from {place} on {host} is being saved.", place=place, host=host)
    return tr_text(question), tr_text(
        text("Closing ends this. Saving it later needs no new export, while the server still has it.")
    )


def _followed(places: Places) -> tuple[str, str]:
    if len(places) == 1:
        place, host = places[0]
        question = text("DMM Desktop is following an import to {place} on {host}.", place=place, host=host)
        consequence = text("Closing does not stop it. It is followed again after the next start.")
    else:
        question = text("DMM Desktop is following {n} imports.", n=len(places))
        consequence = text("Closing does not stop them. They are followed again after the next start.")
    return tr_text(question), tr_text(consequence)
