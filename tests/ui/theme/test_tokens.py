"""The colours have the contrasts of WCAG 2, level AA: 4.5 for text, 3 for lines and shapes. Disabled text is exempt."""

from __future__ import annotations

import pytest

from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.theme.tokens import DARK, LIGHT, Tokens, Tone

#: Colours of text, and the grounds that they are painted on.
TEXTS = {
    "text": "base window sel hover press selinactive ok_tint warn_tint err_tint info_tint raised title hit",
    "text2": "base window sel head hover selinactive err_tint hit",
    "onaccent": "accent accenthover",
    "accenttext": "base window warn_tint err_tint info_tint",
    "dev": "base window sel",
    "dev_on": "dev_fill",
    "test": "base window sel",
    "test_on": "test_fill",
    "prod": "base window sel",
    "prod_on": "prod_fill prodhover",
    "ok": "base window sel ok_tint hit",
    "warn": "base window sel warn_tint hit",
    "err": "base window sel err_tint raised hover press hit",
    "info": "base window sel info_tint",
    "seltext": "sel",
}

#: Colours of lines and shapes that have to be seen, and their grounds.
SHAPES = {
    "fieldline": "base window",
    "bar": "track",
    "chart": "base",
    "focus": "base window",
}


def pairs(colors: dict[str, str]) -> list[tuple[str, str]]:
    """Each colour with each of its grounds."""
    return [(color, ground) for color, grounds in colors.items() for ground in grounds.split()]


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


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("color", "ground", "least"),
    [(*pair, 4.5) for pair in pairs(TEXTS)] + [(*pair, 3.0) for pair in pairs(SHAPES)],
)
def test_contrasts_are_those_that_wcag_demands(tokens: Tokens, color: str, ground: str, least: float) -> None:
    assert contrast(getattr(tokens, color), getattr(tokens, ground)) >= least


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
