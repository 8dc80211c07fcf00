"""Text roles: sizes and weights relative to the system font, fixed-width digits, and tones."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QWidget

from .tokens import Tone

_Weight = QFont.Weight
_ROLE = "type_role"  # the widget property that holds the role
#: Fixed-width fonts of Windows, best first; the first is part of Windows 11. Qt offers Courier New there [platform].
_FIXED_ON_WINDOWS = ("Cascadia Mono", "Consolas")


class Role(StrEnum):
    """The typographic role of a text."""

    CAPTION = "caption"  # second lines, hints, metric labels
    HEADER = "header"  # table headers, pills
    BODY = "body"
    LABEL = "label"  # form labels, entity names
    NAME = "name"  # names of environments and runs, headings of panels
    VALUE = "value"  # metrics, page headings
    UNIT = "unit"  # text after a value
    SENTENCE = "sentence"  # status, percentage, heading of the welcome page
    FIXED = "fixed"  # log, tracker id, JSON, field names


class _Type(NamedTuple):
    size: float  # times the system font's
    weight: QFont.Weight


_TYPES = {
    Role.CAPTION: _Type(0.88, _Weight.Normal),
    Role.HEADER: _Type(0.88, _Weight.Medium),
    Role.BODY: _Type(1.0, _Weight.Normal),
    Role.LABEL: _Type(1.0, _Weight.Medium),
    Role.NAME: _Type(1.0, _Weight.DemiBold),
    Role.VALUE: _Type(1.15, _Weight.DemiBold),
    Role.UNIT: _Type(1.0, _Weight.Normal),
    Role.SENTENCE: _Type(1.38, _Weight.DemiBold),
    Role.FIXED: _Type(0.92, _Weight.Normal),
}


def role_font(role: Role) -> QFont:
    """The font of a role; its size follows the application's font, in any unit."""
    system = QApplication.font()
    font = _fixed_font() if role is Role.FIXED else QFont(system)
    font.setPointSizeF(QFontInfo(system).pointSizeF() * _TYPES[role].size)
    font.setWeight(_TYPES[role].weight)
    font.setFeature(QFont.Tag("tnum"), 1)  # digits of equal width, so that changing numbers do not jump
    return font


def _fixed_font() -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    if sys.platform == "win32":
        font.setFamilies([*_FIXED_ON_WINDOWS, *font.families()])
    return font


def set_role(widget: QWidget, role: Role, tone: Tone | None = None) -> None:
    """Set the font of a label or other text widget to a role; set its tone if one is given."""
    widget.setFont(role_font(role))
    widget.setProperty(_ROLE, role.value)
    if tone is not None:
        set_tone(widget, tone)


def renew_roles() -> None:
    """Update the fonts of all widgets with a role after a change of the system font, or of the style sheet, which gives
    them back the font that they had when they were first shown [platform]."""
    for widget in QApplication.allWidgets():
        role = widget.property(_ROLE)
        if role is not None:
            widget.setFont(role_font(Role(role)))


def set_tone(widget: QWidget, tone: Tone) -> None:
    """Colour the text of a label; it follows the theme, and is the system's text colour in high contrast."""
    set_style_property(widget, "tone", tone.value)


def tone_of(widget: QWidget) -> Tone:
    """The tone that :func:`set_tone` gave a label."""
    return Tone(widget.property("tone") or Tone.TEXT.value)


def set_style_property(widget: QWidget, name: str, value: str | bool) -> None:
    """Set a property used by the style sheet and reapply its rules, which Qt does not do by itself."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()
