"""Renders the two pages as PNG, for the tests and for comparison with the design.

    python -m tools.gallery --out DIR [--appearances light dark] [--scale 2] [--right-to-left]
        [--font Inter --pixels 13]

Each run has one scale, which Qt must know before the application exists.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
from pathlib import Path


def main() -> int:
    """Render the pages; returns the exit code. Any message of Qt is printed to standard error and is a failure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--appearances", nargs="+", choices=("light", "dark"), default=("light",))
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--font")
    parser.add_argument("--pixels", type=int)
    parser.add_argument("--right-to-left", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = str(options.scale)

    from PySide6.QtCore import Qt, qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    messages: list[str] = []
    qInstallMessageHandler(lambda kind, context, text: messages.append(text))
    application = QApplication([])
    if options.font or options.pixels:
        font = application.font()
        font.setFamily(options.font or font.family())
        font.setPixelSize(options.pixels or 13)
        application.setFont(font)
    if options.right_to_left:
        application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    from dmm_desktop.ui.theme.theme import Appearance, Theme

    theme = Theme(application, Appearance(options.appearances[0]))
    from tools.gallery import components, pieces

    options.out.mkdir(parents=True, exist_ok=True)
    pages = (("components", components), ("pieces", pieces))
    for appearance, (name, module) in itertools.product(map(Appearance, options.appearances), pages):
        theme.use(appearance)
        window = module.page()
        window.show()
        width = max(1280, window.minimumSizeHint().width())
        window.resize(width, max(800, window.layout().totalHeightForWidth(width)))
        window.activateWindow()
        application.processEvents()
        module.show_states(window)
        application.processEvents()
        window.grab().save(str(options.out / f"{name}-{theme.appearance.value}.png"))
        window.close()
    unexpected = [text for text in messages if "propagateSizeHints" not in text]
    print(*unexpected, sep="\n", file=sys.stderr, end="")
    return 1 if unexpected else 0


if __name__ == "__main__":
    sys.exit(main())
