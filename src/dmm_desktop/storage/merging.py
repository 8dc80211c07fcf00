"""Two views of the same run become one. A window and the command line may watch the same run at once."""

from __future__ import annotations

from dataclasses import replace

from ..core.runs import Run, RunState

#: What is learnt once and never unlearnt.
_LASTING = (
    *("tracker_id", "received", "sent_at", "zip_sha256", "report", "final_report", "failing_entities"),
    *("answered_at", "log_notice"),
)

_SETTLED = frozenset(
    {
        RunState.COMPLETED,
        RunState.COMPLETED_WITH_ERRORS,
        RunState.NOTHING_IMPORTED,
        RunState.FAILED,
        RunState.STOPPED,
        RunState.NOT_STARTED,
        RunState.UPLOAD_STOPPED,
    }
)
_NEARLY = frozenset({RunState.COMPLETED_UNVERIFIED, RunState.ENDED})


def merged(stored: Run, given: Run) -> Run:
    """The run as it is to be stored, when ``given`` was made from an older copy of it.

    A state that says how the run ended is kept against one that says less: the late answer of another watcher, or
    that the server has forgotten the run by now. What only one of the two knows is kept, and so is the first wish to
    stop it.
    """
    newer, older = (given, stored) if _knowledge(given.state) >= _knowledge(stored.state) else (stored, given)
    kept = {name: getattr(older, name) for name in _LASTING if getattr(newer, name) in (None, "")}
    if "failing_entities" in kept:
        kept["more_failing"] = older.more_failing
    ended_at = newer.ended_at or (older.ended_at if newer.state.is_final else None)
    stop_requested_at = stored.stop_requested_at or given.stop_requested_at
    return replace(newer, **kept, ended_at=ended_at, stop_requested_at=stop_requested_at)


def _knowledge(state: RunState) -> int:
    """How much a state says about the end: nothing (live or unknown), that there was one, or which."""
    return 2 if state in _SETTLED else 1 if state in _NEARLY else 0
