"""What the last test of an environment says about it, in one short line."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from dmm_desktop.core.environment import Connection, Environment, KeyVerdict
from dmm_desktop.core.errors import Unreachable
from dmm_desktop.core.secret_errors import SecretStoreError

from ..desk.environment_book import FailedCheck
from ..desk.moments import moment
from ..look.tokens import Tone


@dataclass(frozen=True, slots=True)
class Standing:
    """Icon, sentence and tone; ``spoken`` is the sentence after a name."""

    icon: str
    sentence: str
    tone: Tone
    spoken: str


def standing(environment: Environment, *, is_checking: bool = False, failure: FailedCheck | None = None) -> Standing:
    """How the environment stands. A test that found nothing out counts more than what was known before."""
    if is_checking:
        return _standing("test", Tone.MUTED, _tr("Testing…"), _tr("being tested"))
    if failure is not None:
        return _failed(failure)
    if environment.checked_at is None:
        return _standing("empty", Tone.MUTED, _tr("Never tested"), _tr("never tested"))
    when = moment(environment.checked_at)
    if environment.differences:
        return _standing("warn", Tone.WARN, _tr("Answers as another server {when}").format(when=when))
    match environment.key_verdict:
        case KeyVerdict.REFUSED:
            return _standing("key", Tone.ERR, _tr("Key refused {when}").format(when=when))
        case KeyVerdict.ACCEPTED:
            spoken = _tr("checked {when}").format(when=when)
            return _standing("ok", Tone.MUTED, _tr("Checked {when}").format(when=when), spoken)
        case _:
            return _standing("unknown", Tone.WARN, _tr("Key not verified {when}").format(when=when))


def _failed(failure: FailedCheck) -> Standing:
    """Never blame the key for what the key store or the network did."""
    when = moment(failure.at)
    if isinstance(failure.error, Unreachable):
        return _standing("lost", Tone.WARN, _tr("No answer {when}").format(when=when))
    if isinstance(failure.error, SecretStoreError):
        return _standing("lock", Tone.WARN, _tr("Key store not readable {when}").format(when=when))
    return _standing("warn", Tone.WARN, _tr("Test failed {when}").format(when=when))


def _standing(icon: str, tone: Tone, sentence: str, spoken: str = "") -> Standing:
    return Standing(icon, sentence, tone, spoken or sentence)


def kind_word(connection: Connection) -> str:
    """What a connection is, in words; "" if that is not known."""
    match connection.kind:
        case "DataSource":
            return _tr("Data Source")
        case "DataDestination":
            return _tr("Data Destination")
        case _:
            return ""


def _tr(source: str) -> str:
    return QCoreApplication.translate("Connections", source)
