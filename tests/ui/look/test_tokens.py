"""The contrasts that the design states are those that the colours have."""

from __future__ import annotations

import pytest

from dmm_desktop.core.environment import Stage
from dmm_desktop.ui.look.tokens import DARK, LIGHT, Tokens, Tone

#: Foreground, ground, contrast in light and in dark, as the design states them.
STATED = [
    ("fieldline", "base", 3.5, 4.0),
    ("fieldline", "window", 3.2, 4.4),
    ("text", "base", 16.7, 13.0),
    ("text", "window", 15.2, 14.2),
    ("text", "sel", 13.5, 9.7),
    ("text", "hover", 14.0, 11.5),
    ("text", "press", 12.6, 10.1),
    ("text", "selinactive", 13.5, 10.8),
    ("text2", "base", 6.7, 7.1),
    ("text2", "window", 6.1, 7.8),
    ("text2", "sel", 5.4, 5.3),
    ("dis", "base", 2.6, 3.3),
    ("onaccent", "accent", 5.9, 4.8),
    ("onaccent", "accenthover", 7.6, 5.7),
    ("accenttext", "base", 6.7, 7.5),
    ("accenttext", "window", 6.1, 8.2),
    ("bar", "track", 4.6, 4.3),
    ("chart", "base", 5.9, 6.3),
    ("focus", "base", 5.9, 7.5),
    ("focus", "window", 5.3, 8.2),
    ("dev", "base", 6.7, 7.9),
    ("dev", "window", 6.1, 8.7),
    ("dev", "sel", 5.4, 5.9),
    ("dev_on", "dev_fill", 5.7, 7.8),
    ("test", "base", 7.6, 7.2),
    ("test", "window", 6.9, 7.9),
    ("test", "sel", 6.1, 5.4),
    ("test_on", "test_fill", 7.3, 7.5),
    ("prod", "base", 7.5, 6.6),
    ("prod", "window", 6.8, 7.2),
    ("prod", "sel", 6.0, 4.9),
    ("prod_on", "prod_fill", 7.5, 7.0),
    ("prod_on", "prodhover", 9.6, 5.8),
    ("ok", "base", 6.1, 7.9),
    ("ok", "window", 5.5, 8.7),
    ("ok", "sel", 4.9, 5.9),
    ("ok", "ok_tint", 5.3, 6.8),
    ("text", "ok_tint", 14.6, 11.2),
    ("warn", "base", 6.5, 8.5),
    ("warn", "window", 5.9, 9.3),
    ("warn", "sel", 5.2, 6.4),
    ("warn", "warn_tint", 5.8, 7.0),
    ("text", "warn_tint", 14.9, 10.7),
    ("err", "base", 6.2, 7.1),
    ("err", "window", 5.6, 7.8),
    ("err", "sel", 5.0, 5.3),
    ("err", "err_tint", 5.3, 6.4),
    ("text", "err_tint", 14.3, 11.6),
    ("info", "base", 6.7, 7.5),
    ("info", "window", 6.1, 8.2),
    ("info", "sel", 5.4, 5.6),
    ("info", "info_tint", 5.7, 6.5),
    ("text", "info_tint", 14.3, 11.2),
]

#: Pairs that the kit paints and the design does not list; everybody must be able to read them.
PAINTED = [
    ("text2", "head"),
    ("text2", "hover"),
    ("text2", "selinactive"),
    ("text2", "err_tint"),
    ("text", "raised"),
    ("text", "title"),
    ("err", "raised"),
    ("err", "hover"),
    ("err", "press"),
    ("accenttext", "warn_tint"),
    ("accenttext", "err_tint"),
    ("accenttext", "info_tint"),
    ("seltext", "sel"),
]


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize(
    ("color", "ground", "light", "dark"), STATED, ids=[f"{one} on {two}" for one, two, *_ in STATED]
)
def test_the_stated_contrast_is_the_computed_one(color: str, ground: str, light: float, dark: float) -> None:
    for tokens, stated in ((LIGHT, light), (DARK, dark)):
        assert contrast(getattr(tokens, color), getattr(tokens, ground)) == pytest.approx(stated, abs=0.06)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("color", "ground"), PAINTED)
def test_what_the_kit_paints_can_be_read(tokens: Tokens, color: str, ground: str) -> None:
    assert contrast(getattr(tokens, color), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_stages_are_never_taken_for_messages(tokens: Tokens) -> None:
    stages = {color for stage in Stage for color in vars_of(tokens, stage)}
    messages = {
        getter(tone) for tone in (Tone.OK, Tone.WARN, Tone.ERR, Tone.INFO) for getter in (tokens.tone, tokens.tint)
    }
    assert not stages & messages


def vars_of(tokens: Tokens, stage: Stage) -> tuple[str, str]:
    """Text and fill of a stage."""
    colors = tokens.stage(stage)
    return colors.text, colors.fill


@pytest.mark.parametrize("tone", list(Tone))
def test_a_tone_is_found_by_its_plain_name_too(tone: Tone) -> None:
    assert LIGHT.tone(str(tone.value)) == LIGHT.tone(tone)  # type: ignore[arg-type]  # as it comes out of a model
