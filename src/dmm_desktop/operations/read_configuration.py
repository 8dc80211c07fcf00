"""Read and parse the configuration of an import, as jobs: one of several megabytes takes seconds."""

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
    """The text of a configuration as the user gave it, and what it contains or why it cannot be used.

    ``size`` is in bytes of UTF-8. ``file_name`` is the file that it was read from and not changed since, or "".
    """

    text: str
    size: int
    content: ParsedConfiguration | WrongInput
    file_name: str = ""

    @property
    def parsed(self) -> ParsedConfiguration:
        """What it contains. Raises WrongInput if the text cannot be used."""
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
