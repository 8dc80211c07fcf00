"""Files that this user may not use, and their owners: a command that once ran as root leaves such files behind."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from ..core.text import Text, text

_EFFECTIVE = os.access in os.supports_effective_ids


def forbidden(paths: Iterable[Path]) -> tuple[Text, Text] | None:
    """The first of these files and folders that this user may not read and write, with its owner, and what helps; None
    if there is none. Those that are missing, or on a read-only disk, do not count."""
    for path in paths:
        try:
            found = path.stat()
            needed = os.R_OK | os.W_OK | (os.X_OK if stat.S_ISDIR(found.st_mode) else 0)
            if os.access(path, needed, effective_ids=_EFFECTIVE) or _is_on_read_only_disk(path):
                continue
        except (OSError, ValueError):  # ValueError: a NUL in the path
            continue
        if os.name == "nt" or found.st_uid == os.geteuid():
            reason = text("You have no permission to read and write {file}.", file=path)
        else:
            reason = text(
                "{file} belongs to the user {owner}, and you may not read and write it.",
                file=path,
                owner=_name(found.st_uid),
            )
        return reason, text("Correct its owner or permissions, or choose another data folder with --data-dir.")
    return None


def _is_on_read_only_disk(path: Path) -> bool:
    return os.name != "nt" and bool(os.statvfs(path).f_flag & os.ST_RDONLY)


def _name(user: int) -> str:
    """What the user is called here; the number where it is one of another computer."""
    import pwd  # Windows has none

    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)
