"""What the pages of `docs/` name exists, and what code cites of them; the rules notice what does not."""

import re
from pathlib import Path

import pytest

from architecture.doc_rules import anchor, dead_citations, dead_links, named_files, rows
from architecture.project import ROOT, SOURCE, modules, project_files
from dmm_desktop.archive.rules import RULES
from tools import rules_page

DOCS = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md"))}
PAGES = [path for path in project_files() if path.suffix == ".md"]
#: Paths on the pages begin in one of these.
PLACES = (ROOT, SOURCE / "dmm_desktop", ROOT / "tests")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_links_on_a_page_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert dead_links(text, page.parent) == []
    places = (*PLACES, page.parent)
    assert [name for name in named_files(text) if not any((place / name).exists() for place in places)] == []


def test_what_code_cites_is_in_the_repository() -> None:
    found = []
    for path in project_files():
        if path.suffix in (".py", ".json", ".toml", ".yml") and path.parent != Path(__file__).parent:
            found += [f"{path.relative_to(ROOT)}: {one}" for one in dead_citations(path.read_text("utf-8"), DOCS)]
    assert not found, "\n".join(found)


def test_the_names_of_the_glossary_are_those_of_the_code() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in modules())
    terms = [row for row in rows(DOCS["glossary.md"]) if row[0] not in ("term", "---")]
    assert len(terms) > 30 and all(len(row) == 5 for row in terms)
    names = [name for row in terms for name in re.findall(r"`(\w+)`", row[2])]
    assert names and [name for name in names if not re.search(rf"\b{name}\b", code)] == []


def test_the_rules_of_the_check_are_those_on_the_page() -> None:
    described = {int(row[0]) for row in rows(DOCS["import-zip.md"]) if row[-1] in ("the check", "the full check")}
    assert described == {rule.id for rule in RULES}


def test_the_rules_for_users_are_those_of_the_table() -> None:
    page = DOCS["import-zip.md"]
    assert rules_page.written(page) == page, "run python -m tools.rules_page"


def test_every_rule_and_note_is_on_the_page_for_users() -> None:
    part = rules_page.written("").splitlines()
    assert len([line for line in part if line.startswith("| ") and line[2].isdigit()]) == len(RULES)
    assert not [line for line in part if "{" in line or "None" in line]


def test_a_dead_link_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# One\n\n## Why it is so\n")
    page = "[a](other.md) [b](other.md#why-it-is-so) [c](#here) [d](https://example.com)\n## Here\n"
    assert dead_links(page, tmp_path) == []
    assert dead_links("[a](gone.md) [b](other.md#gone) [c](#gone)", tmp_path) == ["gone.md#", "other.md#gone", "#gone"]


def test_a_dead_citation_is_noticed() -> None:
    pages = {"api.md": "# The API\n\n## The marks\n"}
    assert dead_citations('"""See docs/api.md (The\n    marks), and docs/api.md."""', pages) == []
    assert dead_citations("# docs/api.md (What\n#: is gone)", pages) == ["docs/api.md (What is gone)"]
    assert dead_citations("docs/gone.md", pages) == ["docs/gone.md ()"]


def test_an_anchor_is_made_as_the_pages_are_shown() -> None:
    assert anchor("The contract: how an operation is called") == "the-contract-how-an-operation-is-called"
