"""What the last test of an environment says about it, in one short line."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from dmm_desktop.core.environment import Connection, Environment, KeyVerdict

from ..desk.moments import moment
from ..look.tokens import Tone

_CONTEXT = "Connections"


@dataclass(frozen=True, slots=True)
class Standing:
    """Icon, sentence and tone."""

    icon: str
    sentence: str
    tone: Tone


def standing(environment: Environment, *, is_checking: bool = False) -> Standing:
    """How the environment stands."""
    translate = QCoreApplication.translate
    if is_checking:
        return Standing("test", translate(_CONTEXT, "Testing…"), Tone.MUTED)
    if environment.checked_at is None:
        return Standing("empty", translate(_CONTEXT, "Never tested"), Tone.MUTED)
    when = moment(environment.checked_at)
    if environment.key_verdict is KeyVerdict.REFUSED:
        sentence = translate(_CONTEXT, "REST API key refused {when}")
        return Standing("key", sentence.format(when=when), Tone.ERR)
    if environment.key_verdict is KeyVerdict.ACCEPTED:
        return Standing("ok", translate(_CONTEXT, "Checked {when}").format(when=when), Tone.MUTED)
    sentence = translate(_CONTEXT, "Key not verified {when}")
    return Standing("unknown", sentence.format(when=when), Tone.WARN)


def kind_word(connection: Connection) -> str:
    """What a connection is, in words; "" if that is not known."""
    match connection.kind:
        case "DataSource":
            return QCoreApplication.translate(_CONTEXT, "Data Source")
        case "DataDestination":
            return QCoreApplication.translate(_CONTEXT, "Data Destination")
        case _:
            return ""
