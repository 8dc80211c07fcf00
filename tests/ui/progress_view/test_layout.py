"""The progress view at every width: nothing is cut that could be shown whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.origin import Origin
from dmm_desktop.core.runs import Run
from dmm_desktop.ui.log_view.log_pane import LogPane
from dmm_desktop.ui.log_view.log_table import LogTable
from dmm_desktop.ui.progress_view.choices import Choices, Logs, Stop
from dmm_desktop.ui.progress_view.footer import Footer
from dmm_desktop.ui.progress_view.heading import FileRow
from dmm_desktop.ui.progress_view.metrics import Metrics
from dmm_desktop.ui.progress_view.parts import Parts
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.widgets.access_keys import access_key
from dmm_desktop.ui.widgets.labels import ElidedLabel
from dmm_desktop.ui.widgets.metric_tile import MetricTile
from ui.lookup import find, layout_of
from ui.page_fixtures import Put
from ui.sample_runs import SampleServices, report, sample_runs

Show = Callable[..., QWidget]


def _view(services: SampleServices, shown: Show, name: str, width: int) -> ProgressView:
    view = ProgressView(services)
    services.put_sample(name)
    shown(view, width, 740)
    view.show_run(name)
    return view


def test_the_figures_of_a_run_are_arranged_alike_whatever_was_shown_before(put: Put) -> None:
    small, large = (
        replace(sample_runs()["errors"][0], id=f"{total}", report=report(total, total)) for total in (7, 8_000_000_000)
    )
    metrics = put(Metrics(), 900)

    def shown_at(width: int, run: Run) -> tuple[int, ...]:
        metrics.resize(width, metrics.height())
        metrics.show_final(run, has_log=True)
        layout_of(metrics).activate()
        return tuple(tile.x() for tile in metrics.findChildren(MetricTile) if tile.isVisible())

    for width in range(500, 900, 20):
        alone = shown_at(width, small)
        shown_at(width, large)
        assert shown_at(width, small) == alone


def test_tab_goes_from_top_to_bottom(services: SampleServices, shown: Show) -> None:
    view = _view(services, shown, "errors", 900)
    found: list[QWidget] = []
    at = view.nextInFocusChain()
    while at is not None and at is not view:
        if at.isVisible() and at.isEnabled() and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(at)
        at = at.nextInFocusChain()
    names = [one.objectName() for one in found]
    assert {"copy_tracker_id", "failing_entities", "save_logs"} <= set(names)
    tops = [one.mapTo(view, QPoint()).y() for one in found]
    assert tops == sorted(tops), names


@pytest.mark.parametrize("width", range(380, 900, 40))
def test_the_captions_of_a_run_that_has_ended_are_whole(put: Put, width: int) -> None:
    metrics = put(Metrics(), width)
    metrics.show_final(sample_runs()["errors"][0], has_log=True)
    captions = [one for one in metrics.findChildren(ElidedLabel) if one.isVisible()]
    assert len(captions) == 6
    assert [one.shown_text for one in captions] == [one.text() for one in captions]


def test_the_figures_move_closer_together_before_they_take_a_second_row(put: Put) -> None:
    def tiles_at(width: int) -> list[MetricTile]:
        metrics = put(Metrics(), width)
        metrics.show_final(sample_runs()["errors"][0], has_log=True)
        layout_of(metrics).activate()
        return [one for one in metrics.findChildren(MetricTile) if one.isVisible()]

    wide = tiles_at(900)
    needed = sum(tile.sizeHint().width() for tile in wide) + 12 * (len(wide) - 1)
    assert [len({tile.y() for tile in tiles_at(width)}) for width in (needed, needed - 1)] == [1, 2]


@pytest.mark.parametrize("width", [486, 712])
def test_the_name_of_a_zip_is_whole_before_its_origin(put: Put, width: int) -> None:
    run = sample_runs()["completed"][0]
    row = put(FileRow(), width - 48)
    row.show_run(replace(run, zip_path="/tmp/customers.zip"))
    layout_of(row).activate()
    file, origin = find(row, ElidedLabel, "file"), find(row, ElidedLabel, "file_origin")
    assert file.shown_text == "customers.zip" and not origin.isVisible()
    known = Origin("Factory Development", "127.0.0.1:18431", "80601", run.zip_sha256)
    row.show_run(replace(run, zip_path="/tmp/customers.zip", origin=known))
    layout_of(row).activate()
    assert file.shown_text == "customers.zip" and origin.isVisible()
    row.resize(1000, row.height())
    layout_of(row).activate()
    assert origin.shown_text == origin.text()


@pytest.mark.parametrize("width", [600, 740, 840])
def test_the_origin_beside_a_long_name_has_its_tool_tip(put: Put, width: int) -> None:
    """It had no width at all, so that it was nowhere to be seen."""
    run = sample_runs()["completed"][0]
    known = Origin("Factory Development", "127.0.0.1:18431", "80601", run.zip_sha256)
    row = put(FileRow(), width)
    row.show_run(replace(run, zip_path=f"/tmp/{'19513-Factory-Development-' * 4}export.zip", origin=known))
    layout_of(row).activate()
    origin = find(row, ElidedLabel, "file_origin")
    assert origin.shown_text.startswith("E") and origin.toolTip()


@pytest.mark.parametrize(("width", "is_above"), [(460, True), (1300, False)])
def test_the_reason_why_nothing_can_be_stopped_is_read_whole(
    services: SampleServices, shown: Show, qtbot: QtBot, width: int, is_above: bool
) -> None:
    view = _view(services, shown, "sent", width)
    reason, stop = find(view, QLabel, "reason"), find(view, QPushButton, "stop_import")
    assert reason.text() == "The zip has been sent. You can stop the import once the server has responded."
    qtbot.waitUntil(lambda: (reason.geometry().bottom() < stop.y()) is is_above)
    assert reason.height() >= reason.heightForWidth(reason.width())
    assert reason.width() >= min(width - 48, reason.sizeHint().width())


@pytest.mark.parametrize("height", range(300, 325, 5))
def test_the_first_line_of_the_log_is_never_cut(
    services: SampleServices, shown: Show, qtbot: QtBot, height: int
) -> None:
    services.view(services.put_sample("running")).log.append([f"INFO {n}" for n in range(500)])
    pane = LogPane(services)
    shown(pane, 712, height)
    pane.show_run("running")
    table = pane.findChild(LogTable, "log")
    assert table is not None
    bar = table.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() > 0)
    for place in (bar.maximum(), bar.maximum() - 1, bar.maximum() // 2):
        bar.setValue(place)
        assert table.rowViewportPosition(table.rowAt(0)) == 0


def test_a_long_sentence_is_not_a_headline(services: SampleServices, shown: Show) -> None:
    sizes = []
    for name in ("not started", "completed"):
        label = find(_view(services, shown, name, 712), QLabel, "status")
        sizes.append(QFontInfo(label.font()).pixelSize())
    assert sizes[0] < sizes[1]


def test_parts_are_made_one_by_one_and_once(services: SampleServices, shown: Show) -> None:
    parts = Parts(services)
    assert [parts.make_next() for _ in range(4)] == [True, True, True, False]
    made = parts.log, parts.failing, parts.metrics
    view = ProgressView(services, parts=parts)
    shown(view)
    assert all(view.isAncestorOf(part) for part in made)


@pytest.mark.parametrize("has_export", [False, True])
def test_the_width_that_the_buttons_need_is_the_same_at_every_width(put: Put, has_export: bool) -> None:
    """Otherwise a pane beside them is hidden and shown in turn, forever."""
    ended = Choices(Stop.NOTHING, "", False, Logs.FILES, "", False, has_export)
    footer = put(Footer(), 700)
    footer.show_choices(ended, busy="", repeats=ExecutionType.EXPORT if has_export else ExecutionType.IMPORT)
    needed = set()
    for width in range(300, 900, 4):
        footer.resize(width, footer.height())
        needed.add(footer.minimumSizeHint().width())
    assert len(needed) == 1


def test_the_buttons_of_an_export_take_more_rows_where_they_do_not_fit_into_one(put: Put) -> None:
    ended = Choices(Stop.NOTHING, "", False, Logs.FILES, "", False, has_export=True)
    footer = put(Footer(), 1000)
    footer.show_choices(ended, busy="", repeats=ExecutionType.EXPORT)
    buttons = [one for one in footer.findChildren(QPushButton) if one.isVisible()]
    assert len(buttons) == 5

    def rows(width: int) -> list[int]:
        footer.resize(width, footer.sizeHint().height())
        layout_of(footer).activate()
        footer.resize(width, footer.sizeHint().height())
        layout_of(footer).activate()
        assert all(footer.rect().contains(one.geometry()) for one in buttons)
        assert all(one.width() >= one.minimumSizeHint().width() for one in buttons)
        places = [one.y() for one in buttons]
        return sorted(places.count(place) for place in {*places})

    assert rows(1000) == [5]
    assert rows(700) == [2, 3]
    assert rows(footer.minimumSizeHint().width()) == [1, 2, 2]


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard")
def test_the_menu_of_the_report_has_access_keys(put: Put, qtbot: QtBot) -> None:
    footer = put(Footer(), 800)
    find(footer, QPushButton, "report").click()
    menu = find(footer, QMenu, "")
    qtbot.waitUntil(menu.isVisible)
    keys = [access_key(action.text()) for action in menu.actions()]
    menu.close()
    assert all(keys) and len(set(keys)) == len(keys) == 4
