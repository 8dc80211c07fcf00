"""``python -m tools.rules_page``: writes the part of docs/import-zip.md for users, from the table of rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from dmm_desktop.archive.content_rules import SUSPICIOUS_RATIO, SUSPICIOUS_SIZE, SUSPICIOUS_TOTAL
from dmm_desktop.archive.findings import Severity
from dmm_desktop.archive.rules import NOTES, RULES, WARN_ABOVE, Rule

PAGE = Path(__file__).parent.parent / "docs" / "import-zip.md"
_BEGIN = "<!-- begin: written by tools/rules_page.py -->\n"
_END = "<!-- end: written by tools/rules_page.py -->\n"
_WORDS = {
    Severity.ERROR: "**Errors**: the import would fail. It starts only if the user decides to start anyway.",
    Severity.WARNING: "**Warnings**: the user may continue. Those marked *strict* are errors if the user wants that.",
}


def written(page: str) -> str:
    """The page with its generated part made anew."""
    before, _, rest = page.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return before + _BEGIN + "\n".join(_part()) + "\n" + _END + after


def _part() -> Iterator[str]:
    for severity, words in _WORDS.items():
        yield from ("", words, "", "| rule | what the check says |", "|---|---|")
        for rule in RULES:
            if rule.severity is severity:
                yield f"| {rule.id}{' *strict*' if rule.is_strict else ''} | {_sentence(rule)} |"
    yield from ("", "**Notes**: what could not be determined. They never block.", "")
    for note in NOTES.values():
        yield f"- {_italic(note.template)}"
    limits = f"{WARN_ABOVE >> 20} MiB (rule 13)", f"{SUSPICIOUS_SIZE >> 20} MiB and {SUSPICIOUS_RATIO} times (rule 16)"
    yield from ("", f"Limits: {limits[0]}; {limits[1]}, or {SUSPICIOUS_TOTAL >> 30} GiB in all.", "")


def _sentence(rule: Rule) -> str:
    template = rule.sentence.template
    if not re.search("[a-z]", re.sub(r"{\w+}", "", template)):  # the sentence is made where the fault is found
        return f"{(rule.test.__doc__ or '').strip()} The finding says why, and what to do."
    return _italic(template)


def _italic(template: str) -> str:
    return re.sub(r"{(\w+)}", r"*\1*", template)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
