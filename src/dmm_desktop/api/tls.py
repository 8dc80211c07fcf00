"""Certificates: which are accepted, those of authorities that the user adds, and the issuer of one that is refused."""

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
from ..core.local_files import decoded, read_file
from ..core.text import Text, text

#: How OpenSSL names the certificates in a folder: by a hash of whose they are [documented].
_HASHED = re.compile(r"[0-9a-fA-F]{8}\.[0-9]+")


class _Context(truststore.SSLContext):
    """Notes whether the server left out the certificate that its own was signed with: an SSLCertVerificationError of
    OpenSSL has it as its attribute ``issuer_not_sent``."""

    def wrap_socket(self, sock: socket.socket, *arguments: Any, **named: Any) -> ssl.SSLSocket:
        """The handshake is apart, so that what the server sent can still be looked at when it fails."""
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
    """What verifies against the operating system's certificates, and ``authorities`` (PEM) besides if there are any.

    Each of these is enough by itself, that of an intermediate authority too: the user chose it. Windows may want the
    certificate of the root besides [assumed].
    """
    context: ssl.SSLContext = _Context(ssl.PROTOCOL_TLS_CLIENT)
    if authorities:
        context.load_verify_locations(cadata=authorities)
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    return context


def unusable_variable() -> str:
    """The variable that tells OpenSSL where the certificates of authorities are, if there are none at that place; "" if
    all is well. Windows and macOS do not ask OpenSSL."""
    if sys.platform in ("win32", "darwin"):
        return ""
    file, folders = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
    if file is not None and not _is_usable_file(file):
        return "SSL_CERT_FILE"
    if folders is not None and not any(map(_is_usable_folder, folders.split(os.pathsep))):
        return "SSL_CERT_DIR"
    return ""


def _is_alone(connected: Any) -> bool:
    """Whether the server's certificate has an issuer, whose certificate was not sent with it."""
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


#: Largest file that is read, in bytes; a company's whole collection is smaller.
MAX_CERTIFICATES = 1_000_000

_PEM = re.compile(r"-----BEGIN CERTIFICATE-----\s[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----")


def read_authorities(path: Path) -> str:
    """The certificates in a file as PEM: text with any number of them, or one in DER. Nothing else in it is kept, such
    as a private key. Raises LocalError, and WrongInput if none of them is that of an authority."""
    import ssl  # large, and rarely needed

    content = read_file(path, MAX_CERTIFICATES)
    found = _PEM.findall(content.decode("latin-1"))  # in whatever encoding the comments between them are
    if not found and content.startswith(b"\x30"):  # DER: a sequence
        found = [ssl.DER_cert_to_PEM_cert(content).strip()]
    if not found and b"BEGIN CERTIFICATE" in content.replace(b"\0", b""):  # in UTF-16, or in what cannot be read
        found = _PEM.findall(decoded(content, path.name))
    if not found:
        raise _unusable(path, text("It holds no certificate."))
    authorities = "\n".join(found) + "\n"
    try:
        names = authority_names(authorities)
    except ssl.SSLError as error:
        raise _unusable(path, text("A certificate in it is damaged.")) from error
    if not names:
        raise _unusable(path, text("The certificate in it is that of a server, not of an authority."))
    return authorities


def authority_names(authorities: str) -> tuple[str, ...]:
    """Whose certificates these are. Raises SSLError if they cannot be read."""
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=authorities)
    return tuple(name_of(certificate.get("subject", ())) for certificate in context.get_ca_certs())


def name_of(parts: Any) -> str:
    """A distinguished name, as :mod:`ssl` gives it, in short: the organization, else the common name; "" if neither."""
    known = {key: value for part in parts for key, value in part}
    return str(known.get("organizationName") or known.get("commonName") or "")


def _unusable(path: Path, reason: Text) -> WrongInput:
    return WrongInput(
        text("{name} cannot be used.", name=path.name),
        reason,
        text("Choose the certificate of the authority, as PEM or DER, that your administrator hands out."),
    )


def issuer_of(connected: Any) -> str:
    """The issuer, for a connected socket of :mod:`ssl` or urllib3; "" for one without TLS and if the issuer is unknown.

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
