"""What the command line's exit codes mean."""

from __future__ import annotations

from enum import IntEnum

from ..core.errors import (
    ArchiveError,
    CreationUnknown,
    DmmError,
    LocalError,
    NotKnown,
    OutcomeUnknown,
    SecretStoreError,
    WrongInput,
)
from ..core.execution_errors import StopDelivery, StopNotAccepted
from ..core.run_state import RunState


class ExitCode(IntEnum):
    """Stable: scripts rely on them."""

    COMPLETE = 0
    LOCAL_PROBLEM = 1
    NOT_STARTED = 2
    FAILED = 3
    COMPLETE_WITH_ERRORS = 4
    UNKNOWN = 5
    INTERRUPTED = 130


_OF_STATE = {
    RunState.COMPLETED: ExitCode.COMPLETE,
    RunState.NOTHING_IMPORTED: ExitCode.COMPLETE,
    RunState.COMPLETED_WITH_ERRORS: ExitCode.COMPLETE_WITH_ERRORS,
    RunState.COMPLETED_UNVERIFIED: ExitCode.UNKNOWN,
    RunState.FAILED: ExitCode.FAILED,
    RunState.STOPPED: ExitCode.FAILED,
    RunState.ENDED: ExitCode.UNKNOWN,
    RunState.NOT_STARTED: ExitCode.NOT_STARTED,
    RunState.FOUND_NOT_STARTED: ExitCode.NOT_STARTED,
    RunState.UPLOAD_STOPPED: ExitCode.NOT_STARTED,
}


def of_state(state: RunState) -> ExitCode:
    """The exit code for a run; UNKNOWN while it is not final."""
    return _OF_STATE.get(state, ExitCode.UNKNOWN)


def of_error(error: DmmError) -> ExitCode:
    """The exit code for an error that ended a command: what is wrong here, an unknown outcome, and everything else."""
    if isinstance(error, WrongInput | LocalError | ArchiveError | SecretStoreError):
        return ExitCode.LOCAL_PROBLEM
    is_unknown = isinstance(error, OutcomeUnknown | CreationUnknown | NotKnown) or (
        isinstance(error, StopNotAccepted) and error.delivery is StopDelivery.UNCERTAIN
    )
    return ExitCode.UNKNOWN if is_unknown else ExitCode.NOT_STARTED
