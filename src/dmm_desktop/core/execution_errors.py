"""Errors about an execution: a stop that was not confirmed, and log files that do not exist yet."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from .errors import DmmError, UnclearAnswer
from .text import joined, text


class StopDelivery(Enum):
    """What is known about a stop that the server has not confirmed."""

    NOT_SENT = "not sent"
    NOT_ACCEPTED = "sent, and not accepted"
    UNCERTAIN = "sent, perhaps accepted"


class StopNotAccepted(DmmError):
    """The server has not confirmed a stop because of ``cause``; None if the user cancelled it.

    Sending it again is safe: StopExecution reverts nothing [documented].
    """

    def __init__(self, cause: DmmError | None, delivery: StopDelivery) -> None:
        titles = {
            StopDelivery.NOT_SENT: text("The stop was not sent."),
            StopDelivery.NOT_ACCEPTED: text("The server did not accept the stop."),
            StopDelivery.UNCERTAIN: text("It is not known whether the server accepted the stop."),
        }
        again = text("The import may be continuing. You can request the stop again at any time.")
        self.cause = cause
        self.delivery = delivery
        if cause is None:
            super().__init__(titles[delivery], text("You cancelled it."), again)
            return
        why = (cause.reason,) if isinstance(cause, UnclearAnswer) else (cause.title, cause.reason)
        super().__init__(
            titles[delivery],
            joined(*(part for part in why if part is not None)),
            joined(again, *([cause.advice] if cause.advice else [])),
            cause.details,
        )
        self.retry_after = cause.retry_after


class UploadEnded(DmmError):
    """The user stopped an upload whose last byte was already on its way."""

    def __init__(self) -> None:
        super().__init__(
            text("The upload could not be stopped."),
            text("The zip had already been sent."),
            text("You can stop the import once the server has responded."),
        )


class AlreadyEnded(DmmError):
    """The server did not confirm a stop, and reports that the execution has ended."""

    def __init__(self, status: str) -> None:
        super().__init__(
            text("The import has already ended."),
            text("There is nothing left to stop: the server reports “{status}”.", status=status),
            text("Check its status to see how it ended."),
        )


class LogsNotReady(DmmError):
    """The log files of an execution that has not ended were requested [documented]."""

    def __init__(self, target: Path, status: str) -> None:
        super().__init__(
            text("The logs were not saved as {name}.", name=target.name),
            text("The import has not ended: the server reports “{status}”.", status=status),
            text("Save the logs once it has ended. Until then, only its log lines can be read."),
        )
