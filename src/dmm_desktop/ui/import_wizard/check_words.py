"""The check of a zip in a few words, with icons and tones."""

from __future__ import annotations

from ...core.runs import Run
from ...core.sentence_parts import destination_of
from ...core.text import counted, text
from ...operations.check_zip import CheckedZip, Severity, total_rows
from ..formats import file_size, moment
from ..messages import tr_text
from ..theme.tokens import Tone

#: The icons of :func:`check_tone`.
ICONS = {Tone.OK: "ok", Tone.WARN: "warn", Tone.ERR: "error"}
SEVERITY_ICONS = {Severity.ERROR: "error", Severity.WARNING: "warn"}
SEVERITY_TONES = {Severity.ERROR: Tone.ERR, Severity.WARNING: Tone.WARN}


def check_tone(checked: CheckedZip) -> Tone:
    """The tone of the worst finding."""
    return Tone.ERR if checked.blocks else Tone.WARN if checked.findings else Tone.OK


def consequence_words(checked: CheckedZip) -> str:
    """What the errors mean; "" if there are none. The check knows DMM's rules, but not what DMM will do."""
    if not checked.blocks:
        return ""
    if checked.is_blocked_by_choice:
        return tr_text(text("This environment is set to treat warnings about values as errors."))
    return tr_text(text("This import would probably fail."))


def contents_words(checked: CheckedZip) -> str:
    """What is in the zip: "7 entities, 5,022 rows". The rows are left out until all are counted."""
    rows = total_rows(checked)
    if rows is None:
        return entities_words(checked)
    words = tr_text(counted("1 row", "{n} rows", rows))
    return f"{entities_words(checked)}, {words}"


def entities_words(checked: CheckedZip) -> str:
    """The number of entities: "7 entities"."""
    return tr_text(counted("1 entity", "{n} entities", len(checked.entities)))


def other_zip_words(run: Run, checked: CheckedZip) -> tuple[str, str]:
    """That the zip is not the one of ``run``, which is imported again; and both in figures, as far as they are
    known."""
    told = text(
        "This zip is not the one of the import into {place} {when}.",
        place=destination_of(run),
        when=moment(run.created_at),
    )
    then = _figures(run.zip_size, run.zip_check.rows if run.zip_check is not None else None)
    now = _figures(checked.size, total_rows(checked))
    if run.zip_size == checked.size:
        compared = text("They have the same size, but different contents.")
    else:
        compared = text("That one: {then}. This one: {now}.", then=then, now=now)
    return tr_text(told), tr_text(compared)


def _figures(size: int, rows: int | None) -> str:
    """A size, and rows if they are known: "66 KB, 5,022 rows"."""
    counted_rows = (tr_text(counted("1 row", "{n} rows", rows)),) if rows is not None else ()
    return ", ".join((file_size(size), *counted_rows))
