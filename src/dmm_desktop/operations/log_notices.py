"""What a reader of a log has to say about it: why its lines may not be all, or not in the server's order."""

from __future__ import annotations

from ..core.text import Text, counted, joined, text


class LogNotices:
    """Each notice is given once. ``line`` and ``lines`` count what was read so far."""

    def __init__(self) -> None:
        self._given: dict[str, Text] = {}

    @property
    def all(self) -> Text | None:
        """All of them, in their order; None if there is none."""
        return joined(*self._given.values()) if self._given else None

    def newest_first(self, lines: int) -> None:
        self._give(
            "newest first",
            text(
                "The server puts new log lines before the others. From line {line} on they are in the order in which "
                "they came.",
                line=lines + 1,
            ),
        )

    def missing(self) -> None:
        self._give(
            "missing",
            text("More log lines came than the server shows at once. The log is read again when the import has ended."),
        )

    def beginning_dropped(self) -> None:
        self._give(
            "dropped", text("The server no longer shows the beginning of the log. What was read of it stays here.")
        )

    def changed(self) -> None:
        self._give("changed", text("The server changed log lines that had been read. They stay here as they were."))

    def keeps_changing(self) -> None:
        self._give(
            "keeps changing",
            text(
                "The server keeps changing log lines that had been read. The log is read again when the import has "
                "ended."
            ),
        )

    def too_many_pages(self) -> None:
        self._give(
            "too many pages",
            text("The server has lines for pages that no log has. The rest is read when the import has ended."),
        )

    def again(self, lines: int) -> None:
        """Lines that had been read come again, as the server has them now."""
        self._give(
            "again",
            text(
                "The server changed log lines that had been read. They are shown again from line {line} on.",
                line=lines + 1,
            ),
        )

    def whole_again(self, lines: int) -> None:
        """The whole log comes again, so that nothing counts that was said about what was read before."""
        self._given.clear()
        self._give(
            "whole again",
            text(
                "The server replaced log lines that had been read. From line {line} on the log is shown as it is now.",
                line=lines + 1,
            ),
        )

    def fewer(self) -> None:
        self._give("fewer", text("The server shows fewer log lines now than were read before."))

    def emptied(self) -> None:
        self._give("emptied", text("A page of the log had lines and is empty now. Its lines are missing here."))

    def made_up(self, lines: int) -> None:
        self._give(
            "made up",
            counted(
                "The server keeps sending log pages that it does not announce. Reading ended after 1 line.",
                "The server keeps sending log pages that it does not announce. Reading ended after {n} lines.",
                lines,
            ),
        )

    def growing(self, lines: int) -> None:
        self._give(
            "growing",
            counted(
                "The server adds lines to the log as fast as they are read. Reading ended after 1 line.",
                "The server adds lines to the log as fast as they are read. Reading ended after {n} lines.",
                lines,
            ),
        )

    def equal_pages(self) -> None:
        self._give("equal", text("Two pages of the log are equal. If they are one, its lines are shown twice."))

    def empty_pages(self, announced: int, found: int) -> None:
        self._give(
            "empty",
            text(
                "The server announces {announced} log pages, but only {found} have lines.",
                announced=announced,
                found=found,
            ),
        )

    def _give(self, kind: str, notice: Text) -> None:
        self._given.setdefault(kind, notice)
