"""What is guessed of a log line, whatever its format."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.ui.log_view.log_line import Level, read_line, safe

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


@given(st.text())
def test_what_is_shown_has_no_control_characters(raw: str) -> None:
    assert safe(raw).isprintable()


def test_a_control_character_can_be_read() -> None:
    assert safe("a\x1b[31mb\u202ec\td") == "a\\x1b[31mb\\u202ec    d"
