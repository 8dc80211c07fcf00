"""Certificates of authorities, for whoever shows them: whose they are, and reading them from a file."""

from __future__ import annotations

from pathlib import Path

from ..api import tls as certificates
from ..core.job import CancelToken, Report


def read_authorities(path: Path, cancel: CancelToken, report: Report) -> str:
    """The certificates in a file, as PEM. Raises WrongInput if none is that of an authority, and LocalError."""
    return certificates.read_authorities(path)


def authority_names(authorities: str) -> tuple[str, ...]:
    """Whose certificates these are; the PEM is one that was read."""
    return certificates.authority_names(authorities)
