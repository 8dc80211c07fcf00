"""Regular expressions mean the same in all supported versions of Python."""

from __future__ import annotations

import re

import pytest

from architecture.project import ROOT, modules

_REPEATED = re.compile(r"(?<!\()\)(?:\*|\+|\?|\{[\d,]+\})\+(?![\d\s(])")


def groups_that_lose_their_place(line: str) -> list[str]:
    """The groups in a line that are repeated possessively without being atomic.

    Before Python 3.11.5, such a repetition ends where its last attempt failed, not where it began [platform]. The
    attempt of an atomic group, ``(?>…)++``, is undone.
    """
    found = []
    for match in _REPEATED.finditer(line):
        depth, at = 1, match.start()
        while depth and at > 0:
            at -= 1
            if line[at] in "()" and line[at - 1] != "\\":
                depth += 1 if line[at] == ")" else -1
        if not depth and not line.startswith("(?>", at):
            found.append(line[at : match.end()])
    return found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (r"(?:a|\\.)*+b", [r"(?:a|\\.)*+"]),
        (r"(?>a|\\.)*+(?:b)?", []),
        ('b"((?:" + line + b")++)"', ['(?:" + line + b")++']),
        ('(start) + size(")") + 1', []),
        (r"(a(?>b)?+){2}+", [r"(a(?>b)?+){2}+"]),
    ],
)
def test_what_is_found(line: str, found: list[str]) -> None:
    assert groups_that_lose_their_place(line) == found


def test_no_group_loses_its_place() -> None:
    places = [
        f"{path.relative_to(ROOT)}:{number}: {group}"
        for path in modules()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for group in groups_that_lose_their_place(line)
    ]
    assert places == []
