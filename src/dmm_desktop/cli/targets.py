"""Checks the files to which results are written: they must not replace files that are still needed."""

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
    """Raise WrongInput or LocalError now, not after an hour of importing, if a result cannot be written to the chosen
    path, or would replace a file that this command reads or writes, or one in the data folder."""
    taken = list(_given(arguments, SOURCES))
    for target in _given(arguments, TARGETS):
        folders = {DataPaths.at(arguments.data_dir).root, DataPaths.at(None).root}
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
                text("The command would replace a file that is needed for something else."),
                text("Choose another place."),
            )
        with PartFile(target):
            pass
        taken.append(target)


def _given(arguments: argparse.Namespace, names: Iterable[str]) -> Iterable[Path]:
    given = (getattr(arguments, name, None) for name in names)
    return [path for one in given if one is not None for path in (one if isinstance(one, list) else [one])]


def _is_below(path: Path, folder: Path) -> bool:
    """Whether the file, with links resolved, is or will be in the folder or a subfolder."""
    return any(_is_same_file(parent, folder) for parent in _place(path).parents)


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths lead, or will lead, to the same file: some file systems ignore case or the composition of
    letters in names."""
    if _is_same_file(one, other):
        return True
    here, there = _place(one), _place(other)
    return _plain(here.name) == _plain(there.name) and _is_same_file(here.parent, there.parent)


def _is_same_file(one: Path, other: Path) -> bool:
    with contextlib.suppress(OSError, ValueError):  # ValueError: the path contains NUL
        return os.path.samefile(one, other)
    return _place(one) == _place(other)


def _is_standard_output(path: Path) -> bool:
    """Whether standard output or standard error is redirected to this file."""
    for number in (1, 2):
        with contextlib.suppress(OSError, ValueError):
            out = os.fstat(number)
            if stat.S_ISREG(out.st_mode) and os.path.samestat(out, path.stat()):
                return True
    return False


def _place(path: Path) -> Path:
    """The path with links resolved, as far as it exists; unchanged if the working directory no longer exists."""
    with contextlib.suppress(OSError, ValueError):
        return Path(os.path.realpath(path))
    return path


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
