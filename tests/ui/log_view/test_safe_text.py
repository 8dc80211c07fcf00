"""Text of others is shown in one line in which nothing is hidden."""

from unicodedata import category

from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.ui.log_view.log_model import one_line


@given(st.text())
def test_what_is_shown_has_no_control_characters(raw: str) -> None:
    shown = one_line(raw)
    assert all(c.isprintable() or category(c) == "Zs" for c in shown)  # Python calls only one of the spaces printable


def test_a_control_character_can_be_read() -> None:
    assert one_line("a\x1b[31mb\u202ec\td\0") == "a\\x1b[31mb\\u202ec    d\\x00"
