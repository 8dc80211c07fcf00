"""Limits for unpacking: a small response or zip can be crafted to fill a disk."""

from __future__ import annotations

#: Maximum ratio of unpacked to packed size. Log files, which are repetitive, reach 20 to 100.
MAX_RATIO = 200
#: Size that is always allowed, in bytes.
HARMLESS = 64 * 1024 * 1024


def is_excessive(packed: int, unpacked: int) -> bool:
    """Whether ``unpacked`` bytes are too many for ``packed`` bytes."""
    return unpacked > max(HARMLESS, MAX_RATIO * packed)
