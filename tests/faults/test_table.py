"""The table of faults in CONTRIBUTING.md names tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.partition("\n## Faults\n")[2].partition("`dev.py test --long`")[0].splitlines()
    if line.startswith("|")
][2:]
FAULTS = [row for row in ROWS if not re.fullmatch(r"\*.*\*", row[0])]


def test_every_fault_has_an_outcome_and_tests_that_exist() -> None:
    assert len(FAULTS) >= 40
    for what, outcome, tests in FAULTS:
        assert outcome, what
        named = re.findall(r"`([^`]+)::(test_\w+)`", tests)
        assert named, what
        for file, name in named:
            source = (ROOT / "tests" / file).read_text("utf-8")
            assert f"\ndef {name}(" in source, f"{what}: {file} has no {name}"
