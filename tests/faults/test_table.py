"""The tables of faults in docs/faults.md name tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLES = (ROOT / "docs" / "faults.md").read_text("utf-8").partition("\n## When a refused token is known\n")[0]
HEADINGS = ("what happens", "---")
FAULTS = [
    cells
    for line in TABLES.splitlines()
    if line.startswith("|") and (cells := [cell.strip() for cell in line.strip("|").split("|")])[0] not in HEADINGS
]


def test_every_fault_has_an_outcome_and_tests_that_exist() -> None:
    assert len(FAULTS) >= 40
    for what, outcome, tests in FAULTS:
        assert outcome, what
        named = re.findall(r"`([^`]+)::(test_\w+)`", tests)
        assert named, what
        for file, name in named:
            source = (ROOT / "tests" / file).read_text("utf-8")
            assert f"\ndef {name}(" in source, f"{what}: {file} has no {name}"
