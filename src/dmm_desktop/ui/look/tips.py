"""Tool tips of texts that others wrote: shown as they are, never as HTML."""

from __future__ import annotations

from html import escape


def plain_tip(text: str) -> str:
    """The text for ``setToolTip`` or ``QToolTip.showText``, which take anything with a tag in it for HTML."""
    return f'<p style="white-space: pre-wrap">{escape(text)}</p>' if "<" in text or "&" in text else text
