"""Which logs are kept, and which of two readings of the same log."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.core.kept_log import KeptLog, LogChoice, LogEnd
from dmm_desktop.core.stage import Stage

NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)

readings = st.builds(KeptLog, st.text(), st.integers(0, 5), st.just(NOON), st.sampled_from(LogEnd), st.booleans())


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        (LogChoice.NEVER, []),
        (LogChoice.EXCEPT_PRODUCTION, [Stage.DEVELOPMENT, Stage.TEST]),
        (LogChoice.ALWAYS, [None, *Stage]),
    ],
)
def test_a_stage_that_is_not_known_counts_as_production(choice: LogChoice, kept: list[Stage | None]) -> None:
    assert [stage for stage in (None, *Stage) if choice.includes(stage)] == kept


@given(st.lists(readings, min_size=1))
def test_what_stays_of_many_readings_is_never_worse_than_any_of_them(many: list[KeptLog]) -> None:
    """In whatever order they come, no whole log gives way to a part, and no part to a shorter one."""
    kept = many[0]
    for log in many[1:]:
        kept = log if log.replaces(kept) else kept
    assert all(kept.replaces(log) for log in many)
    assert (kept.end is LogEnd.WHOLE) == any(log.end is LogEnd.WHOLE for log in many)
    if kept.end is not LogEnd.WHOLE:
        assert kept.lines == max(log.lines for log in many)


def test_of_two_that_are_worth_the_same_the_later_stays() -> None:
    one, other = (KeptLog(name, 3, NOON, LogEnd.PART) for name in ("one", "other"))
    assert one.replaces(other) and other.replaces(one)


def test_an_end_that_may_be_missing_is_told() -> None:
    told = {end: KeptLog("", 1, NOON, end).missing_end for end in LogEnd}
    assert [end for end in LogEnd if told[end] is None] == [LogEnd.WHOLE]
    assert len(set(map(str, told.values()))) == len(LogEnd)
