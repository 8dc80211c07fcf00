"""The report of a run as one HTML page: it loads nothing, executes nothing, and prints on A4. Tags and colours are
chosen so that Qt's text view can show it too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum
from html import escape

from PySide6.QtCore import QLocale

from ... import __version__
from ...core.execution_type import by_known_type
from ...core.legend import legend
from ...core.log_counts import errors_sentence
from ...core.models import FailingEntity, ServerMessage
from ...core.origin_words import origin_sentence
from ...core.outcomes import cut_texts, left_out, sentence
from ...core.reconciliation import fingerprint_of_run, reconciliation
from ...core.remarks import own_remarks
from ...core.runs import Run
from ...core.spreadsheet import harmless_cell, harmless_lines
from ...core.stage import Stage
from ...core.text import Text, counted, text
from ...core.zip_check import check_sentence
from ...operations.save_export import places_of
from ...operations.stored_contract import contract_in_words
from ..export_places import places_in_words
from ..formats import day_and_time, duration, file_size, number
from ..messages import escaped, tr, tr_message, tr_text
from ..run_words import file_name, run_title
from ..stage import stage_word
from ..theme.tokens import DARK, LIGHT
from ..widgets.labels import MAY_BREAK, breakable, without_endless_words

_STYLE = """
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; color: #1a1e25; background: #ffffff; margin: 2rem auto; padding: 0 1.5rem;
  max-width: 60rem; }
h1 { font-size: 1.5rem; line-height: 1.3; } h2 { font-size: 1.1rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4rem 1.2rem .4rem 0; border-bottom: 1px solid #dfe2e7; }
th { font-weight: 600; white-space: nowrap; } td { overflow-wrap: break-word; }
td.time { white-space: nowrap; }
td.number, th.number { text-align: right; white-space: nowrap; }
.stage { display: inline-block; margin: 0; padding: .2rem .8rem; border: 1px solid; border-radius: 4px;
  font-weight: 600; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.hash { font-family: monospace; font-size: .85rem; overflow-wrap: anywhere; }
summary { cursor: pointer; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem; }
.quiet { color: #555c68; }
@media screen and (prefers-color-scheme: dark) {
  body { color: #e7e9ed; background: #202328; } th, td { border-color: #363b43; } .quiet { color: #a8afba; }
}
@page { size: A4; margin: 16mm 14mm 18mm; }
@media print {
  body { font-size: 10pt; margin: 0; padding: 0; max-width: none; color: #000000; background: #ffffff; }
  h1 { font-size: 16pt; } h2 { font-size: 12pt; } h1, h2, h3 { break-after: avoid; }
  thead { display: table-header-group; } tr { break-inside: avoid; } p, pre { orphans: 3; widows: 3; }
  details::details-content { content-visibility: visible; } summary { list-style: none; }
}
"""
#: A hollow, a half full and a full square, like the marks in the window: colour alone never identifies a stage.
_MARKS = {Stage.DEVELOPMENT: "\u25a1", Stage.TEST: "\u25e7", Stage.PRODUCTION: "\u25a0"}

#: The anchor of the heading above the fingerprint.
FINGERPRINT_ANCHOR = "fingerprint"


class FingerprintView(Enum):
    """How the fingerprint is shown: all of it, folded so that the reader can open it, or its number of rows only. Qt's
    text view cannot fold. On paper nothing is folded, if the browser supports that."""

    OPEN = "open"
    FOLDED = "folded"
    SHORT = "short"


def report_page(
    run: Run,
    made_at: datetime,
    *,
    most: int | None = None,
    fingerprint: FingerprintView = FingerprintView.FOLDED,
    doubt: Text | None = None,
) -> str:
    """The whole page, with at most ``most`` characters of the configuration. ``doubt`` replaces the sentence about the
    state: the run may have progressed since it was seen.

    Everything that comes from a server or a file is escaped, its control and direction characters too. It is also
    escaped for spreadsheets: these evaluate pasted text, and each cell and line of the page becomes a cell.
    """
    heading = f"{run_title(run)}, {stage_word(run.stage)}" if run.stage is not None else run_title(run)
    parts = [
        _stage_mark(run.stage),
        f"<h1>{escape(harmless_cell(heading))}</h1>",
        f'<p class="quiet">{escape(_creation_note(made_at))}</p>',
        f"<p><b>{escape(harmless_cell(tr_text(doubt or sentence(run))))}</b></p>",
        *(f"<p>{escape(harmless_cell(tr_text(remark)))}</p>" for remark in own_remarks(run)),
        _section(_counts_heading(run), _facts(_counts(run))),
        _section(tr_text(text("Rows and records")), _compared(run)),
        _failing(run),
        _section(tr_text(text("What this outcome means")), _list(legend(run, day_and_time))),
        _section(tr_text(text("Run")), _facts(_run(run))),
        _section(tr_text(text("Times")), _facts(_times(run))),
        _received(run),
        _section(tr_text(text("Fingerprint of the zip")), _fingerprint(run, fingerprint), anchor=FINGERPRINT_ANCHOR),
        _configuration(run, most),
    ]
    return (
        f'<!DOCTYPE html>\n<html lang="{QLocale().bcp47Name()}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(heading)}</title>\n<style>{_STYLE}{_stage_style(run.stage)}</style>\n</head>\n<body>\n"
        + "\n".join(part for part in parts if part)
        + "\n</body>\n</html>\n"
    )


def _counts_heading(run: Run) -> str:
    if run.counts_seen_at is None:
        return tr_text(text("Counts"))
    return tr_text(text("Counts, last seen on {day}", day=day_and_time(run.counts_seen_at)))


def _stage_mark(stage: Stage | None) -> str:
    return "" if stage is None else f'<p class="stage">{_MARKS[stage]} {escape(stage_word(stage))}</p>'


def _stage_style(stage: Stage | None) -> str:
    """The colours of the stage, as in the window."""
    if stage is None:
        return ""
    light, dark = LIGHT.stage(stage), DARK.stage(stage)
    return (
        f".stage {{ color: {light.on}; background: {light.fill}; border-color: {light.on}; }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ .stage {{ color: {dark.on}; background: {dark.fill}; "
        f"border-color: {dark.on}; }} }}\n"
    )


def _counts(run: Run) -> list[tuple[str, str]]:
    report, final = run.report, run.final_report
    rows = []
    if report is not None:
        rows = [
            (tr_text(text("Records")), _of(report.completed_records, report.total_records)),
            (tr_text(text("Instructions")), _of(report.completed_instructions, report.total_instructions)),
            (tr_text(text("Process records")), _of(report.completed_bpt_records, report.total_bpt_records)),
            (tr_text(text("Total volume")), f"{number(report.total_volume_kb)} KB" if report.total_volume_kb else ""),
            (tr_text(text("Elapsed")), duration(report.elapsed) if report.elapsed != timedelta() else ""),
        ]
    if final is not None:
        rows += [
            (tr_text(text("Records (final report)")), number(final.records)),
            (tr_text(text("Data volume")), _volume(final.data_volume)),
        ]
    failing = run.failing_count
    rows.append((tr_text(text("Failing entities")), tr_text(text("not known")) if failing is None else number(failing)))
    rows.append((tr_text(text("Errors in the log")), _log_errors(run)))
    return rows


def _log_errors(run: Run) -> str:
    sentence = errors_sentence(run.log_counts)
    if sentence is not None:
        return tr_text(sentence)
    if run.log_counts is None:
        return tr_text(text("not known: the log was not read"))
    if not run.state.is_final:  # as the window counts them
        return tr_text(
            counted("none in the 1 line read so far", "none in the {n} lines read so far", run.log_counts.lines)
        )
    return tr_text(text("not known: the log was not read to its end"))


def _run(run: Run) -> list[tuple[str, str]]:
    mode = {True: text("append: new ids"), False: text("keep ids"), None: text("not known")}[run.append]
    ids = by_known_type(run.known_type, for_import=tr_text(mode), for_export="", for_execution="")
    size = f" ({file_size(run.zip_size)})" if run.zip_size else ""
    return [
        (tr_text(text("Environment")), tr_text(run.told_environment)),
        (tr_text(text("Stage")), stage_word(run.stage) if run.stage is not None else ""),
        (tr_text(text("API")), str(run.root) if run.root else ""),
        (tr_text(text("Connection")), run.connection or tr_text(text("not known"))),
        (tr_text(text("Goes to")), places_in_words(places_of(run))),
        (tr_text(text("Tracker id")), _tracker_id(run)),
        (tr_text(text("Server status")), run.status_word),
        (tr_text(_message_title(run)), tr_message(run.message)),
        (tr_text(text("File")), file_name(run) + size if run.zip_path else ""),
        ("SHA-256", run.zip_sha256),
        (tr_text(text("Origin")), tr_text(origin_sentence(run.proven_origin)) if run.proven_origin else ""),
        (tr_text(text("Reference")), run.reference),
        (tr_text(text("Note")), run.note),
        (tr_text(text("Check")), tr_text(check_sentence(run.zip_check)) if run.zip_check else ""),
        (tr_text(text("Ids")), ids),
        (tr_text(text("API description")), tr_message(contract_in_words(run.contract))),
        (tr_text(text("Log")), tr_message(run.log_notice) if run.log_notice else ""),
    ]


def _tracker_id(run: Run) -> str:
    if not run.has_entered_id:
        return run.tracker_id
    return tr_text(text("{id} (entered by a user)", id=run.tracker_id))


def _message_title(run: Run) -> Text:
    """The heading of the run's message: our reason, the server's response, or the progress that it reported."""
    if isinstance(run.message, Text):
        return text("Reason")
    reported = run.report.message if run.report else ServerMessage()
    if run.message == reported.text and reported.kind.strip().lower() not in ("danger", "error"):
        return text("Last progress message")
    return text("Server message")


def _volume(volume: str) -> str:
    """A volume as sent by the server. The unit of a plain number is not documented."""
    volume = volume.strip()
    if not re.fullmatch(r"\d{1,18}(\.\d{1,6})?", volume):
        return volume
    value = float(volume)
    shown = number(int(value) if value.is_integer() else value)
    return tr_text(text("{volume} (unit not documented)", volume=shown)) if value else shown


def _times(run: Run) -> list[tuple[str, str]]:
    report = run.report
    begun = text("Started here") if run.was_started_here else text("Added here")
    return [
        (tr_text(begun), day_and_time(run.created_at)),
        (tr_text(text("Sent")), day_and_time(run.sent_at) if run.sent_at else ""),
        (tr_text(text("Stop requested")), day_and_time(run.stop_requested_at) if run.stop_requested_at else ""),
        (tr_text(text("Stop accepted")), day_and_time(run.stop_accepted_at) if run.stop_accepted_at else ""),
        (
            tr_text(text("Found to have ended") if run.ended_unwatched else text("Ended")),
            day_and_time(run.known_end) if run.known_end else "",
        ),
        (tr_text(text("Started (server clock)")), _server(report.started_at) if report else ""),
        (tr_text(text("Ended (server clock)")), _server(report.ended_at) if report else ""),
    ]


def _failing(run: Run) -> str:
    if not run.failing_entities:
        return ""
    heads = (text("Entity"), text("Error"), text("Tip"), text("First seen"))
    count = escape(tr("Count"))
    plain = "".join(f"<th>{escape(tr_text(head))}</th>" for head in heads)
    rows = [f'<thead><tr>{plain}<th class="number">{count}</th></tr></thead>']
    traces = []
    for entity in run.failing_entities:
        rows.append(
            f"<tr><td>{_cell(entity.entity)}</td><td>{_cell(entity.error)}</td>"
            f'<td>{_cell(_tip_and_advice(entity))}</td><td class="time">{escape(_server(entity.first_seen))}</td>'
            f'<td class="number">{escape(number(entity.count))}</td></tr>'
        )
        if entity.stack_trace:
            traces.append(f"<h3>{_cell(entity.entity)}</h3>{_lines(entity.stack_trace)}")
    notices = [notice for notice in (left_out(run), cut_texts(run)) if notice is not None]
    below = "".join(f"<p>{escape(tr_text(notice))}</p>" for notice in notices)
    section = _section(tr_text(text("Failing entities")), _table(rows) + below)
    return section + (_section(tr_text(text("Stack traces")), "\n".join(traces)) if traces else "")


def _tip_and_advice(entity: FailingEntity) -> str:
    """The server's tip, then our advice."""
    return "\n".join(part for part in (entity.tip, tr_text(entity.advice) if entity.advice else "") if part)


def _configuration(run: Run, most: int | None) -> str:
    if not run.configuration:
        return ""
    is_whole = most is None or len(run.configuration) <= most
    notice = text("Only the beginning of the configuration is shown. The saved report has all of it.")
    below = "" if is_whole else f"<p>{escape(tr_text(notice))}</p>"
    return _section(tr_text(text("Configuration")), _lines(run.configuration[:most]) + below)


def _received(run: Run) -> str:
    return _section(tr_text(text("Server response")), _lines(run.received) if run.received else "")


def _creation_note(created_at: datetime) -> str:
    return tr_text(
        text("Created by DMM Desktop {version} on {day}.", version=__version__, day=day_and_time(created_at))
    )


def _section(heading: str, content: str, *, anchor: str = "") -> str:
    place = f' id="{anchor}"' if anchor else ""
    return f"<h2{place}>{escape(heading)}</h2>\n{content}\n" if content else ""


def _facts(rows: list[tuple[str, str]]) -> str:
    cells = [f'<tr><th width="34%">{escape(name)}</th><td>{_cell(value)}</td></tr>' for name, value in rows if value]
    return _table(cells) if cells else ""


def _list(sentences: Iterable[Text]) -> str:
    items = "".join(f"<li>{escape(harmless_cell(tr_text(sentence)))}</li>" for sentence in sentences)
    return f"<ul>{items}</ul>" if items else ""


def _compared(run: Run) -> str:
    """The rows of the zip beside the records that the server reports, and the rows of each entity with errors."""
    compared = reconciliation(run)
    if compared is None:
        return ""
    unknown, difference = tr_text(text("not known")), compared.difference
    signed = unknown if difference is None else f"+{number(difference)}" if difference > 0 else number(difference)
    rows = _facts(
        [
            (
                tr_text(text("Rows in the zip")),
                tr_text(text("Rows not counted")) if compared.rows is None else number(compared.rows),
            ),
            (
                tr_text(text("Records reported")),
                unknown if compared.reported is None else number(compared.reported),
            ),
            (tr_text(text("Difference")), signed),
        ]
    )
    known = [entity for entity in compared.entities if entity.rows is not None]
    if not known:
        return rows
    head = (text("Entity with errors"), text("Rows in the zip"))
    lines = [f"<tr>{_heads(head, (1,))}</tr>"] + [
        f'<tr><td>{_cell(entity.entity)}</td><td class="number">{escape(number(entity.rows))}</td></tr>'
        for entity in known
    ]
    return rows + _table(lines)


def _fingerprint(run: Run, view: FingerprintView) -> str:
    """The data files with their rows, hashes, and NULL or empty values."""
    found = fingerprint_of_run(run)
    if found is None:
        return ""
    count = len(found.files) + found.more_files
    files = counted("1 data file", "{n} data files", count)
    said = text("Rows not counted in {files}", files=files)
    if found.rows is not None:
        said = text("{rows} in {files}", rows=counted("1 row", "{n} rows", found.rows), files=files)
    summary = escape(tr_text(said))
    if view is FingerprintView.SHORT:
        return f"<p>{summary}</p>"
    head = (text("File"), text("Rows"), text("NULL or empty values"))
    lines = [f"<thead><tr>{_heads(head, (1,))}</tr></thead>"]
    for file in found.files:
        rows = tr_text(text("not counted")) if file.rows is None else number(file.rows)
        empty = ", ".join(f"{column.name}: {number(column.empty)}" for column in file.columns)
        lines.append(
            f'<tr><td>{_cell(file.file)}<br><span class="hash">{_cell(file.sha256)}</span></td>'
            f'<td class="number">{escape(rows)}</td><td>{_cell(empty)}</td></tr>'
        )
    more = [
        counted("1 more file is not listed.", "{n} more files are not listed.", found.more_files),
        counted("1 more column is not listed.", "{n} more columns are not listed.", found.more_columns),
    ]
    below = "".join(f"<p>{escape(tr_text(sentence))}</p>" for sentence in more if sentence.n)
    content = _table(lines) + below
    if view is FingerprintView.OPEN:
        return f"<p>{summary}</p>{content}"
    return f"<details><summary>{summary}</summary>{content}</details>"


def _heads(titles: Iterable[Text], numbers: tuple[int, ...]) -> str:
    classes = dict.fromkeys(numbers, ' class="number"')
    return "".join(f"<th{classes.get(place, '')}>{escape(tr_text(title))}</th>" for place, title in enumerate(titles))


def _cell(words: str) -> str:
    """A cell whose words stay whole unless they are long: a column is as wide as its longest word or piece of a
    word."""
    return _with_breaks(breakable(harmless_cell(escaped(words))))


def _lines(content: str) -> str:
    """Lines, each as it is."""
    return f"<pre>{_with_breaks(without_endless_words(harmless_lines(escaped(content))))}</pre>"


def _with_breaks(words: str) -> str:
    return escape(words).replace(MAY_BREAK, "<wbr>")


def _table(rows: list[str]) -> str:
    return '<table width="100%" cellspacing="0">\n' + "\n".join(rows) + "\n</table>"


def _of(done: int | None, total: int | None) -> str:
    """The server's counts; empty if it has reported none."""
    if total == 0 or done is total is None:
        return number(done) if done != 0 else ""
    return tr_text(text("{done} of {total}", done=number(done), total=number(total)))


def _server(moment: datetime | None) -> str:
    return moment.isoformat(sep=" ") if moment else ""
