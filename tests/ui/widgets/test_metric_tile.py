"""Metrics: one text for who reads it, two weights for who sees it, cut but never lost."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel

from dmm_desktop.ui.theme.tokens import LIGHT, Tone
from dmm_desktop.ui.widgets.metric_tile import MetricTile
from ui.lookup import layout_of
from ui.page_fixtures import Put
from ui.pictures import colors, picture


def value_of(metric: MetricTile) -> QLabel:
    found = metric.findChild(QLabel, "records")
    assert found is not None
    return found


def test_the_value_is_found_by_its_name_and_reads_as_shown(put: Put) -> None:
    metric = put(MetricTile("records", "Records"), 136)
    metric.show_value("21,040", "of 50,000")
    assert metric.text == value_of(metric).text() == "21,040 of 50,000"
    seen = QAccessible.queryAccessibleInterface(value_of(metric))
    assert seen.text(QAccessible.Text.Name) == "21,040 of 50,000"
    metric.show_value("–")
    assert metric.text == "–"


def test_the_value_leads_and_the_unit_is_quiet(put: Put) -> None:
    metric = put(MetricTile("records", "Records"), 200)
    metric.show_value("21,040", "of 50,000")
    seen = colors(picture(value_of(metric)))
    assert seen[LIGHT.text] and seen[LIGHT.text2]
    metric.show_value("11", "in 3 entities", Tone.ERR)
    seen = colors(picture(value_of(metric)))
    assert seen[LIGHT.err] and not seen[LIGHT.text]


def test_a_stale_value_is_quiet_as_a_whole(put: Put) -> None:
    metric = put(MetricTile("records", "Records"), 200)
    metric.show_value("1", tone=Tone.ERR)
    metric.set_stale(True)
    seen = colors(picture(value_of(metric)))
    assert seen[LIGHT.text2] and not seen[LIGHT.err]
    metric.set_stale(False)
    assert colors(picture(value_of(metric)))[LIGHT.err]


def test_where_it_is_narrow_the_unit_goes_first_and_the_tool_tip_has_all(put: Put) -> None:
    metric = put(MetricTile("records", "Records"), 300)
    metric.show_value("21,040", "of 50,000")
    layout_of(metric).activate()
    label = value_of(metric)
    assert label.toolTip() == ""
    assert label.minimumSizeHint().width() < label.sizeHint().width()
    metric.resize(label.minimumSizeHint().width(), metric.height())
    layout_of(metric).activate()
    assert label.toolTip() == "21,040 of 50,000"
    assert colors(picture(label))[LIGHT.text]


def test_a_longer_value_needs_more_room_at_once(put: Put) -> None:
    metric = put(MetricTile("records", "Records"), 300)
    metric.show_value("7", "of 7")
    layout_of(metric).activate()
    narrow = metric.sizeHint().width()
    metric.show_value("21,040,000", "of 50,000,000")
    assert metric.sizeHint().width() >= value_of(metric).sizeHint().width() > narrow
