"""Saves the zip of an export, and compares its rows with the records that the server reports."""

from __future__ import annotations

from pathlib import Path

from ..archive.findings import CheckedZip, ExportNotSaved
from ..core.execution_errors import ExportNotReady
from ..core.job import CancelToken, OnProgress
from ..core.origin import Origin
from ..core.runs import Run
from ..core.text import Text, counted, text
from .check_zip import total_rows
from .context import OperationContext
from .retrying import BRIEFLY
from .save_payload import Payload, save_payload

_ZIP_FILE = Payload(
    "zip_file_to",
    lambda outputs: outputs.zip_file_size,
    lambda outputs: outputs.zip_file_problem,
    ExportNotSaved,
    ExportNotReady,
)


def save_export(
    context: OperationContext,
    run: Run,
    target: Path,
    cancel: CancelToken,
    report: OnProgress,
    *,
    briefly: float = BRIEFLY,
) -> Path:
    """Save the zip of a finished export as ``target``, as :func:`.save_logs.save_logs` does with logs, without a limit
    on its size. An answer that is the zip itself is saved as well. Only the owner can read the file.

    Raises ExportNotSaved, which needs no new export, ExportNotReady, NotKnown, LocalError, and the errors of the
    client.
    """
    return save_payload(context, run, target, _ZIP_FILE, cancel, report, briefly=briefly)


def origin_of(run: Run, checked: CheckedZip) -> Origin:
    """The origin of the zip that was saved from an export and checked to its end."""
    host = run.root.host if run.root is not None else ""
    return Origin(run.environment_name, host, run.tracker_id, checked.sha256, run.stage)


def exported_sentence(run: Run, checked: CheckedZip) -> Text:
    """The rows of the saved zip beside the records that the server reports."""
    rows = total_rows(checked)
    in_zip = text("Rows not counted") if rows is None else counted("1 row in the zip", "{n} rows in the zip", rows)
    records = run.records_done if run.report is not None or run.final_report is not None else None
    if records is None:
        return text("{rows}; the number of records exported is not known.", rows=in_zip)
    reported = counted("1 record reported", "{n} records reported", records)
    if rows is None or rows == records:
        return text("{rows}, {records}.", rows=in_zip, records=reported)
    if records > rows:
        return text("{rows}, {records}: {count} more.", rows=in_zip, records=reported, count=records - rows)
    return text("{rows}, {records}: {count} fewer.", rows=in_zip, records=reported, count=rows - records)
