"""A window above another one, which it belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QLayout, QVBoxLayout, QWidget

from .access_keys import AccessKeys
from .dialog_footer import DialogFooter
from .fit import Fitting, move_over_parent, resize_on_screen, with_font


class Dialog(QDialog):
    """Opens over its parent's window, and is no larger than that one's screen; its buttons are always in sight and have
    access keys."""

    def lay_out(
        self,
        content: QLayout,
        size: QSize,
        trailing: Sequence[QWidget],
        leading: Sequence[QWidget] = (),
        *,
        least: QSize | None = None,
    ) -> None:
        """Put in what it shows and the buttons of its footer, and give it its size: ``least`` and at first,
        the latter for a line of 18 pixels, and larger with a larger font."""
        footer = DialogFooter(trailing, leading)
        below = footer.sizeHint().height()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._body = Fitting(content, least=(least or QSize(0, below)) - QSize(0, below), beside=footer)
        column.addWidget(self._body, 1)
        column.addWidget(footer)
        self._keys = AccessKeys(self)
        resize_on_screen(self, with_font(self, size))

    def grow(self, news: QWidget | None) -> None:
        """Make room at once for what has appeared, without ever becoming smaller; ``news`` is what has to be seen."""
        resize_on_screen(self, self.size().expandedTo(self._least()))
        self._keys.renew()
        if news is not None:
            self._body.ensureWidgetVisible(news)

    def setVisible(self, visible: bool) -> None:
        """Appear in its place."""
        if visible and not self.testAttribute(Qt.WidgetAttribute.WA_Moved):
            self.resize(self.size().expandedTo(self._least()))
            move_over_parent(self)
        super().setVisible(visible)

    def _least(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        self._body.activate()
        layout.activate()
        return layout.totalMinimumSize()
