"""The roles of text: sizes and weights in relation to the system's font, digits of one width, and tones by colour."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QWidget

from .tokens import Tone

_Weight = QFont.Weight
_ROLE = "type_role"  # the property of widgets that tells their role


class Role(StrEnum):
    """What a text is, typographically."""

    CAPTION = "caption"  # second lines, hints, metric labels
    HEADER = "header"  # table headers, pills
    BODY = "body"
    LABEL = "label"  # form labels, entity names
    NAME = "name"  # names of environments and runs, headings of panels
    VALUE = "value"  # metrics, page headings
    UNIT = "unit"  # what stands after a value
    SENTENCE = "sentence"  # the status, the percentage, the heading of the first start
    FIXED = "fixed"  # log, tracker id, JSON, names of fields


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
    """The font of a role; its size follows the application's font, whatever unit that one is given in."""
    system = QApplication.font()
    fixed = role is Role.FIXED
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont) if fixed else QFont(system)
    font.setPointSizeF(QFontInfo(system).pointSizeF() * _TYPES[role].size)
    font.setWeight(_TYPES[role].weight)
    font.setFeature(QFont.Tag("tnum"), 1)  # digits of one width: numbers that change do not dance
    return font


def set_role(widget: QWidget, role: Role, tone: Tone | None = None) -> None:
    """Give a label, or any widget that shows text, the font of a role, and a tone if it is not the ordinary one."""
    widget.setFont(role_font(role))
    widget.setProperty(_ROLE, role.value)
    if tone is not None:
        set_tone(widget, tone)


def renew_roles() -> None:
    """Give everything that has a role its font anew: the system's font is another."""
    for widget in QApplication.allWidgets():
        role = widget.property(_ROLE)
        if role is not None:
            widget.setFont(role_font(Role(role)))


def set_tone(widget: QWidget, tone: Tone) -> None:
    """Colour the text of a label; it follows the theme, and in high contrast it is the system's text colour."""
    set_style_property(widget, "tone", tone.value)


def set_style_property(widget: QWidget, name: str, value: str | bool) -> None:
    """Set a property that rules of the style sheet name, and apply them anew: Qt does not do so by itself."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()
