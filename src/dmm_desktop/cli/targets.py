"""Where results are written: nothing that is needed may be replaced."""

from __future__ import annotations

import argparse
import contextlib
import os
import stat
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from ..archive.part_file import PartFile
from ..core.errors import WrongInput
from ..core.text import text
from ..storage.paths import DataPaths
from .arguments import SOURCES, TARGETS


def check_targets(arguments: argparse.Namespace) -> None:
    """Raise WrongInput or LocalError now, not after an hour of import, if a result cannot be written where the user
    wants it, or would replace a file that this command reads or writes, or one in the data folder."""
    folders = {DataPaths.at(arguments.data_dir).root, DataPaths.at(None).root}
    taken = list(_given(arguments, SOURCES))
    for target in _given(arguments, TARGETS):
        for folder in folders:
            if _is_below(target, folder):
                raise WrongInput(
                    text("{name} cannot be written there.", name=target.name),
                    text("{folder} holds the data of DMM Desktop itself.", folder=folder),
                    text("Choose another place."),
                )
        if any(_is_same(target, other) for other in taken) or _is_standard_output(target):
            raise WrongInput(
                text("{name} is named twice.", name=target.name),
                text("Logs or report would replace a file that is needed for something else."),
                text("Choose another place for them."),
            )
        with PartFile(target):
            pass
        taken.append(target)


def _given(arguments: argparse.Namespace, names: Iterable[str]) -> Iterable[Path]:
    return [path for name in names if (path := getattr(arguments, name, None)) is not None]


def _is_below(path: Path, folder: Path) -> bool:
    """Whether the file, wherever links lead, is or will be in the folder or in one below it."""
    return any(_is_same_file(parent, folder) for parent in _place(path).parents)


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, or will: names that differ in case or in the composition of their letters
    are one on some file systems."""
    if _is_same_file(one, other):
        return True
    here, there = _place(one), _place(other)
    return _plain(here.name) == _plain(there.name) and _is_same_file(here.parent, there.parent)


def _is_same_file(one: Path, other: Path) -> bool:
    with contextlib.suppress(OSError, ValueError):  # ValueError: a NUL in the path
        return os.path.samefile(one, other)
    return _place(one) == _place(other)


def _is_standard_output(path: Path) -> bool:
    """Whether standard output or standard error goes into this file."""
    for number in (1, 2):
        with contextlib.suppress(OSError, ValueError):
            out = os.fstat(number)
            if stat.S_ISREG(out.st_mode) and os.path.samestat(out, path.stat()):
                return True
    return False


def _place(path: Path) -> Path:
    """The path without links, as far as it exists; as it was given where the working directory is gone."""
    with contextlib.suppress(OSError, ValueError):
        return Path(os.path.realpath(path))
    return path


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
