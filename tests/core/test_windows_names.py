"""File names and paths that Windows does not take as they are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dmm_desktop.core.windows_names import length_problem, name_problem, usable_name

#: What names are about: devices, and what may follow them.
_NAMES = st.builds(
    "".join,
    st.lists(st.one_of(st.sampled_from(["con", "NUL", "Com1", "LPT³", "CONIN$", ".", " ", ":", "zip"]), st.text())),
)


@pytest.mark.parametrize(
    "name", ["CON", "con", "NUL.zip", "Aux.v2.zip", "COM1", "lpt9.txt", "COM¹.zip", "conout$", "NUL .zip"]
)
def test_the_name_of_a_device_is_refused(name: str) -> None:
    problem = name_problem(name)
    assert problem is not None
    assert str(problem[0]) == f"{name.partition('.')[0].strip().upper()} is the name of a device on Windows."


@pytest.mark.parametrize("name", ["logs.zip.", "logs.zip ", "logs. .", "..."])
def test_an_end_that_windows_drops_is_refused(name: str) -> None:
    problem = name_problem(name)
    assert problem is not None
    assert str(problem[0]) == "On Windows, a file name cannot end with a dot or a space."


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a:b.zip", ":"),
        ("why?.zip", "?"),
        ("a|b", "|"),
        ('"a"', '"'),
        ("a/b", "/"),
        ("a\\b", "\\"),
        ("a\x07b", "U+0007"),
    ],
)
def test_a_character_that_windows_does_not_allow_is_shown(name: str, shown: str) -> None:
    problem = name_problem(name)
    assert problem is not None
    assert str(problem[0]) == f"Windows does not allow {shown} in a file name."


@pytest.mark.parametrize(
    "name",
    ["logs.zip", "console.zip", "CON-logs.zip", "COM10", "COM", "NULL", ".hidden", "a b.zip", "ção.zip", "x.con"],
)
def test_other_names_can_be_used(name: str) -> None:
    assert name_problem(name) is None
    assert usable_name(name) == name


@pytest.mark.parametrize(("name", "is_taken"), [("n" * 255, True), ("n" * 256, False), ("\U0001f600" * 128, False)])
def test_a_name_is_counted_in_utf_16(name: str, is_taken: bool) -> None:
    assert (name_problem(name) is None) is is_taken


@given(_NAMES.filter(lambda name: len(name) < 100))
@example("con")
@example("con .")
@example("..con")
def test_a_name_made_usable_has_no_problem_and_is_changed_only_then(name: str) -> None:
    made = usable_name(name)
    assert made and name_problem(made) is None
    assert usable_name(made) == made
    assert (made == name) is (name != "" and name_problem(name) is None)


def test_a_long_path_is_counted_from_the_root(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    rest = 230 - len(str(tmp_path)) - 1
    assert length_problem(Path("x" * rest)) is None
    problem = length_problem(Path("x" * (rest + 1)))
    assert problem is not None
    assert str(problem[0]) == "Its path has 231 characters, which may be too long for Windows."
