"""How much larger something may become when it is unpacked: small answers and zips can be made to fill a disk."""

from __future__ import annotations

#: So many times as large as on its way. Log files, which repeat themselves, become 20 to 100 times as large.
MAX_RATIO = 200
#: What is never too large, in bytes.
HARMLESS = 64 * 1024 * 1024


def is_excessive(packed: int, unpacked: int) -> bool:
    """Whether something of ``packed`` bytes has become too large, at ``unpacked`` bytes."""
    return unpacked > max(HARMLESS, MAX_RATIO * packed)
