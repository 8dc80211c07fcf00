"""What is seen of the main window at once: its outline, painted before anything that is in it has been imported."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from .connections_panel.outline import ConnectionsOutline
from .look.fit import Fitting, resize_on_screen, room_for
from .look.icons import app_icon
from .look.notices import Notices
from .look.panes import Panes
from .look.surfaces import Surface, set_surface
from .room import Pages
from .window_state import WindowState

_DEFAULT = QSize(1280, 800)
#: Below the menu bar, which is 28 high.
_LEAST = QSize(960, 572)
_PANES = [255, 311, 712]
#: A window that starts minimized or covered is not painted; it lives all the same after this time, in milliseconds.
_UNSEEN = 1000


class WindowFrame(QMainWindow):
    """Places for the three panes, each on the ground that it will have; that of the runs is hidden as long as there are
    none. ``appeared`` comes once, after the first paint has reached the screen.
    """

    appeared = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._has_appeared = self._is_narrow = self._gave_way = False
        self._state = WindowState(folder)
        self.setObjectName("main_window")
        self.setAcceptDrops(True)
        self.setWindowIcon(app_icon())
        self._splitter = Panes(Qt.Orientation.Horizontal)
        self._content = Pages()
        set_surface(self._content, Surface.BASE)
        runs = QWidget()
        for index, pane in enumerate((ConnectionsOutline(), runs, self._content)):
            self._splitter.addWidget(pane)
            self._splitter.setStretchFactor(index, index // 2)  # the last one takes what there is
        runs.hide()
        self._splitter.setSizes(_PANES)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._notices = Notices()
        self._column.addWidget(self._notices)
        self._column.addWidget(self._splitter, 1)
        self.setCentralWidget(Fitting(self._column, least=_LEAST, beside=self.menuBar()))
        resize_on_screen(self, _DEFAULT)
        self._state.restore(self, self._splitter, self._connections_pane)

    @property
    def has_connections(self) -> bool:
        """Whether the first pane is there, or will be once the window is shown."""
        return not self._connections_pane.isHidden()

    @Slot()
    def toggle_connections(self) -> None:
        """Hide or show the connections; this is what the window remembers, not what a small screen does to them."""
        self._gave_way = False
        self._connections_pane.setHidden(self.has_connections)

    @property
    def _connections_pane(self) -> QWidget:
        pane = self._splitter.widget(0)
        assert pane is not None
        return pane

    def showEvent(self, event: QShowEvent) -> None:
        """Wait for the first paint, but not for ever."""
        super().showEvent(event)
        QTimer.singleShot(_UNSEEN, self, self._appear)

    def event(self, event: QEvent) -> bool:
        """Another screen, or panes that need another width: not every screen has room for all of them."""
        handled = super().event(event)
        if event.type() in (QEvent.Type.ScreenChangeInternal, QEvent.Type.LayoutRequest):
            self._make_room()
        return handled

    def paintEvent(self, event: QPaintEvent) -> None:
        """The window is painted before what is in it, all in one turn of the event loop."""
        super().paintEvent(event)
        if not self._has_appeared:
            QTimer.singleShot(0, self, self._appear)

    def _place(self, index: int, pane: QWidget) -> None:
        """Put a pane where its outline is, of the same size; it is hidden if that is."""
        outline = self._splitter.widget(index)
        assert outline is not None
        is_hidden = outline.isHidden()
        self._splitter.replaceWidget(index, pane)
        pane.setHidden(is_hidden)
        self._splitter.setStretchFactor(index, 0)
        outline.deleteLater()

    def _keep_state(self) -> None:
        self._state.save(self, self._splitter, connections_hidden=not (self.has_connections or self._gave_way))

    def _make_room(self) -> None:
        """On a small screen the connections give way to the others; they come back with the room, or by the menu."""
        connections, runs = self._connections_pane, self._splitter.widget(1)
        assert runs is not None
        panes = [connections, self._content] if runs.isHidden() else [connections, runs, self._content]
        gaps = self._splitter.handleWidth() * (len(panes) - 1)
        is_narrow = room_for(self).width() < gaps + sum(pane.minimumSizeHint().width() for pane in panes)
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        if is_narrow:
            self._gave_way = self.has_connections
            connections.hide()
        elif self._gave_way:
            self._gave_way = False
            connections.show()

    def _appear(self) -> None:
        if not self._has_appeared and self.isVisible():
            self._has_appeared = True
            self.appeared.emit()
