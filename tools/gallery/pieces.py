"""The second page: what the screens are built of, as the design shows it."""

from __future__ import annotations

from collections.abc import Callable
from math import sin

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.import_wizard.drop_zone import DropZone
from dmm_desktop.ui.progress_view.throughput_chart import Sample, ThroughputChart
from dmm_desktop.ui.stage import Corners, StageBand
from dmm_desktop.ui.theme.tokens import Tone
from dmm_desktop.ui.theme.type_roles import Role, set_role
from dmm_desktop.ui.widgets.banner import Banner
from dmm_desktop.ui.widgets.buttons import Button, ButtonKind, IconButton, Link
from dmm_desktop.ui.widgets.containers import Card, Hairline, Surface, set_surface
from dmm_desktop.ui.widgets.fields import Field, FormRows, in_a_row
from dmm_desktop.ui.widgets.labels import ElidedLabel
from dmm_desktop.ui.widgets.line_field import LineField, SearchField
from dmm_desktop.ui.widgets.metric_tile import MetricTile
from dmm_desktop.ui.widgets.placeholder import EmptyNote, EmptyPage
from dmm_desktop.ui.widgets.progress_bar import ProgressBar
from dmm_desktop.ui.widgets.tables import CellDelegate, Table, TwoLineDelegate
from dmm_desktop.ui.widgets.view_switch import StageChoice, ViewSwitch
from tools.gallery.table_rows import Cell, Rows, cell

_RIGHT = Qt.AlignmentFlag.AlignRight


def page() -> QWidget:
    """The page, not shown yet."""
    window = QWidget()
    set_surface(window, Surface.BASE)
    columns = QHBoxLayout(window)
    columns.setContentsMargins(24, 24, 24, 24)
    columns.setSpacing(24)
    parts: list[list[Callable[[], QWidget]]] = [
        [lost_banner, progress, metrics, log, entities, findings],
        [drop_zone, form, empty_page],
    ]
    for width, side in zip((612, 596), parts, strict=True):
        column = QVBoxLayout()
        column.setSpacing(16)
        for part in side:
            widget = part()
            column.addWidget(widget, 1 if isinstance(widget, Table) else 0)
        column.addStrut(width)
        columns.addLayout(column)
    return window


def show_states(window: QWidget) -> None:
    """Focus and selection, once the page is on the screen."""
    for table in window.findChildren(Table):
        table.setCurrentIndex(table.model().index(1, 0))
    findings = window.findChild(Table, "findings")
    assert findings is not None
    findings.setFocus()


def lost_banner() -> QWidget:
    """The longest banner of the product."""
    widget = QWidget()
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    banner = Banner("lost_banner", action_name="try_now")
    layout.addWidget(banner)
    banner.show_message(
        Tone.WARN,
        "No response from PROD-2 since 10:42. The import may still be running on the server.",
        "Trying again in 8 seconds. The server did not answer within 30 seconds.",
        action="Try now",
        action_icon="test",
        details=True,
        icon_name="lost",
    )
    return widget


def progress() -> QWidget:
    """Bars: running, stale, slim, just started."""
    widget = QWidget()
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    for position, (fraction, stale, slim) in enumerate(
        ((0.42, False, False), (0.58, True, False), (0.42, False, True), (0.58, True, True), (0.004, False, False))
    ):
        bar = ProgressBar(f"progress_{position}", slim=slim)
        bar.show_fraction(fraction)
        bar.set_stale(stale)
        layout.addWidget(bar)
    return widget


def metrics() -> QWidget:
    """Six metrics and a chart with a gap."""
    widget = QWidget()
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    grid = QGridLayout()
    grid.setSpacing(16)
    values = [
        ("Records", "21,040", "of 50,000", Tone.TEXT),
        ("Instructions", "312", "of 740", Tone.TEXT),
        ("Errors", "1", "", Tone.ERR),
        ("Elapsed", "00:02:31", "", Tone.TEXT),
        ("Rate", "139", "records/s", Tone.TEXT),
        ("Time left", "3 to 4", "minutes", Tone.TEXT),
    ]
    for position, (name, value, unit, tone) in enumerate(values):
        metric = MetricTile(name.lower().replace(" ", "_"), name)
        metric.show_value(value, unit, tone)
        grid.addWidget(metric, *divmod(position, 3))
    chart = ThroughputChart("Records per second")
    samples = [Sample(float(n), 100 + 40 * sin(n / 3) if n < 60 else None) for n in range(80)]
    chart.show_samples(samples, summary="last value 140", start="10:38", end="10:43", gap="No response", is_silent=True)
    row.addLayout(grid, 1)
    row.addWidget(chart)
    return widget


def log() -> QWidget:
    """The log with its header."""
    widget = QWidget()
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    heading = ElidedLabel("Log")
    set_role(heading, Role.NAME)
    tools = QHBoxLayout()
    tools.setSpacing(16)
    tools.addWidget(heading, 1)
    for text, checked in (("Errors only", False), ("Follow", True)):
        box = QCheckBox(text)
        box.setChecked(checked)
        tools.addWidget(box)
    tools.addWidget(SearchField("search_log", "Search the log", "Search the log"))
    tools.addWidget(IconButton("copy", "copy_log", "Copy the log"))
    layout.addLayout(tools)
    layout.addWidget(Hairline())
    table = Table("log", "Log", header=False, lines=False, height=24, roles=(Role.FIXED,))
    lines = [
        ("10:40:44", "Info", "OrderLine: 12 of 31 instructions done"),
        ("10:40:52", "Warning", "Address: 2 values were longer than 50 and were cut"),
        ("10:41:03", "Error", "CustomerNote: value of Author has no match in User"),
    ]
    tones = {"Info": ("info", Tone.MUTED, None), "Warning": ("warn", Tone.WARN, None)}
    rows = []
    for time, level, text in lines:
        icon, tone, tint = tones.get(level, ("error", Tone.ERR, Tone.ERR))
        rows.append([cell(time, tint=tint), cell(level, icon=icon, tone=tone, tint=tint), cell(text, tint=tint)])
    model = Rows([cell("")] * 3, rows)
    model.setParent(table)
    table.setModel(model)
    table.setItemDelegateForColumn(0, CellDelegate(table, Role.FIXED, Tone.MUTED))
    table.setItemDelegateForColumn(1, CellDelegate(table, Role.CAPTION))
    table.setItemDelegateForColumn(2, CellDelegate(table, Role.FIXED))
    table.setColumnWidth(0, 100)
    table.setColumnWidth(1, 100)
    layout.addWidget(table, 1)
    return widget


def entities() -> QWidget:
    """Numbers, names and icons with text, sorted."""
    table = Table("entities", "Entities", framed=True)
    names = [("Customer", "4,100", "1.2 MB", ""), ("CustomerNote", "3,870", "2.1 MB", "1 warning")]
    rows = []
    for name, records, size, finding in names:
        fine = {"icon": "ok", "icon_tone": Tone.OK, "tone": Tone.MUTED}
        result = {"icon": "warn", "tone": Tone.WARN} if finding else fine
        numbers = [cell(records, align=_RIGHT), cell(size, align=_RIGHT)]
        rows.append([cell(name), *numbers, cell(finding or "No findings", **result)])
    header = [cell("Entity"), cell("Records", align=_RIGHT), cell("Size", align=_RIGHT), cell("Result")]
    model = Rows(header, rows)
    model.setParent(table)
    table.setModel(model)
    table.setItemDelegateForColumn(0, CellDelegate(table, Role.LABEL))
    table.horizontalHeader().setSortIndicatorShown(True)
    table.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    table.setColumnWidth(0, 200)
    return table


def drop_zone() -> QWidget:
    """The drop zone with its field and button."""
    field = LineField("zip_file", "Zip file", hint="18.4 MB, or drop another file here")
    field.set_text("D:/Exports/2024/customers-2024-q2.zip")
    return DropZone(field, Button("Browse…", "browse", icon_name="folder"))


def form() -> QWidget:
    """Rows of a form in a card below a band."""
    card = Card("form")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    band = StageBand("form_band", corners=Corners.TOP, padding=16)
    band.show_destination(Stage.PRODUCTION, "PROD-2", "Runtime Connection", "prod-2.acme.example")
    layout.addWidget(band)
    rows = FormRows(label_width=152, spacing=10)
    rows.setContentsMargins(16, 12, 16, 12)
    address = LineField("environment_address", "Environment address", hint="Copy it from the browser.")
    rows.add_row("Environment address", address)
    stage = StageChoice()
    stage.set_stage(Stage.PRODUCTION)
    rows.add_row("Stage", stage)
    key = LineField("rest_api_key", "REST API key", secret=True)
    key.set_text("0123456789abcdef")
    key.set_error("The REST API key was refused. Enter it again.")
    rows.add_row("REST API key", key)
    fixed = LineField("connection", "Connection")
    fixed.set_text("Runtime Connection")
    fixed.set_read_only("Set on the page Destination.")
    rows.add_row("Connection", fixed)
    kind = QComboBox()
    kind.setAccessibleName("Database type")
    kind.addItems(["SQLServer", "Oracle"])
    rows.add_row("Database type", Field(kind), width=200)
    text = QPlainTextEdit('{"DataAppendMode": true}')
    text.setMaximumHeight(44)
    text.setTabChangesFocus(True)
    text.setAccessibleName("Configuration")
    set_role(text, Role.FIXED)
    rows.add_row("Configuration", text)
    busy = Button("Test connection", "test_connection", icon_name="test")
    busy.set_busy("Testing…")
    link = Link("Open the Authentication Token page", "open_page", icon_name="external")
    switch = ViewSwitch("view", "View", [("form_view", "Form"), ("json_view", "JSON")])
    rows.add_below(in_a_row(busy, switch, spacing=12))
    rows.add_below(link)
    layout.addWidget(rows)
    return card


def findings() -> QWidget:
    """Rows with two lines, and the focus."""
    table = Table("findings", "Findings", framed=True, height=44, roles=(Role.BODY, Role.CAPTION))
    warning: Cell = cell("Warning", icon="warn", tone=Tone.WARN)
    rows = [
        [warning, cell("17 dates are not written yyyy-MM-ddTHH:mm:ss.", second_line="Address_Data.csv, line 4,812")],
        [warning, cell("A text is opened with N' and not closed.", second_line="Import it again.", second_icon="tip")],
    ]
    model = Rows([cell("Severity"), cell("Finding")], rows)
    model.setParent(table)
    table.setModel(model)
    table.setItemDelegateForColumn(1, TwoLineDelegate(table))
    return table


def empty_page() -> QWidget:
    """An empty list beside the welcome page."""
    widget = QWidget()
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(EmptyNote("No environments yet. Add the environment that you want to import into."), 1)
    actions = [
        (
            Button("Import data…", "import_data", icon_name="import", kind=ButtonKind.PRIMARY, large=True),
            "Choose where.",
        ),
        (Button("Try the demo", "try_the_demo", icon_name="play", large=True), "A made-up environment."),
    ]
    row.addWidget(EmptyPage("Import data", "Choose an environment and a zip file.", actions), 3)
    return widget
