"""The ``check`` command."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Any

from ...core.text import as_reference, counted, text
from ...operations.check_csv import save_findings, save_references
from ...operations.check_page import CheckSheet, save_check_page, user_name
from ...operations.check_report import check_report, reference_report
from ...operations.check_rows import structure_word, written
from ...operations.check_zip import CheckedZip, EntityFiles, Reference, find_references, read_zip, result, total_rows
from ..console import Console, Transfers
from ..context import CommandContext
from ..exit_codes import ExitCode
from ..findings import check_lines
from ..targets import check_targets

_NOTHING: dict[str, Any] = {
    "sha256": None,
    "complete": False,
    "rows": None,
    "findings": [],
    "notes": [],
    "entities": [],
}


def command(context: CommandContext) -> ExitCode:
    """Returns complete if nothing was found, complete with errors if there were only warnings, failed if there were
    errors."""
    arguments, console, runner = context.arguments, context.console, context.runner
    console.give(_NOTHING)
    runner.do(lambda: check_targets(arguments))
    read = runner.run(partial(read_zip, arguments.zip, secrets=runner.secrets), Transfers(console).show)
    checked = read.checked(keep_ids=arguments.keep_ids, strictly=arguments.strict)
    console.give(check_report(checked))
    references: tuple[Reference, ...] = ()
    if arguments.references or arguments.references_csv is not None:
        references = runner.run(partial(find_references, read), Transfers(console).show)
        console.give({"references": [reference_report(reference) for reference in references]})
    if not arguments.json:
        _show(checked, references, console)
    if arguments.html is not None:
        ended, made = (_time(at) for at in (checked.checked_at, datetime.now(UTC)))
        sheet = CheckSheet(ended, made, user_name(), as_reference(arguments.reference))
        save = partial(save_check_page, runner.secrets, checked, references, sheet, arguments.html, str)
        saved = runner.run(save)
        console.note(f"Page saved as {saved}.")
    if arguments.csv is not None:
        saved = runner.run(partial(save_findings, runner.secrets, checked, arguments.csv, str))
        console.note(f"Findings saved as {saved}.")
    if arguments.references_csv is not None:
        saved = runner.run(partial(save_references, runner.secrets, references, arguments.references_csv, str))
        console.note(f"References saved as {saved}.")
    if checked.errors:
        return ExitCode.FAILED
    return ExitCode.COMPLETE_WITH_ERRORS if checked.findings else ExitCode.COMPLETE


def _time(at: datetime | None) -> str:
    return "" if at is None else f"{at.astimezone():%Y-%m-%d %H:%M %z}"


def _show(checked: CheckedZip, references: tuple[Reference, ...], console: Console) -> None:
    for line in check_lines(checked):
        console.say(line)
    for entity in checked.entities:
        console.say(_line(entity))
    for reference in references:
        console.say(_reference(reference))
    rows = total_rows(checked)
    console.say(f"Rows: {'not counted' if rows is None else f'{rows:,}'}")
    console.say(f"SHA-256: {checked.sha256}")
    console.say(result(checked))


def _reference(reference: Reference) -> str:
    place = f"{reference.file}, {reference.column}"
    ids = "ids not counted" if reference.ids is None else f"{reference.ids:,} different ids"
    if reference.to_users:
        return f"{place} points to users: {ids}. Users differ between environments."
    missing = "not counted" if reference.missing is None else f"{reference.missing:,}"
    return f"{place} points to {reference.target}: {ids}, {missing} of them not in the zip."


def _line(entity: EntityFiles) -> str:
    structure = f"structure {structure_word(entity, str)}"
    if entity.facts is None or entity.facts.dialect is None:
        return f"{entity.name}: {structure}, no data"
    rows = text("rows not counted") if entity.records is None else counted("1 row", "{n} rows", entity.records)
    columns = counted("1 column", "{n} columns", len(entity.facts.columns))
    size = counted("{n} byte", "{n} bytes", entity.data_size)
    return f"{entity.name}: {structure}, {rows}, {columns}, {size}, {', '.join(written(entity.facts.dialect, str))}"
