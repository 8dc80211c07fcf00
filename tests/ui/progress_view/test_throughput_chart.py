"""The chart: few points, gaps where there was no answer, and words for who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from dmm_desktop.ui.progress_view.throughput_chart import MOST_POINTS, Sample, ThroughputChart, thin_out
from dmm_desktop.ui.theme.tokens import LIGHT
from ui.page_fixtures import Put
from ui.pictures import color_at, colors, picture

rates = st.one_of(st.none(), st.floats(0, 1e6))


@given(st.lists(rates, max_size=1000), st.integers(1, 200))
def test_thinning_out_keeps_the_end_the_level_and_the_gaps(values: list[float | None], most: int) -> None:
    samples = [Sample(float(second), rate) for second, rate in enumerate(values)]
    few = thin_out(samples, most)
    assert len(few) <= most
    assert [one.second for one in few] == sorted({one.second for one in few})
    assert not samples or few[-1].second == samples[-1].second
    assert (None in values) == (None in [one.rate for one in few])
    known = [rate for rate in values if rate is not None]
    for one in few:
        assert one.rate is None or min(known) * (1 - 1e-9) <= one.rate <= max(known) * (1 + 1e-9)


def test_few_samples_stay_as_they_are() -> None:
    samples = [Sample(float(second), 1.0) for second in range(MOST_POINTS)]
    assert thin_out(samples) == samples


def plot(chart: ThroughputChart) -> QImage:
    """The picture between the captions."""
    drawing = next(child for child in chart.children() if isinstance(child, QWidget) and child.height() == 64)
    return picture(drawing)


@pytest.fixture
def american() -> Iterator[None]:
    """Numbers as they are written in the United States."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


def test_it_is_read_in_words(put: Put, american: None) -> None:
    chart = put(ThroughputChart("Records per second"))
    assert (chart.accessibleName(), chart.objectName()) == ("Records per second", "throughput")
    chart.show_samples([])
    assert chart.accessibleDescription() == "No records yet"
    chart.show_samples([Sample(0, 120.4), Sample(5, 1620.2), Sample(10, 139.4)])
    assert chart.accessibleDescription() == "139 records per second, peak 1,620"
    chart.show_samples([Sample(0, 120.4), Sample(5, None)])
    assert chart.accessibleDescription() == "No status; before that: 120 records per second, peak 120"


def test_a_level_rate_is_a_level_area(put: Put) -> None:
    chart = put(ThroughputChart("Records per second"), 272)
    chart.show_samples([Sample(second, 100.0) for second in range(10)])
    image = plot(chart)
    for x in (20, 130, 250):
        column = [color_at(image, x, y) for y in range(64)]
        assert column[0] == LIGHT.base and column[40] == LIGHT.chartfill and column[63] == LIGHT.fieldline
    line = set(colors(image)) - {LIGHT.base, LIGHT.chartfill, LIGHT.fieldline}
    assert line  # its edges lie between pixels, so that the exact colour need not be there


def test_a_gap_is_neither_line_nor_zero(put: Put) -> None:
    chart = put(ThroughputChart("Records per second"), 272)
    values = [100.0] * 10 + [None] * 10 + [100.0] * 10
    chart.show_samples([Sample(float(second), rate) for second, rate in enumerate(values)], gap="No response")
    image = plot(chart)
    assert color_at(image, 40, 50) == color_at(image, 250, 50) == LIGHT.chartfill
    assert color_at(image, 170, 8) == LIGHT.head
    assert LIGHT.warn in colors(image)


def test_nothing_to_draw_and_nothing_but_zeros_are_drawn_as_that(put: Put) -> None:
    chart = put(ThroughputChart("Records per second"), 272)
    for samples in ([], [Sample(1.0, 0.0)], [Sample(1.0, None)], [Sample(1.0, 0.0), Sample(2.0, 0.0)]):
        chart.show_samples(samples)
        assert (LIGHT.fieldline in colors(plot(chart))) is bool(samples)  # a line alone would mean nothing
