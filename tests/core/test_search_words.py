"""Words are found whatever their case and accents."""

from __future__ import annotations

import itertools
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.core.search_words import has_all_words, occurrences, search_key, searched_words

_TEXT = st.text(alphabet="aAáÇñßİ\u017fﬁ e\u0301\u0327\u200b\u00b4\uff9f", max_size=12)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("fabrica", "Fábrica Desenvolvimento"),
        ("FÁBRICA", "fabrica"),
        ("desenv fáb", "Fábrica Desenvolvimento"),
        ("acao", unicodedata.normalize("NFD", "Ação")),
        ("strasse", "Straße"),
        ("istanbul", "İstanbul"),
        ("prod", "PR\u200bOD"),
        ("prod", "\N{FULLWIDTH LATIN CAPITAL LETTER P}ROD"),
        (" ", "anything"),
    ],
)
def test_words_that_are_found(typed: str, text: str) -> None:
    assert has_all_words(search_key(text), searched_words(typed))


@pytest.mark.parametrize(("typed", "text"), [("fabrico", "Fábrica"), ("fabrica test", "Fábrica"), ("bc", "ab c")])
def test_words_that_are_not(typed: str, text: str) -> None:
    assert not has_all_words(search_key(text), searched_words(typed))


@given(_TEXT)
def test_a_text_is_found_by_itself_in_any_form(text: str) -> None:
    for form in (text, text.upper(), *(unicodedata.normalize(form, text) for form in ("NFC", "NFD", "NFKC", "NFKD"))):
        assert has_all_words(search_key(text), searched_words(form))


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        ("fabrica", "A Fábrica e a FÁBRICA.", ["Fábrica", "FÁBRICA"]),
        ("fábrica", "fabrica", ["fabrica"]),
        ("ss", "Straße", ["ß"]),
        ("s", "Straße", ["S", "ß"]),
        ("acao", unicodedata.normalize("NFD", "a Ação"), [unicodedata.normalize("NFD", "Ação")]),
        ("token page", "token\u00a0page", ["token\u00a0page"]),
        ("aa", "aaaaa", ["aa", "aa"]),
        ("zebra", "Fábrica", []),
        ("", "anything", []),
        ("\u200b", "anything", []),
    ],
)
def test_where_a_text_is_found(wanted: str, text: str, found: list[str]) -> None:
    places = [text[start:end] for start, end in occurrences(wanted, text)]
    assert [unicodedata.normalize("NFD", one) for one in places] == [unicodedata.normalize("NFD", one) for one in found]


@given(_TEXT, _TEXT, _TEXT)
def test_a_place_that_is_found_has_what_is_wanted(before: str, wanted: str, after: str) -> None:
    places = list(occurrences(wanted, before + wanted + after))
    assert bool(places) is bool(search_key(wanted))
    assert all(search_key(wanted) in search_key((before + wanted + after)[start:end]) for start, end in places)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(places))


def test_every_letter_has_one_key() -> None:
    letters = [chr(code) for code in range(sys.maxunicode + 1)]
    assert [one for one in letters if search_key(search_key(one)) != search_key(one)] == []
