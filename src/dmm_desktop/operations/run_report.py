"""The report of a run: everything that somebody may want to keep or to hand on, as JSON. It contains no secret."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from .. import __version__
from ..archive.part_file import PartFile
from ..core import exact_json
from ..core.job import CancelToken, OnProgress
from ..core.outcomes import left_out
from ..core.runs import Run
from ..core.text import Text
from ..core.tracker_ids import possible_tracker_ids


def run_report(run: Run, log_notice: Text | str | None = None) -> dict[str, Any]:
    """The report. Times of this workstation are in UTC with a zone, the server's as it gave them, without one.

    ``received`` is the server's answer to StartExecution if it held no usable tracker id. ``log_notice``: what has to
    be said about the log lines that were read, if other than what is kept with the run. ``error_report`` is null where
    it is not known whether entities failed; an empty list means that none did. Where more failed than are kept,
    ``failing_entities`` of the counts says how many, and ``error_report_notice`` how many of them are in the list.
    ``connection`` is null where it is not known, ``stage`` where the environment is not a saved one.
    ``counts_last_seen`` is null where the counts are final; otherwise it is when the server gave them, and the run may
    have gone on since. ``offered_tracker_ids`` are those in ``received`` that may be the tracker id.
    ``log_errors`` of the counts is how many of the ``log_lines`` look
    like errors, by a word in each that may be its level: an estimate, null where no line was read. ``log_accuracy``
    says what the two are: *exact*, *at least* (the log was not read to its end) or *about* (lines may have been read
    twice, or not at all).
    """
    report = run.report
    log_notice = log_notice or run.log_notice
    return {
        "tracker_id": run.tracker_id or None,
        "state": run.state,
        "status": run.status_word or None,
        "message": str(run.message) or None,
        "received": run.received or None,
        "offered_tracker_ids": list(offered_ids(run)),
        "environment": {"name": run.environment_name, "stage": run.stage, "api": run.root},
        "connection": run.connection or None,
        "counts": _counts(run),
        "counts_last_seen": _plain(run.counts_seen_at),
        "error_report": None if run.failing_entities is None else [_plain(asdict(e)) for e in run.failing_entities],
        "error_report_notice": _words(left_out(run)),
        "final_report": _plain(asdict(run.final_report)) if run.final_report else None,
        "file": {
            "name": Path(run.zip_path).name,
            "size": run.zip_size,
            "sha256": run.zip_sha256 or None,
        }
        if run.zip_path
        else None,
        "log_notice": _words(log_notice),
        "options": {
            "data_append_mode": run.append,
            "configuration": exact_json.read(run.configuration) if run.configuration else None,
        },
        "times": _plain(
            {
                "created": run.created_at,
                "sent": run.sent_at,
                "stop_requested": run.stop_requested_at,
                "ended": run.known_end,
                "answered": run.answered_at,
                "server_started": report.started_at if report else None,
                "server_ended": report.ended_at if report else None,
                "server_elapsed": report.elapsed if report else None,
            }
        ),
        "contract": run.contract,
        "application": f"DMM Desktop {__version__}",
    }


def offered_ids(run: Run) -> tuple[str, ...]:
    """What may be the tracker id of a run that has none, for the user to choose from."""
    return possible_tracker_ids(run.received) if run.received and not run.tracker_id else ()


def save_report(
    run: Run, target: Path, cancel: CancelToken, report: OnProgress, *, log_notice: Text | None = None
) -> Path:
    """Write the report as JSON, replacing what is there. Raises LocalError; then the old file is still there."""
    content = exact_json.write(run_report(run, log_notice), indent=2, ensure_ascii=False)
    with PartFile(target) as part:
        part.write(content.encode("utf-8", "backslashreplace") + b"\n")  # halves of surrogate pairs as in JSON
        return part.commit(cancel)


def _counts(run: Run) -> dict[str, int | float | str | None]:
    report, final, log = run.report, run.final_report, run.log_counts
    return {
        "completed_records": report.completed_records if report else None,
        "total_records": report.total_records if report else None,
        "completed_instructions": report.completed_instructions if report else None,
        "total_instructions": report.total_instructions if report else None,
        "completed_bpt_records": report.completed_bpt_records if report else None,
        "total_bpt_records": report.total_bpt_records if report else None,
        "total_volume_kb": report.total_volume_kb if report else None,
        "final_records": final.records if final else None,
        "failing_entities": run.failing_count,
        "log_lines": log.lines if log else None,
        "log_errors": log.errors if log else None,
        "log_accuracy": str(log.accuracy) if log else None,
    }


def _words(said: Text | str | None) -> str | None:
    return None if said is None else str(said)


def _plain(value: Any) -> Any:
    """The value as JSON can hold it: durations as HH:MM:SS, moments in ISO 8601."""
    if isinstance(value, dict):
        return {name: _plain(member) for name, member in value.items()}
    if isinstance(value, datetime):
        return value.isoformat(sep=" " if value.tzinfo is None else "T")
    if isinstance(value, timedelta):
        seconds = int(value.total_seconds())
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return str(value) if isinstance(value, StrEnum) else value
