"""What a checked zip is, in the words of several pages."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from dmm_desktop.operations.check_zip import CheckedZip, Severity

from ..look.tokens import Tone

_CONTEXT = "CheckedFile"

#: The icon of what :func:`check_words` says.
ICONS = {Tone.OK: "ok", Tone.WARN: "warn", Tone.ERR: "error"}


def check_words(checked: CheckedZip) -> tuple[Tone, str]:
    """How the check ended: "No errors, 3 warnings"."""
    translate = QCoreApplication.translate
    errors = len(checked.errors)
    warnings = sum(finding.severity is Severity.WARNING for finding in checked.findings)
    error_words = translate(_CONTEXT, "%n error(s)", "", errors) if errors else translate(_CONTEXT, "No errors")
    if not errors and not warnings:
        return Tone.OK, translate(_CONTEXT, "No errors, no warnings")
    if not warnings:
        return Tone.ERR, error_words
    words = translate(_CONTEXT, "{errors}, {warnings}").format(
        errors=error_words, warnings=translate(_CONTEXT, "%n warning(s)", "", warnings)
    )
    return (Tone.ERR if errors else Tone.WARN), words


def entities_words(checked: CheckedZip) -> str:
    """What is in it: "7 entities"."""
    return QCoreApplication.translate(_CONTEXT, "%n entity(ies)", "", len(checked.entities))
