"""Who issued the certificate of a server."""

from __future__ import annotations

from typing import Any

from .certificates import name_of


def issuer_of(connected: Any) -> str:
    """The issuer, for a connected socket of :mod:`ssl` or urllib3; "" for one without TLS and where nobody can tell.

    Python reads a certificate out only where OpenSSL verified it. On Windows and macOS the operating system does, and
    the certificate has to be asked for as :mod:`truststore` does it.
    """
    read = getattr(connected, "getpeercert", None)
    if read is None:
        return ""
    return name_of((read() or unverified(connected)).get("issuer", ()))


def unverified(connected: Any) -> dict[str, Any]:
    """What the certificate says, whoever verified it; empty where this Python cannot tell."""
    chain = chain_sent(connected)
    return chain[0] if chain else {}


def chain_sent(connected: Any) -> list[dict[str, Any]]:
    """What the certificates say that the server sent, its own first, whether they were accepted or not; empty where
    this Python cannot tell."""
    lower = getattr(connected, "_sslobj", None) or getattr(connected, "sslobj", None)
    chain: Any = getattr(getattr(lower, "_sslobj", lower), "get_unverified_chain", list)() or []
    return [dict(certificate.get_info()) for certificate in chain if hasattr(certificate, "get_info")]
