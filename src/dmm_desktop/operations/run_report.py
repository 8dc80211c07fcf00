"""The report of a run: everything worth keeping or passing on, as JSON. Secrets are not hidden here, but in the run
that is given: see :mod:`.reported_run`."""

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
from ..core.models import FailingEntity
from ..core.outcomes import left_out
from ..core.reconciliation import fingerprint_of_run, reconciliation, reconciliation_sentence
from ..core.remarks import own_remarks
from ..core.runs import Run
from ..core.text import Text
from ..core.tracker_ids import possible_tracker_ids


def run_report(run: Run, log_notice: Text | str | None = None, doubt: Text | None = None) -> dict[str, Any]:
    """The report. Times of this workstation are in UTC with a zone, the server's times as received, without a zone.

    ``type`` is null for an execution that was started elsewhere, until its final report names its type.

    ``received`` is the server's answer to StartExecution if it held no usable tracker id, and ``offered_tracker_ids``
    lists the values in it that may be the tracker id. ``log_notice`` is the notice about the log lines that were read,
    if it differs from the one stored with the run. ``doubt`` is the first remark: the run may have progressed since.

    ``error_report`` is null if it is unknown whether entities failed; an empty list means that none did. ``advice`` in
    an entry is ours, on words of the server that were recognized. ``is_cut``: those of its texts that end with "…" were
    longer, and the rest was not kept. If more failed than are kept, ``failing_entities`` in the counts is their number,
    and ``error_report_notice`` says how many of them are in the list. ``connection`` is null if unknown, ``stage`` if
    the environment is not saved. ``stop_accepted`` is null if the server has not said that it accepted a stop request.

    ``may_be_another_execution``: the tracker id may belong to another execution, because another run has it, because a
    user entered it, or because the server's answers about it do not fit earlier ones or the type of the run.
    ``before_entry`` is what was known before a user entered it, null unless a user did. ``figures_disagree``: the run
    has completed, and the number of records in the final report is not the one counted before, or the count is not the
    total.

    ``check`` is what the check of the zip had found when the import was started: ``state`` is *finished*, *incomplete*
    (a data file could not be read to its end) or *not finished*. It is null if it is not known. ``fingerprint`` is what
    it counted in the zip, null if it was not finished; ``more_files`` and ``more_columns`` are not in the lists.

    ``reconciliation`` compares ``rows`` of the zip with the records ``reported`` by a server that has ended the run:
    ``difference`` is the second minus the first. Each is null if it is not known; all of it is null for a run that has
    not ended, has sent nothing, or was started elsewhere or by an earlier version.

    ``origin`` is the export that the zip was saved from. It is null if it is not known, if the file has been changed
    since, or if nothing was sent. Its ``difference`` is the records that the server reported minus the rows in the zip,
    0 also if it is not known.

    ``counts_last_seen`` is null if the counts are final; otherwise it is when the server sent them, and the run may
    have continued since. ``log_errors`` in the counts is how many of the ``log_lines`` look like errors, judged by a
    word in each that may be its level: an estimate, null if no line was read. ``log_accuracy`` qualifies both: *exact*,
    *at least* (the log was not read to its end) or *about* (lines may have been read twice, or not at all).
    """
    report = run.report
    log_notice = log_notice or run.log_notice
    return {
        "tracker_id": run.tracker_id or None,
        "type": run.known_type or run.other_type or None,
        "state": run.state,
        "status": run.status_word or None,
        "message": str(run.message) or None,
        "remarks": [str(remark) for remark in ((doubt,) if doubt else ()) + own_remarks(run)],
        "received": run.received or None,
        "offered_tracker_ids": list(offered_ids(run)),
        "environment": {"name": run.environment_name, "stage": run.stage, "api": str(run.root) if run.root else None},
        "connection": run.connection or None,
        "counts": _counts(run),
        "may_be_another_execution": run.may_be_another,
        "tracker_id_entered_by_user": run.has_entered_id,
        "before_entry": _before_entry(run),
        "figures_disagree": run.figures_disagree,
        "counts_last_seen": _plain(run.counts_seen_at),
        "error_report": None if run.failing_entities is None else [_failing(e) for e in run.failing_entities],
        "error_report_notice": _words(left_out(run)),
        "final_report": _plain(asdict(run.final_report)) if run.final_report else None,
        "file": {
            "name": Path(run.zip_path).name,
            "size": run.zip_size,
            "sha256": run.zip_sha256 or None,
        }
        if run.zip_path
        else None,
        "check": _check(run),
        "fingerprint": _fingerprint(run),
        "reconciliation": _reconciliation(run),
        "reference": run.reference or None,
        "note": run.note or None,
        "origin": _origin(run),
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
                "stop_accepted": run.stop_accepted_at,
                "going_on": run.going_on_at,
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
    """Possible tracker ids of a run without one, for the user to choose from."""
    return possible_tracker_ids(run.received) if run.received and not run.tracker_id else ()


def save_report(
    run: Run,
    target: Path,
    cancel: CancelToken,
    report: OnProgress,
    *,
    log_notice: Text | None = None,
    doubt: Text | None = None,
) -> Path:
    """Write the report as JSON, replacing an existing file. Raises LocalError, in which case the old file remains."""
    content = exact_json.write(run_report(run, log_notice, doubt), indent=2, ensure_ascii=False)
    with PartFile(target) as part:
        part.write(content.encode("utf-8", "backslashreplace") + b"\n")  # lone surrogates as in JSON
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


def _before_entry(run: Run) -> dict[str, Any] | None:
    if not run.has_entered_id:
        return None
    before = run.before_entry
    return {
        "tracker_id": before.tracker_id or None,
        "state": before.state,
        "status": before.status_word or None,
        "message": str(before.message) or None,
        "counts": _counts(before),
        "counts_last_seen": _plain(before.counts_seen_at),
    }


def _failing(entity: FailingEntity) -> Any:
    return _plain(asdict(entity) | {"advice": _words(entity.advice)})


def _check(run: Run) -> dict[str, str | int | bool] | None:
    check = run.zip_check
    if check is None:
        return None
    return {
        "state": str(check.state),
        "errors": check.errors,
        "warnings": check.warnings,
        "started_anyway": check.started_anyway,
    }


def _origin(run: Run) -> dict[str, str | int | None] | None:
    origin = run.proven_origin
    if origin is None:
        return None
    return {
        "environment": origin.environment,
        "connection": origin.connection or None,
        "host": origin.host or None,
        "stage": origin.stage,
        "tracker_id": origin.tracker_id,
        "may_be_another_execution": origin.may_be_another,
        "failing_entities": origin.failing_entities,
        "difference": origin.difference,
    }


def _fingerprint(run: Run) -> dict[str, Any] | None:
    found = fingerprint_of_run(run)
    return None if found is None else asdict(found)


def _reconciliation(run: Run) -> dict[str, Any] | None:
    compared = reconciliation(run)
    if compared is None:
        return None
    return {
        "rows": compared.rows,
        "reported": compared.reported,
        "difference": compared.difference,
        "entities": [asdict(entity) for entity in compared.entities],
        "sentence": _words(reconciliation_sentence(run)),
    }


def _words(said: Text | str | None) -> str | None:
    return None if said is None else str(said)


def _plain(value: Any) -> Any:
    """The value in a form that JSON can hold: durations as HH:MM:SS, moments in ISO 8601."""
    if isinstance(value, dict):
        return {name: _plain(member) for name, member in value.items()}
    if isinstance(value, datetime):
        return value.isoformat(sep=" " if value.tzinfo is None else "T")
    if isinstance(value, timedelta):
        seconds = int(value.total_seconds())
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return str(value) if isinstance(value, StrEnum) else value
