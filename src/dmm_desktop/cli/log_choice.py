"""Reads from the preferences of the window which logs are kept."""

from __future__ import annotations

import configparser
from pathlib import Path

from ..core.errors import LocalError
from ..core.kept_log import LOG_CHOICE, PREFERENCES_FILE, LogChoice
from ..core.local_files import read_file

#: Far more than the preferences take, in bytes.
_MOST = 1_000_000


def stored_log_choice(folder: Path) -> LogChoice:
    """The choice stored in this data folder; the default if there is none, or it cannot be read."""
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(read_file(folder / PREFERENCES_FILE, _MOST).decode("utf-8", "replace"))
        return LogChoice(parser.get("General", LOG_CHOICE))
    except (LocalError, configparser.Error, ValueError):
        return LogChoice.EXCEPT_PRODUCTION
