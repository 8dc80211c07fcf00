"""Saves rows as a CSV file for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

from ..archive.part_file import PartFile
from ..core.job import CancelToken
from ..core.spreadsheet import csv_lines
from ..core.text import Text, Words

_MARK = b"\xef\xbb\xbf"  # spreadsheets recognize UTF-8 by it


def save_csv(
    notice: Text,
    titles: Sequence[Text],
    rows: Iterable[Sequence[str]],
    target: Path,
    words: Words,
    cancel: CancelToken,
    separator: str,
) -> Path:
    """Write the rows below their titles, replacing an existing file. ``notice``, the first row, says where the content
    comes from. Raises LocalError, in which case the old file remains, and Cancelled."""
    with PartFile(target) as part:
        part.write(_MARK)
        for line in csv_lines(chain([[words(notice)], [words(title) for title in titles]], rows), separator):
            cancel.check()
            part.write(line.encode(errors="replace"))
        return part.commit(cancel)
