"""The body of a form, multipart/form-data or URL-encoded, around a zip that is added while sending."""

from __future__ import annotations

import secrets
from urllib.parse import quote_plus

from .contract import Parameter, ParameterIn, ValueKind
from .sources.schemas import MULTIPART

#: File names are required for files, but have no meaning [assumed]; the user's own are not sent.
_ZIP_NAME, _JSON_NAME = "import.zip", "configuration.json"


class FormBuilder:
    """A form under construction. ``content_type`` is the media type; in the end it includes the boundary."""

    def __init__(self, content_type: str) -> None:
        self._is_multipart = content_type == MULTIPART
        self._boundary = f"dmm-desktop-{secrets.token_hex(16)}"
        self.content_type = f"{MULTIPART}; boundary={self._boundary}" if self._is_multipart else content_type
        self._head = bytearray()
        self._tail = bytearray()
        self._has_zip = False

    @property
    def is_used(self) -> bool:
        """Whether the form has a field."""
        return bool(self._head)

    def put(self, field: Parameter, value: str) -> None:
        """Add a field with this value; objects and files are JSON."""
        assert field.place is ParameterIn.FORM
        if not self._is_multipart:
            self._add(self._name(field) + quote_plus(value).encode())
            return
        is_file = field.kind is ValueKind.BINARY
        media = "application/json" if is_file or field.kind is ValueKind.OBJECT else ""
        self._add(self._part(field, _JSON_NAME if is_file else "", media) + value.encode() + b"\r\n")

    def put_zip(self, field: Parameter) -> str:
        """Add the field whose value is the zip. Returns how the zip is to be encoded: see :class:`HttpRequest`."""
        if not self._is_multipart:
            self._add(self._name(field))
            self._has_zip = True
            return "form"
        is_file = field.kind is ValueKind.BINARY
        self._add(self._part(field, _ZIP_NAME if is_file else "", "application/zip" if is_file else ""))
        self._has_zip = True
        self._add(b"\r\n")
        return "raw" if is_file else "base64"

    def split(self) -> tuple[bytes, bytes]:
        """What comes before the zip, and what comes after it."""
        if self._is_multipart:
            self._add(f"--{self._boundary}--\r\n".encode())
        return bytes(self._head), bytes(self._tail)

    def _add(self, piece: bytes) -> None:
        if self._has_zip:
            self._tail += piece
        else:
            self._head += piece

    def _name(self, field: Parameter) -> bytes:
        separator = "&" if self._head else ""
        return f"{separator}{quote_plus(field.name)}=".encode()

    def _part(self, field: Parameter, file_name: str, media: str) -> bytes:
        head = f'--{self._boundary}\r\nContent-Disposition: form-data; name="{_escaped(field.name)}"'
        head += f'; filename="{file_name}"' if file_name else ""
        head += f"\r\nContent-Type: {media}" if media else ""
        return f"{head}\r\n\r\n".encode()


def _escaped(name: str) -> str:
    """A name as browsers write it [documented]: WHATWG HTML, multipart/form-data encoding algorithm."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
