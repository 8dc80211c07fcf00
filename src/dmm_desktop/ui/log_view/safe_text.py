"""Text that was written by anybody, made fit to be shown in one line."""

from __future__ import annotations


def safe(text: str) -> str:
    """The text in one line, with control and direction characters spelled out."""
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() else "    " if c == "\t" else c.encode("unicode_escape").decode("ascii") for c in text
    )
