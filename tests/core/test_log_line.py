"""What is guessed of a log line, whatever its format."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.core.log_line import Level, error_lines, read_line

LINES = [
    ("2026-06-30 10:40:14 INFO  Order: chunk 5", "10:40:14", Level.INFO, "Order: chunk 5"),
    ("2026-06-30T10:40:14.123Z [error] it broke", "10:40:14", Level.ERROR, "it broke"),
    ("30/06/2026 10:40:14 | WARN | 2 values were cut", "10:40:14", Level.WARNING, "2 values were cut"),
    ("[10:40:14] Error: no match in User", "10:40:14", Level.ERROR, "no match in User"),
    ("10:40:14 Order was imported successfully", "10:40:14", Level.SUCCESS, "Order was imported successfully"),
    ("System.NullReferenceException: nothing there", "", Level.ERROR, "System.NullReferenceException: nothing there"),
    ("Finished with 0 errors", "", Level.NONE, "Finished with 0 errors"),
    ("Finished without any warnings", "", Level.NONE, "Finished without any warnings"),
    ("INFO 3 records failed before, none now", "", Level.INFO, "3 records failed before, none now"),
    ("Information about the ErrorLog entity", "", Level.NONE, "Information about the ErrorLog entity"),
    ("12:30:45abc is no time", "", Level.NONE, "12:30:45abc is no time"),
    ("", "", Level.NONE, ""),
]


@pytest.mark.parametrize(("raw", "time", "level", "message"), LINES)
def test_time_level_and_message(raw: str, time: str, level: Level, message: str) -> None:
    line = read_line(raw)
    assert (line.time, line.level, line.message) == (time, level, message)


@given(st.text())
def test_nothing_of_a_line_is_lost(raw: str) -> None:
    line = read_line(raw)
    assert line.raw == raw
    assert raw.endswith(line.message)
    assert line.time in raw[: line.rest_at] or not line.time


@given(
    st.lists(
        st.text()
        | st.sampled_from(LINES).map(lambda line: line[0])
        | st.lists(
            st.sampled_from(["err", "OR:", "fail", "E\u017f", "\u017fevere", "CR\u0130T\u0131CAL ", "can", "not", " "])
        ).map("".join)
    )
)
def test_errors_are_told_without_reading_every_line(lines: list[str]) -> None:
    assert list(error_lines(lines)) == [place for place, raw in enumerate(lines) if read_line(raw).level is Level.ERROR]
