"""Checks for a newer version. It is never downloaded or installed automatically: the user does that."""

from __future__ import annotations

from .. import __version__
from ..core.address import Address
from ..core.job import CancelToken, OnProgress
from ..core.release import Release


def check_update(
    address: str, cancel: CancelToken, report: OnProgress, *, current: str = __version__
) -> Release | None:
    """The newest version if it is newer than this one. Raises DmmError if there is no answer or it cannot be used."""
    from ..api.releases import newest_release  # most windows never check

    release = newest_release(Address.parse(address), cancel)
    return release if release.is_newer_than(current) else None
