"""Rate and time left, from what a server counts."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dmm_desktop.ui.progress_view.rate_estimator import RateEstimator, Span, Unit, rounded


def _steady(rate: float, seconds: int, meter: RateEstimator | None = None, since: int = 0) -> RateEstimator:
    meter = meter or RateEstimator()
    for second in range(since, since + seconds + 1):
        meter.answer(float(second), int(rate * second), 1000.0 + second)
    return meter


def test_nothing_is_said_before_it_is_stable() -> None:
    meter = _steady(100, 3)
    assert meter.rate is None and meter.left(10_000) is None
    _steady(100, 5, meter)
    assert meter.rate == pytest.approx(100)
    assert meter.left(10_000) is None
    _steady(100, 12, meter)
    assert meter.left(10_000) == Span(90, 90, Unit.SECONDS)


def test_waiting_in_the_queue_does_not_count() -> None:
    meter = RateEstimator()
    for second in range(60):
        meter.answer(float(second), 0, float(second))
    assert meter.samples() == [] and meter.rate is None
    for second in range(60, 81):
        meter.answer(float(second), (second - 59) * 10, float(second))
    assert meter.rate == pytest.approx(10, rel=0.05)
    assert meter.span == pytest.approx(20, abs=1)


def test_the_time_left_is_between_late_and_average() -> None:
    meter = _steady(100, 60)
    for second in range(61, 91):
        meter.answer(float(second), 6000 + (second - 60) * 60, float(second))
    left = meter.left(6000 + 30 * 60 + 12_000)
    assert left == Span(2, 4, Unit.MINUTES)


def test_an_unsteady_import_gets_no_forecast() -> None:
    meter = _steady(1000, 30)
    for second in range(31, 61):
        meter.answer(float(second), 30_000 + second - 30, float(second))
    assert meter.rate is not None and meter.left(100_000) is None


def test_a_stalled_import_has_rate_zero_and_no_forecast() -> None:
    meter = _steady(100, 20)
    for second in range(21, 60):
        meter.answer(float(second), 2000, float(second))
    assert meter.rate == 0 and meter.left(10_000) is None


def test_a_silence_is_a_gap_and_ends() -> None:
    meter = _steady(100, 20)
    meter.no_answer(1020.0 + 15)
    assert meter.samples()[-1] == (35.0, None)
    assert meter.left(10_000) is None
    assert meter.last_rate == pytest.approx(100)
    meter.answer(40.0, 4000, 1040.0)
    meter.answer(41.0, 4100, 1041.0)
    gaps = [sample for sample in meter.samples() if sample.rate is None]
    assert gaps == [(40.0, None)]
    assert meter.rate is None
    for second in range(42, 50):
        meter.answer(float(second), second * 100, 1000.0 + second)
    assert meter.rate == pytest.approx(100)


@pytest.mark.parametrize("unwatched", [5, 15, 60])
def test_no_rate_covers_a_time_in_which_nobody_watched(unwatched: int) -> None:
    meter = _steady(20, 30)
    meter.interrupt()
    _steady(21, 1, meter, since=30 + unwatched)
    assert meter.rate is None
    assert [sample for sample in meter.samples() if sample.rate is None] == [(30.0 + unwatched, None)]
    assert meter.last_rate == pytest.approx(21), "and the line begins where the gap ends"
    assert meter.samples()[-2].second == 30.0 + unwatched
    _steady(21, 5, meter, since=30 + unwatched)
    assert meter.rate == pytest.approx(21)
    assert meter.highest == pytest.approx(21)


def test_a_gap_outlasts_the_reports_around_it() -> None:
    meter = RateEstimator()
    for second in [*range(0, 400, 2), *range(1_000, 20_000, 2)]:
        if second == 1_000:
            meter.interrupt()
        meter.answer(float(second), second * 7 + 7, float(second))
    samples = meter.samples()
    assert len(samples) <= 2_010
    gap = next(place for place, sample in enumerate(samples) if sample.rate is None)
    assert samples[gap - 1].second == pytest.approx(398, abs=40)
    assert samples[gap].second == pytest.approx(1_000, abs=40)
    rates = [sample.rate for sample in samples[1:] if sample.rate is not None]
    assert len(rates) == len(samples) - 2 and rates == [pytest.approx(7)] * len(rates)
    apart = [later.second - earlier.second for earlier, later in pairwise(samples[gap:])]
    assert max(apart) <= 40, "as finely at its beginning as at its end"


def test_without_a_clock_of_the_server_the_own_one_counts() -> None:
    meter = RateEstimator()
    for second in range(30):
        meter.answer(0.0, second * 50, 500.0 + second)
    assert meter.rate == pytest.approx(50)


def test_an_import_that_begins_again_is_measured_anew() -> None:
    meter = _steady(100, 30)
    for second in range(31, 51):
        meter.answer(float(second), (second - 30) * 10, float(second))
    assert meter.rate == pytest.approx(10, rel=0.05)


def test_a_day_long_import_stays_small() -> None:
    meter = RateEstimator()
    for second in range(0, 100_000, 2):
        meter.answer(float(second), second * 7, float(second))
    assert len(meter.samples()) <= 2001
    assert meter.rate == pytest.approx(7)
    assert meter.span == pytest.approx(100_000, rel=0.01)


@given(st.lists(st.tuples(st.floats(0, 1e6), st.integers(0, 10**9), st.floats(0, 1e6), st.booleans()), max_size=40))
@example([(0.0, 0, 801616.6194824738, False), (0.0, 0, 246960.0, True), (0.0, 1, 0.0, False), (0.0, 1, 0.0, False)])
def test_no_answer_breaks_it(answers: list[tuple[float, int, float, bool]]) -> None:
    meter = RateEstimator()
    local = 0.0
    for elapsed, done, pause, lost in answers:
        local += pause
        if lost:
            meter.no_answer(local)
        else:
            meter.answer(elapsed, done, local)
    seconds = [sample.second for sample in meter.samples()]
    assert seconds == sorted(seconds)
    assert all(sample.rate is None or sample.rate >= 0 for sample in meter.samples())
    assert meter.rate is None or meter.rate >= 0
    left = meter.left(10**9)
    assert left is None or 0 <= left.low <= left.high
    assert meter.span >= 0


@pytest.mark.parametrize(
    ("low", "high", "span"),
    [
        (1, 4, Span(10, 10, Unit.SECONDS)),
        (31, 45, Span(40, 50, Unit.SECONDS)),
        (50, 100, Span(1, 2, Unit.MINUTES)),
        (185, 230, Span(3, 4, Unit.MINUTES)),
        (5_000, 9_000, Span(1, 3, Unit.HOURS)),
    ],
)
def test_spans_have_the_precision_a_person_needs(low: float, high: float, span: Span) -> None:
    assert rounded(low, high) == span
