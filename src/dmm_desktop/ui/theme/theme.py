"""The appearance of the whole application: Fusion, our palette and our style sheet, light or dark as the system is."""

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

#: The height of a line of text for which all heights of widgets are given, in pixels.
_LINE_HEIGHT = 18

_OURS = {"light": LIGHT, "dark": DARK}


class Appearance(Enum):
    """Whose colours the window has."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"  # those of a high-contrast theme: no palette and no style sheet of ours


class Theme(QObject):
    """Dresses the application and follows the system's setting live.

    There is one, made in the composition root and kept as long as the application. Nobody else has to know it: widgets
    and delegates get their colours from their palette (:func:`.palette.tokens_of`) and are repainted by Qt with it.
    """

    #: The palette and the style sheet are new.
    changed = Signal()

    def __init__(self, application: QApplication, appearance: Appearance | None = None) -> None:
        """Dress the application; with an ``appearance`` once and for all, without one as the system says."""
        super().__init__(application)
        self._application = application
        self._template = Template(resource("style/window.qss").read_text(encoding="utf-8"))
        self._images = {f"{name}_image": resource(f"style/{name}.svg").as_posix() for name in ("tick", "arrow_down")}
        application.setStyle("Fusion")
        self._system_palette = application.style().standardPalette()
        self._appearance = appearance or system_appearance(application.styleHints(), self._system_palette)
        self._dress()
        application.fontChanged.connect(self._follow_font)
        if appearance is None:
            hints = application.styleHints()
            hints.colorSchemeChanged.connect(self._follow)
            hints.accessibility().contrastPreferenceChanged.connect(self._follow)

    @property
    def appearance(self) -> Appearance:
        """What the window looks like now."""
        return self._appearance

    @property
    def tokens(self) -> Tokens:
        """The colours that are in force."""
        return tokens_of(self._application.palette())

    def use(self, appearance: Appearance) -> None:
        """Change to another appearance, at once."""
        if appearance is not self._appearance:
            self._appearance = appearance
            self._dress()
            self.changed.emit()

    @Slot()
    def _follow(self) -> None:
        self.use(system_appearance(self._application.styleHints(), self._system_palette))

    @Slot()
    def _follow_font(self) -> None:
        self._dress()
        renew_roles()

    def _dress(self) -> None:
        tokens = _OURS.get(self._appearance.value)
        # An empty palette has no colour of its own: the application goes back to the system's.
        self._application.setPalette(palette_for(tokens) if tokens else QPalette())
        self._application.setStyleSheet(self._style_sheet(tokens) if tokens else "")

    def _style_sheet(self, tokens: Tokens) -> str:
        # A minimum in a style sheet replaces the widget's own: without the font's height texts could be squeezed.
        line_height = max(_LINE_HEIGHT, QFontMetrics(self._application.font()).height())
        return self._template.substitute(asdict(tokens), line_height=line_height, **self._images)


def system_appearance(hints: QStyleHints, palette: QPalette) -> Appearance:
    """What the system asks for; where it does not say light or dark, what its palette looks like."""
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return Appearance.SYSTEM
    match hints.colorScheme():
        case Qt.ColorScheme.Dark:
            return Appearance.DARK
        case Qt.ColorScheme.Light:
            return Appearance.LIGHT
        case _:
            ground = palette.color(QPalette.ColorRole.Window)
            return Appearance.DARK if _is_dark(ground) else Appearance.LIGHT


def _is_dark(color: QColor) -> bool:
    return color.lightness() < 128
