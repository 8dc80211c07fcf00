"""Certificates of authorities that the user adds for one environment."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ..core.errors import WrongInput
from ..core.local_files import decoded, read_file
from ..core.text import Text, text

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
