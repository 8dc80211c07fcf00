"""The result of a check of a zip as one HTML page to read, print and file. It contains no script and loads nothing."""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from .. import __version__
from ..archive.findings import CheckedZip, EntityFiles
from ..archive.references import Reference, reference_without_secrets
from ..archive.secrets_in_zips import without_secrets
from ..core.job import CancelToken, OnProgress
from ..core.redaction import Redaction
from ..core.spreadsheet import harmless_cell
from ..core.text import Text, Words, counted, text
from .check_rows import (
    ENTITY_TITLES,
    FINDING_TITLES,
    REFERENCE_TITLES,
    entity_row,
    finding_row,
    reference_row,
)
from .check_zip import result, total_rows
from .save_text import save_text

_STYLE = """
body { font: 10pt/1.4 system-ui, sans-serif; margin: 2em auto; max-width: 75em; padding: 0 1em; color: #111 }
table { border-collapse: collapse; width: 100%; margin: 0.5em 0 2em }
th, td { text-align: left; vertical-align: top; padding: 0.3em 0.7em 0.3em 0; border-bottom: 1px solid #ccc }
td.number, th.number { text-align: right; white-space: nowrap }
td.name, td.value, table.facts td { overflow-wrap: anywhere }
td.name { min-width: 8em }
td.value { min-width: 9em; font-family: monospace; white-space: pre-wrap }
tr.error td:first-child { font-weight: bold }
table.facts { width: auto } table.facts th { white-space: nowrap; font-weight: 600 }
thead { display: table-header-group }
.notice { border: 1px solid #999; padding: 0.5em 1em }
.hash { font-family: monospace; overflow-wrap: anywhere }
@page { size: A4; margin: 15mm }
@media print { body { margin: 0; max-width: none; font-size: 8.5pt } tr { break-inside: avoid }
  h2 { break-after: avoid } }
"""


@dataclass(frozen=True, slots=True)
class CheckSheet:
    """What the page says besides the results of the check; empty texts are left out. ``checked``: when the check ended,
    in words; ``made``: when the page was made. ``user``: who made it. ``reference``: the user's own text.
    ``destination``: the environment or connection that the zip is for, with ``stage`` and ``address``. ``language``:
    that of the page (BCP 47)."""

    checked: str = ""
    made: str = ""
    user: str = ""
    reference: str = ""
    destination: str = ""
    stage: str = ""
    address: str = ""
    language: str = "en"


def user_name() -> str:
    """The name of this computer's user; "" if the system has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # differs between versions of Python
        return ""


def save_check_page(
    secrets: Redaction,
    checked: CheckedZip,
    references: Iterable[Reference],
    sheet: CheckSheet,
    target: Path,
    words: Words,
    cancel: CancelToken,
    report: OnProgress,
) -> Path:
    """Write the page without ``secrets``, replacing an existing file. The check hid those that it knew; others may have
    been read since. Raises LocalError, in which case the old file remains."""
    hidden = {name: secrets(getattr(sheet, name)) for name in ("user", "reference", "destination", "address")}
    named = replace(without_secrets(checked, secrets), path=checked.path.with_name(secrets(checked.path.name)))
    pointers = (reference_without_secrets(reference, secrets) for reference in references)
    return save_text(check_page(named, pointers, words, replace(sheet, **hidden)), target, cancel, report)


def check_page(
    checked: CheckedZip, references: Iterable[Reference] = (), words: Words = str, sheet: CheckSheet | None = None
) -> str:
    """The page. ``words`` translates its sentences. Cells are harmless in spreadsheets too, which evaluate those of a
    page that is opened there or pasted."""

    def say(sentence: Text) -> str:
        return _cell(words(sentence))

    sheet = sheet or CheckSheet()
    title = say(text("Check of {name}", name=checked.path.name))
    notice = say(text("This page quotes data from the zip. Handle it like the zip itself."))
    size = say(counted("{n} byte", "{n} bytes", checked.size))
    findings, entities, pointers = say(text("Findings")), say(text("Entities")), say(text("References"))
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{_cell(sheet.language)}"><head><meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{title}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{title}</h1>",
        f'<p class="notice">{notice}</p>',
        f"<p>{say(result(checked))}</p>",
        *_facts(_rows_of_sheet(checked, sheet, size, words)),
        *(f"<p>{say(note)}</p>" for note in checked.notes),
    ]
    if checked.findings:
        parts.append(f"<h2>{findings}</h2>")
        rows = ((str(finding.severity), map(_cell, finding_row(finding, words))) for finding in checked.findings)
        parts += _table(map(say, FINDING_TITLES), rows, {"number": (0, 3, 6), "name": (2, 4, 7), "value": (5,)})
    if checked.entities:
        parts.append(f"<h2>{entities}</h2>")
        entity_cells = (("", _entity(entity, words)) for entity in checked.entities)
        parts += _table(map(say, ENTITY_TITLES[:-1]), entity_cells, {"number": (2, 3, 5), "name": (0, 6, 7)})
    if references := tuple(references):
        parts.append(f"<h2>{pointers}</h2>")
        rows = (("", map(_cell, reference_row(reference, words))) for reference in references)
        parts += _table(map(say, REFERENCE_TITLES), rows, {"number": (3, 4), "name": (0, 1, 2)})
    return "\n".join((*parts, "</body></html>", ""))


def _rows_of_sheet(checked: CheckedZip, sheet: CheckSheet, size: str, words: Words) -> Iterator[tuple[str, str]]:
    """Title and value of each fact about the zip and the sheet, as HTML."""
    rows = total_rows(checked)
    stage = f"{sheet.destination} ({sheet.stage})" if sheet.destination and sheet.stage else sheet.destination
    for title, value in (
        (text("Reference"), _cell(sheet.reference)),
        (text("Destination"), _cell(stage)),
        (text("Address"), _cell(sheet.address)),
        (text("File"), _cell(checked.path.name)),
        (text("Size"), size),
        (text("SHA-256"), f'<span class="hash">{escape(checked.sha256)}</span>' if checked.sha256 else ""),
        (text("Rows"), _cell(words(text("not counted") if rows is None else text("{n}", n=rows)))),
        (text("Checked by"), _cell(sheet.user)),
        (text("Checked at"), _cell(sheet.checked)),
        (text("Saved at"), _cell(sheet.made)),
        (text("Application"), _cell(f"DMM Desktop {__version__}")),
    ):
        if value:
            yield _cell(words(title)), value


def _facts(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield '<table class="facts"><tbody>'
    for title, value in rows:
        yield f"<tr><th>{title}</th><td>{value}</td></tr>"
    yield "</tbody></table>"


def _cell(content: str) -> str:
    return escape(harmless_cell(content))


def _lines(content: str) -> str:
    """A cell with line breaks: spreadsheets make a cell of each line."""
    return "<br>".join(map(_cell, content.split("\n")))


def _table(
    titles: Iterable[str],
    rows: Iterable[tuple[str, Iterable[str]]],
    kinds: Mapping[str, tuple[int, ...]],
) -> Iterator[str]:
    """A table whose cells are already HTML; each row has a class. ``kinds`` has the columns with numbers, with names
    and sentences, which break anywhere so that the table fits the page, and with values as in the data."""
    classes = {place: f' class="{kind}"' for kind, places in kinds.items() for place in places}

    def cells(tag: str, contents: Iterable[str]) -> str:
        return "".join(f"<{tag}{classes.get(place, '')}>{content}</{tag}>" for place, content in enumerate(contents))

    yield f"<table><thead><tr>{cells('th', titles)}</tr></thead><tbody>"
    for kind, contents in rows:
        yield f'<tr class="{kind}">{cells("td", contents)}</tr>'
    yield "</tbody></table>"


def _entity(entity: EntityFiles, words: Words) -> tuple[str, ...]:
    """The cells of an entity, its digest below its name."""
    name, *cells, digest = (_lines(cell) for cell in entity_row(entity, words))
    return name + (f'<br><span class="hash">{digest}</span>' if entity.facts else ""), *cells
