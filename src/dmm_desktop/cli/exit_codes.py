"""The exit codes of the command line, and which run state or error leads to which."""

from __future__ import annotations

from enum import IntEnum
from typing import assert_never

from ..core.errors import ArchiveError, CreationUnknown, DmmError, LocalError, NotKnown, OutcomeUnknown, WrongInput
from ..core.execution_errors import StopDelivery, StopNotAccepted
from ..core.key_store_errors import SecretStoreError
from ..core.run_state import RunState


class ExitCode(IntEnum):
    """The numbers never change, because scripts rely on them."""

    COMPLETE = 0
    LOCAL_PROBLEM = 1
    NOT_STARTED = 2
    FAILED = 3
    COMPLETE_WITH_ERRORS = 4
    UNKNOWN = 5
    INTERRUPTED = 130


def of_state(state: RunState) -> ExitCode:
    """The exit code for a run in this state; UNKNOWN unless the state is final and its outcome is known."""
    match state:
        case RunState.COMPLETED | RunState.NOTHING_IMPORTED:
            return ExitCode.COMPLETE
        case RunState.COMPLETED_WITH_ERRORS:
            return ExitCode.COMPLETE_WITH_ERRORS
        case RunState.FAILED | RunState.STOPPED:
            return ExitCode.FAILED
        case RunState.NOT_STARTED | RunState.FOUND_NOT_STARTED | RunState.UPLOAD_STOPPED:
            return ExitCode.NOT_STARTED
        case (
            RunState.COMPLETED_UNVERIFIED
            | RunState.ENDED
            | RunState.OUTCOME_UNKNOWN
            | RunState.FOUND_STARTED
            | RunState.NO_LONGER_KNOWN
            | RunState.ANOTHER_EXECUTION
        ):
            return ExitCode.UNKNOWN
        case (
            RunState.UPLOADING | RunState.SENT | RunState.STARTED | RunState.QUEUED | RunState.RUNNING | RunState.OTHER
        ):
            return ExitCode.UNKNOWN
        case _:
            assert_never(state)


def of_error(error: DmmError) -> ExitCode:
    """LOCAL_PROBLEM for a fault on this computer, UNKNOWN for an unknown outcome, NOT_STARTED for any other error."""
    if isinstance(error, WrongInput | LocalError | ArchiveError | SecretStoreError):
        return ExitCode.LOCAL_PROBLEM
    is_unknown = isinstance(error, OutcomeUnknown | CreationUnknown | NotKnown) or (
        isinstance(error, StopNotAccepted) and error.delivery is StopDelivery.UNCERTAIN
    )
    return ExitCode.UNKNOWN if is_unknown else ExitCode.NOT_STARTED
