"""Sentences keep their values apart until somebody reads them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.core.text import Text, counted, text, whole


@given(st.text(), st.text())
def test_values_are_filled_in_as_they_are_and_never_parsed(name: str, cause: str) -> None:
    assert str(text("{name}: {cause}.", name=name, cause=cause)) == f"{name}: {cause}."


@given(st.text())
def test_a_value_may_be_a_sentence_itself(value: str) -> None:
    assert str(text("Before {what} after", what=text("<{value}>", value=value))) == f"Before <{value}> after"


def test_template_and_values_stay_apart_for_translation() -> None:
    found = text("{n} of {total}", n=1, total=2)
    assert (found.template, found.values) == ("{n} of {total}", (("n", 1), ("total", 2)))
    assert found == Text("{n} of {total}", (("n", 1), ("total", 2))) and hash(found)


def test_a_value_that_is_missing_is_a_bug() -> None:
    with pytest.raises(KeyError):
        str(text("{name}"))


@pytest.mark.parametrize(
    ("n", "words"), [(0, "0 rows in a"), (1, "1 row in a"), (2, "2 rows in a"), (50_000, "50,000 rows in a")]
)
def test_one_and_many(n: int, words: str) -> None:
    assert str(counted("1 row in {place}", "{n} rows in {place}", n, place="a")) == words


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ""),
        ("Disk full", "Disk full."),
        ("Disk full.", "Disk full."),
        ("Disk full. \n", "Disk full."),
        ("Why?", "Why?"),
        ("cut off…", "cut off…"),
        ("see 'x.zip'", "see 'x.zip'."),
        ("It said “no.”", "It said “no.”"),
        ("done (2 of 3)", "done (2 of 3)."),
        ("すべて失敗。", "すべて失敗。"),
        ('"', '".'),
    ],
)
def test_the_words_of_others_end_as_a_sentence_does(words: str, expected: str) -> None:
    assert whole(words) == expected


@given(st.text())
def test_a_sentence_stays_one(words: str) -> None:
    assert whole(whole(words)) == whole(words)
    assert whole(words).startswith(words.rstrip())
