"""Variations of an environment from the documented one, as options of the test server."""

from itertools import combinations
from typing import TypeAlias

from demo_process import ANSWERS, SHAPES

Row: TypeAlias = tuple[str, ...]

#: Each on/off option, by name.
SWITCHES = {
    **{f"answers {answer}": ("--answers", answer) for answer in ANSWERS},
    "another root": ("--root", "/Elsewhere_API/rest/DMM-2"),
    "pages from 0": ("--log-page-base", "0"),
    "short pages": ("--log-page-cap", "7"),
    "page 0 like 1": ("--page-zero-like-one",),
    "past last like last": ("--past-last-like-last",),
}


def pairs_of_options() -> dict[str, Row]:
    """Option sets that cover all pairs: for every two options both set, either one, and none, and each option with
    every shape.

    Each shape occurs twice, the second time with exactly the other switches, so that a switch meets each shape set and
    not set. Switches are numbered and set by one digit of that number, which depends on the shape: two switches differ
    in some digit and, as the last digit is 0 for all, agree in one; with the complementary rows that covers all four
    combinations.
    """
    rows = {}
    for number, shape in enumerate(SHAPES):
        digit = number % 5
        chosen = {name for index, name in enumerate(SWITCHES, 1) if index >> digit & 1}
        for turn, names in (("a", chosen), ("b", set(SWITCHES) - chosen)):
            rows[f"{shape} {turn}"] = _options(shape, names)
    return rows


def _options(shape: str, names: set[str]) -> Row:
    answers = [answer for answer in ANSWERS if f"answers {answer}" in names]
    if shape == "integer-ids":
        answers = [answer for answer in answers if answer != "guid-ids"]  # the two exclude each other
    others = [option for name in SWITCHES if name in names and name[:8] != "answers " for option in SWITCHES[name]]
    return ("--shape", shape, "--answers", ",".join(answers), *others)


def missing_pairs(rows: dict[str, Row]) -> set[tuple[str, str]]:
    """The pairs that occur in no row."""
    settings = [
        {f"shape {row[1]}", *(name if _is_set(option, row) else f"no {name}" for name, option in SWITCHES.items())}
        for row in rows.values()
    ]
    values = [[f"shape {shape}" for shape in SHAPES], *([name, f"no {name}"] for name in SWITCHES)]
    wanted = {(one, other) for left, right in combinations(values, 2) for one in left for other in right}
    met = {pair for setting in settings for pair in wanted if setting.issuperset(pair)}
    return wanted - met - {("shape integer-ids", "answers guid-ids")}


def _is_set(option: Row, row: Row) -> bool:
    if option[0] == "--answers":
        return option[1] in row[3].split(",")
    return option[0] in row
