"""The results of the check of a zip, as lines on the console."""

from __future__ import annotations

from collections.abc import Iterator

from ..archive.findings import CheckedZip, Finding, Severity

#: How many of the zip's ignored entries are named.
_IGNORED_SHOWN = 5


def check_lines(checked: CheckedZip, left_out: Finding | None = None) -> Iterator[str]:
    """Lines about the findings, except one, about what could not be determined, and about what was ignored."""
    for finding in checked.findings:
        if finding is not left_out:
            yield _finding_line(finding)
    for note in checked.notes:
        yield f"Note: {note}"
    if checked.ignored:
        more = ", …" if len(checked.ignored) > _IGNORED_SHOWN else ""
        yield f"Note: The check ignores {', '.join(checked.ignored[:_IGNORED_SHOWN])}{more}."


def _finding_line(finding: Finding) -> str:
    """A finding, with the file if the sentence does not name it, and the text concerned."""
    kind = "Error" if finding.severity is Severity.ERROR else "Warning"
    sentence = str(finding.sentence)
    where = f" ({finding.file})" if finding.file not in sentence else ""
    excerpt = f" Found: {finding.excerpt}" if finding.excerpt else ""
    return f"{kind}: {sentence}{where}{excerpt}"
