"""When the name that a run is told by leads to another server than the one that it was sent to."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.moved_runs import located
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run


@pytest.mark.parametrize(
    ("saved", "moved"),
    [
        ([("qa", "ACME QA", "https://a")], False),
        ([("qa", "ACME QA", "https://b")], True),  # its address was changed
        ([("qa", "ACME OLD", "https://a")], False),  # nothing has the name now
        ([("qa", "ACME OLD", "https://b")], True),
        ([("qa", "ACME OLD", "https://a"), ("prd", "acme  qa", "https://b")], True),  # the name was given to another
        ([("qa", "ACME OLD", "https://b"), ("new", "ACME QA", "https://a")], False),
        ([("new", "ACME QA", "https://b")], True),  # it was removed
        ([("other", "ACME", "https://b")], False),
        ([], False),
    ],
)
def test_it_is_the_name_that_counts(saved: list[tuple[str, str, str]], moved: bool) -> None:
    run = Run(
        "r",
        Address.parse("https://a/DMMAPI/rest/v1"),
        datetime(2026, 11, 30, tzinfo=UTC),
        RunState.COMPLETED,
        environment_id="qa",
        environment_name="ACME QA",
    )
    environments = [Environment(one, name, Address.parse(address)) for one, name, address in saved]
    assert located(run, environments).has_moved is moved
