"""No file of the project names a package registry or a path of one computer; and the rule notices one that does."""

import pytest

from architecture.project import ROOT, project_files
from architecture.text_rules import of_one_computer


def test_no_file_names_what_only_one_computer_has() -> None:
    found = []
    for path in project_files():
        content = path.read_bytes()
        if b"\0" not in content:
            found += [f"{path.relative_to(ROOT)}: {what}" for what in of_one_computer(content.decode("utf-8"))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "pieces",
    [
        ("see https://", "pypi", ".org/project/x"),
        ("https://files.", "pythonhosted", ".org/x"),
        ("http://deb.", "debian", ".org"),
        ("'/", "root", "/.cache'"),
        ("=/", "home", "/someone/x"),
        ("`/", "Users", "/someone/x`"),
        ("/", "tmp", "/build/x"),
    ],
)
def test_what_only_one_computer_has_is_noticed(pieces: tuple[str, ...]) -> None:
    assert len(of_one_computer("first line\n" + "".join(pieces))) == 1


@pytest.mark.parametrize("text", ["src/root/file", "$HOME/home/x", "https://example.com/root/v1", "/tmp"])
def test_what_every_computer_has_is_left_alone(text: str) -> None:
    assert of_one_computer(text) == []
