"""What a checked zip is, in the words of several pages."""

from __future__ import annotations

from dmm_desktop.core.text import counted, text
from dmm_desktop.operations.check_zip import CheckedZip, Severity

from ..desk.messages import shown, tr
from ..look.tokens import Tone

#: The icon of what :func:`check_words` says.
ICONS = {Tone.OK: "ok", Tone.WARN: "warn", Tone.ERR: "error"}


def check_words(checked: CheckedZip) -> tuple[Tone, str]:
    """How the check ended: "No errors, 3 warnings"."""
    errors = len(checked.errors)
    warnings = sum(finding.severity is Severity.WARNING for finding in checked.findings)
    error_words = shown(counted("1 error", "{n} errors", errors)) if errors else tr("No errors")
    if not errors and not warnings:
        return Tone.OK, tr("No errors, no warnings")
    if not warnings:
        return Tone.ERR, error_words
    warning_words = counted("1 warning", "{n} warnings", warnings)
    words = shown(text("{errors}, {warnings}", errors=error_words, warnings=warning_words))
    return (Tone.ERR if errors else Tone.WARN), words


def entities_words(checked: CheckedZip) -> str:
    """What is in it: "7 entities"."""
    return shown(counted("1 entity", "{n} entities", len(checked.entities)))
