"""Reads and parses the configuration of an import or export. These are jobs because several megabytes take seconds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from ..core import local_files
from ..core.errors import WrongInput
from ..core.job import CancelToken, OnProgress
from ..core.text import escape_controls

_LARGEST = 10_000_000  # bytes of a configuration file
_Parsed = TypeVar("_Parsed")


@dataclass(frozen=True, slots=True)
class GivenConfiguration(Generic[_Parsed]):
    """The text of a configuration as provided by the user, and its content or why it cannot be used.

    ``size`` is in bytes of UTF-8. ``file_name`` is the name, safe to show, of the file from which the text was read if
    it is unchanged since, else "".
    """

    text: str
    size: int
    content: _Parsed | WrongInput
    file_name: str = ""

    @property
    def parsed(self) -> _Parsed:
        """The parsed content. Raises WrongInput if the text cannot be used."""
        if isinstance(self.content, WrongInput):
            raise self.content.with_traceback(None)
        return self.content


def given_configuration(text: str, parse: Callable[[str], _Parsed], file_name: str = "") -> GivenConfiguration[_Parsed]:
    """The text with what ``parse`` reads from it."""
    size = len(text.encode(errors="surrogatepass"))
    try:
        return GivenConfiguration(text, size, parse(text), file_name)
    except WrongInput as error:
        return GivenConfiguration(text, size, error, file_name)


def read_configuration(
    path: Path, parse: Callable[[str], _Parsed], cancel: CancelToken, report: OnProgress
) -> GivenConfiguration[_Parsed]:
    """Read and parse a file. Raises LocalError if it cannot be read."""
    return given_configuration(local_files.read_text(path, _LARGEST), parse, escape_controls(path.name))


def parse_configuration(
    text: str, parse: Callable[[str], _Parsed], cancel: CancelToken, report: OnProgress
) -> GivenConfiguration[_Parsed]:
    """Parse a text."""
    return given_configuration(text, parse)
