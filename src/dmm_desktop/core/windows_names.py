"""File names and paths that Windows does not accept as written."""

from __future__ import annotations

import re
from pathlib import Path

from .text import Text, text

#: The names of devices [documented]; they also mean the device with an extension, before Windows 11, and in any case.
_DEVICES = frozenset(
    (
        "CON",
        "PRN",
        "AUX",
        "NUL",
        "CONIN$",
        "CONOUT$",
        *(f"{port}{n}" for port in ("COM", "LPT") for n in "123456789¹²³"),
    )
)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_LONGEST_NAME = 255  # UTF-16 code units [documented]
#: Characters in a path that every Windows allows, less those of an unfinished file's longer name. Windows allows 259,
#: and more where an administrator has enabled long paths [documented].
_SAFE_LENGTH = 230


def name_problem(name: str) -> tuple[Text, Text] | None:
    """Why Windows cannot write a file of this name, or writes it under another one, and the remedy; None if the name
    can be used."""
    other = text("Choose another name.")
    if found := _FORBIDDEN.search(name):
        return text("Windows does not allow {character} in a file name.", character=_shown(found[0])), other
    if name.endswith((".", " ")):
        return text("On Windows, a file name cannot end with a dot or a space."), other
    if device := _device(name):
        return text("{name} is the name of a device on Windows.", name=device), other
    if len(name.encode("utf-16-le", "surrogatepass")) > 2 * _LONGEST_NAME:
        return text("The name is too long."), text("Choose a shorter name or place.")
    return None


def length_problem(path: Path) -> tuple[Text, Text] | None:
    """Why Windows may not find the path of a file, and the remedy; None if the path is short enough."""
    length = len(str(path.absolute()))
    if length <= _SAFE_LENGTH:
        return None
    return (
        text("Its path has {length} characters, which may be too long for Windows.", length=length),
        text("Choose a shorter name or place."),
    )


def usable_name(name: str) -> str:
    """The name with everything replaced that Windows does not accept. It may still be too long, but is never empty."""
    safe = _FORBIDDEN.sub("_", name).rstrip(". ")
    return f"_{safe}" if not safe or _device(safe) else safe


def _device(name: str) -> str | None:
    stem = name.partition(".")[0].rstrip(" ").upper()
    return stem if stem in _DEVICES else None


def _shown(character: str) -> str:
    return character if character.isprintable() else f"U+{ord(character):04X}"
