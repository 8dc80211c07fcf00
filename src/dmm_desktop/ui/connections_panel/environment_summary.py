"""Summarizes the last test of an environment in one short line."""

from __future__ import annotations

from dataclasses import dataclass

from ...core.environment import Connection, Environment, KeyVerdict
from ...core.errors import SecretStoreError, Unreachable
from ..formats import moment, short_moment
from ..messages import tr
from ..services.environment_controller import FailedCheck
from ..theme.tokens import Tone


@dataclass(frozen=True, slots=True)
class EnvironmentSummary:
    """Icon, sentence and tone; ``spoken`` is the sentence as read out after the name."""

    icon: str
    sentence: str
    tone: Tone
    spoken: str


def environment_summary(
    environment: Environment, *, is_checking: bool = False, failure: FailedCheck | None = None
) -> EnvironmentSummary:
    """The state of the environment. A failed test takes precedence over an earlier result."""
    if is_checking:
        return _summary("test", Tone.MUTED, tr("Testing…"), tr("being tested"))
    if failure is not None:
        return _failed(failure)
    if environment.checked_at is None:
        return _summary("empty", Tone.MUTED, tr("Never tested"), tr("never tested"))
    when = moment(environment.checked_at)
    if environment.differences:
        return _summary("warn", Tone.WARN, tr("A different server responded {when}").format(when=when))
    match environment.key_verdict:
        case KeyVerdict.REFUSED:
            return _summary("key", Tone.ERR, tr("Key refused {when}").format(when=when))
        case KeyVerdict.ACCEPTED:
            spoken = tr("checked {when}").format(when=when)
            return _summary("ok", Tone.MUTED, tr("Checked {when}").format(when=when), spoken)
        case KeyVerdict.NOT_CHECKED:
            short = short_moment(environment.checked_at)
            return _summary("unknown", Tone.WARN, tr("Key not tested ({when})").format(when=short))
        case _:
            short = short_moment(environment.checked_at)
            return _summary("unknown", Tone.WARN, tr("Key could not be verified ({when})").format(when=short))


def _failed(failure: FailedCheck) -> EnvironmentSummary:
    """Does not blame the key for a failure of the key store or the network."""
    when = moment(failure.at)
    if isinstance(failure.error, Unreachable):
        return _summary("lost", Tone.WARN, tr("No response {when}").format(when=when))
    if isinstance(failure.error, SecretStoreError):
        return _summary("lock", Tone.WARN, tr("Key store could not be read {when}").format(when=when))
    return _summary("warn", Tone.WARN, tr("Test failed {when}").format(when=when))


def _summary(icon: str, tone: Tone, sentence: str, spoken: str = "") -> EnvironmentSummary:
    return EnvironmentSummary(icon, sentence, tone, spoken or sentence)


def kind_word(connection: Connection) -> str:
    """The type of a connection in words; "" if unknown."""
    match connection.kind:
        case "DataSource":
            return tr("Data Source")
        case "DataDestination":
            return tr("Data Destination")
        case _:
            return ""
