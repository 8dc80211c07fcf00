"""Summarizes the last test of an environment in one short line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ...core.environment import RUNTIME_CONNECTION, CheckProblem, Connection, Environment, FailedTest, KeyVerdict
from ...core.errors import TokenRefused
from ...operations.check_environment import failed_test
from ..formats import is_today, moment, short_moment
from ..messages import tr
from ..services.environment_controller import EnvironmentController, FailedCheck
from ..theme.tokens import Tone


@dataclass(frozen=True, slots=True)
class EnvironmentSummary:
    """Icon, sentence and tone; ``spoken`` is the sentence as read out after the name."""

    icon: str
    sentence: str
    tone: Tone
    spoken: str


def environment_summary(
    environment: Environment,
    *,
    is_checking: bool = False,
    failure: FailedCheck | None = None,
    accepted_at: datetime | None = None,
) -> EnvironmentSummary:
    """The state of the environment. A failed test, of this session or stored, takes precedence over an earlier result,
    and so does ``accepted_at``, when the server last accepted the key outside of tests."""
    if is_checking:
        return _summary("test", Tone.MUTED, tr("Testing…"), tr("being tested"))
    if failure is not None and isinstance(failure.error, TokenRefused):
        return _summary("key", Tone.ERR, tr("Key refused {when}").format(when=moment(failure.at)))
    if failure is not None:
        return _failed(failed_test(failure.at, failure.error))
    if (failed := environment.failed_test) is not None and (accepted_at is None or accepted_at <= failed.at):
        return _failed(failed)
    if environment.checked_at is None and accepted_at is not None:
        return _key_accepted(accepted_at)
    if environment.checked_at is None:
        return _summary("empty", Tone.MUTED, tr("Never tested"), tr("never tested"))
    when = moment(environment.checked_at)
    if environment.differences:
        return _summary("warn", Tone.WARN, tr("A different server responded {when}").format(when=when))
    is_accepted = accepted_at is not None and accepted_at > environment.checked_at
    if accepted_at is not None and is_accepted and environment.key_verdict is not KeyVerdict.ACCEPTED:
        return _key_accepted(accepted_at)
    match environment.key_verdict:
        case KeyVerdict.REFUSED:
            words = tr("Key refused {when}") if is_today(environment.checked_at) else tr("Key last refused {when}")
            return _summary("key", Tone.ERR, words.format(when=when))
        case KeyVerdict.ACCEPTED:
            spoken = tr("checked {when}").format(when=when)
            return _summary("ok", Tone.MUTED, tr("Checked {when}").format(when=when), spoken)
        case KeyVerdict.NOT_CHECKED:
            short = short_moment(environment.checked_at)
            return _summary("unknown", Tone.WARN, tr("Key not tested ({when})").format(when=short))
        case _:
            short = short_moment(environment.checked_at)
            return _summary("unknown", Tone.WARN, tr("Key could not be verified ({when})").format(when=short))


def current_summary(controller: EnvironmentController, environment: Environment) -> EnvironmentSummary:
    """The state of a saved environment as it is known now."""
    return environment_summary(
        environment,
        is_checking=controller.is_checking(environment.id),
        failure=controller.failure(environment.id),
        accepted_at=controller.accepted_at(environment.id),
    )


def last_result(controller: EnvironmentController, environment: Environment) -> str:
    """The result of the last test of a saved environment, in a sentence."""
    failure, accepted_at = controller.failure(environment.id), controller.accepted_at(environment.id)
    return environment_summary(environment, failure=failure, accepted_at=accepted_at).sentence


def _failed(failed: FailedTest) -> EnvironmentSummary:
    """The summary of a failed test. It does not blame the key for a failure of the key store or the network."""
    when = moment(failed.at)
    match failed.problem:
        case CheckProblem.NO_RESPONSE:
            return _summary("lost", Tone.WARN, tr("No response {when}").format(when=when))
        case CheckProblem.KEY_STORE:
            return _summary("lock", Tone.WARN, tr("Key store could not be read {when}").format(when=when))
        case _:
            return _summary("warn", Tone.WARN, tr("Test failed {when}").format(when=when))


def _key_accepted(at: datetime) -> EnvironmentSummary:
    return _summary("ok", Tone.MUTED, tr("Key accepted {when}").format(when=moment(at)))


def _summary(icon: str, tone: Tone, sentence: str, spoken: str = "") -> EnvironmentSummary:
    return EnvironmentSummary(icon, sentence, tone, spoken or sentence)


def kind_word(connection: Connection) -> str:
    """The type of a connection in words; "" for the Runtime Connection."""
    if connection.name == RUNTIME_CONNECTION:
        return ""
    match connection.kind:
        case "DataSource":
            return tr("Data Source")
        case "DataDestination":
            return tr("Data Destination")
        case _:
            return tr("Type unknown")
