"""The colours of the window by purpose: one set for light, one for dark.

Every pair of text and background used meets AA (4.5 : 1), every edge that identifies a control 3 : 1; tests compute
both. A widget's palette determines its set, see :mod:`.palette`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...core.stage import Stage


class Tone(StrEnum):
    """The meaning of a text or icon, shown by its colour; the values are the names of the tokens.

    A StrEnum, because Qt returns a model's data as plain strings.
    """

    TEXT = "text"
    MUTED = "text2"
    DISABLED = "dis"
    LINK = "accenttext"
    OK = "ok"
    WARN = "warn"
    ERR = "err"
    INFO = "info"
    ON_ACCENT = "onaccent"


@dataclass(frozen=True, slots=True)
class StageColors:
    """The colours of a stage. ``text`` is used on base, window or a selection; ``on`` is for marks and text on
    ``fill``, the background of band and pill."""

    text: str
    fill: str
    on: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours as #RRGGBB."""

    # Backgrounds
    window: str  # panels, the wizard's side, footers
    base: str  # content, fields, tables, dialogs
    head: str  # table headers, group rows
    raised: str  # neutral buttons
    title: str  # menu bar
    hover: str
    press: str
    sel: str  # selected row, active view
    selinactive: str  # selected row, view without focus
    # Lines
    line: str  # hairlines, frames: decoration
    fieldline: str  # fields, check boxes, radio buttons: identifies the control
    btnline: str  # buttons: decoration, their label identifies them
    focus: str
    # Text and idle icons
    text: str
    text2: str
    dis: str
    seltext: str  # text on sel
    # Accents
    accent: str
    accenthover: str
    onaccent: str
    accenttext: str  # links, edge of checked controls
    bar: str  # progress, edge of the selected run
    track: str
    chart: str
    chartfill: str
    # Stages
    dev: str
    dev_fill: str
    dev_on: str
    test: str
    test_fill: str
    test_on: str
    prod: str
    prod_fill: str
    prod_on: str
    prodhover: str
    # Messages: colour of text, icon and border, and tint of the background
    ok: str
    ok_tint: str
    warn: str
    warn_tint: str
    err: str
    err_tint: str
    info: str
    info_tint: str
    hit: str  # behind matches of a search

    def tone(self, tone: Tone) -> str:
        """The colour of text or an icon in this tone."""
        color: str = getattr(self, tone)
        return color

    def tint(self, tone: Tone) -> str:
        """The background of a message: OK, WARN, ERR or INFO."""
        color: str = getattr(self, f"{tone}_tint")
        return color

    def stage(self, stage: Stage | None) -> StageColors:
        """The colours of a stage; neutral ones if it is unknown."""
        from ...core.stage import Stage

        match stage:
            case Stage.DEVELOPMENT:
                return StageColors(self.dev, self.dev_fill, self.dev_on)
            case Stage.TEST:
                return StageColors(self.test, self.test_fill, self.test_on)
            case Stage.PRODUCTION:
                return StageColors(self.prod, self.prod_fill, self.prod_on)
            case None:
                return StageColors(self.text2, self.window, self.text)


LIGHT = Tokens(
    window="#F3F4F6",
    base="#FFFFFF",
    head="#F8F9FA",
    raised="#FFFFFF",
    title="#ECEEF1",
    hover="#E9EBEF",
    press="#DDE0E6",
    sel="#DCE8FB",
    selinactive="#E4E7EC",
    line="#DFE2E7",
    fieldline="#828A97",
    btnline="#C3C8D0",
    focus="#1F5FCC",
    text="#1A1E25",
    text2="#555C68",
    dis="#9AA1AC",
    seltext="#1A1E25",
    accent="#1F5FCC",
    accenthover="#194FAB",
    onaccent="#FFFFFF",
    accenttext="#1B57BD",
    bar="#1F5FCC",
    track="#E1E4E9",
    chart="#1F5FCC",
    chartfill="#E3ECFA",
    dev="#0B6762",
    dev_fill="#E0F1EF",
    dev_on="#0B6762",
    test="#5A3DB4",
    test_fill="#E7E0FA",
    test_on="#4C31A0",
    prod="#A3145C",
    prod_fill="#A3145C",
    prod_on="#FFFFFF",
    prodhover="#860F4A",
    ok="#1B7138",
    ok_tint="#E4F3E8",
    warn="#855300",
    warn_tint="#FCF1D8",
    err="#BC2419",
    err_tint="#FCE9E7",
    info="#1B57BD",
    info_tint="#E5EEFB",
    hit="#FFE08A",
)

DARK = Tokens(
    window="#191B1F",
    base="#202328",
    head="#25282E",
    raised="#2A2E35",
    title="#141619",
    hover="#282C32",
    press="#30353D",
    sel="#24385A",
    selinactive="#2C3138",
    line="#363B43",
    fieldline="#79818D",
    btnline="#484E58",
    focus="#86B4FF",
    text="#E7E9ED",
    text2="#A8AFBA",
    dis="#6C737E",
    seltext="#E7E9ED",
    accent="#2E6EDB",
    accenthover="#2562C8",
    onaccent="#FFFFFF",
    accenttext="#86B4FF",
    bar="#6EA4FA",
    track="#383D46",
    chart="#6EA4FA",
    chartfill="#263550",
    dev="#5CC9C0",
    dev_fill="#15312F",
    dev_on="#6AD3CA",
    test="#B7A2FF",
    test_fill="#322A52",
    test_on="#C9B9FF",
    prod="#F582B6",
    prod_fill="#A62162",
    prod_on="#FFFFFF",
    prodhover="#B82B70",
    ok="#6BCB8B",
    ok_tint="#1B3325",
    warn="#E9B754",
    warn_tint="#3A3016",
    err="#FF8F84",
    err_tint="#43221F",
    info="#86B4FF",
    info_tint="#1D2E4B",
    hit="#4E3C00",
)
