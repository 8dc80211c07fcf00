"""The page shown until there is a run."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..widgets.buttons import Button, ButtonKind
from ..widgets.containers import Surface, set_surface
from ..widgets.placeholder import EmptyPage


class WelcomePage(QWidget):
    """Says what the application does and offers three ways to start; in the demo the third is its sample."""

    import_requested = Signal()
    environment_requested = Signal()
    demo_requested = Signal()
    sample_requested = Signal()

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
        add = Button(self.tr("Add environment…"), "welcome_add_environment", icon_name="env", large=True)
        start.clicked.connect(self.import_requested)
        add.clicked.connect(self.environment_requested)
        actions = [
            (start, self.tr("Choose a destination, check the file, then start.")),
            (add, self.tr("Enter its address, stage and REST API key.")),
        ]
        if is_demo:
            third = Button(self.tr("Import the sample…"), "import_the_sample", icon_name="zip", large=True)
            third.setEnabled(False)
            third.clicked.connect(self.sample_requested)
            actions.append((third, self.tr("A small zip included with the demo.")))
        else:
            third = Button(self.tr("Try the demo"), "try_the_demo", icon_name="play", large=True)
            third.clicked.connect(self.demo_requested)
            actions.append((third, self.tr("A simulated environment on this computer.")))
        self._third, self._first = third, start
        page = EmptyPage(
            self.tr("Import data into an OutSystems environment"),
            self.tr(
                "Choose an environment and a zip file from an export. The file is checked on this computer before "
                "anything is sent."
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
        """Enable the button once the demo's sample exists."""
        self._third.setEnabled(True)
