"""Words are found whatever their case and accents."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.core.search_words import has_all_words, search_key, searched_words

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


def test_every_letter_has_one_key() -> None:
    letters = [chr(code) for code in range(sys.maxunicode + 1)]
    assert [one for one in letters if search_key(search_key(one)) != search_key(one)] == []
