"""Reads the newest version number from a file on the web. That server is not an environment: no token is ever sent to
it."""

from __future__ import annotations

import re

from ..core.address import Address, page_address
from ..core.errors import DmmError, NotDmmAnswer, WrongInput
from ..core.job import CancelToken
from ..core.json_object import NoJsonObject, json_object
from ..core.release import Release
from ..core.text import Text, text
from .request import HttpRequest
from .transport import Transport

#: Largest file that is read, in bytes.
_LARGEST = 64 * 1024

_FILE = HttpRequest("GET", "", (), (), "")
_VERSION = re.compile(r"\d{1,9}(\.\d{1,9}){0,3}")


def newest_release(address: Address, cancel: CancelToken) -> Release:
    """Read the file, a JSON object with ``version``, numbers separated by dots, and ``page``, an https address.

    Raises DmmError if it cannot be fetched or has other content, and Cancelled.
    """
    with Transport(address.origin, cancel) as transport:
        try:
            with transport.send(address, _FILE, {}) as answer:
                if answer.status != 200:
                    raise _failed(text("The server responded with HTTP status {status}.", status=answer.status))
                content = bytearray()
                for piece in answer.pieces:
                    content += piece
                    if len(content) > _LARGEST:
                        raise _failed(text("It is too large."))
        except NotDmmAnswer as error:
            raise _failed(error.reason, error.details) from error
    return _read(bytes(content))


def _read(content: bytes) -> Release:
    try:
        said = json_object(content.decode())
    except NoJsonObject as error:
        raise _failed(error.reason) from error
    except UnicodeDecodeError as error:
        raise _failed(text("It is not a JSON object.")) from error
    version, page = said.get("version"), said.get("page")
    if (
        not isinstance(version, str)
        or not _VERSION.fullmatch(version)
        or not isinstance(page, str)
        or not page.isascii()
        or not page.startswith("https://")
    ):
        raise _failed(text("It does not specify a version and its page."))
    try:
        return Release(version, page_address(page))
    except WrongInput as error:
        raise _failed(text("It does not specify a version and its page."), str(error.reason)) from error


def _failed(reason: Text | None, details: str = "") -> DmmError:
    return DmmError(text("Could not check for a newer version."), reason, text("Try again later."), details)
