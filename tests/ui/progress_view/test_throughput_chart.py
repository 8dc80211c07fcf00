"""The chart: few points, gaps where there was no answer, and words for who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QWidget

from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.ui.progress_view.metrics import Metrics
from dmm_desktop.ui.progress_view.rate_estimator import RateEstimator
from dmm_desktop.ui.progress_view.throughput_chart import MOST_POINTS, Sample, ThroughputChart, thin_out
from dmm_desktop.ui.theme.tokens import LIGHT
from ui.lookup import find
from ui.page_fixtures import Put
from ui.pictures import color_at, colors, picture
from ui.sample_runs import report, sample_run

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


def test_its_words_are_those_of_the_page(put: Put, american: None) -> None:
    """Caption, figure and what is read aloud tell one rate, and tell it as the present one only where the page does."""
    figures, meter = put(Metrics(), 1100), RateEstimator()
    chart = find(figures, ThroughputChart, "throughput")
    run = sample_run("r", RunState.RUNNING, report=report(9_000))

    def said(run: Run, *, stale: bool = False) -> tuple[str, str, str]:
        figures.show_live(run, meter, stale=stale, has_log=True)
        rate, caption = find(figures, QLabel, "rate").text(), find(figures, QLabel, "throughput_summary").text()
        return rate, caption, chart.accessibleDescription()

    assert (chart.accessibleName(), chart.objectName()) == ("Records per second", "throughput")
    assert said(run) == ("–", "", "Rate not known")
    for second, done in ((0, 0), (5, 7_500), (10, 8_500), (15, 9_000)):
        meter.answer(float(second), done, 1000.0 + second)
    last = "Last: 100 records/s"
    assert said(run) == ("600 records/s", "600 records/s now · peak 1.5k", "600 records per second, peak 1,500")
    for ended in (said(run, stale=True), said(replace(run, status_word="Complete"))):
        assert ended == ("–", last, "Last: 100 records per second, peak 1,500")
    meter.no_answer(1030.0)
    assert said(run, stale=True) == ("–", last, "No status; before that: 100 records per second, peak 1,500")
    meter.answer(35.0, 9_500, 1035.0)
    assert said(run) == ("–", "", "Rate not known"), "the server has answered again"


def test_a_silence_that_has_ended_is_not_called_one_at_the_right_edge(put: Put) -> None:
    chart = put(ThroughputChart("Records per second"), 272)
    samples = [Sample(0.0, 100.0), Sample(10.0, 100.0), Sample(20.0, None)]

    def written() -> bool:
        """Whether something is written into the gap."""
        image = plot(chart)
        return len({color_at(image, x, y) for x in range(145, 270) for y in range(2, 62)}) > 1

    chart.show_samples(samples, gap="No status", is_silent=True)
    assert written()
    chart.show_samples(samples, gap="No status", is_silent=False)
    assert not written() and color_at(plot(chart), 170, 8) == LIGHT.head


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
