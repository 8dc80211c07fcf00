"""Find out whether there is a newer version. Nothing is ever fetched or installed: a person does that."""

from __future__ import annotations

from .. import __version__
from ..core.address import Address
from ..core.job import CancelToken, OnProgress
from ..core.release import Release


def check_update(
    address: str, cancel: CancelToken, report: OnProgress, *, current: str = __version__
) -> Release | None:
    """The newest version if it is newer than this one. Raises DmmError: no answer, or one that cannot be used."""
    from ..api.releases import newest_release  # most windows never ask

    release = newest_release(Address.parse(address), cancel)
    return release if release.is_newer_than(current) else None
