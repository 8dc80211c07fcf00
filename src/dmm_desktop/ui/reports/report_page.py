"""The report of a run as one HTML page: nothing is loaded from anywhere, nothing in it is executed, and it prints
on A4. The tags and colours are chosen so that Qt's own text view shows it as well."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import escape

from PySide6.QtCore import QLocale

from ... import __version__
from ...core.environment import Stage
from ...core.log_counts import errors_sentence
from ...core.models import ServerMessage
from ...core.outcomes import left_out, sentence
from ...core.runs import Run
from ...core.spreadsheet import harmless_cell, harmless_lines
from ...core.text import Text, text
from ..formats import day_and_time, duration, file_size, number
from ..messages import escaped, tr, tr_message, tr_text
from ..run_words import file_name, title
from ..stage import stage_word
from ..theme.tokens import DARK, LIGHT
from ..widgets.labels import MAY_BREAK, breakable

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
}
"""
#: A hollow, a half full and a full square, like the marks in the window: a stage is never told by its colour alone.
_MARKS = {Stage.DEVELOPMENT: "\u25a1", Stage.TEST: "\u25e7", Stage.PRODUCTION: "\u25a0"}


def report_page(run: Run, made_at: datetime) -> str:
    """The whole page. Everything that comes from a server or a file is escaped, also for spreadsheets: they evaluate
    what is pasted into them, and each cell and line of the page becomes one of theirs."""
    heading = f"{title(run)}, {stage_word(run.stage)}" if run.stage is not None else title(run)
    parts = [
        _stage_mark(run.stage),
        f"<h1>{escape(harmless_cell(heading))}</h1>",
        f'<p class="quiet">{escape(_creation_note(made_at))}</p>',
        f"<p><b>{escape(harmless_cell(tr_text(sentence(run))))}</b></p>",
        _section(_counts_heading(run), _facts(_counts(run))),
        _failing(run),
        _section(tr_text(text("Import")), _facts(_import(run))),
        _section(tr_text(text("Times")), _facts(_times(run))),
        _received(run),
        _configuration(run),
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
    return tr_text(text("not known: the log was not read to its end"))


def _import(run: Run) -> list[tuple[str, str]]:
    mode = {True: text("append: new ids"), False: text("keep ids"), None: text("not known")}[run.append]
    size = f" ({file_size(run.zip_size)})" if run.zip_size else ""
    return [
        (tr_text(text("Environment")), run.environment_name),
        (tr_text(text("Stage")), stage_word(run.stage) if run.stage is not None else ""),
        (tr_text(text("API")), run.root),
        (tr_text(text("Connection")), run.connection or tr_text(text("not known"))),
        (tr_text(text("Tracker id")), run.tracker_id),
        (tr_text(text("Server status")), run.status_word),
        (tr_text(_message_title(run)), tr_message(run.message)),
        (tr_text(text("File")), file_name(run) + size if run.zip_path else ""),
        ("SHA-256", run.zip_sha256),
        (tr_text(text("Ids")), tr_text(mode)),
        (tr_text(text("API description")), run.contract),
        (tr_text(text("Log")), tr_message(run.log_notice) if run.log_notice else ""),
    ]


def _message_title(run: Run) -> Text:
    """What the message of the run is: our reason, the answer of the server, or what it reported as its progress."""
    if isinstance(run.message, Text):
        return text("Reason")
    reported = run.report.message if run.report else ServerMessage()
    if run.message == reported.text and reported.kind.strip().lower() not in ("danger", "error"):
        return text("Last progress message")
    return text("Server message")


def _volume(volume: str) -> str:
    """A volume as the server gives it. The unit of a plain number is not documented."""
    volume = volume.strip()
    if not re.fullmatch(r"\d{1,18}(\.\d{1,6})?", volume):
        return volume
    value = float(volume)
    shown = number(int(value) if value.is_integer() else value)
    return tr_text(text("{volume} (unit not documented)", volume=shown)) if value else shown


def _times(run: Run) -> list[tuple[str, str]]:
    report = run.report
    return [
        (tr_text(text("Started here")), day_and_time(run.created_at)),
        (tr_text(text("Sent")), day_and_time(run.sent_at) if run.sent_at else ""),
        (tr_text(text("Stop requested")), day_and_time(run.stop_requested_at) if run.stop_requested_at else ""),
        (tr_text(text("Ended")), day_and_time(run.known_end) if run.known_end else ""),
        (tr_text(text("Started (server clock)")), _server(report.started_at) if report else ""),
        (tr_text(text("Ended (server clock)")), _server(report.ended_at) if report else ""),
    ]


def _failing(run: Run) -> str:
    if not run.failing_entities:
        return ""
    heads = (text("Entity"), text("Error"), text("Tip"), text("First time"))
    count = escape(tr("Count"))
    plain = "".join(f"<th>{escape(tr_text(head))}</th>" for head in heads)
    rows = [f'<thead><tr>{plain}<th class="number">{count}</th></tr></thead>']
    traces = []
    for entity in run.failing_entities:
        rows.append(
            f"<tr><td>{_cell(entity.entity)}</td><td>{_cell(entity.error)}</td>"
            f'<td>{_cell(entity.tip)}</td><td class="time">{escape(_server(entity.first_seen))}</td>'
            f'<td class="number">{escape(number(entity.count))}</td></tr>'
        )
        if entity.stack_trace:
            traces.append(f"<h3>{escape(harmless_cell(entity.entity))}</h3>{_lines(entity.stack_trace)}")
    notice = left_out(run)
    below = f"<p>{escape(tr_text(notice))}</p>" if notice else ""
    section = _section(tr_text(text("Failing entities")), _table(rows) + below)
    return section + (_section(tr_text(text("Stack traces")), "\n".join(traces)) if traces else "")


def _configuration(run: Run) -> str:
    if not run.configuration:
        return ""
    return _section(tr_text(text("Configuration")), _lines(run.configuration))


def _received(run: Run) -> str:
    answer = _lines(escaped(run.received)) if run.received else ""
    return _section(tr_text(text("Server's answer")), answer)


def _creation_note(created_at: datetime) -> str:
    return tr_text(
        text("Created by DMM Desktop {version} on {day}.", version=__version__, day=day_and_time(created_at))
    )


def _section(heading: str, content: str) -> str:
    return f"<h2>{escape(heading)}</h2>\n{content}\n" if content else ""


def _facts(rows: list[tuple[str, str]]) -> str:
    cells = [f'<tr><th width="34%">{escape(name)}</th><td>{_cell(value)}</td></tr>' for name, value in rows if value]
    return _table(cells) if cells else ""


def _cell(words: str) -> str:
    """Words that stay whole unless they are long: a column is as wide as its longest word, or its longest piece."""
    return "<wbr>".join(escape(piece) for piece in breakable(harmless_cell(words)).split(MAY_BREAK))


def _lines(content: str) -> str:
    return f"<pre>{escape(harmless_lines(content))}</pre>"


def _table(rows: list[str]) -> str:
    return '<table width="100%" cellspacing="0">\n' + "\n".join(rows) + "\n</table>"


def _of(done: int | None, total: int | None) -> str:
    """The server's counts; empty if it has reported none."""
    if total == 0 or done is total is None:
        return number(done) if done != 0 else ""
    return tr_text(text("{done} of {total}", done=number(done), total=number(total)))


def _server(moment: datetime | None) -> str:
    return moment.isoformat(sep=" ") if moment else ""
