"""The ``copy`` command: an export, and an import of its zip elsewhere."""

from __future__ import annotations

import argparse
from contextlib import ExitStack, suppress
from pathlib import Path

from ...api.contract import Operation
from ...core.address import Address
from ...core.configuration import ImportConfiguration
from ...core.errors import DmmError, LocalError, WrongInput
from ...core.export_configuration import ExportConfiguration
from ...core.job import Cancelled
from ...core.run_state import RunState
from ...core.runs import Run
from ...core.text import text
from ...operations.check_zip import ReadZip
from ...operations.save_export import origin_of
from ...storage.exported_zips import ExportedZip
from ..command_lines import import_line, watch_line
from ..context import CommandContext
from ..exit_codes import ExitCode, of_error
from ..exporting import export_and_follow, read_export_configuration
from ..importing import check_for_import, import_zip, read_import_configuration
from ..saved_export import give_export, saved_zip, tell_rows
from ..starting import KnownEnvironment, before_start, known_environment, ready_endpoint, require_description
from ..targets import check_targets
from ..tokens import DESTINATION_TOKENS, SOURCE_TOKENS, TokenNames

#: Where the zip is said to be saved if the user named no place.
_ANYWHERE = Path("export.zip")


def command(context: CommandContext) -> ExitCode:
    """Returns the exit code for the import's outcome, or that of the export if there is nothing to import."""
    return before_start(context, _copy)


def _copy(context: CommandContext) -> ExitCode:
    """Check everything local first, then what only the two servers know; only then start the export. Raises Cancelled
    if nothing was started."""
    arguments = context.arguments
    source = _end(context, "from", SOURCE_TOKENS, "from", structure_only=False, logs=None, report=None)
    destination = _end(context, "to", DESTINATION_TOKENS, config=None, start_anyway=False)
    exported, imported = read_export_configuration(source), read_import_configuration(destination)
    _require_zip(exported)
    is_one_connection = exported.connection.casefold() == imported.connection.casefold()
    _require_two_places(source.address, destination.address, is_one_connection)
    context.runner.do(lambda: check_targets(arguments))
    require_description(source)
    require_description(destination)
    with source.open_workspace() as workspace, ExitStack() as stack:
        destination.share_workspace(workspace)
        known_source = known_environment(source)
        is_one_environment = source.address == destination.address
        known_destination = known_environment(destination, source.operations.given_key if is_one_environment else None)
        host = source.address.host
        place = arguments.save or context.runner.do(lambda: stack.enter_context(workspace.exported_zip(host)))
        roots = (
            ready_endpoint(source, known_source.saved, Operation.GET_EXECUTION_OUTPUTS).root,
            ready_endpoint(destination, known_destination.saved).root,
        )
        _require_two_places(*roots, is_one_connection)
        return _Copy(source, destination, imported, known_destination, place).carry_out(exported, known_source)


def _end(context: CommandContext, name: str, tokens: TokenNames, member: str = "", **own: object) -> CommandContext:
    """The context of one end, with the arguments that the command ``export`` or ``import`` would have."""
    given = vars(context.arguments)
    of_end = {one: given[f"{one}_{name}"] for one in ("url", "connection", "contract", "ca")}
    arguments = argparse.Namespace(**{**given, **of_end, "save": None, "detach": False, **own})
    return CommandContext(arguments, context.console, context.runner, tokens, member)


def _require_zip(configuration: ExportConfiguration) -> None:
    if configuration.is_plain:
        raise WrongInput(
            text("This export was not requested."),
            text("Its configuration asks for a zip for Excel. It is assumed that DMM cannot import it."),
            text("Set ExportPlain to false in the configuration."),
        )
    if not configuration.leaves_zip:
        raise WrongInput(
            text("This export leaves no zip to import."),
            text("Its configuration sends the data to a database, SFTP or a folder of the server."),
            text("Change the configuration."),
        )


def _require_two_places(source: Address, destination: Address, is_one_connection: bool) -> None:
    if source == destination and is_one_connection:
        raise WrongInput(
            text("Source and destination are the same."),
            text("Both are the same connection of {address}.", address=source),
            text("Choose another environment, or another connection with --connection-from or --connection-to."),
        )


class _Copy:
    """A copy, once everything that can be known beforehand is known. The zip is saved as ``path``, or in the data
    folder until the import has started."""

    def __init__(
        self,
        source: CommandContext,
        destination: CommandContext,
        configuration: ImportConfiguration,
        known: KnownEnvironment,
        place: Path | ExportedZip,
    ) -> None:
        self._source = source
        self._destination = destination
        self._configuration = configuration
        self._known = known
        self._temporary = place if isinstance(place, ExportedZip) else None
        self._path = place.path if isinstance(place, ExportedZip) else place
        self._console = source.console
        self._is_started = False

    def carry_out(self, configuration: ExportConfiguration, known: KnownEnvironment) -> ExitCode:
        """Export, save the zip, check it and import it. Raises Cancelled and the errors of the source if nothing was
        started."""
        followed = export_and_follow(self._source, configuration, known, is_to_be_saved=True)
        run, code = followed.run, followed.code
        if run is None:
            self._console.note("The import was not started.")
            return code
        if code is ExitCode.INTERRUPTED or not run.state.is_complete:
            self._tell_not_saved(run)
            return code
        if run.state is RunState.NOTHING_IMPORTED:
            self._console.note("Nothing was exported, so nothing was imported.")
            return code
        said = "Export saved." if self._temporary else f"Export saved as {self._path}."
        saved = saved_zip(self._source, run, self._path, said)
        if isinstance(saved, ExitCode):
            self._source.runner.do(lambda: self._keep_received(run))
            return saved
        found, read = saved
        if found.may_be_another and not run.may_be_another:
            return self._import(found, read, ExitCode.UNKNOWN, "be that of another execution")
        return self._import(found, read, code, "not have everything")

    def _import(self, run: Run, read: ReadZip, code: ExitCode, flaw: str) -> ExitCode:
        """Import the zip, unless the exit code of the export says that it is not as it should be: it may have this
        flaw."""
        checked = check_for_import(self._destination, read, self._configuration, self._known)
        advice = "To import it once it is corrected:" if checked.blocks else "To import it:"
        try:
            agree = tell_rows(self._source, run, checked)
            if self._source.arguments.strict and not agree:
                code = code or ExitCode.COMPLETE_WITH_ERRORS
            if code is ExitCode.COMPLETE:
                origin = origin_of(run, checked)
                code = import_zip(
                    self._destination, checked, self._configuration, self._known, origin, self._started
                ).code
                if code is ExitCode.UNKNOWN:
                    advice = "To import it if the import was not started:"
            else:
                self._console.note(f"The import was not started: the zip may {flaw}.")
                advice = "To import it nevertheless:"
        except Cancelled:
            self._console.interrupted("Interrupted. The import was not started.")
            code = ExitCode.INTERRUPTED
        except DmmError as error:
            self._console.fail(error)
            code = of_error(error)
        finally:
            if not self._is_started:
                self._source.runner.do(lambda: self._keep(advice))
            is_there = not (self._temporary and self._is_started)
            give_export(self._source, checked, self._path if is_there else None)
        return code

    def _started(self) -> None:
        self._is_started = True
        if self._temporary is not None:
            self._temporary.remove()

    def _keep_received(self, run: Run) -> None:
        """Keep what was received of the export: a zip that was not read, or data that is not a zip, which has been
        named."""
        if self._temporary is not None and self._path.exists():
            self._console.note("The import was not started.")
            self._keep("To import it:")
            return
        if self._temporary is not None:
            with suppress(LocalError):  # there may be nothing to keep, on a disk that is full or gone
                self._temporary.keep()
        self._tell_not_saved(run)

    def _keep(self, advice: str) -> None:
        """Keep the zip, and say how to import it."""
        if self._temporary is not None:
            try:
                self._temporary.keep()
            except LocalError as error:
                self._console.fail(error)
                self._console.note(f"The next start removes {self._path}: copy it to another place.")
                return
            self._console.note(f"The zip was kept as {self._path}. Delete it when you no longer need it.")
        self._console.note(advice)
        self._console.note(f"  {import_line(self._destination.arguments, self._path)}")

    def _tell_not_saved(self, run: Run) -> None:
        """Say that the import was not started and, if the export may leave a zip, how to save and import it."""
        self._console.note("The import was not started.")
        if run.state in (RunState.FAILED, RunState.STOPPED):
            return
        target = self._path if self._temporary is None else _ANYWHERE
        self._console.note("To save the zip of the export later, and import it:")
        self._console.note(f"  {watch_line(self._source.arguments, run.tracker_id, target)}")
        self._console.note(f"  {import_line(self._destination.arguments, target)}")
