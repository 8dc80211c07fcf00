"""Errors about an execution: a start or stop that was not confirmed, and files that do not exist yet."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from .errors import DmmError, OutcomeUnknown, UnclearAnswer
from .execution_type import ExecutionType, by_known_type, by_type
from .runs import Run, id_of_another
from .text import Text, joined, text


class ExportUnknown(OutcomeUnknown):
    """The start of an export was sent completely without a usable response: the export may be running."""

    def __init__(self, host: str, cause: DmmError | None, reason: Text, details: str = "", received: str = "") -> None:
        super().__init__(host, cause, reason, details, received)
        self.title = (
            text("The server sent no usable response after the export was requested, so the export may be running.")
            if self.was_answered
            else text("The server did not respond after the export was requested, so the export may be running.")
        )


def unknown_start(
    kind: ExecutionType, host: str, cause: DmmError | None, reason: Text, details: str = "", received: str = ""
) -> OutcomeUnknown:
    """The error for a start of this type whose outcome is unknown."""
    error = by_type(kind, for_import=OutcomeUnknown, for_export=ExportUnknown)
    return error(host, cause, reason, details, received)


class NoErrorReport(DmmError):
    """The outputs of an execution have come without an error report, or the server says that there are none yet."""

    def __init__(self, host: str) -> None:
        super().__init__(text("{host} sent no list of failing entities.", host=host))


class StopDelivery(Enum):
    """What is known about a stop that the server has not confirmed."""

    NOT_SENT = "not sent"
    NOT_ACCEPTED = "sent, and not accepted"
    UNCERTAIN = "sent, perhaps accepted"


class StopNotAccepted(DmmError):
    """The server has not confirmed a stop because of ``cause``; None if the user cancelled it.

    Sending it again is safe: StopExecution reverts nothing [documented].
    """

    def __init__(self, cause: DmmError | None, delivery: StopDelivery, kind: ExecutionType | None) -> None:
        titles = {
            StopDelivery.NOT_SENT: text("The stop request was not sent."),
            StopDelivery.NOT_ACCEPTED: text("The server did not accept the stop request."),
            StopDelivery.UNCERTAIN: text("It is not known whether the server accepted the stop request."),
        }
        again = by_known_type(
            kind,
            for_import=text("The import may still be running. You can request the stop again at any time."),
            for_export=text("The export may still be running. You can request the stop again at any time."),
            for_execution=text("The execution may still be running. You can request the stop again at any time."),
        )
        self.cause = cause
        self.delivery = delivery
        self._kind = kind
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

    @property
    def once_corrected(self) -> StopNotAccepted:
        """This error once its cause has been corrected: it neither explains the cause any more, nor advises what to do
        about it."""
        cause = None if self.cause is None else DmmError(self.cause.title, details=self.cause.details)
        return StopNotAccepted(cause, self.delivery, self._kind)


class UploadEnded(DmmError):
    """The user stopped a start whose last byte was already on its way."""

    def __init__(self, kind: ExecutionType) -> None:
        super().__init__(
            by_type(
                kind,
                for_import=text("The upload could not be stopped."),
                for_export=text("The start could not be cancelled."),
            ),
            by_type(
                kind,
                for_import=text("The zip had already been sent."),
                for_export=text("The export had already been requested."),
            ),
            by_type(
                kind,
                for_import=text("You can stop the import once the server has responded."),
                for_export=text("You can stop the export once the server has responded."),
            ),
        )


class AlreadyEnded(DmmError):
    """The server did not confirm a stop, and reports that the execution has ended."""

    def __init__(self, status: str, kind: ExecutionType | None) -> None:
        super().__init__(
            by_known_type(
                kind,
                for_import=text("The import has already ended."),
                for_export=text("The export has already ended."),
                for_execution=text("The execution has already ended."),
            ),
            text("There is nothing left to stop: the server reports “{status}”.", status=status),
            text("Check its status to see how it ended."),
        )


class AnotherExecution(DmmError):
    """What the server says of the tracker id does not fit the run, so that nothing was taken for the run's own."""

    def __init__(self, advice: Text | None = None) -> None:
        super().__init__(
            text("The tracker id may now belong to another execution."),
            text("The server's answer does not fit its earlier ones."),
            advice,
        )


class LogOfAnother(AnotherExecution):
    """For that reason, the log lines of a run were not read."""

    def __init__(self) -> None:
        super().__init__(text("The log was not read. To see what the server has, save the log files."))


class IdOfAnother(DmmError):
    """The tracker id of a run has proved to be that of another execution: nothing is asked about it for the run."""

    def __init__(self, run: Run) -> None:
        super().__init__(
            text("The tracker id belongs to another execution."),
            id_of_another(run.type, run.tracker_id),
            by_type(
                run.type,
                for_import=text(
                    "What became of the import is not known. Check DMM on {place}.", place=run.told_environment
                ),
                for_export=text(
                    "What became of the export is not known. Check DMM on {place}.", place=run.told_environment
                ),
            ),
        )


class LogsNotReady(DmmError):
    """The log files of an execution that has not ended were requested [documented]."""

    def __init__(self, target: Path, status: str, kind: ExecutionType | None) -> None:
        super().__init__(
            text("The logs were not saved as {name}.", name=target.name),
            by_known_type(
                kind,
                for_import=text("The import has not ended: the server reports “{status}”.", status=status),
                for_export=text("The export has not ended: the server reports “{status}”.", status=status),
                for_execution=text("The execution has not ended: the server reports “{status}”.", status=status),
            ),
            text("Save the logs once it has ended. Until then, only its log lines can be read."),
        )


class ExportNotReady(DmmError):
    """The zip of an export that has not ended was requested [documented]."""

    def __init__(self, target: Path, status: str) -> None:
        super().__init__(
            text("The export was not saved as {name}.", name=target.name),
            text("The export has not ended: the server reports “{status}”.", status=status),
            text("Save it once it has ended."),
        )
