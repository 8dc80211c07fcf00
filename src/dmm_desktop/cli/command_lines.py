"""The commands that a user may run next, as lines for the shell."""

from __future__ import annotations

import argparse
import re
import shlex
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from ..core.address import Address, entered_address

#: Words that need no quotes in cmd and PowerShell, and words that both take as they are between double quotes: without
#: variables and commands, and without what ends the quotes, which in PowerShell includes curly ones.
_PLAIN = re.compile(r"[\w./\\:~+=-]+", re.ASCII)
_QUOTABLE = re.compile(r"[^\"$`%!\u201c-\u201e\x00-\x1f\x7f-\x9f]+(?<!\\)")
#: An id that means nothing to a shell, however it is quoted, and is no option.
_ID = re.compile(r"\{?\w[\w.~+=:-]*\}?", re.ASCII)
#: How every command reaches the same environment with the same data folder.
_ENVIRONMENT = ("contract", "ca", "data_dir")


def watch_line(
    arguments: argparse.Namespace, tracker_id: str, save: Path | None = None, *, windows: bool = sys.platform == "win32"
) -> str:
    """The command that watches this id in the environment of the arguments, and saves the zip of the export. The server
    chose the id: one that a shell might carry out is left for the user to enter."""
    words = ["watch", *_option("url", _address(arguments)), *_options(arguments, _ENVIRONMENT)]
    if save is not None:
        words += _option("save", save)
    return _line([*words, tracker_id if _ID.fullmatch(tracker_id) else "TRACKER_ID"], windows)


def import_line(arguments: argparse.Namespace, source: Path, *, windows: bool = sys.platform == "win32") -> str:
    """The command that imports this zip as an import with these arguments would."""
    mode = "--append" if arguments.append else "--keep-ids"
    options = _options(arguments, ("connection", *_ENVIRONMENT, "reference", "logs", "report"))
    flags = [_name(flag) for flag in ("strict", "large_logs", "show_log", "json") if getattr(arguments, flag)]
    return _line(
        ["import", *_option("url", _address(arguments)), *_option("zip", source), mode, *options, *flags], windows
    )


def _address(arguments: argparse.Namespace) -> Address:
    """The address without what does not belong to it, such as a key in a query."""
    return entered_address(arguments.url)[0]


def _options(arguments: argparse.Namespace, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        if value := getattr(arguments, name):
            yield from _option(name, value)


def _option(name: str, value: object) -> list[str]:
    """The words of an option; a value that begins like an option must be part of its word."""
    word = str(value)
    return [f"{_name(name)}={word}"] if word.startswith("-") else [_name(name), word]


def _name(option: str) -> str:
    return f"--{option.replace('_', '-')}"


def _line(words: Sequence[str], windows: bool) -> str:
    whole = ["dmm-desktop-cli", *words]
    return _for_windows(whole) if windows else shlex.join(whole)


def _for_windows(words: Sequence[str]) -> str:
    """Quote for cmd and PowerShell. A value that one of them could carry out is left for the user to enter."""
    return " ".join(_quoted_for_windows(word, before) for before, word in pairwise(["", *words]))


def _quoted_for_windows(word: str, before: str) -> str:
    if _PLAIN.fullmatch(word):
        return word
    if _QUOTABLE.fullmatch(word):
        return f'"{word}"'
    option, equals, _ = word.partition("=") if word.startswith("--") else ("", "", "")
    return option + equals + (option or before).strip("-").replace("-", "_").upper()
