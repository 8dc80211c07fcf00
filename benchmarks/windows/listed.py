"""DMM Desktop as users start it, with the data folder that the argument names; it is painted once it shows its runs."""

import sys

from dmm_desktop.app import opened

with opened(["--data-dir", sys.argv[1]]) as application:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QListView

    from benchmarks.windows.signs import Signs  # only now: what the application imports is measured as it is

    looking = QTimer(application.window)

    def look() -> None:
        """Wait until the list has rows and a run is selected: the progress view is then shown too."""
        runs = application.window.findChild(QListView, "runs")
        if runs is not None and runs.isVisible() and runs.currentIndex().isValid():
            looking.stop()
            Signs(runs.viewport())
            runs.viewport().update()

    looking.timeout.connect(look)
    looking.start(5)
    application.run()
