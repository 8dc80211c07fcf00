"""The text of the user guide and its parts, which are the headings of the second level."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class GuidePart(StrEnum):
    """A part of the guide, in the order of the page. The values are the anchors of the English page; in the other
    languages a part has the same position."""

    OVERVIEW = "what-dmm-desktop-does"
    ENVIRONMENT = "add-an-environment"
    TOKENS = "what-is-a-one-time-token"
    CONNECTION = "add-a-connection"
    DESCRIPTION = "if-no-api-description-is-found"
    IMPORT = "import-data"
    CHECK = "what-the-check-says"
    IDS = "new-ids-or-the-same-ids"
    WATCH = "watch-an-import-or-export"
    FIND = "find-an-import-or-export"
    STOP = "stop-an-import-or-export"
    OUTCOME = "what-an-outcome-means"
    UNKNOWN = "if-the-outcome-is-unknown"
    RESULTS = "save-logs-and-reports"
    EXPORT = "export-data"
    IMPORT_EXPORT = "import-what-was-exported"
    COMMAND_LINE = "use-the-command-line"
    PLACES = "where-data-and-keys-are"
    PREFERENCES = "set-it-up-for-yourself"
    TROUBLE = "if-something-goes-wrong"
    NOT_KNOWN = "what-is-not-known-about-the-api"
    SHORTCUTS = "keyboard-shortcuts"

    @property
    def position(self) -> int:
        """The position among the parts, from 0."""
        return list(GuidePart).index(self)


@dataclass(frozen=True, slots=True)
class GuideText:
    """The guide in one language, as Markdown."""

    markdown: str

    @property
    def titles(self) -> list[str]:
        """The titles of the parts, in order."""
        return re.findall(r"^## (.+)$", self.markdown, re.MULTILINE)

    @property
    def anchors(self) -> list[str]:
        """The anchors of the parts, which links in the guide use, in order."""
        return [anchor_of(title) for title in self.titles]


def anchor_of(title: str) -> str:
    """The anchor that pages of Markdown have at a heading."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")
