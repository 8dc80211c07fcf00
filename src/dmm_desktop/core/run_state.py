"""The meaning of each state of a run, in one table.

Words, icons and exit codes are each defined once, elsewhere: the full sentence and the words within a sentence in
:mod:`.outcomes`, the icon and the short sentence in :mod:`dmm_desktop.ui.run_words`, the exit code in
:mod:`dmm_desktop.cli.exit_codes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Knowledge(IntEnum):
    """How much a state says about the end of a run. Of two views of the same run, the one that says more is kept."""

    NOTHING = 0
    ENDED = 1
    OUTCOME = 2


@dataclass(frozen=True, slots=True)
class _Meaning:
    """``live``: the run has not ended. ``sending``: this computer is sending the import. ``is_seen``: the state is
    the server's last description of the run, which may be out of date. ``may_never_end``: the server may report the
    state forever. ``leaves_outputs``: the server has reports and logs. ``complete``: the server said Complete, and
    the run was not stopped. ``clean``: complete, with known counts and no errors. ``ends_early``: the run ended
    before all rows were imported. ``imported``: complete, and records were imported. ``imports_nothing``: certainly
    no record was imported. ``unstarted``: over, without an execution; a user's record of that is not checked with
    the server. ``recordable``: the user may record the outcome. ``unsettled``: the outcome stays
    unknown until the user records it. ``tells_counts``: the sentence of the state says how many records were
    imported, or none can have been. ``quotes_server``: the sentence quotes the server's message, or there is no
    message."""

    live: bool = False
    sending: bool = False
    is_seen: bool = False
    may_never_end: bool = False
    leaves_outputs: bool = False
    complete: bool = False
    clean: bool = False
    ends_early: bool = False
    imported: bool = False
    imports_nothing: bool = False
    unstarted: bool = False
    recordable: bool = False
    unsettled: bool = False
    tells_counts: bool = True
    quotes_server: bool = True
    knowledge: Knowledge = Knowledge.NOTHING


class RunState(StrEnum):
    """The state of a run. The string values are stored in the database."""

    UPLOADING = "uploading"  # the request is being sent; the server cannot have started anything
    SENT = "sent"  # the last byte has been sent or is about to be; no response yet
    STARTED = "started"  # the tracker id is known, nothing else
    QUEUED = "queued"
    RUNNING = "running"
    OTHER = "other"  # an undocumented status word, and no outputs yet

    COMPLETED = "completed"
    COMPLETED_WITH_ERRORS = "completed with errors"
    NOTHING_IMPORTED = "nothing imported"
    COMPLETED_UNVERIFIED = "completed, unverified"  # Complete, but entities or counts are unknown, or Result is ERROR
    FAILED = "failed"
    STOPPED = "stopped"
    ENDED = "ended"  # final, with an undocumented status word

    NOT_STARTED = "not started"
    UPLOAD_STOPPED = "upload stopped"
    OUTCOME_UNKNOWN = "outcome unknown"
    FOUND_NOT_STARTED = "not started, as a person found"  # the outcome was unknown, and the user recorded it
    FOUND_STARTED = "started, as a person found"
    NO_LONGER_KNOWN = "no longer known"
    ANOTHER_EXECUTION = "another execution"  # the tracker id has proved to be that of another one

    @property
    def is_final(self) -> bool:
        """Whether the application will no longer change the state by itself."""
        return not _MEANINGS[self].live

    @property
    def is_sending(self) -> bool:
        """Whether a process on this computer is sending the import or waiting for the response."""
        return _MEANINGS[self].sending

    @property
    def is_watchable(self) -> bool:
        """Whether the server can be asked for its status."""
        return _MEANINGS[self].live and not _MEANINGS[self].sending

    @property
    def is_seen(self) -> bool:
        """Whether the state is the server's last report and may have changed since."""
        return _MEANINGS[self].is_seen

    @property
    def may_never_end(self) -> bool:
        """Whether the server may report the state forever, so that the user can stop watching."""
        return _MEANINGS[self].may_never_end

    @property
    def leaves_outputs(self) -> bool:
        """Whether the server has final reports and log files for the run."""
        return _MEANINGS[self].leaves_outputs

    @property
    def is_complete(self) -> bool:
        """Whether the server said Complete, and the run was not stopped before its end."""
        return _MEANINGS[self].complete

    @property
    def is_clean(self) -> bool:
        """Whether the run is complete, its records are counted, and no entity has errors."""
        return _MEANINGS[self].clean

    @property
    def ends_early(self) -> bool:
        """Whether the run ended before all rows were imported, so that fewer records are expected."""
        return _MEANINGS[self].ends_early

    @property
    def is_imported(self) -> bool:
        """Whether the import is complete and certainly imported records."""
        return _MEANINGS[self].imported

    @property
    def imports_nothing(self) -> bool:
        """Whether certainly no record was imported."""
        return _MEANINGS[self].imports_nothing

    @property
    def is_unstarted(self) -> bool:
        """Whether the run is over and was not started: certainly, or as a user recorded."""
        return _MEANINGS[self].unstarted

    @property
    def is_recordable(self) -> bool:
        """Whether the user may record the outcome."""
        return _MEANINGS[self].recordable

    @property
    def is_unsettled(self) -> bool:
        """Whether the outcome of the import is unknown and only the user can find it out."""
        return _MEANINGS[self].unsettled

    @property
    def tells_counts(self) -> bool:
        """Whether the state's sentence says how many records were imported, if there can be any."""
        return _MEANINGS[self].tells_counts

    @property
    def quotes_server(self) -> bool:
        """Whether the state's sentence contains the server's message, if there is one."""
        return _MEANINGS[self].quotes_server

    @property
    def knowledge(self) -> Knowledge:
        """How much the state says about the end of the run."""
        return _MEANINGS[self].knowledge


_OUTCOME = Knowledge.OUTCOME
_MEANINGS = {
    RunState.UPLOADING: _Meaning(live=True, sending=True, imports_nothing=True),
    RunState.SENT: _Meaning(live=True, sending=True),
    RunState.STARTED: _Meaning(live=True),
    RunState.QUEUED: _Meaning(live=True, is_seen=True),
    RunState.RUNNING: _Meaning(live=True, is_seen=True),
    RunState.OTHER: _Meaning(live=True, is_seen=True, may_never_end=True),
    RunState.COMPLETED: _Meaning(
        leaves_outputs=True, complete=True, clean=True, imported=True, quotes_server=False, knowledge=_OUTCOME
    ),
    RunState.COMPLETED_WITH_ERRORS: _Meaning(
        leaves_outputs=True, complete=True, imported=True, tells_counts=False, quotes_server=False, knowledge=_OUTCOME
    ),
    RunState.NOTHING_IMPORTED: _Meaning(
        leaves_outputs=True, complete=True, clean=True, imports_nothing=True, quotes_server=False, knowledge=_OUTCOME
    ),
    RunState.COMPLETED_UNVERIFIED: _Meaning(
        leaves_outputs=True, complete=True, quotes_server=False, knowledge=Knowledge.ENDED
    ),
    RunState.FAILED: _Meaning(leaves_outputs=True, ends_early=True, tells_counts=False, knowledge=_OUTCOME),
    RunState.STOPPED: _Meaning(leaves_outputs=True, ends_early=True, quotes_server=False, knowledge=_OUTCOME),
    RunState.ENDED: _Meaning(leaves_outputs=True, tells_counts=False, quotes_server=False, knowledge=Knowledge.ENDED),
    RunState.NOT_STARTED: _Meaning(imports_nothing=True, unstarted=True, knowledge=_OUTCOME),
    RunState.UPLOAD_STOPPED: _Meaning(imports_nothing=True, unstarted=True, knowledge=_OUTCOME),
    RunState.OUTCOME_UNKNOWN: _Meaning(recordable=True, unsettled=True, quotes_server=False),
    RunState.FOUND_NOT_STARTED: _Meaning(unstarted=True, recordable=True, quotes_server=False),
    RunState.FOUND_STARTED: _Meaning(recordable=True, quotes_server=False),
    RunState.NO_LONGER_KNOWN: _Meaning(recordable=True, unsettled=True, tells_counts=False, quotes_server=False),
    RunState.ANOTHER_EXECUTION: _Meaning(recordable=True, unsettled=True, tells_counts=False, quotes_server=False),
}
