"""``import``"""

from __future__ import annotations

import argparse
from contextlib import suppress
from functools import partial

from ...api.contract import Operation
from ...archive.findings import CheckedZip, Severity
from ...core.address import Address
from ...core.configuration import ModeMissing, import_configuration
from ...core.environment import KeyVerdict
from ...core.errors import DmmError, LocalError, OutcomeUnknown, TokenRefused, WrongInput
from ...core.job import Cancelled
from ...core.local_files import read_text
from ...core.text import text
from ...core.token import Token
from ...operations.check_environment import check_environment
from ...operations.check_zip import check_zip, require_importable
from ...operations.start_import import ImportPlan, Started, start_import
from ...operations.workspace import Workspace
from ..console import Console, Transfers
from ..exit_codes import ExitCode, of_error
from ..following import follow, give_results
from ..received import tell_received
from ..runner import Runner
from ..tokens import ONE_TIME_TOKEN, api_key, asked_one_time_token, require_terminal, token_if_set
from .command import check_targets, workspace
from .server import endpoint, network

#: How many entries of the zip are named that play no part in an import.
_IGNORED_SHOWN = 5


def command(arguments: argparse.Namespace, console: Console, runner: Runner) -> ExitCode:
    """The code of the import's end; complete as soon as it has started with ``--detach``."""
    try:
        return _import(arguments, console, runner)
    except Cancelled:
        console.interrupted("Interrupted. Nothing was started.")
        return ExitCode.INTERRUPTED


def _import(arguments: argparse.Namespace, console: Console, runner: Runner) -> ExitCode:
    """First everything that can be wrong here, then what only the server can tell, and the one-time token last: how
    long it lives is unknown. Raises Cancelled if nothing was started."""
    if arguments.detach and (arguments.logs or arguments.show_log):
        raise WrongInput(
            text("--detach does not go with --logs or --show-log."),
            text("It ends the command before there are logs."),
            text("Leave one of them out. The command logs shows and saves them later."),
        )
    address, reached = Address.parse(arguments.url), network(arguments, runner)
    given = runner.read(lambda: read_text(arguments.config)) if arguments.config else None
    try:
        configuration = import_configuration(given, connection=arguments.connection, append=arguments.append)
    except ModeMissing as error:
        error.advice = text(
            "Give --append (records get new ids) or --keep-ids, or set {name} in the configuration.", name=error.field
        )
        raise
    runner.do(lambda: check_targets(arguments))
    if arguments.contract is not None:
        endpoint(arguments, runner, reached)  # asks nobody, but finds out now whether the file can be used
    with workspace(arguments, console, runner) as data:
        token, one_time_token = api_key(runner), token_if_set(ONE_TIME_TOKEN, runner)
        if one_time_token is None:
            require_terminal(ONE_TIME_TOKEN)
        checked = _checked(arguments, console, runner)
        environment = runner.read(lambda: data.environment_at(address))
        plan = ImportPlan(
            address,
            checked,
            configuration,
            environment,
            arguments.contract,
            arguments.start_anyway,
            network=reached,
        )
        one_time_token = one_time_token or _one_time_token(plan, token, runner)
        started = _start(plan, token, one_time_token, arguments, console, runner, data)
        if isinstance(started, ExitCode):
            return started
        console.note(f"The import was started. Tracker id: {started.run.tracker_id}")
        if started.not_stored is not None:
            tell = console.fail if arguments.detach else console.warn  # who watches it may still store it
            tell(started.not_stored)
        if arguments.detach:
            return give_results(arguments, console, runner, started.run)
        return follow(arguments, console, runner, data, started.run, started.endpoint, token)


def _checked(arguments: argparse.Namespace, console: Console, runner: Runner) -> CheckedZip:
    checked = runner.run(partial(check_zip, arguments.zip), Transfers(console).show)
    is_rejected = checked.blocks and (checked.is_hopeless or not arguments.start_anyway)
    for finding in checked.findings:
        sentence = str(finding.sentence)
        where = f" ({finding.file})" if finding.file not in sentence else ""
        if is_rejected and finding is checked.errors[0] and not where:
            continue  # the error that follows quotes it
        console.note(f"{'Error' if finding.severity is Severity.ERROR else 'Warning'}: {sentence}{where}")
    if checked.ignored:
        more = ", …" if len(checked.ignored) > _IGNORED_SHOWN else ""
        console.note(f"Note: The check ignores {', '.join(checked.ignored[:_IGNORED_SHOWN])}{more}.")
    require_importable(checked, start_anyway=arguments.start_anyway)
    return checked


def _one_time_token(plan: ImportPlan, token: Token, runner: Runner) -> Token:
    """Ask for the one-time token, unless something else is known to end the import."""
    check = runner.run(
        partial(check_environment, plan.address, token, contract_file=plan.contract_file, network=plan.network)
    )
    check.endpoint.contract.bound(Operation.START_EXECUTION)
    if check.key.verdict is KeyVerdict.REFUSED:
        raise TokenRefused(check.endpoint.root.host)
    return asked_one_time_token(runner)


def _start(
    plan: ImportPlan,
    token: Token,
    one_time_token: Token,
    arguments: argparse.Namespace,
    console: Console,
    runner: Runner,
    data: Workspace,
) -> Started | ExitCode:
    """Start the import. If that fails, say why, give the results if there is a run, and return the code."""

    def give_what_is_known() -> None:
        with suppress(LocalError):
            run = runner.do(lambda: data.run(plan.run_id))
            if run is not None:
                give_results(arguments, console, runner, run)

    try:
        return runner.run(partial(start_import, data, plan, token, one_time_token), Transfers(console).show)
    except Cancelled:
        give_what_is_known()
        raise
    except DmmError as error:
        console.fail(error)
        tell_received(arguments, console, error)
        if not isinstance(error, OutcomeUnknown):
            console.note("The import was not started.")
        give_what_is_known()
        return of_error(error)
