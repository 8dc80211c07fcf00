"""Shows a row's measurements as a Markdown table, and whether the bars are met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from benchmarks.frame import Bar, Row
from benchmarks.rounds import Taken


def lines(row: Row, taken: Sequence[Taken]) -> Iterator[str]:
    """The table and its bars. Every figure is a median with its smallest and largest value."""
    figures = list(dict.fromkeys(figure for one in taken for found in one.rounds if found for figure in found))
    yield f"### {row.title}"
    yield ""
    yield f"| | rounds | {' | '.join(figures)} |"
    yield f"|---|---{'|---' * len(figures)}|"
    for one in taken:
        values = [_spread(_values(one, figure)) for figure in figures]
        note = f" ({one.problem})" if one.problem else ""
        yield f"| {one.measurement.name}{note} | {sum(map(bool, one.rounds))} | {' | '.join(values)} |"
    yield ""
    for bar in row.bars:
        yield f"- {_verdict(bar, taken)}"


def _values(taken: Taken, figure: str) -> list[float]:
    return [found[figure] for found in taken.rounds if found and figure in found]


def _compared(bar: Bar, ours: Taken, other: Taken) -> list[float]:
    """Ratios or differences of one round each: the machine's pace may change between rounds."""
    pairs = [
        (a[bar.figure], b[bar.figure])
        for a, b in zip(ours.rounds, other.rounds, strict=True)
        if a and b and bar.figure in a and b.get(bar.figure)
    ]
    return [a - b if bar.is_difference else a / b for a, b in pairs]


def _verdict(bar: Bar, taken: Sequence[Taken]) -> str:
    ours = taken[0]
    if bar.of is None:
        said, values = f"{bar.figure} ≤ {bar.most:g}", _values(ours, bar.figure)
    else:
        [other] = [one for one in taken if one.measurement.name == bar.of]
        limit = f"{bar.most:g} more than" if bar.is_difference else f"{bar.most:g} ×"
        said, values = f"{bar.figure} ≤ {limit} {bar.of}", _compared(bar, ours, other)
    if not values:
        return f"{said}: not measured"
    return f"{said}: {'met' if median(values) <= bar.most else '**missed**'}, {_spread(values)}"


def _spread(values: Sequence[float]) -> str:
    if not values:
        return "–"
    middle, least, most = (_number(value) for value in (median(values), min(values), max(values)))
    return middle if len(values) == 1 else f"{middle} ({least} – {most})"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
