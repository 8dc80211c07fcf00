"""Finds a secret in anything a session leaves behind, even if it was encoded."""

import base64
import json
from pathlib import Path
from urllib.parse import quote, quote_plus


def traces_of(secret: str, content: bytes) -> list[str]:
    """The forms of the secret found in the content: plain, UTF-16, URL, JSON, hexadecimal and base64."""
    return [name for name, form in _forms(secret) if form in content]


def files_with(secret: str, *folders: Path) -> list[str]:
    """The files below the folders whose name or content contains a form of the secret."""
    found = []
    for path in (path for folder in folders for path in folder.rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        found += [f"{path}: {form}" for form in traces_of(secret, bytes(path) + b"\n" + content)]
    return found


def _forms(secret: str) -> list[tuple[str, bytes]]:
    plain = secret.encode()
    forms = [
        ("plain", plain),
        ("UTF-16", secret.encode("utf-16-le")),
        ("URL", quote(secret, safe="").encode()),
        ("form", quote_plus(secret).encode()),
        ("JSON", json.dumps(secret)[1:-1].encode()),
        ("hexadecimal", plain.hex().encode()),
    ]
    return forms + [(f"base64 at {offset}", _base64_inside(plain, offset)) for offset in range(3)]


def _base64_inside(plain: bytes, offset: int) -> bytes:
    """The base64 form of the secret at ``offset`` bytes after a multiple of 3, without the characters that depend on
    its neighbours."""
    encoded = base64.b64encode(bytes(offset) + plain)
    first = -(-offset * 8 // 6)
    last = (offset + len(plain)) * 8 // 6
    return encoded[first:last]
