"""The tree by mouse and by keys, read out, in other sizes and colours."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Connection, Environment, KeyVerdict
from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.connections_panel.panel import ConnectionsPanel
from dmm_desktop.ui.stage import pill_size
from dmm_desktop.ui.theme.theme import Appearance, Theme
from dmm_desktop.ui.theme.tokens import LIGHT
from ui.environment_fixtures import (
    SavedEnvironments,
    cut_labels,
    dialog_of,
    is_open,
    press,
    spoken,
    tabbed,
    tree_of,
    unnamed,
)
from ui.lookup import find
from ui.page_fixtures import double_click
from ui.sample_runs import SampleServices


def test_rows_are_read_out_whole(panel: ConnectionsPanel, saved_environments: SavedEnvironments) -> None:
    now = datetime.now(UTC)
    crm = Connection("DEV-1", "Legacy CRM", "DataSource")
    saved_environments.put("DEV-1", stage=Stage.DEVELOPMENT, connections=(crm,))
    prod, test = "https://127.0.0.1:2", "https://127.0.0.1:3"
    saved_environments.put("PROD-2", prod, stage=Stage.PRODUCTION, checked_at=now, key_verdict=KeyVerdict.ACCEPTED)
    saved_environments.put("TEST-1", test, checked_at=now, key_verdict=KeyVerdict.REFUSED)
    time = now.astimezone().strftime("%H:%M")
    assert spoken(panel) == [
        "DEV-1, Development, 127.0.0.1:1, never tested",
        "Runtime Connection, DEV-1",
        "Legacy CRM, Data Source, DEV-1",
        f"PROD-2, Production, 127.0.0.1:2, checked today at {time}",
        "Runtime Connection, PROD-2",
        f"TEST-1, Test, 127.0.0.1:3, Key refused today at {time}",
        "Runtime Connection, TEST-1",
    ]


def test_a_selection_and_what_is_folded_outlast_a_reload(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments
) -> None:
    archive = Connection("TEST-1", "Archive", "DataDestination")
    saved_environments.put("DEV-1")
    saved_environments.put("TEST-1", connections=(archive,))
    panel.select("TEST-1", "Archive")
    tree = tree_of(panel)
    tree.collapse(tree.model().index(0, 0))
    saved_environments.load()
    assert panel.selected_connection == archive and not is_open(panel, 0)
    saved_environments.put("A-NEW-1")  # the rows are others now
    assert panel.selected_connection == archive
    assert [is_open(panel, row) for row in range(3)] == [True, False, True]


def test_keys_do_everything(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments, qtbot: QtBot, qapp: QApplication
) -> None:
    saved_environments.put("DEV-1", connections=(Connection("DEV-1", "Archive"),))
    tree = tree_of(panel)
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    dialog_of(qapp, "environment_dialog").close()
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert panel.selected_connection is not None and panel.selected_connection.name == "Runtime Connection"
    qtbot.keyClick(tree, Qt.Key.Key_Delete)  # nobody can remove that one
    assert not [one for one in qapp.topLevelWidgets() if one.isVisible() and one is not panel]
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    qtbot.keyClick(tree, Qt.Key.Key_Delete)
    dialog_of(qapp, "remove_question").close()
    qtbot.keyClick(tree, Qt.Key.Key_Home)
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert not is_open(panel, 0)
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    assert is_open(panel, 0)


def test_the_arrow_folds_and_a_double_click_edits(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments, qtbot: QtBot, qapp: QApplication
) -> None:
    saved_environments.put("DEV-1")
    tree = tree_of(panel)
    middle = tree.visualRect(tree.model().index(0, 0)).center().y()
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(tree.viewport(), left, pos=QPoint(14, middle))
    assert not is_open(panel, 0)
    double_click(tree.viewport(), QPoint(100, middle))
    dialog_of(qapp, "environment_dialog").close()
    assert not is_open(panel, 0)


def test_the_menu_imports_where_data_can_go_and_exports_where_it_can_come_from(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments, qtbot: QtBot
) -> None:
    crm = Connection("DEV-1", "Legacy CRM", "DataSource")
    archive = Connection("DEV-1", "Archive", "DataDestination")
    saved_environments.put("DEV-1", connections=(crm, archive))

    def menu_of(connection: str) -> QMenu:
        panel.select("DEV-1", connection)
        return panel.make_menu()  # the offscreen platform cannot pop it up

    menu = menu_of("Legacy CRM")
    assert not find(menu, QAction, "import_here").isEnabled()
    assert find(menu, QAction, "export_here").isEnabled()
    assert find(menu, QAction, "remove_here").text() == "Remove connection…"
    menu = menu_of("Archive")
    assert find(menu, QAction, "import_here").isEnabled()
    assert not find(menu, QAction, "export_here").isEnabled()
    menu = menu_of("Runtime Connection")
    assert find(menu, QAction, "remove_here").text() == "Remove environment…"
    with qtbot.waitSignal(panel.import_requested) as requested:
        find(menu, QAction, "import_here").trigger()
    assert requested.args == ["DEV-1", "Runtime Connection"]
    with qtbot.waitSignal(panel.export_requested) as requested:
        find(menu, QAction, "export_here").trigger()
    assert requested.args == ["DEV-1", "Runtime Connection"]


def test_a_thousand_environments_stay_quick(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments, services: SampleServices, qtbot: QtBot
) -> None:
    nonsense = "\u202e<b>%n {x}</b>\n\t" + "W" * 300
    with services.workspace().store() as store:
        for number in range(1000):
            address = Address.parse(f"https://e{number}.acme.example")
            store.environments.add(Environment(str(number), f"{nonsense}{number}", address))
    saved_environments.load()
    panel.select("500")
    panel.repaint()
    assert tree_of(panel).model().rowCount() == 1000


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
def test_larger_text_is_never_cut(
    panel: ConnectionsPanel,
    saved_environments: SavedEnvironments,
    theme: Theme,
    qapp: QApplication,
    appearance: Appearance,
) -> None:
    larger = qapp.font()
    larger.setPixelSize(20)
    qapp.setFont(larger)
    theme.use(appearance)
    saved_environments.put("PROD-2", stage=Stage.PRODUCTION)
    panel.resize(312, 740)
    press(panel, "test_connection")
    saved_environments.settle()
    assert cut_labels(panel) == []
    tree = tree_of(panel)
    assert tree.visualRect(tree.model().index(0, 0)).height() > 52


def test_a_name_is_no_html_in_the_tool_tip(panel: ConnectionsPanel, saved_environments: SavedEnvironments) -> None:
    """Qt reads a tool tip as HTML if its first line looks like it, and then shows all lines as one."""
    saved_environments.put("<b>PROD</b>")
    tip = tree_of(panel).model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith('<p style="white-space: pre-wrap">&lt;b&gt;PROD&lt;/b&gt;\nhttps://')


@pytest.mark.parametrize("name", ["P", "PROD-2", "Customer relations in the western region", "W" * 80])
def test_the_stage_is_told_in_full_beside_every_name(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments, qapp: QApplication, name: str
) -> None:
    saved_environments.put(name, stage=Stage.PRODUCTION)
    tree = tree_of(panel)
    for width in (208, 256, 400):
        panel.resize(width, 740)
        qapp.processEvents()
        row = tree.viewport().grab(tree.visualRect(tree.model().index(0, 0))).toImage()
        filled = {
            (x, y)
            for x in range(row.width())
            for y in range(row.height())
            if row.pixelColor(x, y).name().upper() == LIGHT.prod_fill.upper()
        }
        pill = pill_size(Stage.PRODUCTION)
        assert len(filled) > pill.width() * pill.height() // 2, width
        assert max(x for x, _ in filled) - min(x for x, _ in filled) + 1 >= pill.width() - 2
    index = tree.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.ToolTipRole).startswith(name)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith(f"{name}, Production")


@pytest.mark.parametrize(("kind", "words"), [("", "Type unknown"), ("DataSource", "Data Source")])
def test_the_stage_of_a_connection_takes_no_room_from_its_name(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments, qapp: QApplication, kind: str, words: str
) -> None:
    names = ("CRM_SANDBOX_DB", "CRM_STANDBY_DB")
    connections = tuple(Connection("QA", name, kind, Stage.DEVELOPMENT) for name in names)
    saved_environments.put("QA", stage=Stage.TEST, connections=connections)
    tree = tree_of(panel)
    panel.resize(256, 740)
    qapp.processEvents()
    rows = [tree.model().index(row, 0, tree.model().index(0, 0)) for row in (1, 2)]
    first, second = (tree.viewport().grab(tree.visualRect(row)).toImage() for row in rows)
    assert first != second
    assert rows[0].data(Qt.ItemDataRole.AccessibleTextRole) == f"CRM_SANDBOX_DB, Development, {words}, QA"
    assert rows[0].data(Qt.ItemDataRole.ToolTipRole) == f"CRM_SANDBOX_DB\n{words}"


def test_the_last_test_wraps_where_it_does_not_fit(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments, qapp: QApplication
) -> None:
    long_ago = datetime(2024, 9, 28, 12, tzinfo=UTC)
    saved_environments.put("DEV-1", stage=Stage.TEST, checked_at=long_ago, key_verdict=KeyVerdict.UNCLEAR)
    tree = tree_of(panel)

    def height(width: int) -> int:
        panel.resize(width, 740)
        qapp.processEvents()
        return tree.visualRect(tree.model().index(0, 0)).height()

    assert height(208) > height(400) == 52


def test_tab_reaches_every_control_and_each_has_a_name(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments, qtbot: QtBot, qapp: QApplication
) -> None:
    saved_environments.put("DEV-1")
    tree_of(panel).setFocus()
    assert tabbed(panel, qapp, qtbot) == ["connections", "add_environment", "new_connection", "test_connection"]
    assert unnamed(panel) == []


def test_the_stage_is_the_strictest_of_the_server_as_in_the_wizard(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments
) -> None:
    saved_environments.put("PRD", "https://shop.acme.example", stage=Stage.PRODUCTION)
    saved_environments.put("QA", "https://shop.acme.example", stage=Stage.TEST)
    model = tree_of(panel).model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    qa = next(row for row in rows if row.data() == "QA")
    runtime = model.index(0, 0, qa)
    why = "The strictest stage applies: QA may be the same server as PRD (Production)."
    assert qa.data(Qt.ItemDataRole.AccessibleTextRole).startswith("QA, Test")
    assert runtime.data(Qt.ItemDataRole.AccessibleTextRole) == "Runtime Connection, Production, QA"
    tree = tree_of(panel)
    panel.resize(256, 740)
    image = tree.viewport().grab(tree.visualRect(runtime)).toImage()
    name = {image.pixelColor(x, y).name() for x in range(image.width() // 2) for y in range(image.height())}
    assert LIGHT.text.lower() in name, "it is shortened for the stage, not left out"
    for row in (qa, runtime):
        assert why in row.data(Qt.ItemDataRole.ToolTipRole)
    for number in range(8):  # so many that there is no row for the Runtime Connection
        saved_environments.put(f"DEV-{number}", f"https://dev-{number}.acme.example", stage=Stage.TEST)
    model = tree_of(panel).model()
    spoken = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert sum(one.startswith("QA, Production") for one in spoken) == 1
    assert sum(one.startswith("DEV-1, Test") for one in spoken) == 1
