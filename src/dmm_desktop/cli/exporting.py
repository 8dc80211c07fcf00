"""The export of data, by any command."""

from __future__ import annotations

from functools import partial

from ..core.execution_type import ExecutionType
from ..core.export_configuration import ExportConfiguration, export_configuration
from ..core.local_files import read_text
from ..operations.start_export import ExportPlan, start_export
from .context import CommandContext
from .following import Followed
from .starting import KnownEnvironment, one_time_token_of, start_and_follow


def read_export_configuration(context: CommandContext) -> ExportConfiguration:
    """The configuration in the arguments. Also checks the address and the certificates. Raises WrongInput, LocalError
    and Cancelled."""
    arguments = context.arguments
    _ = context.address, context.operations
    given = context.runner.read(lambda: read_text(arguments.config, may_be_pipe=True))
    return export_configuration(given, connection=arguments.connection, only_structure=arguments.structure_only)


def export_and_follow(
    context: CommandContext, configuration: ExportConfiguration, known: KnownEnvironment, *, is_to_be_saved: bool
) -> Followed:
    """Ask for the one-time token, and export. Raises the errors of the server, and Cancelled, if nothing was
    started."""
    plan = ExportPlan(
        context.address,
        configuration,
        known.saved,
        reference=context.arguments.reference,
        is_to_be_saved=is_to_be_saved,
    )
    start = partial(start_export, context.operations, plan, one_time_token_of(context, known))
    return start_and_follow(context, ExecutionType.EXPORT, plan.run_id, start)
