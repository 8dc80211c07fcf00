"""Names of environments: which are the same for a user, and which one the second gets."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.core.environment_names import name_key, name_order, unique_name

_NAMES = st.text(alphabet="aAé e\u0301 (2)\u200b", max_size=8)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PROD-2", "prod-2"),
        ("PROD-2", "  PROD-2\t"),
        ("PROD 2", "PROD  2"),
        ("Straße", "STRASSE"),
        ("Ärger", unicodedata.normalize("NFD", "ÄRGER")),
        ("PROD", "\N{FULLWIDTH LATIN CAPITAL LETTER P}ROD"),
        ("PROD", "PR\u200bOD"),
    ],
)
def test_the_same_for_a_user(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("PROD-2", "PROD-3"), ("PROD 2", "PROD2"), ("Arger", "Ärger")])
def test_another_name(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_the_second_one_gets_a_number() -> None:
    assert unique_name("PROD", []) == "PROD"
    assert unique_name(" prod ", ["PROD"]) == "prod (2)"
    assert unique_name("PROD", ["PROD", "prod (2)", "Other"]) == "PROD (3)"
    assert unique_name("", [""]) == "(2)"


@given(_NAMES, st.lists(_NAMES, max_size=6))
def test_a_unique_name_is_none_of_the_others_and_is_kept_where_it_can_be(name: str, taken: list[str]) -> None:
    keys = {name_key(one) for one in taken}
    found = unique_name(name, taken)
    assert name_key(found) not in keys
    assert (found == name) == (name_key(name) not in keys)


def test_names_are_sorted_as_a_user_expects() -> None:
    names = ["ENV-0", "env-2", "ENV-10", "Évora", "evora 2", "Lisboa", "PROD", "PROD 1", "2024"]
    assert sorted(reversed(names), key=name_order) == ["2024", *names[:-1]]


@given(st.lists(_NAMES))
def test_all_names_can_be_sorted(names: list[str]) -> None:
    assert sorted(sorted(names, key=name_order), key=name_order) == sorted(names, key=name_order)
