"""Labels for texts of any length, and what stands where there is nothing."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QTextLayout, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from dmm_desktop.ui.theme.theme import Appearance, Theme
from dmm_desktop.ui.theme.tokens import DARK, LIGHT
from dmm_desktop.ui.widgets.buttons import Button, ButtonKind
from dmm_desktop.ui.widgets.containers import Card, Hairline, Surface, set_surface
from dmm_desktop.ui.widgets.labels import MAY_BREAK, ElidedLabel, WrappedLabel, breakable, plain_tip
from dmm_desktop.ui.widgets.placeholder import EmptyNote, EmptyPage
from ui.lookup import layout_of
from ui.page_fixtures import Put
from ui.pictures import color_at, colors, picture

PATH = "D:/Exports/2024/second quarter/customers-2024-q2.zip"


@given(text=st.text(max_size=80), width=st.integers(0, 400))
@example(text="\u0915 \u0a95 \u0e01", width=20)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_cut_label_fits_and_its_tool_tip_is_the_whole(put: Put, text: str, width: int) -> None:
    label = put(ElidedLabel(text), width)
    shown = label.shown_text
    assert shown == label.text() or QFontMetrics(label.font()).horizontalAdvance(shown) <= width or len(shown) <= 1
    assert label.toolTip() == ("" if shown == label.text() else plain_tip(label.text()))


def test_paths_are_cut_in_the_middle(put: Put) -> None:
    label = put(ElidedLabel(PATH, elide=Qt.TextElideMode.ElideMiddle), 160)
    assert label.shown_text.startswith("D:/") and label.shown_text.endswith(".zip") and "…" in label.shown_text
    assert QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name) == PATH
    assert label.minimumSizeHint().width() < 60 < label.sizeHint().width()


def test_a_label_shows_line_breaks_as_spaces(put: Put) -> None:
    assert ElidedLabel("one\ntwo").text() == "one two"


def test_a_larger_font_cuts_more(put: Put) -> None:
    label = put(ElidedLabel("customers-2024-q2.zip"))
    assert label.toolTip() == ""
    font = label.font()
    font.setPixelSize(40)
    label.setFont(font)
    assert label.toolTip() == "customers-2024-q2.zip"


def test_a_tip_is_never_html() -> None:
    assert plain_tip("a plain text") == "a plain text"
    assert "&lt;img" in plain_tip("<img src='x'>") and "&amp;amp;" in plain_tip("&amp;")


def test_a_wrapped_label_is_as_wide_as_its_text_and_no_wider(put: Put) -> None:
    page = QWidget()
    row = QHBoxLayout(page)
    label, after = WrappedLabel("The server did not respond."), QLabel("Details")
    row.addWidget(label)
    row.addWidget(after)
    row.addStretch(1)
    put(page, 700)
    row.activate()
    assert label.width() == label.sizeHint().width()
    assert label.heightForWidth(label.width()) == label.fontMetrics().height()
    assert label.heightForWidth(60) > 2 * label.fontMetrics().height()


def test_a_long_word_is_broken_after_a_dot_or_anywhere(put: Put) -> None:
    host = "prod.acme.example." + "x" * 60 + ".evil.example"
    label = put(WrappedLabel(f"on {host}."), 160)
    assert label.text() == f"on {host}." == QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name)
    assert label.minimumSizeHint().width() <= 160
    assert label.heightForWidth(160) > 2 * label.fontMetrics().height()
    label.setText("short")
    assert QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name) == label.text() == "short"
    label.setAccessibleName("a name of its own")
    label.setText(host)
    assert label.accessibleName() == "a name of its own"


@given(st.lists(st.text("abc", min_size=1, max_size=12), max_size=12), st.integers(60, 400))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_last_line_is_one_short_word(put: Put, words: list[str], width: int) -> None:
    sentence = " ".join(words)
    label = WrappedLabel(sentence)
    drawn = QLabel.text(label)
    assert label.text() == drawn.replace("\u00a0", " ") == sentence
    end = drawn.split(" ")[-1]
    assert len(end) >= 14 or len(end.split("\u00a0")) == max(1, len(words) // 2)


@pytest.mark.parametrize("piece", ["QUJD", "a_", "a" * 24, "é", "http://", "a.b", "a\xa0"])
def test_a_word_of_megabytes_is_broken(piece: str) -> None:
    """Nobody would wait for it if each piece looked at the rest of the word."""
    word = piece * (2 * 1024 * 1024 // len(piece))
    broken = breakable(word)
    assert broken.replace(MAY_BREAK, "") == word
    assert all(len(one) <= 10_000 for one in broken.split(MAY_BREAK))


@pytest.mark.parametrize("width", range(90, 400, 6))
def test_joining_the_last_words_takes_no_other_line(put: Put, width: int) -> None:
    """“Check DMM on Gamma / and record / what you found.” would take three lines instead of two."""
    words = "Check DMM on Gamma and record what you found."
    label = put(WrappedLabel(words), width)
    alone = QLabel(words)
    alone.setWordWrap(True)
    assert label.heightForWidth(width) == alone.heightForWidth(width) == QLabel.heightForWidth(label, width)
    assert label.text() == words
    label.setText("x")
    label.setText(words)
    assert QLabel.heightForWidth(label, width) == alone.heightForWidth(width)


@pytest.mark.parametrize("width", range(120, 420, 12))
@pytest.mark.parametrize("address", ["http://127.0.0.1:9301?", "https://prod.acme.example/DMMAPI/rest/v1?"])
def test_a_scheme_stays_with_its_host(put: Put, address: str, width: int) -> None:
    sentence = f"Stop the import into Gamma on {address}"
    label = put(WrappedLabel(sentence), width)
    assert label.text() == sentence
    drawn = QLabel.text(label)
    layout, option = QTextLayout(drawn, label.font()), QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        end = drawn[: line.textStart() + line.textLength()]
        assert not end.replace("\u2060", "").replace("\u200b", "").endswith("://")
    layout.endLayout()


@pytest.mark.parametrize("date", ["30 Nov 2026", "30 nov. 2026", "1 May 2026"])
def test_a_date_is_on_one_line(put: Put, date: str) -> None:
    words = f"Kept on this computer, as read on {date}, 05:09. It was not loaded from the server again."
    label = put(WrappedLabel(words), 160)
    assert label.text() == label.accessibleName() == words
    assert date.replace(" ", "\u00a0") in QLabel.text(label)


def test_an_empty_list_says_so_quietly(put: Put) -> None:
    note = put(EmptyNote("No environments yet.", "no_environments"), 256)
    assert note.objectName() == "no_environments"
    assert LIGHT.text2 in colors(picture(note)) and LIGHT.text not in colors(picture(note))


def test_the_first_page_has_buttons_of_one_width_and_tells_what_they_do(put: Put) -> None:
    actions = [
        (
            Button("Import data…", "import_data", kind=ButtonKind.PRIMARY, large=True, icon_name="import"),
            "Choose where.",
        ),
        (Button("Try the demo", "try_the_demo", large=True, icon_name="play"), "A made-up environment."),
    ]
    page = put(EmptyPage("Import data into an OutSystems environment", "Choose an environment.", actions), 900)
    page.resize(900, 500)
    layout_of(page).activate()
    first, second = (button for button, _ in actions)
    assert first.width() == second.width() >= 184
    assert first.accessibleDescription() == "Choose where."
    assert page.findChildren(WrappedLabel)[0].text().startswith("Import data into")
    assert "#1F4FB4" in colors(picture(page))  # the icon


def test_surfaces_follow_the_theme(put: Put, theme: Theme) -> None:
    panel = QWidget()
    set_surface(panel, Surface.WINDOW)
    put(panel, 100)
    panel.resize(100, 40)
    inside = QLabel("text", panel)
    inside.show()
    assert color_at(picture(panel), 90, 30) == LIGHT.window
    theme.use(Appearance.DARK)
    assert color_at(picture(panel), 90, 30) == DARK.window


def test_a_card_and_a_hairline(put: Put) -> None:
    card = put(Card("card"), 100)
    card.resize(100, 60)
    image = picture(card)
    assert color_at(image, 50, 0) == LIGHT.line and color_at(image, 50, 30) == LIGHT.base
    line = put(Hairline(), 100)
    assert line.height() == 1 and set(colors(picture(line))) == {LIGHT.line}
