"""Renders every state of a run, or the connections panel with its dialogs, as PNG.

In the folder `tests`: `PYTHONPATH=.. python -m ui.gallery runs|environments --out DIR [--dark] [--only NAME]`.

The screens of the design are rendered by `dev.py screenshots`, the widgets by `tools/gallery/`.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from tools.offscreen import offscreen


def main() -> int:
    """Take the pictures; returns the exit code. Any message of Qt is printed and counts as a failure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("runs", "environments"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--font")
    parser.add_argument("--pixels", type=int, default=13)
    parser.add_argument("--only", default="", help="the pictures whose names have this in them")
    options = parser.parse_args()
    os.environ["QT_SCALE_FACTOR"] = str(options.scale)
    os.environ.update(offscreen() | os.environ)

    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QWidget

    from dmm_desktop.ui.theme.theme import Appearance, Theme
    from ui import environment_pictures, run_pictures

    messages: list[str] = []
    qInstallMessageHandler(lambda kind, context, text: messages.append(text))
    application = QApplication([])
    font = application.font()
    font.setFamily(options.font or font.family())
    font.setPixelSize(options.pixels)
    application.setFont(font)
    theme = Theme(application, Appearance.DARK if options.dark else Appearance.LIGHT)
    options.out.mkdir(parents=True, exist_ok=True)

    def save(widget: QWidget, name: str) -> None:
        QTest.qWait(50)  # a window system responds late
        if options.only in name:
            widget.grab().save(str(options.out / f"{name}-{theme.appearance.value}.png"))

    take = {"runs": run_pictures.take, "environments": environment_pictures.take}[options.what]
    take(save, options.only)
    unexpected = [text for text in messages if "propagateSizeHints" not in text]
    print(*unexpected, sep="\n", end="", file=sys.stderr)
    return 1 if unexpected else 0


if __name__ == "__main__":
    sys.exit(main())
