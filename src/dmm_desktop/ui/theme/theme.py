"""The appearance of the application: Fusion style with our palette and style sheet, light or dark like the system, or
as the user prefers."""

from __future__ import annotations

from dataclasses import asdict
from enum import Enum
from string import Template

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

from ...resources import resource
from .palette import palette_for, tokens_of
from .tokens import DARK, LIGHT, Tokens
from .type_roles import renew_roles

#: The line height for which all widget heights are specified, in pixels.
_LINE_HEIGHT = 18

_OURS = {"light": LIGHT, "dark": DARK}


class Appearance(Enum):
    """The colours of the window."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"  # a high-contrast theme: the system's palette, and no style sheet of ours


#: How the system is to draw its own parts, such as the frames of windows.
_SCHEMES: dict[Appearance | None, Qt.ColorScheme] = {
    Appearance.LIGHT: Qt.ColorScheme.Light,
    Appearance.DARK: Qt.ColorScheme.Dark,
}


class Theme(QObject):
    """Applies the appearance and follows changes of the system's setting.

    There is one theme per application, created at the start. Nothing else needs a reference to it: widgets and
    delegates take their colours from their palette (:func:`.palette.tokens_of`), with which Qt repaints them.
    """

    #: The palette and the style sheet have changed.
    changed = Signal()

    def __init__(self, application: QApplication, appearance: Appearance | None = None) -> None:
        """Apply an appearance; without one, follow the system."""
        super().__init__(application)
        self._chosen = appearance
        self._application = application
        self._template = Template(resource("style/window.qss").read_text(encoding="utf-8"))
        self._images = {f"{name}_image": resource(f"style/{name}.svg").as_posix() for name in ("tick", "arrow_down")}
        application.setStyle("Fusion")
        self._system_palette = application.style().standardPalette()
        self._tell_system()
        self._appearance = self._asked_for()
        self._apply()
        application.fontChanged.connect(self._apply)
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)

    @property
    def appearance(self) -> Appearance:
        """The current appearance."""
        return self._appearance

    @property
    def tokens(self) -> Tokens:
        """The current colours."""
        return tokens_of(self._application.palette())

    def use(self, appearance: Appearance | None) -> None:
        """Change the appearance at once; without one, follow the system."""
        self._chosen = appearance
        self._tell_system()
        self._follow()

    @Slot()
    def _follow(self) -> None:
        appearance = self._asked_for()
        if appearance is not self._appearance:
            self._appearance = appearance
            self._apply()
            self.changed.emit()

    def _asked_for(self) -> Appearance:
        return self._chosen or system_appearance(self._application.styleHints(), self._system_palette)

    def _tell_system(self) -> None:
        scheme = _SCHEMES.get(self._chosen, Qt.ColorScheme.Unknown)
        self._application.styleHints().setColorScheme(scheme)

    @Slot()
    def _apply(self) -> None:
        tokens = _OURS.get(self._appearance.value)
        # An empty palette sets no colours, so the application returns to the system's.
        self._application.setPalette(palette_for(tokens) if tokens else QPalette())
        self._application.setStyleSheet(self._style_sheet(tokens) if tokens else "")
        renew_roles()

    def _style_sheet(self, tokens: Tokens) -> str:
        # A minimum in a style sheet replaces the widget's own; without the font's height, text could be squeezed.
        line_height = max(_LINE_HEIGHT, QFontMetrics(self._application.font()).height())
        return self._template.substitute(asdict(tokens), line_height=line_height, **self._images)


def system_appearance(hints: QStyleHints, palette: QPalette) -> Appearance:
    """The appearance the system requests; if it states neither light nor dark, derived from its palette."""
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return Appearance.SYSTEM
    match hints.colorScheme():
        case Qt.ColorScheme.Dark:
            return Appearance.DARK
        case Qt.ColorScheme.Light:
            return Appearance.LIGHT
        case _:
            background = palette.color(QPalette.ColorRole.Window)
            return Appearance.DARK if _is_dark(background) else Appearance.LIGHT


def _is_dark(color: QColor) -> bool:
    return color.lightness() < 128
