"""A screen of its own, on which is seen from outside when a program has painted: nothing is put into the program."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: How long a program may take to paint, in seconds.
_PATIENCE = 60
#: Bytes in the middle of the screen that are looked at.
_LOOKED_AT = 4096


class Screen:
    """A black screen of 1280 × 800 pixels that an X server keeps in a file."""

    def __init__(self, display: str, pixels: Path) -> None:
        #: The environment for programs that are to appear on it.
        self.environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self._pixels = pixels
        self._before = self._middle()

    def wait_for_paint(self, program: subprocess.Popen[bytes]) -> None:
        """Return as soon as there is something in the middle of the screen, 0.5 ms after it at the latest."""
        deadline = time.monotonic() + _PATIENCE
        while self._middle() == self._before:
            assert program.poll() is None, "the program ended without painting"
            assert time.monotonic() < deadline, "nothing was painted"
            time.sleep(0.0005)

    def _middle(self) -> bytes:
        with self._pixels.open("rb") as file:
            file.seek(self._pixels.stat().st_size // 2)
            return file.read(_LOOKED_AT)


@contextmanager
def screen() -> Iterator[Screen]:
    """A screen that is there for the length of a block."""
    with tempfile.TemporaryDirectory(prefix="dmm-screen-") as folder:
        reader, writer = os.pipe()
        command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x800x24", "-fbdir", folder, "-br"]
        command += ["-nolisten", "tcp", "-noreset"]
        with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
            os.close(writer)
            try:
                with open(reader) as numbers:
                    display = f":{numbers.readline().strip()}"
                yield Screen(display, Path(folder) / "Xvfb_screen0")
            finally:
                server.terminate()
