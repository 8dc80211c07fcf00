"""What a test of an environment found, as the rows that a person reads."""

from __future__ import annotations

from dataclasses import dataclass

from dmm_desktop.core.environment import KeyVerdict
from dmm_desktop.operations.environments import CheckedEnvironment, KeyPlace

from ..desk.messages import shown, tr
from ..look.tokens import Tone


@dataclass(frozen=True, slots=True)
class Row:
    """Icon and its tone, what it is about, and what was found."""

    icon: str
    tone: Tone
    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The sum of it, in one sentence, and the rows."""

    tone: Tone
    sentence: str
    rows: tuple[Row, ...]


def verdict(checked: CheckedEnvironment, name: str) -> Verdict:
    """Read a test."""
    rows = (_address(checked), *_server(checked), _api(checked), _key(checked), _keyring(checked.key_place))
    missing = {one.operation.value for one in checked.check.endpoint.contract.missing}
    is_refused = checked.check.key.verdict is KeyVerdict.REFUSED
    if is_refused or "StartExecution" in missing or "GetExecutionStatus" in missing:
        return Verdict(Tone.ERR, tr("{name} cannot be imported into yet.").format(name=name), rows)
    if checked.environment.differences:
        return Verdict(Tone.WARN, tr("{name} answers as another server than before.").format(name=name), rows)
    is_sure = checked.check.key.verdict is KeyVerdict.ACCEPTED and checked.check.discovery.is_found
    if is_sure and not missing:
        return Verdict(Tone.OK, tr("{name} is ready for imports.").format(name=name), rows)
    return Verdict(Tone.WARN, tr("{name} answers, but not everything is known.").format(name=name), rows)


def _address(checked: CheckedEnvironment) -> Row:
    address = checked.environment.address
    if address.scheme == "https":
        sentence = tr("{address} answers, certificate valid").format(address=address.origin)
    else:
        sentence = tr("{address} answers on this computer").format(address=address.origin)
    return Row("ok", Tone.OK, tr("Address"), sentence)


def _server(checked: CheckedEnvironment) -> tuple[Row, ...]:
    """What has changed about the server, if anything has."""
    changes = [shown(difference) for difference in checked.environment.differences]
    if not changes:
        return ()
    sentence = " ".join([*changes, tr("If that is right, save the environment.")])
    return (Row("warn", Tone.WARN, tr("Server"), sentence),)


def _api(checked: CheckedEnvironment) -> Row:
    contract = checked.check.endpoint.contract
    if not checked.check.discovery.is_found:
        sentence = tr("No description was found. Where the API is and how it is called are assumptions.")
        return Row("warn", Tone.WARN, tr("API"), " ".join([sentence, *map(shown, checked.check.discovery.others)]))
    total, missing = len(contract.operations), contract.missing
    sentence = tr("{found} of {total} operations at {root}").format(
        found=total - len(missing), total=total, root=checked.check.endpoint.root
    )
    if not missing:
        return Row("ok", Tone.OK, tr("API"), sentence)
    lacks = " ".join(f"{one.operation.value}: {shown(one.reason)}" for one in missing)
    return Row("warn", Tone.WARN, tr("API"), f"{sentence}. {lacks}")


def _key(checked: CheckedEnvironment) -> Row:
    name, key = tr("REST API key"), checked.check.key
    reason = shown(key.reason) if key.reason else ""
    match key.verdict:
        case KeyVerdict.ACCEPTED:
            return Row("ok", Tone.OK, name, tr("Accepted"))
        case KeyVerdict.REFUSED:
            return Row("key", Tone.ERR, name, tr("Refused. {reason}").format(reason=reason))
        case KeyVerdict.UNCLEAR:
            return Row("unknown", Tone.WARN, name, tr("Could not tell. {reason}").format(reason=reason))
        case _:
            return Row("empty", Tone.MUTED, name, tr("Not tested, because none was entered"))


def _keyring(place: KeyPlace | None) -> Row:
    match place:
        case KeyPlace.KEYRING:
            sentence = tr("The key is kept in the key store of this computer")
        case KeyPlace.SESSION:
            sentence = tr("The key is kept until DMM Desktop closes")
        case _:
            sentence = tr("Saving asks the key store of this computer to keep the key")
    return Row("lock", Tone.INFO, tr("Keyring"), sentence)
