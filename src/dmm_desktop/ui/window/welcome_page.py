"""The page shown until there is a run."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..widgets.buttons import Button, ButtonKind
from ..widgets.containers import Surface, set_surface
from ..widgets.placeholder import EmptyPage


class WelcomePage(QWidget):
    """Says what the application does and offers four ways to start; in the demo its samples take the place of the
    last. ``sample_requested`` (bool): whether the one with mistakes is wanted."""

    import_requested = Signal()
    export_requested = Signal()
    environment_requested = Signal()
    demo_requested = Signal()
    sample_requested = Signal(object)

    def __init__(self, *, is_demo: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, Surface.BASE)
        start = Button(
            self.tr("Import data…"),
            "welcome_import_data",
            accessible_name=self.tr("Import data"),
            icon_name="import",
            kind=ButtonKind.PRIMARY,
            large=True,
        )
        export = Button(
            self.tr("Export data…"),
            "welcome_export_data",
            accessible_name=self.tr("Export data"),
            icon_name="export",
            large=True,
        )
        add = Button(self.tr("Add environment…"), "welcome_add_environment", icon_name="env", large=True)
        start.clicked.connect(self.import_requested)
        export.clicked.connect(self.export_requested)
        add.clicked.connect(self.environment_requested)
        actions = [
            (start, self.tr("Choose a destination, check the file, then start.")),
            (export, self.tr("Choose a source and a configuration, then start.")),
            (add, self.tr("Enter its address, stage and REST API key.")),
        ]
        if is_demo:
            good = Button(self.tr("Import the sample…"), "import_the_sample", icon_name="zip", large=True)
            bad = Button(self.tr("Check a faulty sample…"), "check_the_faulty_sample", icon_name="warn", large=True)
            good.clicked.connect(lambda: self.sample_requested.emit(False))
            bad.clicked.connect(lambda: self.sample_requested.emit(True))
            actions.append((good, self.tr("A small zip included with the demo.")))
            actions.append((bad, self.tr("The same zip with mistakes of many kinds: see what the check finds.")))
            self._samples: tuple[Button, ...] = (good, bad)
        else:
            demo = Button(self.tr("Try the demo"), "try_the_demo", icon_name="play", large=True)
            demo.clicked.connect(self.demo_requested)
            actions.append((demo, self.tr("A simulated environment on this computer.")))
            self._samples = ()
        self._first = start
        for button in self._samples:
            button.setEnabled(False)
        page = EmptyPage(
            self.tr("Import and export data of OutSystems environments"),
            self.tr(
                "The zip of an import is checked on this computer before anything is sent, and that of an export "
                "once it is saved."
            ),
            actions,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addWidget(page)

    def focus_first(self) -> None:
        """Give the keyboard to *Import data…*, with its frame."""
        self._first.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def offer_sample(self) -> None:
        """Enable the buttons once the demo's samples exist."""
        for button in self._samples:
            button.setEnabled(True)
