"""How many lines of a log look like errors, and what is said where that is not certain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.core.log_counts import Accuracy, LogCounts, errors_in_words, errors_sentence, fuller

counts = st.builds(
    LogCounts, lines=st.integers(0, 9), errors=st.integers(0, 9), is_whole=st.booleans(), is_exact=st.booleans()
)

WHOLE = LogCounts(1_234, 13, is_whole=True)
PART = LogCounts(1_000, 11)
DOUBTFUL = LogCounts(2_468, 26, is_whole=True, is_exact=False)


@pytest.mark.parametrize(
    ("known", "accuracy", "words", "sentence"),
    [
        (WHOLE, Accuracy.EXACT, "13 errors in the log", "13 of 1,234 log lines look like errors."),
        (
            LogCounts(5, 1, is_whole=True),
            Accuracy.EXACT,
            "1 error in the log",
            "1 of 5 log lines looks like an error.",
        ),
        (
            PART,
            Accuracy.AT_LEAST,
            "at least 11 errors in the log",
            "At least 11 log lines look like errors. The log was not read to its end.",
        ),
        (
            DOUBTFUL,
            Accuracy.ABOUT,
            "about 26 errors in the log",
            "About 26 log lines look like errors. Some lines may have been read twice, or not at all.",
        ),
        (
            LogCounts(5, 0, is_whole=True),
            Accuracy.EXACT,
            "0 errors in the log",
            "0 of 5 log lines look like errors.",
        ),
    ],
)
def test_a_number_is_called_what_it_is(known: LogCounts, accuracy: Accuracy, words: str, sentence: str) -> None:
    assert known.accuracy is accuracy
    assert str(errors_in_words(known)) == words
    assert str(errors_sentence(known)) == sentence


@pytest.mark.parametrize("unknown", [None, LogCounts(1_000, 0), LogCounts(1_000, 0, is_exact=False)])
def test_no_error_in_a_part_of_the_log_is_not_none_in_the_log(unknown: LogCounts | None) -> None:
    assert errors_in_words(unknown) is errors_sentence(unknown) is None


def test_of_two_counts_the_one_that_says_more_counts() -> None:
    more = LogCounts(1_100, 12)
    assert fuller(PART, more) == fuller(more, PART) == more
    assert fuller(WHOLE, LogCounts(1_300, 14)) == WHOLE, "a log that was read to its end counts for more than a part"
    assert fuller(DOUBTFUL, WHOLE) == WHOLE, "lines that were read once count for more than lines that came twice"
    assert fuller(None, PART) == fuller(PART, None) == PART
    assert fuller(None, None) is None


@given(counts, counts, counts)
def test_the_order_in_which_they_become_known_does_not_matter(one: LogCounts, two: LogCounts, three: LogCounts) -> None:
    def said(found: LogCounts | None) -> tuple[object, ...]:
        assert found is not None
        return found.is_whole, found.is_whole and found.is_exact, found.lines

    assert said(fuller(fuller(one, two), three)) == said(fuller(one, fuller(three, two)))
