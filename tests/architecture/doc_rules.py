"""Rules for the pages of `docs/`: the files, headings and names that they and the code mention must exist."""

import re
from pathlib import Path

#: A file in backticks, optionally with the name of a test.
_FILE = re.compile(r"`((?:[\w.-]+/)*[\w.-]+\.(?:py|md|toml|yml|ts)|(?:[\w.-]+/)+[\w.-]+\.json)(?:::\w+)?`")
_LINK = re.compile(r"\]\((?!https?://)([^)#\s]*)(?:#([\w-]+))?\)")
#: A citation of a page in code: docs/dmm-api.md (The marks).
_CITED = re.compile(r"\bdocs/([\w-]+\.md)(?: \(([A-Z][^()]+)\))?")
_LINE_END = re.compile(r"\s*\n\s*(?:#:?\s*)?")


def headings(page: str) -> list[str]:
    """The headings of a page, without the hashes."""
    return re.findall(r"^#+ (.+)$", page, re.MULTILINE)


def anchor(heading: str) -> str:
    """The end of a link to a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def named_files(page: str) -> list[str]:
    """The files that a page names in backticks."""
    return _FILE.findall(page)


def dead_links(page: str, folder: Path) -> list[str]:
    """Links to files and headings that do not exist. ``folder`` is where the page is."""
    found = []
    for target, heading in _LINK.findall(page):
        path = folder / target
        exists = not target or path.exists()
        if exists and heading:
            text = path.read_text(encoding="utf-8") if target else page
            exists = heading in map(anchor, headings(text))
        if not exists:
            found.append(f"{target}#{heading}")
    return found


def dead_citations(source: str, pages: dict[str, str]) -> list[str]:
    """Citations of pages and headings that do not exist; ``pages`` are the texts by name."""
    return [
        f"docs/{name} ({heading})"
        for name, heading in _CITED.findall(_LINE_END.sub(" ", source))
        if name not in pages or (heading and heading not in headings(pages[name]))
    ]


def rows(page: str) -> list[list[str]]:
    """The cells of all rows of the page's tables, headings among them."""
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("|")]
