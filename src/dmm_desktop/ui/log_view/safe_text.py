"""Text that was written by anybody, made fit to be shown in one line."""

from __future__ import annotations

from ...core.legible import legible


def safe(text: str) -> str:
    """The text in one line, with control and direction characters spelled out."""
    return legible(text.replace("\t", "    "))
