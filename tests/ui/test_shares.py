"""What texts beside each other get of a row that is too narrow for all of them."""

from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.ui.widgets.painting import shares

WIDTHS = st.lists(st.tuples(st.integers(0, 900), st.integers(0, 200)), min_size=1, max_size=4)


@given(st.integers(-20, 1200), WIDTHS)
def test_no_text_is_squeezed_for_another(room: int, texts: list[tuple[int, int]]) -> None:
    wanted, least = zip(*texts, strict=True)
    given_ = shares(room, wanted, least)
    assert all(0 <= width <= most for width, most in zip(given_, wanted, strict=True))
    assert sum(given_) == min(max(0, room), sum(wanted)), "no room is left unused while a text is cut"
    bounds = [min(pair) for pair in zip(wanted, least, strict=True)]
    if max(0, room) >= sum(bounds):
        assert all(width >= bound for width, bound in zip(given_, bounds, strict=True))
    else:  # the first ones first
        cut = [place for place, width in enumerate(given_) if width < bounds[place]]
        assert not any(given_[cut[0] + 1 :])


def test_two_long_texts_lose_the_same() -> None:
    assert shares(300, (290, 340, 120), (140, 105, 55)) == [140, 105, 55]
    assert shares(399, (290, 340, 120), (140, 105, 55)) == [173, 138, 88]
    assert shares(214, (125, 340, 120), (140, 105, 55)) == [125, 89, 0], "the host is whole"
