"""Errors on the way to a server, before it responds; a branch of the tree in :mod:`.errors`."""

from __future__ import annotations

from enum import Enum
from urllib.parse import urlsplit

from .errors import ConnectionFailed, Unreachable, WrongInput
from .text import Text, joined, text


class Distrust(Enum):
    """Why a certificate was rejected."""

    EXPIRED = "expired"
    NOT_YET_VALID = "not yet valid"
    OTHER_HOST = "for another host"
    UNKNOWN_ISSUER = "issued by an authority that is not trusted"
    ISSUER_NOT_SENT = "issued by an authority that is not trusted, whose certificate the server did not send"


_REASONS = {
    Distrust.EXPIRED: text("Its certificate has expired."),
    Distrust.NOT_YET_VALID: text("Its certificate is not valid yet."),
    Distrust.OTHER_HOST: text("Its certificate is for another host."),
    Distrust.UNKNOWN_ISSUER: text("Its certificate was issued by an authority that this computer does not trust."),
    Distrust.ISSUER_NOT_SENT: text(
        "Its certificate was issued by an authority that this computer does not know, and the server did not send the "
        "certificate of that authority with it."
    ),
}


class ElsewhereConnected(ConnectionFailed):
    """The loopback address ``place`` led to another computer, at ``peer``. Nothing was sent, because the connection
    might not use TLS."""

    def __init__(self, place: str, peer: str) -> None:
        super().__init__(place)
        self.reason = text("It led to another computer, {peer}. Nothing was sent to it.", peer=peer)
        self.advice = text("Check the network settings of this computer.")


class TlsFailed(Unreachable):
    """The secure connection failed for a reason other than the certificate."""

    def __init__(self, host: str, reason: Text, details: str = "") -> None:
        super().__init__(
            text("A secure connection to {host} could not be established.", host=host),
            reason,
            text("Check the address and its port."),
            details,
        )


class CertificateRefused(TlsFailed):
    """The certificate was rejected; a valid one is required to continue.

    ``distrust`` is the reason; None if only the operating system's words (``cause``) are known. ``variable`` names an
    environment variable that points to a place without certificates, replacing this computer's authorities; "" if there
    is none.
    """

    def __init__(
        self, place: str, distrust: Distrust | None, cause: str, details: str = "", variable: str = ""
    ) -> None:
        super().__init__(place, text("Its certificate was not accepted: {cause}.", cause=cause.rstrip(".")), details)
        self.distrust = distrust
        if distrust is not None:
            self.reason = _REASONS[distrust]
        self.advice = _advice(urlsplit(f"//{place}").hostname or place, distrust)  # the port does not matter
        if variable and distrust in (Distrust.UNKNOWN_ISSUER, Distrust.ISSUER_NOT_SENT):
            self.advice = joined(
                text(
                    "The variable {variable} points to a place without certificates, which may be the cause. Correct "
                    "or unset it.",
                    variable=variable,
                ),
                self.advice,
            )


def _advice(host: str, distrust: Distrust | None) -> Text:
    match distrust:
        case Distrust.EXPIRED | Distrust.NOT_YET_VALID:
            return text(
                "Check the date and time of this computer. If they are right, the administrator of {host} must "
                "install a valid certificate.",
                host=host,
            )
        case Distrust.OTHER_HOST:
            return text(
                "Check the spelling of the address: another server may be answering in place of {host}.", host=host
            )
        case Distrust.ISSUER_NOT_SENT:
            return text(
                "If that is an intermediate authority, the server's setup is incomplete: the administrator of {host} "
                "must install its certificate there too. If it is your company's own authority, which may also "
                "inspect traffic, have its certificate added to this computer's store, or choose its file for this "
                "environment.",
                host=host,
            )
        case _:
            return text(
                "Your company may inspect traffic, or {host} has a certificate of your company. Have the company's "
                "certificate added to this computer's store, or choose its file for this environment.",
                host=host,
            )


class ProxyFailed(Unreachable):
    """The proxy refused or failed the connection."""

    def __init__(self, host: str, details: str = "") -> None:
        super().__init__(
            text("{host} could not be reached through the proxy.", host=host),
            text("The proxy refused the connection or could not be reached."),
            text("Check the proxy settings of the system or of this environment."),
            details,
        )


class ProxyUnusable(WrongInput):
    """A proxy is set that cannot be used. No connection was made.

    ``host`` has no port, because not every program that reads NO_PROXY accepts one. ``variable`` is the environment
    variable that sets the proxy, "" for the operating system's settings, None for the proxy of this environment. No
    sentence quotes the setting, because it may contain a password.
    """

    def __init__(self, host: str, variable: str | None, reason: Text) -> None:
        if variable:
            title = text("The proxy in the variable {variable} cannot be used.", variable=variable)
            advice = text(
                "No connection was made. Set {variable} to an HTTP proxy, such as http://proxy.example.com:8080, or "
                "add {host} to NO_PROXY.",
                variable=variable,
                host=host,
            )
        elif variable is None:
            title = text("The proxy of this environment cannot be used.")
            advice = text("No connection was made. Enter the proxy as http://proxy.example.com:8080.")
        else:
            title = text("The proxy in the settings of the operating system cannot be used.")
            advice = text("No connection was made. Set an HTTP proxy there, or choose one for this environment.")
        super().__init__(title, reason, advice)


class ProxySignInNeeded(ProxyFailed):
    """The proxy requires a sign-in (407); ``was_given``: one was sent and rejected."""

    def __init__(self, host: str, details: str = "", *, was_given: bool) -> None:
        super().__init__(host, details)
        self.was_given = was_given
        self.reason = (
            text("The proxy did not accept the user name and password.")
            if was_given
            else text("The proxy requires a user name and a password.")
        )
        self.advice = text("Enter them in the settings of this environment, under Proxy.")
