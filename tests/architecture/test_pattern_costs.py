"""No regular expression takes time that grows much faster than the text: servers and authors of files choose the text.

Two forms are found, without running anything: repetitions between which a character may belong to either, such as
``\\s*(.*)\\s*``, and a search that begins with a repetition, such as ``\\w+://``, which reads the rest of a long word
again from each of its characters.
"""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from types import ModuleType
from typing import Any

import pytest

from architecture.project import SOURCE, modules

#: Patterns that are found although they are harmless, and why.
SHARING = {
    "api.answers._SENTENCE_END": "nothing follows the blanks that could fail",
    "api.answers._CLAUSE_END": "nothing follows the blanks that could fail",
}
BEGINNING = {
    "core.tracker_ids._NAME_PART": "ends one character earlier at the latest",
    "ui.connection_dialog.entries._WORDS": "ends one character earlier at the latest",
    "ui.widgets.details_dialog._PART": "what is too short for the first alternative is the second one",
}
#: From this number on a repetition counts as one without a limit.
MANY = 100
#: Characters for which repetitions are compared.
SAMPLE = [*map(chr, range(128)), "\xa0", "é", "日", "\u2028"]
SEARCHING = ("search", "findall", "finditer", "split", "sub", "subn")
#: What Python makes of a pattern; it has no public name for it.
PARSER, COMPILER, CONSTANTS = (importlib.import_module(f"re._{name}") for name in ("parser", "compiler", "constants"))
Items = Sequence[tuple[Any, Any]]


def parsed(pattern: str | bytes, flags: int = 0) -> Items:
    return PARSER.parse(pattern, flags & ~re.UNICODE if isinstance(pattern, str) else flags)  # type: ignore[no-any-return]


def flat(items: Items) -> list[tuple[str, Any]]:
    """The items of a sequence, with those of its groups."""
    found = []
    for op, value in items:
        if str(op) in ("SUBPATTERN", "ATOMIC_GROUP"):
            found += flat(value[3] if str(op) == "SUBPATTERN" else value)
        else:
            found.append((str(op), value))
    return found


def repeats(op: str) -> bool:
    return op.endswith("_REPEAT")


def is_endless(op: str, value: Any) -> bool:
    return repeats(op) and int(value[1]) >= MANY


def may_be_empty(op: str, value: Any) -> bool:
    return (op.startswith("A") and op != "ANY") or (repeats(op) and value[0] == 0)  # a place, or what is looked at


def inner(op: str, value: Any) -> list[Items]:
    """The sequences inside an item."""
    if repeats(op):
        return [value[2]]
    return list(value[1]) if op == "BRANCH" else [value[1]] if op in ("ASSERT", "ASSERT_NOT") else []


def characters(op: str, value: Any) -> set[str]:
    """The characters that the item, or what it repeats, may be."""
    if repeats(op):
        one = value[2]
    else:
        state = value[1][0].state if op == "BRANCH" else PARSER.State()
        one = PARSER.SubPattern(state, [(getattr(CONSTANTS, op), value)])
    compiled = COMPILER.compile(one)
    return {c for c in SAMPLE if compiled.fullmatch(c)}


def endless(items: Items, rest: Items) -> Iterator[tuple[str, Any, Items]]:
    """The endless repetitions that may end sooner than they can, wherever they are, and what follows each of them."""
    sequence = flat(items)
    for place, (op, value) in enumerate(sequence):
        after = [*sequence[place + 1 :], *rest]
        if is_endless(op, value) and op != "POSSESSIVE_REPEAT":
            yield op, value, after
        again = [("MAX_REPEAT", (0, value[1], value[2]))] if repeats(op) and value[1] > 1 else []
        for one in inner(op, value):
            yield from endless(one, [] if op.startswith("ASSERT") else [*again, *after])


def reaches_another(shared: set[str], items: Items) -> bool:
    """Whether these characters can lead to an endless repetition that may have them too."""
    for op, value in flat(items):
        if is_endless(op, value) and shared & characters(op, value):
            return True
        if any(reaches_another(shared, one) for one in inner(op, value)):
            return True
        if not may_be_empty(op, value):
            shared = shared & characters(op, value)
    return False


def share_characters(items: Items) -> bool:
    """Whether an endless repetition may leave characters to a later one, wherever it ends."""
    return any(reaches_another(characters(op, value), after) for op, value, after in endless(items, []))


def begins_anywhere(items: Items) -> bool:
    """Whether a search begins with an endless repetition, and may fail behind it."""
    sequence = flat(items)
    for place, (op, value) in enumerate(sequence):
        rest = sequence[place + 1 :]
        if op == "AT" or (op in ("ASSERT", "ASSERT_NOT") and value[0] < 0):
            return False  # the search cannot begin inside the repetition
        if is_endless(op, value) and any(not (repeats(one) and what[0] == 0) for one, what in rest):
            return True
        if any(begins_anywhere([*flat(one), *([] if repeats(op) else rest)]) for one in inner(op, value)):
            return True
        if not may_be_empty(op, value):
            return False
    return False


@cache
def sources() -> dict[str, tuple[ModuleType, ast.Module]]:
    found = {}
    for path in modules():
        name = ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
        with suppress(ImportError):  # one of another system
            if path.stem != "__main__":
                found[name] = importlib.import_module(name), ast.parse(path.read_text("utf-8"))
    return found


def patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The compiled patterns of all modules, by name."""
    for name, (module, _) in sources().items():
        for variable, value in vars(module).items():
            if isinstance(value, re.Pattern):
                yield f"{name.partition('.')[2]}.{variable}", value


def searched() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The patterns for which something is searched, rather than compared with all of it or with its beginning."""
    for name, (module, tree) in sources().items():
        place = name.partition(".")[2]
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in SEARCHING and isinstance(node.value, ast.Name):
                value = getattr(module, node.value.id, None)
                if isinstance(value, re.Pattern):
                    yield f"{place}.{node.value.id}", value
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SEARCHING:
                first = node.args[0] if node.args else None
                if (
                    isinstance(node.func.value, ast.Name)
                    and node.func.value.id == "re"
                    and isinstance(first, ast.Constant)
                ):
                    assert isinstance(first.value, str | bytes)
                    yield f"{place}:{node.lineno}", re.compile(first.value)


@pytest.mark.parametrize(
    ("pattern", "shares"),
    [
        (r">\s*([^<>]{1,300}?)\s*</", True),
        (r">\s*+([^<>\s][^<>]{0,299}+)\s*+</", False),
        (r"\d+(?:\.\d+)?", False),
        (r"\d+(?:\.?\d+)?", True),
        (r"a*b?a*c", True),
        (r"(?:a+)*b", True),
        (r"(?:a+;)*b", False),
        (r"(?:a+|b)a*c", True),
        (r"(?>[^\"]++|x)*+", False),
        (r"(?:x|\w+\d*;)", True),
        (r"\s*[=:]\s*", False),
        (r"\s*[=:\s]\s*", True),
    ],
)
def test_what_shares_characters(pattern: str, shares: bool) -> None:
    assert share_characters(parsed(pattern)) == shares


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        (r"(?:\w+://)?[^./]{1,12}", True),
        (r"(?:\w{1,20}://)?[^./]{1,12}", False),
        (r"[.;!\n]+(?:\s+|$)", True),
        (r"(?<![.;!])[.;!\n]+(?:\s+|$)", False),
        (r"\S{25,}", False),
        (r"\bx|\w*exception", True),
        (r"\b(?:x|\w*exception)", False),
        (r"(?=[a-z]*[0-9])a", True),
        (r"\w+(?:-\w+)*", False),
        (r"a?\s*b", True),
        (r"ba?\s*b", False),
    ],
)
def test_what_begins_anywhere(pattern: str, begins: bool) -> None:
    assert begins_anywhere(parsed(pattern)) == begins


def test_no_pattern_leaves_characters_from_one_repetition_to_another() -> None:
    found = {name for name, pattern in patterns() if share_characters(parsed(pattern.pattern, pattern.flags))}
    assert found == set(SHARING)


def test_no_search_reads_a_long_word_again_from_each_of_its_characters() -> None:
    all_searched = dict(searched())
    assert len(all_searched) > 50
    found = {name for name, one in all_searched.items() if begins_anywhere(parsed(one.pattern, one.flags))}
    assert found == set(BEGINNING)
