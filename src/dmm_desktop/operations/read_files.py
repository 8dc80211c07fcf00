"""Read files that the user chose."""

from __future__ import annotations

from pathlib import Path

from ..core import local_files
from ..core.job import CancelToken, OnProgress


def read_text(path: Path, largest: int, cancel: CancelToken, report: OnProgress) -> str:
    """The content of a text file of at most ``largest`` bytes. Raises LocalError."""
    return local_files.read_text(path, largest)


def read_description(path: Path, cancel: CancelToken, report: OnProgress) -> str:
    """The text of a Swagger file. Raises WrongInput if it does not describe the DMM API, and LocalError."""
    from .endpoint import description_in

    return description_in(path)


def read_authorities(path: Path, cancel: CancelToken, report: OnProgress) -> str:
    """The certificates in a file, as PEM. Raises WrongInput if none is that of an authority, and LocalError."""
    from ..api import tls

    return tls.read_authorities(path)


def authority_names(authorities: str) -> tuple[str, ...]:
    """Whose certificates these are; the PEM is one that was read."""
    from ..api import tls

    return tls.authority_names(authorities)
