"""Reads files and looks at folders chosen by the user."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ..core import local_files
from ..core.blocking import unless_cancelled
from ..core.errors import WrongInput
from ..core.job import CancelToken, OnProgress
from ..core.text import text


def read_text_file(path: Path, largest: int, cancel: CancelToken, report: OnProgress) -> str:
    """The content of a text file of at most ``largest`` bytes. Raises LocalError."""
    return local_files.read_text(path, largest)


def look_for_folder(path: Path, cancel: CancelToken, report: OnProgress) -> None:
    """Raises WrongInput unless the path is the whole path of a folder."""
    if not path.is_absolute() or not path.is_dir():
        raise WrongInput(text("There is no folder at this path."), advice=text("Enter the whole path of a folder."))


def existing_files(paths: Iterable[Path], cancel: CancelToken, report: OnProgress) -> frozenset[Path]:
    """Which of these files exist and can be examined. Cancelling does not wait for a drive that does not answer."""
    return unless_cancelled(cancel, lambda: frozenset(path for path in paths if os.path.isfile(path)))


def read_authority_file(path: Path, cancel: CancelToken, report: OnProgress) -> str:
    """The certificates in a file, as PEM. Raises WrongInput if none belongs to an authority, and LocalError."""
    from ..api import tls

    return tls.read_authorities(path)


def names_of_authorities(authorities: str) -> tuple[str, ...]:
    """The subjects of these certificates, given as PEM from :func:`read_authority_file`."""
    from ..api import tls

    return tls.authority_names(authorities)
