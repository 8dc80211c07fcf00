"""Which certificates of servers are accepted, and what is known where one is not."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import ssl
import sys
from typing import Any

import truststore

from .issuer import chain_sent

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
