"""A zip that is dropped on the window goes where it was dropped; elsewhere the wizard asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.core.environment import Connection
from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.import_wizard.drop_zone import DropZone
from dmm_desktop.ui.import_wizard.wizard import ImportWizard
from dmm_desktop.ui.widgets.banner import Banner
from dmm_desktop.ui.window.main_window import MainWindow
from ui.drags import ZIP, drag, drop, drop_at, files, leave, middle
from ui.environment_fixtures import SavedEnvironments, tree_of
from ui.lookup import find
from ui.pictures import picture


@pytest.fixture
def tree(window: MainWindow, saved_environments: SavedEnvironments, samples: Path) -> Iterator[QTreeView]:
    """The tree of PROD-2 and TEST-1, of which PROD-2 is selected."""
    connections = (Connection("TEST-1", "Archive", "DataDestination"), Connection("TEST-1", "Source", "DataSource"))
    saved_environments.put("TEST-1", "https://test-1.acme.example", connections=connections)
    yield tree_of(window.connections)
    for wizard in window.findChildren(ImportWizard):
        wizard.reject()


def row(tree: QTreeView, *names: str) -> QModelIndex:
    """The row of an environment, or of a connection in it."""
    model, index = tree.model(), QModelIndex()
    for name in names:
        rows = [model.index(number, 0, index) for number in range(model.rowCount(index))]
        index = next(one for one in rows if one.data() == name)
    return index


def chosen(window: MainWindow) -> str:
    """The destination that the wizard has selected, as it is read out; "" for none."""
    (wizard,) = [one for one in window.findChildren(ImportWizard) if one.isVisible()]
    view = find(wizard, QAbstractItemView, "destinations")
    selected = view.selectionModel().selectedIndexes()
    return str(selected[0].data(Qt.ItemDataRole.AccessibleTextRole)) if selected else ""


@pytest.mark.parametrize(
    ("names", "destination"),
    [
        (("TEST-1",), "Runtime Connection, TEST-1"),
        (("TEST-1", "Runtime Connection"), "Runtime Connection, TEST-1"),
        (("TEST-1", "Archive"), "Archive, TEST-1"),
        (("PROD-2",), "Runtime Connection, PROD-2"),
    ],
)
def test_a_zip_goes_to_the_row_that_it_is_dropped_on(
    window: MainWindow, tree: QTreeView, samples: Path, names: tuple[str, ...], destination: str
) -> None:
    data = files((samples / "small.zip").as_uri())
    place, alone = middle(tree, row(tree, *names)), picture(tree)
    assert drag(tree.viewport(), data, place)
    assert picture(tree) != alone, "the row that would take it is highlighted"
    drop(tree.viewport(), data, place)
    assert not tree.drops.is_over(row(tree, *names))  # type: ignore[attr-defined]
    assert chosen(window).startswith(destination)
    wizard = window.findChild(ImportWizard)
    assert wizard is not None and wizard.draft.zip_path == samples / "small.zip"


def test_what_gives_records_takes_no_zip(window: MainWindow, tree: QTreeView) -> None:
    source = row(tree, "TEST-1", "Source")
    place = middle(tree, source)
    assert not drag(tree.viewport(), files(ZIP), place)
    assert not tree.drops.is_over(source)  # type: ignore[attr-defined]
    drop(tree.viewport(), files(ZIP), place)
    assert window.findChild(ImportWizard) is None


def test_only_the_row_under_the_pointer_is_highlighted(tree: QTreeView) -> None:
    data, nowhere = files(ZIP), QPoint(20, tree.viewport().height() - 4)
    first, second = row(tree, "PROD-2"), row(tree, "TEST-1", "Archive")
    alone = picture(tree)
    drag(tree.viewport(), data, middle(tree, first))
    with_first = picture(tree)
    drag(tree.viewport(), data, middle(tree, second))
    assert alone != with_first != picture(tree) != alone
    assert drag(tree.viewport(), data, nowhere)
    assert picture(tree) == alone
    drag(tree.viewport(), data, middle(tree, second))
    leave(tree.viewport())
    assert picture(tree) == alone


@pytest.fixture
def many(tree: QTreeView, saved_environments: SavedEnvironments, qtbot: QtBot) -> QTreeView:
    """The tree with more environments than fit."""
    for number in range(2, 22):
        saved_environments.put(f"TEST-{number}", f"https://test-{number}.acme.example")
    qtbot.waitUntil(lambda: tree.verticalScrollBar().maximum() > 0)
    return tree


@pytest.mark.parametrize("edge", ["lower", "upper"])
@pytest.mark.parametrize("where", ["window", "wizard"])
def test_the_highlight_is_under_a_pointer_that_rests_while_the_list_scrolls(
    window: MainWindow, many: QTreeView, samples: Path, qtbot: QtBot, where: str, edge: str
) -> None:
    """Qt scrolls by a timer; X11 tells a move only if the mouse moves."""
    view: QAbstractItemView = many
    if where == "wizard":
        window.import_data()
        (wizard,) = window.findChildren(ImportWizard)
        view = find(wizard, QAbstractItemView, "destinations")
    data, bar, rows = files((samples / "small.zip").as_uri()), view.verticalScrollBar(), view.viewport().rect()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    is_lower = edge == "lower"
    bar.setValue(bar.minimum() if is_lower else bar.maximum())
    place = QPoint(rows.center().x(), rows.bottom() - 8 if is_lower else 8)
    assert drag(view.viewport(), data, place)
    at_first = view.indexAt(place)
    assert view.drops.is_over(at_first)  # type: ignore[attr-defined]
    first_top = view.visualRect(at_first).top()
    qtbot.waitUntil(lambda: abs(view.visualRect(at_first).top() - first_top) > 60 and _on_screen(view) == picture(view))
    under = view.indexAt(place)
    assert under.isValid() and under != at_first
    assert view.drops.is_over(under) and not view.drops.is_over(at_first)  # type: ignore[attr-defined]
    receiving = str(under.data(Qt.ItemDataRole.AccessibleTextRole)).split(", ")
    QApplication.sendEvent(view.viewport(), drop_at(place, data))
    target = window.findChildren(ImportWizard)[0].draft.target
    assert target is not None and target.environment.name in receiving


@pytest.mark.parametrize(("first", "then"), [("TEST-2", "Source"), ("Source", "TEST-2")])
def test_a_drop_where_no_row_is_highlighted_goes_nowhere(
    window: MainWindow, many: QTreeView, samples: Path, first: str, then: str
) -> None:
    """The list has scrolled since the last answer to the drag: to a row that takes no zip, or from such a row."""
    rows = {"TEST-2": row(many, "TEST-2"), "Source": row(many, "TEST-1", "Source")}
    data, bar = files((samples / "small.zip").as_uri()), many.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    place = middle(many, rows[first])
    assert drag(many.viewport(), data, place) == (first != "Source")
    bar.setValue(bar.value() + middle(many, rows[then]).y() - place.y())
    assert many.indexAt(place) == rows[then]
    assert not any(many.drops.is_over(one) for one in rows.values())  # type: ignore[attr-defined]
    release = drop_at(place, data)
    QApplication.sendEvent(many.viewport(), release)
    assert not release.isAccepted() and window.findChild(ImportWizard) is None


def _on_screen(widget: QWidget) -> QImage:
    """What was painted at the last update."""
    window = widget.window()
    place = widget.mapTo(window, QPoint(0, 0))
    image = window.screen().grabWindow(window.winId(), place.x(), place.y(), widget.width(), widget.height()).toImage()
    return image.convertToFormat(QImage.Format.Format_RGB32)


def test_a_drop_elsewhere_preselects_nothing(window: MainWindow, tree: QTreeView, samples: Path) -> None:
    drop(window, files((samples / "small.zip").as_uri()))
    assert chosen(window) == ""


def test_a_drop_below_the_rows_preselects_nothing(window: MainWindow, tree: QTreeView, samples: Path) -> None:
    place = QPoint(20, tree.viewport().height() - 4)
    assert not tree.indexAt(place).isValid()
    drop(tree.viewport(), files((samples / "small.zip").as_uri()), place)
    assert chosen(window) == ""


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_zip_that_the_system_hands_over_preselects_nothing(
    window: MainWindow, tree: QTreeView, samples: Path, qtbot: QtBot
) -> None:
    """The other copy gets its answer first: opening the wizard can take longer than it waits."""
    assert window.come_forward(samples / "small.zip")
    assert window.findChildren(ImportWizard) == []
    qtbot.waitUntil(lambda: window.findChildren(ImportWizard) != [])
    assert chosen(window) == ""


def test_the_only_destination_is_preselected(
    new_window: Callable[[], MainWindow], saved_environments: SavedEnvironments, demo: DemoProcess, samples: Path
) -> None:
    saved_environments.put(
        "PROD-2", demo.address, stage=Stage.PRODUCTION, connections=(Connection("PROD-2", "S", "DataSource"),)
    )
    window = new_window()
    window.build_panels()
    window.show()
    drop(window, files((samples / "small.zip").as_uri()))
    assert chosen(window).startswith("Runtime Connection, PROD-2")
    for wizard in window.findChildren(ImportWizard):
        wizard.reject()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_wizard_that_is_open_keeps_its_destination_for_its_first_zip_only(
    window: MainWindow, tree: QTreeView, samples: Path, qtbot: QtBot
) -> None:
    window.import_data("TEST-1", "Archive")
    drop(window, files((samples / "small.zip").as_uri()))
    assert chosen(window).startswith("Archive, TEST-1")
    (wizard,) = window.findChildren(ImportWizard)
    wizard.go_to(1)
    path = find(wizard, QLineEdit, "zip_file")
    assert window.come_forward(samples / "customers.zip")
    qtbot.waitUntil(lambda: path.text().endswith("customers.zip"))
    assert (chosen(window), wizard.number) == ("", 0), "it was chosen for small.zip"
    drop(tree.viewport(), files((samples / "small.zip").as_uri()), middle(tree, row(tree, "PROD-2")))
    assert chosen(window).startswith("Runtime Connection, PROD-2")


@pytest.mark.parametrize(
    ("urls", "reason"),
    [
        (("file:///a.zip", "file:///b.zip"), "You dropped 2 files."),
        (("file:///exports/configuration.json",), "“configuration.json” is not a zip file."),
        (("https://acme.example/a.zip",), "“https://acme.example/a.zip” is not a file on this computer."),
    ],
)
def test_what_cannot_be_taken_is_said(
    window: MainWindow, tree: QTreeView, samples: Path, urls: tuple[str, ...], reason: str
) -> None:
    place = tree.mapTo(window, middle(tree, row(tree, "TEST-1")))
    assert drag(window, files(*urls), place)
    drop(window, files(*urls), place)
    banner = find(window, Banner, "drop_notice")
    assert banner.isVisible() and banner.accessibleName() == f"Warning: Drop one zip. {reason}"
    assert window.findChild(ImportWizard) is None
    drop(window, files((samples / "small.zip").as_uri()))
    assert not banner.isVisible()


_MOVE, _COPY, _LINK = Qt.DropAction.MoveAction, Qt.DropAction.CopyAction, Qt.DropAction.LinkAction


@pytest.mark.parametrize("offered", [_MOVE | _COPY, _MOVE | _COPY | _LINK, _MOVE, _LINK])
@pytest.mark.parametrize("target", ["window", "tree", "wizard", "zone"])
def test_a_dropped_file_is_never_moved(
    window: MainWindow, tree: QTreeView, samples: Path, target: str, offered: Qt.DropAction
) -> None:
    """After a move, a file manager deletes the user's zip: only a copy is accepted, whatever is proposed."""
    data = files((samples / "small.zip").as_uri())
    widget: QWidget = {"window": window, "tree": tree.viewport()}.get(target, window)
    if target in ("wizard", "zone"):
        window.import_data()
        wizard = window.findChild(ImportWizard)
        assert wizard is not None
        widget = find(wizard, DropZone, "drop_zone") if target == "zone" else wizard
    place, left, plain = QPoint(20, 20), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (
        QDragEnterEvent(place, offered, data, left, plain),
        QDragMoveEvent(place, offered, data, left, plain),
        QDropEvent(QPointF(place), offered, data, left, plain),
    ):
        is_move_alone = isinstance(event, QDragMoveEvent) and not isinstance(event, QDragEnterEvent)
        if is_move_alone and target != "tree":
            continue  # Qt repeats what the enter event was answered with
        event.setDropAction(_MOVE)
        event.ignore()
        QApplication.sendEvent(widget, event)
        assert event.isAccepted() == bool(offered & _COPY)
        assert not event.isAccepted() or event.dropAction() is _COPY
    wizard = window.findChild(ImportWizard)
    assert (wizard is not None and wizard.draft.zip_path is not None) == bool(offered & _COPY)
