"""What the packages say about the product; every fact is read from the place where it is kept."""

import tomllib
from pathlib import Path
from typing import Any

from dmm_desktop import APPLICATION_ID, DISPLAY_NAME, __version__

ROOT = Path(__file__).resolve().parents[1]

_PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

__all__ = ["APPLICATION_ID", "DISPLAY_NAME"]

NAME: str = _PROJECT["name"]
VERSION = __version__
DESCRIPTION: str = _PROJECT["description"]
LICENCE: str = _PROJECT["license"]
AUTHORS = "The DMM Desktop authors"
#: Nobody reads it; a package has to name somebody.
CONTACT = f"{AUTHORS} <dmm_desktop@users.noreply.github.com>"

#: The names of the two programs: with a window, and for the terminal.
[WINDOW] = _PROJECT["gui-scripts"]
[COMMAND_LINE] = _PROJECT["scripts"]
