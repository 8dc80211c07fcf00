"""The smallest window there is: a label in a main window."""

import sys

from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from benchmarks.windows.signs import Signs

app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("DMM Desktop"))
window.resize(1280, 800)
Signs(window)
window.show()
app.exec()
