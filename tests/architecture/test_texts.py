"""No file of the project names a registry or a place on somebody's machine; and the rule notices one that does."""

import pytest

from architecture.project import ROOT, project_files
from architecture.text_rules import forbidden_words


def test_no_file_contains_a_forbidden_word() -> None:
    found = []
    for path in project_files():
        content = path.read_bytes()
        if b"\0" not in content:
            words = forbidden_words(content.decode("utf-8"))
            found += [f"{path.relative_to(ROOT)}: {word}" for word in words]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "pieces",
    [
        ("see https://", "pypi", ".org/project/x"),
        ("https://files.", "pythonhosted", ".org/x"),
        ("http://deb.", "debian", ".org"),
        ("cd /", "work", "/main"),
        ("'/", "root", "/.cache'"),
        ("=/", "home", "/someone/x"),
        ("`/", "Users", "/someone/x`"),
        ("/", "tmp", "/brief/x"),
        ("see .lib", "rary", "/env"),
    ],
)
def test_a_forbidden_word_is_noticed(pieces: tuple[str, ...]) -> None:
    assert len(forbidden_words("first line\n" + "".join(pieces))) == 1


@pytest.mark.parametrize("text", ["src/work/file", "a network/", "$HOME/work/x", "https://example.com/root/v1", "/tmp"])
def test_an_ordinary_word_is_left_alone(text: str) -> None:
    assert forbidden_words(text) == []
