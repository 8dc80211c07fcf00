"""The import of a zip, by any command."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ..archive.findings import CheckedZip
from ..core.configuration import ImportConfiguration, ModeMissing, import_configuration
from ..core.execution_type import ExecutionType
from ..core.local_files import read_text
from ..core.origin import Origin
from ..core.text import text
from ..operations.check_report import finding_report
from ..operations.check_zip import ReadZip, require_importable, result
from ..operations.start_import import ImportPlan, start_import
from .context import CommandContext
from .earlier import earlier_lines
from .findings import check_lines
from .following import Followed
from .starting import KnownEnvironment, one_time_token_of, start_and_follow


def read_import_configuration(context: CommandContext) -> ImportConfiguration:
    """The configuration in the arguments. Also checks the address and the certificates. Raises WrongInput, LocalError
    and Cancelled."""
    arguments, runner = context.arguments, context.runner
    _ = context.address, context.operations
    given = runner.read(lambda: read_text(arguments.config, may_be_pipe=True)) if arguments.config else None
    try:
        return import_configuration(given, connection=arguments.connection, append=arguments.append)
    except ModeMissing as error:
        error.advice = text(
            "Use --append (records get new ids) or --keep-ids, or set {name} in the configuration.", name=error.field
        )
        raise


def check_for_import(
    context: CommandContext, read: ReadZip, configuration: ImportConfiguration, known: KnownEnvironment
) -> CheckedZip:
    """The zip with the rules that apply to this import."""
    strictly = context.arguments.strict or (known.saved is not None and known.saved.strict_check)
    return read.checked(keep_ids=not configuration.append, strictly=strictly)


def import_zip(
    context: CommandContext,
    checked: CheckedZip,
    configuration: ImportConfiguration,
    known: KnownEnvironment,
    origin: Origin | None = None,
    when_started: Callable[[], None] | None = None,
) -> Followed:
    """Show what the check found and what is known of the zip, ask for the one-time token last, because its lifetime is
    unknown, and import. Raises ZipRejected, the errors of the server, and Cancelled, if nothing was started."""
    arguments, console = context.arguments, context.console
    context.give({"findings": [finding_report(finding) for finding in checked.findings]})
    for line in check_lines(checked, is_rejected=checked.is_rejected(start_anyway=arguments.start_anyway)):
        console.note(line)
    require_importable(checked, start_anyway=arguments.start_anyway)
    console.note(result(checked))
    plan = ImportPlan(
        context.address,
        checked,
        configuration,
        known.saved,
        arguments.start_anyway,
        reference=arguments.reference,
        origin=origin,
    )
    for line in context.runner.read(lambda: [*earlier_lines(context.workspace, plan)]):
        console.note(line)
    start = partial(start_import, context.operations, plan, one_time_token_of(context, known))
    return start_and_follow(context, ExecutionType.IMPORT, plan.run_id, start, when_started)
