"""The results of the check of a zip, as lines on the console."""

from __future__ import annotations

from collections.abc import Iterator

from ..archive.findings import CheckedZip, Finding, Severity

#: How many of the zip's ignored entries are named.
_IGNORED_SHOWN = 5


def check_lines(checked: CheckedZip, *, is_rejected: bool = False) -> Iterator[str]:
    """Lines about the findings, about what could not be determined, and about what was ignored. If the zip is rejected,
    ZipRejected quotes the first error: a line that says no more is left out."""
    quoted = checked.errors[0] if is_rejected else None
    for finding in checked.findings:
        line = _finding_line(finding)
        if finding is not quoted or line != f"Error: {finding.sentence}":
            yield line
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
