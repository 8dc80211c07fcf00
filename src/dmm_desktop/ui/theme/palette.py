"""Tokens and palettes: the palette made from a set of tokens, and the tokens a palette represents.

The second direction gives delegates and painted widgets their colours: ``tokens_of(option.palette)`` in a delegate,
``tokens_of(self.palette())`` in a widget. Qt passes the palette from the application to every widget and repaints
them when it changes, so tokens need not be passed around or stored.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QColor, QPalette

from .tokens import DARK, LIGHT, Tokens

_Role = QPalette.ColorRole
_Group = QPalette.ColorGroup

_ROLES = {
    _Role.Window: "window",
    _Role.Base: "base",
    _Role.AlternateBase: "base",
    _Role.Button: "raised",
    _Role.ToolTipBase: "raised",
    _Role.WindowText: "text",
    _Role.Text: "text",
    _Role.ButtonText: "text",
    _Role.ToolTipText: "text",
    _Role.PlaceholderText: "text2",
    _Role.BrightText: "onaccent",
    _Role.Highlight: "sel",
    _Role.HighlightedText: "seltext",
    _Role.Accent: "accent",
    _Role.Link: "accenttext",
    _Role.LinkVisited: "accenttext",
    _Role.Light: "raised",
    _Role.Midlight: "line",
    _Role.Mid: "line",
    _Role.Dark: "fieldline",
    _Role.Shadow: "fieldline",
}
_TEXTS = (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.PlaceholderText, _Role.HighlightedText)

#: Neither Qt nor a style sheet ever changes this role for a single widget.
_MARKER = _Role.Link


def palette_for(tokens: Tokens) -> QPalette:
    """The application's palette in these colours."""
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(_Group.All, role, QColor(getattr(tokens, name)))
    for role in _TEXTS:
        palette.setColor(_Group.Disabled, role, QColor(tokens.dis))
    palette.setColor(_Group.Inactive, _Role.Highlight, QColor(tokens.selinactive))
    return palette


def tokens_of(palette: QPalette, *, selected: bool = False) -> Tokens:
    """The colours to paint with on a widget with this palette, or on a selected row of it.

    Our own palettes give LIGHT or DARK. Any other one, such as that of a high-contrast theme, gives tokens made of
    its own colours only.
    """
    marker = palette.color(_Group.Active, _MARKER).name().upper()
    for tokens in (LIGHT, DARK):
        if marker == tokens.accenttext:
            return tokens
    background, text = (_Role.Highlight, _Role.HighlightedText) if selected else (_Role.Base, _Role.WindowText)
    return _system_tokens(
        background=_name(palette, background),
        text=_name(palette, text),
        disabled=_name(palette, text if selected else _Role.WindowText, _Group.Disabled),
        window=_name(palette, _Role.Window),
        button=_name(palette, _Role.Button),
        highlight=_name(palette, _Role.Highlight),
        highlighted=_name(palette, _Role.HighlightedText),
        link=_name(palette, text if selected else _MARKER),
    )


def _name(palette: QPalette, role: QPalette.ColorRole, group: QPalette.ColorGroup = _Group.Active) -> str:
    return palette.color(group, role).name().upper()


@lru_cache(maxsize=8)
def _system_tokens(
    *,
    background: str,
    text: str,
    disabled: str,
    window: str,
    button: str,
    highlight: str,
    highlighted: str,
    link: str,
) -> Tokens:
    """Tokens for a foreign palette: its text colour for all texts and lines, its highlight for fills."""
    return Tokens(
        window=window,
        base=background,
        head=window,
        raised=button,
        title=window,
        hover=background,
        press=background,
        sel=highlight,
        selinactive=highlight,
        line=text,
        fieldline=text,
        btnline=text,
        focus=text,
        text=text,
        text2=text,
        dis=disabled,
        seltext=highlighted,
        accent=highlight,
        accenthover=highlight,
        onaccent=highlighted,
        accenttext=link,
        bar=text,
        track=background,
        chart=text,
        chartfill=background,
        dev=text,
        dev_fill=background,
        dev_on=text,
        test=text,
        test_fill=background,
        test_on=text,
        prod=text,
        prod_fill=highlight,
        prod_on=highlighted,
        prodhover=highlight,
        ok=text,
        ok_tint=background,
        warn=text,
        warn_tint=background,
        err=text,
        err_tint=background,
        info=text,
        info_tint=background,
        hit=background,
    )
