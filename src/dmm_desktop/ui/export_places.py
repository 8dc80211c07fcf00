"""Where an export takes its data, in words."""

from __future__ import annotations

from ..core.export_configuration import DATABASE_FIELD
from ..core.text import escape_controls, text
from .messages import tr_text

_LONGEST = 500  # characters of a name


def places_in_words(places: tuple[tuple[str, str], ...]) -> str:
    """The places of :class:`.ExportTraits`; "" if the data goes into a zip."""
    return ", ".join(_place(flag, name) for flag, name in places)


def _place(flag: str, name: str) -> str:
    shown = escape_controls(name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…") or "?"
    words = {
        DATABASE_FIELD: text("The database behind {name}", name=shown),
        "ExportToSFTP": text("The SFTP connection {name}", name=shown),
        "ExportToFileSystemPath": text("The folder {name}", name=shown),
    }
    return tr_text(words[flag])
