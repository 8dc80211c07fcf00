"""Certificates: verification, authorities that the user adds, and the issuer of a rejected certificate."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import ssl
import sys
from pathlib import Path
from typing import Any

import truststore

from ..core.errors import WrongInput
from ..core.local_files import decoded_file, read_file
from ..core.text import Text, text

#: How OpenSSL names the certificates in a folder: by a hash of the subject [documented].
_HASHED = re.compile(r"[0-9a-fA-F]{8}\.[0-9]+")


class _Context(truststore.SSLContext):
    """Records, in ``issuer_not_sent`` of OpenSSL's SSLCertVerificationError, whether the server left out its issuer's
    certificate."""

    def wrap_socket(self, sock: socket.socket, *arguments: Any, **named: Any) -> ssl.SSLSocket:
        """Do the handshake separately, so that the certificates sent can still be inspected if it fails."""
        named["do_handshake_on_connect"] = False
        connected = super().wrap_socket(sock, *arguments, **named)
        try:
            connected.do_handshake()
        except BaseException as error:
            if isinstance(error, ssl.SSLCertVerificationError):
                error.issuer_not_sent = _is_alone(connected)  # type: ignore[attr-defined]
            connected.close()
            raise
        return connected


def trust(authorities: str = "") -> ssl.SSLContext:
    """A context that verifies servers against the operating system's certificates and any ``authorities`` (PEM).

    Each of the authorities is sufficient by itself, even an intermediate one, because the user chose it. Windows may
    also require the root certificate [assumed].
    """
    context: ssl.SSLContext = _Context(ssl.PROTOCOL_TLS_CLIENT)
    if authorities:
        context.load_verify_locations(cadata=authorities)
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    return context


def unusable_variable() -> str:
    """The environment variable that sets OpenSSL's certificate file or folder, if there are no certificates in that
    place; "" if there is no problem. Windows and macOS do not use OpenSSL's certificates."""
    if sys.platform in ("win32", "darwin"):
        return ""
    file, folders = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
    if file is not None and not _is_usable_file(file):
        return "SSL_CERT_FILE"
    if folders is not None and not any(map(_is_usable_folder, folders.split(os.pathsep))):
        return "SSL_CERT_DIR"
    return ""


def _is_alone(connected: Any) -> bool:
    """Whether the server's certificate has another issuer, whose certificate was not sent with it."""
    own, *others = chain_sent(connected) or [{}]
    issuer = own.get("issuer")
    return issuer != own.get("subject") and all(issuer != other.get("subject") for other in others)


def _is_usable_file(path: str) -> bool:
    with contextlib.suppress(OSError, ValueError):  # SSLError is an OSError
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile=path)
        return True
    return False


def _is_usable_folder(path: str) -> bool:
    with contextlib.suppress(OSError, ValueError):
        return any(_HASHED.fullmatch(name) for name in os.listdir(path))
    return False


#: Largest file that is read, in bytes; even a company's complete collection is smaller.
MAX_CERTIFICATES = 1_000_000

_PEM = re.compile(r"-----BEGIN CERTIFICATE-----\s[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----")


def read_authorities(path: Path, *, may_be_pipe: bool = False) -> str:
    """Read certificates, as PEM, from a file: text with any number of them, or a single one in DER. Other content, such
    as a private key, is not kept. ``may_be_pipe`` is that of :func:`read_file`. Raises LocalError, and WrongInput if no
    certificate is that of an authority."""
    import ssl  # large, and rarely needed

    content = read_file(path, MAX_CERTIFICATES, may_be_pipe=may_be_pipe)
    found = _PEM.findall(content.decode("latin-1"))  # whatever the encoding of comments between them
    if not found and content.startswith(b"\x30"):  # DER: a sequence
        found = [ssl.DER_cert_to_PEM_cert(content).strip()]
    if not found and b"BEGIN CERTIFICATE" in content.replace(b"\0", b""):  # in UTF-16, or unreadable
        found = _PEM.findall(decoded_file(content, path.name))
    if not found:
        raise _unusable(path, text("It contains no certificate."))
    authorities = "\n".join(found) + "\n"
    try:
        names = authority_names(authorities)
    except ssl.SSLError as error:
        raise _unusable(path, text("It contains a damaged certificate.")) from error
    if not names:
        raise _unusable(path, text("The certificate in it is that of a server, not of an authority."))
    return authorities


def authority_names(authorities: str) -> tuple[str, ...]:
    """The subjects of these certificates. Raises SSLError if they cannot be read."""
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=authorities)
    return tuple(name_of(certificate.get("subject", ())) for certificate in context.get_ca_certs())


def name_of(parts: Any) -> str:
    """The short form of a distinguished name from :mod:`ssl`: the organization, else the common name, else ""."""
    known = {key: value for part in parts for key, value in part}
    return str(known.get("organizationName") or known.get("commonName") or "")


def _unusable(path: Path, reason: Text) -> WrongInput:
    return WrongInput(
        text("{name} cannot be used.", name=path.name),
        reason,
        text("Choose the authority's certificate, as PEM or DER. Your administrator can provide it."),
    )


def issuer_of(connected: Any) -> str:
    """The issuer of the server's certificate on a connected socket of :mod:`ssl` or urllib3; "" without TLS, or if the
    issuer is unknown.

    Python decodes a certificate only if OpenSSL verified it. On Windows and macOS the operating system verifies it, so
    the certificate is read in the same way as in :mod:`truststore`.
    """
    read = getattr(connected, "getpeercert", None)
    if read is None:
        return ""
    return name_of((read() or unverified(connected)).get("issuer", ()))


def unverified(connected: Any) -> dict[str, Any]:
    """The content of the certificate, whatever verified it; empty if this Python version cannot read it."""
    chain = chain_sent(connected)
    return chain[0] if chain else {}


def chain_sent(connected: Any) -> list[dict[str, Any]]:
    """The content of the certificates that the server sent, its own first, accepted or not; empty if this Python
    version cannot read them."""
    lower = getattr(connected, "_sslobj", None) or getattr(connected, "sslobj", None)
    chain: Any = getattr(getattr(lower, "_sslobj", lower), "get_unverified_chain", list)() or []
    return [dict(certificate.get_info()) for certificate in chain if hasattr(certificate, "get_info")]
