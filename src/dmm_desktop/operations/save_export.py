"""Saves the zip of an export if there is one, and compares its rows with the records that the server reports."""

from __future__ import annotations

import functools
import stat
from dataclasses import replace
from functools import partial
from pathlib import Path

from ..archive.findings import CheckedZip, ExportNotSaved
from ..archive.source_file import SourceFile, sha256_of
from ..core.blocking import unless_cancelled
from ..core.errors import DmmError, LargeExport, WrongInput
from ..core.execution_errors import ExportNotReady
from ..core.execution_type import ExecutionType
from ..core.export_configuration import DATABASE_FIELD, ExportTraits, traits_as_sent
from ..core.job import CancelToken, OnProgress
from ..core.local_files import cannot_read
from ..core.origin import Origin
from ..core.reconciliation import Reconciliation, reported_records, rows_and_records
from ..core.run_state import RunState
from ..core.runs import Run
from ..core.text import Text, text
from .check_zip import total_rows
from .context import OperationContext
from .retrying import BRIEFLY
from .save_payload import Payload, SavedPayload, not_saved, save_payload

_ZIP_FILE = Payload(
    "zip_file_to",
    lambda outputs: outputs.zip_file_size,
    lambda outputs: outputs.zip_file_problem,
    ExportNotSaved,
    ExportNotReady,
    LargeExport,
)


def save_export(
    context: OperationContext,
    run: Run,
    target: Path,
    cancel: CancelToken,
    report: OnProgress,
    *,
    briefly: float = BRIEFLY,
    most: int | None = None,
) -> SavedPayload:
    """Save the zip of a finished export as ``target``, as :func:`.save_logs.save_logs` does with logs; ``most``
    limits its size in bytes. An answer that is the zip itself is saved as well. Only the owner can read the file.

    Raises ExportNotSaved, which needs no new export, LargeExport, ExportNotReady, AnotherExecution, NotKnown,
    LocalError, and the errors of the client.
    """
    return save_payload(context, run, target, _ZIP_FILE, cancel, report, briefly=briefly, most=most)


def export_not_saved(error: DmmError, target: Path) -> DmmError:
    """The error of :func:`save_export`, as :func:`.save_logs.logs_not_saved` rewords that of logs."""
    return not_saved(
        error,
        text("The export was not saved as {name}.", name=target.name),
        text("Then save it again, which needs no new export: the server does not keep it forever."),
    )


def no_zip(run: Run, lacking: frozenset[str] = frozenset()) -> Text | None:
    """Why an export has no zip that could be saved, as far as is known here; None if it may have one. ``lacking``:
    operations that the API lacks."""
    state = run.state
    if run.lacks_results:
        return text("The zip can be saved once the results of the export have been read.")
    if state.is_sending or state.is_watchable:
        return text("There is no zip before the export has ended.")
    if state is RunState.ANOTHER_EXECUTION:
        return text("There is no zip: the tracker id belongs to another execution.")
    if state.is_recordable and run.tracker_id:
        return text("There is no zip: the server does not know this tracker id.")
    if state is RunState.FOUND_NOT_STARTED:
        return text("No zip is known: a user recorded that nothing was started.")
    if state.is_unstarted:
        return text("There is no zip: nothing was started.")
    if not run.tracker_id:
        return text("The zip cannot be saved: the tracker id is not known here.")
    if state.ends_early:
        return text("Only the zip of an export that has completed can be saved.")
    sent = _sent(run.configuration)
    if sent is not None and not sent.leaves_zip:
        return text("There is no zip: the data went to a database, SFTP or a folder of the server.")
    if "GetExecutionOutputs" in lacking:
        return text("The export cannot be saved: the API has no usable GetExecutionOutputs.")
    return None


def no_import(run: Run, lacking: frozenset[str] = frozenset()) -> Text | None:
    """Why the zip of an export cannot be imported, as far as is known here; None if it may be: it was saved, or
    :func:`no_zip` has no reason why it cannot be."""
    sent = _sent(run.configuration)
    if sent is not None and sent.is_plain:
        return text("This export is made for Excel. It is assumed that DMM cannot import it.")
    return no_zip(run, lacking) if last_saved(run) is None else None


def places_of(run: Run) -> tuple[tuple[str, str], ...]:
    """Where the data of an export goes instead of into a zip: see :class:`.ExportTraits`. Empty if this is not known
    here."""
    sent = _sent(run.configuration) if run.known_type is ExecutionType.EXPORT else None
    return sent.places if sent is not None else ()


def database_of(run: Run) -> str:
    """The connection whose database an export writes into; "" if there is none, or if it is not known here."""
    return dict(places_of(run)).get(DATABASE_FIELD, "")


@functools.lru_cache(maxsize=16)
def _sent(configuration: str) -> ExportTraits | None:
    """The traits of an export; None if it was started elsewhere, or if its configuration cannot be read."""
    try:
        return traits_as_sent(configuration) if configuration else None
    except (WrongInput, ValueError, RecursionError):
        return None


def origin_of(run: Run, checked: CheckedZip) -> Origin:
    """The origin of the zip that was saved from an export and checked to its end. Where the name of the environment is
    only its host, it gets the port as well."""
    name, host = run.environment_name, ""
    if run.root is not None:
        host = run.root.host_and_port
        name = host if name == run.root.host else name
    return Origin(
        name,
        host,
        run.tracker_id,
        checked.sha256,
        run.stage,
        run.connection,
        may_be_another=run.may_be_another,
        failing_entities=run.failing_count or 0,
        difference=exported_records(run, checked).difference or 0,
    )


def with_saved(run: Run, origin: Origin, path: Path) -> Run:
    """The export, from which a zip with this origin was saved as ``path``."""
    return replace(run, origin=origin, saved_as=str(path.absolute()))


def note_saved(
    context: OperationContext, run_id: str, origin: Origin, path: Path, cancel: CancelToken, report: OnProgress
) -> None:
    """Store with an export what :func:`with_saved` says, so that the zip is found later, and its origin is known
    however it is chosen. Does nothing if the export was removed. Raises DatabaseError and DiskFull."""
    run = context.workspace.run(run_id)
    if run is not None:
        context.workspace.save(with_saved(run, origin, path))


def last_saved(run: Run) -> tuple[Path, Origin] | None:
    """The path of the zip that was last saved from an export, and its origin; None if they are not known. A run that
    has got another tracker id since is another export."""
    if run.origin is None or not run.saved_as or run.origin.tracker_id != run.tracker_id:
        return None
    return Path(run.saved_as), run.origin


def why_save_again(path: Path, origin: Origin, cancel: CancelToken, report: OnProgress) -> Text | None:
    """Why an export that was saved is to be saved again before it is imported; None if its zip is there, unchanged.
    Raises LocalError if it cannot be read."""
    if not unless_cancelled(cancel, partial(_is_file, path)):
        return text("The saved zip is no longer there.")
    with SourceFile(path) as file:
        if sha256_of(file, cancel, report) == origin.sha256:
            return None
    return text("The zip has changed since it was saved from this export.")


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise cannot_read(path, error) from error


def exported_records(run: Run, checked: CheckedZip) -> Reconciliation:
    """The rows of the saved zip beside the records that the server reports."""
    return Reconciliation(total_rows(checked), reported_records(run))


def exported_sentence(run: Run, checked: CheckedZip) -> Text:
    """:func:`exported_records` in words."""
    return rows_and_records(exported_records(run, checked), ExecutionType.EXPORT)
