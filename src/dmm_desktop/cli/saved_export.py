"""Saves the zip of an export to the path chosen by the user, and says what is in it."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path

from ..archive.findings import CheckedZip
from ..core.errors import DmmError, LocalError, WrongInput
from ..core.execution_type import TRAITS
from ..core.job import Cancelled, ignore_progress
from ..core.outcomes import id_doubt
from ..core.runs import Run
from ..core.text import text
from ..operations.check_report import check_report
from ..operations.check_zip import ReadZip, read_zip, result
from ..operations.save_export import (
    export_not_saved,
    exported_records,
    exported_sentence,
    no_zip,
    note_saved,
    origin_of,
    save_export,
)
from .console import Transfers
from .context import CommandContext
from .exit_codes import ExitCode
from .findings import check_lines

_LATER = "To save the export later, use the command watch with --save."


def save_if_asked(context: CommandContext, run: Run) -> ExitCode:
    """Save the zip to the path of ``--save``, if there is one, check it, and show its rows beside the records that the
    server reports. Returns complete if it was saved, and unknown if the server had none; findings count only with
    ``--strict``."""
    arguments, console = context.arguments, context.console
    target, strictly = getattr(arguments, "save", None), getattr(arguments, "strict", False)
    if target is None or run.state.is_unstarted:
        return ExitCode.COMPLETE
    reason = text("An import leaves no zip to save.") if _is_known_to_leave_none(run) else no_zip(run)
    if reason is not None and run.state.leaves_outputs and not run.state.ends_early:
        console.fail(WrongInput(reason, None, text("Leave out --save.")))
        return ExitCode.LOCAL_PROBLEM
    if reason is not None:
        console.note(f"Nothing was saved. {reason}")
        if run.state.is_watchable:
            console.note(_LATER)
        return ExitCode.COMPLETE
    saved = saved_zip(context, run, target, f"Export saved as {target}.")
    if isinstance(saved, ExitCode):
        return saved
    run, read = saved
    checked = read.checked(strictly=strictly)
    for line in check_lines(checked):
        console.note(line)
    console.note(result(checked))
    with suppress(LocalError):  # the zip is saved; an import will not say where it comes from
        note_saved(context.operations, run.id, origin_of(run, checked), target, context.runner.cancel, ignore_progress)
    is_wrong = not tell_rows(context, run, checked) or checked.blocks
    give_export(context, checked, target)
    return ExitCode.COMPLETE_WITH_ERRORS if strictly and is_wrong else ExitCode.COMPLETE


def saved_zip(context: CommandContext, run: Run, target: Path, said: str) -> tuple[Run, ReadZip] | ExitCode:
    """Save the zip of the run as ``target``, say so, and read it. Returns the run as it is known since, and the zip; if
    that fails, the exit code, after reporting why."""
    console, runner, transfers = context.console, context.runner, Transfers(context.console, "export")
    is_saved = False
    try:
        save = partial(save_export, context.operations, run, target, briefly=context.briefly)
        saved = runner.run(save, transfers.show)
        is_saved = True
        console.note(said)
        if (doubt := id_doubt(saved.run)) is not None:
            console.note(doubt)
        return saved.run, runner.run(partial(read_zip, saved.path, secrets=runner.secrets), transfers.show)
    except Cancelled:
        console.interrupted(f"Interrupted. {'The saved zip was not checked.' if is_saved else _LATER}")
        return ExitCode.INTERRUPTED
    except DmmError as error:
        console.fail(error if is_saved else export_not_saved(error, target))
        return ExitCode.LOCAL_PROBLEM if isinstance(error, LocalError) else ExitCode.UNKNOWN


def tell_rows(context: CommandContext, run: Run, checked: CheckedZip) -> bool:
    """Show the rows of the saved zip beside the records that the server reports. Returns whether they agree."""
    for entity in checked.entities:
        rows = "not counted" if entity.records is None else f"{entity.records:,}"
        context.console.note(f"  {entity.name}: {rows}")
    context.console.say(exported_sentence(run, checked))
    return not exported_records(run, checked).difference


def give_export(context: CommandContext, checked: CheckedZip, path: Path | None) -> None:
    """Add the check of the saved zip to the JSON document, and its path; None if it is no longer there."""
    context.give({"export": {"path": None if path is None else str(path), **check_report(checked)}})


def _is_known_to_leave_none(run: Run) -> bool:
    """Whether the run certainly is of a type that leaves no zip."""
    return run.known_type is not None and not TRAITS[run.known_type].leaves_zip
