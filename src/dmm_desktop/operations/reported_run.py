"""Hides secrets in a run that is reported: configuration, note and names may repeat one. What a server has sent was
stored without them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ..core.job import CancelToken, OnProgress
from ..core.json_object import NoJsonObject, json_value
from ..core.redaction import Redaction
from ..core.runs import Run
from ..core.text import Text
from .context import OperationContext, unread_secrets


@dataclass(frozen=True, slots=True)
class ReportedRun:
    """A run with secrets hidden, and what to tell the user if some of them could not be read."""

    run: Run
    notice: Text | None


def reported_run(context: OperationContext, run: Run, cancel: CancelToken, report: OnProgress) -> ReportedRun:
    """The run as it may be passed on; the secrets of its environment are read first."""
    notice = unread_secrets(context, run)
    return ReportedRun(redacted_run(run, context.secrets), notice)


def redacted_run(run: Run, secrets: Redaction) -> Run:
    """The run with known secrets hidden in what the user has entered or named."""
    origin = run.origin
    if origin is not None:
        origin = replace(origin, environment=secrets(origin.environment), connection=secrets(origin.connection))
    return replace(
        run,
        environment_name=secrets(run.environment_name),
        connection=secrets(run.connection),
        contract=secrets(run.contract),
        zip_path=secrets(run.zip_path),
        configuration=hidden_configuration(run.configuration, secrets),
        reference=secrets(run.reference),
        note=secrets(run.note),
        origin=origin,
    )


def hidden_configuration(configuration: str, shown: Callable[[str], str]) -> str:
    """The configuration as ``shown``, which hides secrets, still as JSON."""
    hidden = shown(configuration)
    if hidden == configuration:
        return configuration
    try:
        json_value(hidden)
    except NoJsonObject:
        return '{"(hidden)": null}'
    return hidden
