"""The guide has the same parts in every language, names what the window really shows, and is installed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from architecture.project import ROOT
from dmm_desktop.ui.guide.guide_text import GuidePart, GuideText
from dmm_desktop.ui.languages import guide_file

_ENGLISH, _PORTUGUESE = (
    GuideText((ROOT / "docs" / name).read_text(encoding="utf-8")) for name in ("guide.md", "guide.pt.md")
)
_LABEL = re.compile(r"(?<!\*)\*([^*\n]+)\*(?!\*)")
_LINK = re.compile(r"\[[^\]]*\]\(([^)]*)\)")


def _portuguese() -> dict[str, str]:
    """What the window says in Portuguese, by the English words."""
    messages = ElementTree.parse(ROOT / "resources" / "translations" / "dmm-desktop_pt.ts").iter("message")
    return {
        one.findtext("source", ""): one.findtext("translation", "")
        for one in messages
        if (found := one.find("translation")) is not None and found.get("type") != "vanished"
    }


def _shape(guide: GuideText) -> list[str]:
    """How the lines begin that are no plain text: headings, items of lists, rows of tables."""
    starts = (re.match(r"#+ |- |\d+\. |\|", line) for line in guide.markdown.splitlines())
    return [start.group() for start in starts if start is not None]


def test_the_parts_are_those_of_the_page() -> None:
    assert _ENGLISH.anchors == list(GuidePart)
    assert [part.position for part in GuidePart] == list(range(len(_ENGLISH.titles)))


def test_both_languages_have_the_same_parts() -> None:
    assert _shape(_PORTUGUESE) == _shape(_ENGLISH)
    assert len(set(_PORTUGUESE.anchors)) == len(_ENGLISH.anchors)


def test_links_lead_to_the_same_parts_and_nowhere_else() -> None:
    led = [
        [guide.anchors.index(link.removeprefix("#")) for link in _LINK.findall(guide.markdown)]
        for guide in (_ENGLISH, _PORTUGUESE)
    ]
    assert led[0] == led[1] and len(led[0]) >= 5
    for guide in (_ENGLISH, _PORTUGUESE):
        assert "://" not in guide.markdown and "![" not in guide.markdown


def test_what_is_in_italics_is_what_the_window_shows() -> None:
    words = _portuguese()
    labels = _LABEL.findall(_ENGLISH.markdown)
    assert [label for label in labels if label not in words] == []
    assert [words[label] for label in labels] == _LABEL.findall(_PORTUGUESE.markdown)


@pytest.mark.parametrize(("language", "name"), [("en", "guide.md"), ("pt-PT", "guide.pt.md"), ("de", "guide.md")])
def test_the_guide_is_in_the_language_of_the_window(speaking: Callable[[str], None], language: str, name: str) -> None:
    speaking(language)
    assert guide_file() == ROOT / "docs" / name


def test_every_guide_is_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    installed = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    guides = sorted(path.name for path in Path(ROOT / "docs").glob("guide*.md"))
    assert guides == ["guide.md", "guide.pt.md"]
    assert [installed[f"docs/{name}"] for name in guides] == [f"dmm_desktop/_resources/{name}" for name in guides]
