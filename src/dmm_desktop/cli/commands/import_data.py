"""``import``"""

from __future__ import annotations

import argparse

from ...api.contract import Operation
from ...archive.findings import CheckedZip, Severity
from ...core.address import Address
from ...core.cancel import Cancelled
from ...core.configuration import import_configuration
from ...core.environment import KeyVerdict
from ...core.errors import DmmError, TokenRefused
from ...core.job import BytesProgress, Progress
from ...core.token import Token
from ...operations.check_environment import check_environment
from ...operations.check_zip import check_zip, require_importable
from ...operations.start_import import AwaitingAnswer, ImportPlan, Uploading, start_import
from ...operations.workspace import Workspace
from ..console import Console
from ..exit_codes import ExitCode, of_error
from ..following import follow, give_results
from ..runner import Runner
from ..tokens import api_key, asked_one_time_token, one_time_token_if_set
from .command import check_targets, read_file, workspace


def command(arguments: argparse.Namespace, console: Console, runner: Runner) -> ExitCode:
    """The code of the import's end; complete as soon as it has started with ``--detach``."""
    address = Address.parse(arguments.url)
    given = read_file(arguments.config) if arguments.config else None
    configuration = import_configuration(given, connection=arguments.connection, append=arguments.append)
    check_targets(arguments)
    checked = _checked(arguments, console, runner)
    with workspace(arguments, console) as data:
        environment = data.environment_at(address)
        plan = ImportPlan(address, checked, configuration, environment, arguments.contract, arguments.start_anyway)
        return _carry_out(plan, arguments, console, runner, data)


def _carry_out(
    plan: ImportPlan, arguments: argparse.Namespace, console: Console, runner: Runner, data: Workspace
) -> ExitCode:
    token = api_key()
    one_time_token = one_time_token_if_set() or _one_time_token(plan, token, runner)
    try:
        started = runner.run(start_import(data, plan, token, one_time_token), _Upload(console).show)
    except DmmError as error:
        console.fail(error)
        run = data.run(plan.run_id)
        if run is not None:
            give_results(arguments, console, runner, run)
        return of_error(error)
    except Cancelled:
        console.note("Interrupted. Nothing was started.")
        return ExitCode.INTERRUPTED
    if started.not_stored is not None:
        console.fail(started.not_stored)
    console.note(f"The import was started. Tracker id: {started.run.tracker_id}")
    if arguments.detach:
        give_results(arguments, console, runner, started.run)
        return ExitCode.COMPLETE
    return follow(arguments, console, runner, data, started.run, started.endpoint, token)


def _checked(arguments: argparse.Namespace, console: Console, runner: Runner) -> CheckedZip:
    def show(value: Progress) -> None:
        if isinstance(value, BytesProgress):
            console.progress("check", "Checking the zip…", value.done, value.total)

    checked = runner.run(check_zip(arguments.zip), show)
    for finding in checked.findings:
        where = f" ({finding.file})" if finding.file else ""
        console.note(f"{'Error' if finding.severity is Severity.ERROR else 'Warning'}: {finding.sentence}{where}")
    require_importable(checked, start_anyway=arguments.start_anyway)
    return checked


def _one_time_token(plan: ImportPlan, token: Token, runner: Runner) -> Token:
    """Ask for the one-time token last: its lifetime is unknown, so first find out what else would end the import."""
    check = runner.run(check_environment(plan.address, token, plan.contract_file))
    check.endpoint.contract.bound(Operation.START_EXECUTION)
    if check.key.verdict is KeyVerdict.REFUSED:
        raise TokenRefused(check.endpoint.root.host)
    return asked_one_time_token()


class _Upload:
    """Shows the upload."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def show(self, value: Progress) -> None:
        if isinstance(value, Uploading):
            line = f"Uploading {value.done / 1e6:,.1f} of {value.total / 1e6:,.1f} MB"
            self._console.progress("upload", line, value.done, value.total)
        elif isinstance(value, AwaitingAnswer):
            self._console.progress("answer", "Sent. Waiting for the tracker id…", 1, 1)
