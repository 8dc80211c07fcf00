"""The check of a zip in a few words, with icons and tones."""

from __future__ import annotations

from ...core.text import Text, counted, joined, text
from ...operations.check_zip import CheckedZip, Severity, total_rows
from ..messages import tr_text
from ..theme.tokens import Tone
from .draft import Draft

#: The icons of :func:`check_mark`.
_ICONS = {Tone.OK: "ok", Tone.WARN: "warn", Tone.ERR: "error"}
SEVERITY_ICONS = {Severity.ERROR: "error", Severity.WARNING: "warn"}
SEVERITY_TONES = {Severity.ERROR: Tone.ERR, Severity.WARNING: Tone.WARN}


def check_tone(checked: CheckedZip) -> Tone:
    """The tone of the worst finding."""
    return Tone.ERR if checked.blocks else Tone.WARN if checked.findings else Tone.OK


def check_mark(draft: Draft, checked: CheckedZip) -> tuple[str, Tone]:
    """Icon and tone of what the check has found; muted as long as it may still find the first problem."""
    tone = check_tone(checked)
    if tone is Tone.OK and not draft.is_checked:
        return "clock" if draft.is_checking else "stopped", Tone.MUTED
    return _ICONS[tone], tone


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


def saved_words(unread: Text | None) -> tuple[Tone, str]:
    """What is said of a file with results, and its tone. ``unread``: why some secrets may not be hidden in it."""
    quotes = text("It quotes data from the zip. Handle it like the zip itself.")
    return (Tone.OK, tr_text(quotes)) if unread is None else (Tone.WARN, tr_text(joined(quotes, unread)))
