"""The errors that the user can act on.

::

    DmmError
    ├── WrongInput                the input cannot be used
    │   └── ProxyUnusable         the proxy setting
    ├── Unreachable               no response; StartExecution started nothing (otherwise OutcomeUnknown)
    │   ├── ConnectionFailed      refused, reset or cut
    │   │   └── ElsewhereConnected
    │   ├── TimedOut
    │   │   └── AnswerTooSlow
    │   ├── NameNotFound
    │   ├── TlsFailed
    │   │   └── CertificateRefused
    │   └── ProxyFailed
    │       └── ProxySignInNeeded
    ├── TokenMissing              no REST API key is known for an environment
    ├── EnvironmentRemoved        the environment of a run, with its key, was removed from this computer
    ├── TokenRefused              the REST API key (X-DMM-Token)
    ├── OneTimeTokenRefused       the one-time token (X-DMM-Token-OTP)
    ├── RefusedByServer           understood and declined: any other 4xx, or Success false
    ├── StopNotAccepted           StopExecution failed for any reason in this tree
    ├── AlreadyEnded              there is nothing left to stop
    ├── ServerBusy                429 and 503
    ├── ServerFailed              any other 5xx
    ├── NotDmmAnswer              a login page, a redirect, anything that the API does not document
    │   ├── UnreadableAnswer      broken, truncated, beyond a limit, or without required content
    │   └── UnclearAnswer         a text that does not say whether the request was carried out
    ├── OutcomeUnknown            an import was sent and its outcome is unknown
    ├── CreationUnknown           the same for a connection
    ├── NotKnown                  the server knows no such execution
    ├── IdOfAnother               the tracker id has proved to be that of another execution
    ├── LogsNotReady              the execution has not ended, so there are no log files yet
    ├── ContractIncomplete        the API description lacks an operation or a parameter
    ├── SecretStoreError
    │   ├── SecretStoreLocked
    │   ├── SecretStoreRefused
    │   ├── SecretStoreMissing
    │   ├── SecretTooLong
    │   └── SecretsNotStored      the environment is saved without its key or its proxy password
    ├── LocalError                this workstation: files, disk, database
    │   ├── DiskFull
    │   ├── FileChanged           the zip changed while it was sent
    │   └── DatabaseError
    └── ArchiveError
        ├── ZipRejected           the check found errors
        ├── LogsNotSaved          the server's log payload is missing or not a zip
        └── LargeZip              logs or an export, larger than the user agreed to

Errors of TLS and proxies are in :mod:`.network_errors`, those of the key store in :mod:`.key_store_errors`, those about
stops and logs of an execution in :mod:`.execution_errors`, and archive errors with more data in ``archive.findings``.
Library exceptions are turned into these in one place per library, with ``raise … from``. Anything else is a bug. Each
error names the problem (``title``), the cause (``reason``) and the remedy (``advice``); ``details`` holds text for the
user to copy: status, request, the server's own words. None of them may contain a secret.
"""

from __future__ import annotations

import math
from pathlib import Path

from .execution_type import ExecutionType, by_known_type
from .server_advice import advice_on
from .text import Text, counted, joined, text, whole


class DmmError(Exception):
    """Base of all errors above.

    ``received`` is the beginning of the response to StartExecution, fit to be shown and stored; "" if there was none,
    and for all other operations. ``retry_after``: seconds after which the server accepts another request, if it says
    so.
    """

    retry_after: float | None = None

    def __init__(self, title: Text, reason: Text | None = None, advice: Text | None = None, details: str = "") -> None:
        super().__init__(title, reason, advice)
        self.title = title
        self.reason = reason
        self.advice = advice
        self.details = details
        self.received = ""

    def __str__(self) -> str:
        return str(self.sentences)

    @property
    def sentences(self) -> Text:
        """All sentences, without the details."""
        return joined(*(part for part in (self.title, self.reason, self.advice) if part is not None))


class WrongInput(DmmError):
    """The user's input cannot be used: an address, a JSON file, a combination of options."""


class Unreachable(DmmError):
    """No response arrived. An import was not started; other operations may have been carried out."""


class ConnectionFailed(Unreachable):
    """The connection was refused, reset or cut."""

    def __init__(self, host: str, details: str = "") -> None:
        super().__init__(
            text("The connection to {host} failed.", host=host),
            text("The connection was refused or cut."),
            text("Check the address and your network, and whether the environment is up."),
            details,
        )


class TimedOut(Unreachable):
    """No response arrived within the time limit."""

    def __init__(self, host: str, seconds: float, details: str = "") -> None:
        super().__init__(
            text("{host} did not respond.", host=host),
            text("No response within {seconds} seconds.", seconds=f"{seconds:g}"),
            text("Check your network and whether the environment is up, then try again."),
            details,
        )


class AnswerTooSlow(TimedOut):
    """A response arrives too slowly to wait for its end."""

    def __init__(self, host: str, seconds: float, details: str = "") -> None:
        super().__init__(host, seconds, details)
        self.title = text("{host} responds too slowly.", host=host)
        self.reason = text(
            "Its response arrived at less than 1 KiB per second for {seconds} seconds.", seconds=f"{seconds:g}"
        )


class NameNotFound(Unreachable):
    """The host name could not be resolved."""

    def __init__(self, host: str, details: str = "") -> None:
        super().__init__(
            text("{host} was not found.", host=host),
            text("The name cannot be resolved in your current network."),
            text("Check the spelling of the address, and whether you need to connect to a VPN."),
            details,
        )


class TokenMissing(DmmError):
    """No REST API key is known for the environment: it was kept for one session only, or never entered here."""

    def __init__(self, name: str) -> None:
        super().__init__(
            text("The REST API key of {name} is not on this computer.", name=name),
            text("It was kept for one session only, or was never entered here."),
            text("Enter the REST API key of this environment."),
        )


class EnvironmentRemoved(DmmError):
    """The environment of a run was removed from this computer, and its REST API key with it. ``name``: what it is
    told by; ``host``: where the run was started."""

    def __init__(self, name: Text | str, host: str) -> None:
        super().__init__(
            text("The environment {name} was removed from this computer.", name=name),
            text("Its REST API key was removed with it, so {host} cannot be asked.", host=host),
            text("Add an environment with the address {host}, and try again.", host=host),
        )


class TokenRefused(DmmError):
    """The server did not accept the REST API key: 401 or 403 [platform]. A refusal with a message is a
    RefusedByServer."""

    def __init__(self, host: str, details: str = "") -> None:
        super().__init__(
            text("{host} refused the REST API key.", host=host),
            text("The key (X-DMM-Token) may be wrong, belong to another environment or have been replaced."),
            text("Enter the REST API key of this environment again."),
            details,
        )


class OneTimeTokenRefused(DmmError):
    """The server did not accept the one-time token."""

    def __init__(self, host: str, details: str = "") -> None:
        super().__init__(
            text("{host} refused the one-time token.", host=host),
            text("The token (X-DMM-Token-OTP) may be wrong, have been used before or have expired."),
            text(
                "Nothing was started. Get a new one from the environment's Authentication Token page and start again."
            ),
            details,
        )


class RefusedByServer(DmmError):
    """The server understood the request and declined it: 4xx, or Success false with a message.

    ``message`` is the server's own, "" if there is none; ``reason`` and ``advice`` add what else is known.
    """

    def __init__(
        self, host: str, message: str, details: str = "", reason: Text | None = None, advice: Text | None = None
    ) -> None:
        quotation = (
            text("The server says: {message}", message=whole(message))
            if message
            else text("The server gave no reason.")
        )
        fix = text("Fix what the server reports, then try again.")
        advice_on_message = (advice_on(message) or fix) if message else None
        super().__init__(
            text("{host} refused the request.", host=host), reason or quotation, advice or advice_on_message, details
        )
        self.message = message


class ServerBusy(DmmError):
    """429 or 503: the server or a gateway accepts no requests at the moment. The same request may succeed later.

    ``message`` is the server's own, "" if there is none.
    """

    def __init__(
        self, host: str, status: int, message: str, details: str = "", retry_after: float | None = None
    ) -> None:
        super().__init__(
            text("{host} is busy (status {status}).", host=host, status=status),
            text("The server says: {message}", message=whole(message))
            if message
            else text("It accepts no requests at the moment."),
            _when(retry_after) or text("Wait a moment and try again."),
            details,
        )
        self.status = status
        self.message = message
        self.retry_after = retry_after


class ServerFailed(DmmError):
    """5xx except 503: the server or a gateway failed."""

    def __init__(
        self, host: str, status: int, message: str, details: str = "", retry_after: float | None = None
    ) -> None:
        super().__init__(
            text("{host} returned an error.", host=host),
            text("The server responded with HTTP status {status}. {message}", status=status, message=whole(message))
            if message
            else text("The server responded with HTTP status {status}.", status=status),
            _when(retry_after)
            or text("Try again in a moment. If the problem persists, check the environment's error log."),
            details,
        )
        self.status = status
        self.retry_after = retry_after


def _when(seconds: float | None) -> Text | None:
    """When to try again, if the server says so; in minutes if that is the better unit."""
    if seconds is None:
        return None
    if seconds <= 120:
        return counted("Try again in 1 second.", "Try again in {n} seconds.", max(1, math.ceil(seconds)))
    return counted("Try again in 1 minute.", "Try again in {n} minutes.", math.ceil(seconds / 60))


class NotDmmAnswer(DmmError):
    """The response is not documented by the DMM API: a login page, a redirect, unreadable JSON."""

    def __init__(self, host: str, advice_on_message: Text, details: str = "") -> None:
        super().__init__(
            text("{host} did not respond like the DMM API.", host=host),
            advice_on_message,
            text("Check that the address belongs to the environment or its API, and that no sign-in page comes first."),
            details,
        )


class UnreadableAnswer(NotDmmAnswer):
    """A response is broken or truncated, exceeds a limit, or lacks required content. ``cause`` follows a colon."""

    def __init__(self, host: str, cause: Text, details: str = "") -> None:
        super().__init__(host, text("Its response cannot be read: {cause}.", cause=cause), details)


class UnclearAnswer(NotDmmAnswer):
    """A 2xx response to a request without outputs, with a text that does not say whether the request was carried out.
    ``message`` is that text."""

    def __init__(self, host: str, message: str, details: str = "") -> None:
        super().__init__(host, text("The server responded only: {message}", message=whole(message)), details)
        self.title = text("{host} did not say whether it carried out the request.", host=host)
        self.advice = text("Check DMM on {host} to see what became of it.", host=host)
        self.message = message


def may_have_acted(error: DmmError) -> bool:
    """Whether the server may have carried out a completely sent request despite this error: there was no response, a
    5xx, or one that is unreadable or inconclusive."""
    is_5xx = isinstance(error, ServerFailed) or (isinstance(error, ServerBusy) and error.status >= 500)
    return is_5xx or isinstance(error, Unreachable | UnreadableAnswer | UnclearAnswer)


class OutcomeUnknown(DmmError):
    """StartExecution was sent completely without a usable response: the import may be running. Never sent again
    automatically.

    ``cause`` is the error instead of a response; None if the application ended first. ``was_answered``: there was a
    response, but an unusable one.
    """

    def __init__(self, host: str, cause: DmmError | None, reason: Text, details: str = "", received: str = "") -> None:
        self.was_answered = isinstance(cause, ServerFailed | ServerBusy | NotDmmAnswer) or bool(received)
        if isinstance(cause, ServerBusy):
            title = text(
                "The server was busy (status {status}) after the import was sent, so the import may be running.",
                status=cause.status,
            )
        elif isinstance(cause, ServerFailed):
            title = text("The server failed after the import was sent, so the import may be running.")
        elif self.was_answered:
            title = text("The server's response could not be read, so the import may be running.")
        else:
            title = text("The server did not respond after the import was sent, so the import may be running.")
        super().__init__(
            title,
            reason,
            text("Check {host} before starting it again.", host=host),
            details,
        )
        self.received = received


class CreationUnknown(DmmError):
    """CreateConnection was sent completely without a usable response: the connection may exist. ``cause`` is the error
    instead of a response."""

    def __init__(self, host: str, cause: DmmError) -> None:
        super().__init__(
            text("It is not known whether the connection was created."),
            cause.reason or cause.title,
            text(
                "Check DMM on {host} for the connection before you create it again. If it exists, use it by its name.",
                host=host,
            ),
            cause.details,
        )


class NotKnown(DmmError):
    """The server does not know an execution, or no longer does."""

    def __init__(self, host: str, kind: ExecutionType | None) -> None:
        super().__init__(
            by_known_type(
                kind,
                for_import=text("{host} does not know this import.", host=host),
                for_export=text("{host} does not know this export.", host=host),
                for_execution=text("{host} does not know this execution.", host=host),
            ),
            text("It has no execution with this tracker id, or no longer has it."),
            text("Check the tracker id and the environment."),
        )


class ContractIncomplete(DmmError):
    """The environment's API description lacks an operation or a parameter."""

    def __init__(self, operation: str, reason: Text) -> None:
        super().__init__(
            text("This environment's API has no usable {operation}.", operation=operation),
            reason,
            text("Update DMM in the environment, or use an API description or a request that contains it."),
        )
        self.operation = operation


class LocalError(DmmError):
    """A problem on this workstation: a file, a folder, the disk."""


class DiskFull(LocalError):
    """The disk is full, or has less space than ``reason`` says is needed. ``is_own``: what is written is not a file of
    the user's, who could choose another place for it."""

    def __init__(self, path: Path, details: str = "", reason: Text | None = None, *, is_own: bool = False) -> None:
        super().__init__(
            text("{name} could not be written.", name=path.name),
            reason or text("The disk that holds {folder} is full.", folder=path.parent),
            text("Free up some space, then try again.")
            if is_own
            else text("Free up some space or choose another place, then try again."),
            details,
        )


class FileChanged(LocalError):
    """The zip has changed since it was checked or since sending began. ``is_start``: an import was to be started."""

    def __init__(self, path: Path, *, is_start: bool = False) -> None:
        super().__init__(
            text("{name} changed while it was in use.", name=path.name),
            text("Another program wrote to the file after it was checked. Nothing was started.")
            if is_start
            else text("Another program wrote to the file after it was checked."),
            text("Wait until the file is complete, then start again.")
            if is_start
            else text("Wait until the file is complete, then check it again."),
        )


class DatabaseError(LocalError):
    """The application's own database cannot be used."""


class ArchiveError(DmmError):
    """A zip does not meet the requirements."""


class LargeZip(ArchiveError):
    """A zip from the server is larger than the user has approved. Nothing was saved."""


class LargeLogs(LargeZip):
    """The zip of log files is larger than ``limit`` bytes."""

    def __init__(self, target: Path, limit: int) -> None:
        super().__init__(
            text("The logs were not saved as {name}.", name=target.name),
            text("They are larger than {limit} GiB.", limit=f"{limit / 1024**3:g}"),
        )


class LargeExport(LargeZip):
    """The zip of an export is larger than ``limit`` bytes."""

    def __init__(self, target: Path, limit: int) -> None:
        super().__init__(
            text("The export was not saved as {name}.", name=target.name),
            text("It is larger than {limit} GiB.", limit=f"{limit / 1024**3:g}"),
        )


#: Why a request about a run was not sent: the saved environments do not allow it.
UNSENDABLE = (EnvironmentRemoved, TokenMissing, WrongInput)
