"""Reads and parses the configuration of an import. These are jobs because several megabytes take seconds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..core import local_files
from ..core.configuration import ParsedConfiguration, parsed_configuration
from ..core.errors import WrongInput
from ..core.job import CancelToken, OnProgress

_LARGEST = 10_000_000  # bytes of a configuration file


@dataclass(frozen=True, slots=True)
class GivenConfiguration:
    """The text of a configuration as provided by the user, and its content or why it cannot be used.

    ``size`` is in bytes of UTF-8. ``file_name`` is the file from which the text was read if it is unchanged since, else
    "".
    """

    text: str
    size: int
    content: ParsedConfiguration | WrongInput
    file_name: str = ""

    @property
    def parsed(self) -> ParsedConfiguration:
        """The parsed content. Raises WrongInput if the text cannot be used."""
        if isinstance(self.content, WrongInput):
            raise self.content.with_traceback(None)
        return self.content


def given_configuration(text: str, file_name: str = "") -> GivenConfiguration:
    """Parse the text."""
    size = len(text.encode(errors="surrogatepass"))
    try:
        return GivenConfiguration(text, size, parsed_configuration(text), file_name)
    except WrongInput as error:
        return GivenConfiguration(text, size, error, file_name)


def read_configuration(path: Path, cancel: CancelToken, report: OnProgress) -> GivenConfiguration:
    """Read and parse a file. Raises LocalError if it cannot be read."""
    return given_configuration(local_files.read_text(path, _LARGEST), path.name)


def parse_configuration(text: str, cancel: CancelToken, report: OnProgress) -> GivenConfiguration:
    """Parse a text."""
    return given_configuration(text)
