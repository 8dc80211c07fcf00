"""Search a million log lines for a text, ignoring case."""

from __future__ import annotations

import subprocess
import time
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.frame import Bar, Figures, Measurement, Options, Row, Setting, require
from benchmarks.servers.log import line

_LINES = 1_000_000
#: In every 1000th line.
_WANTED = "error"


@contextmanager
def prepare(options: Options) -> Iterator[Setting]:
    """The lines, as a file of text."""
    path = options.folder / "log.txt"
    path.write_text("".join(f"{line(number)}\n" for number in range(_LINES)))
    yield {"path": str(path), "folder": str(options.folder)}


def ours(setting: Setting) -> Figures:
    """From the text that is put into the field to the first hits, and to all of them."""
    from PySide6.QtCore import QEventLoop

    from benchmarks.desktop import responsive_application
    from dmm_desktop.operations.log_lines import LogLines
    from dmm_desktop.ui.log_view.log_viewer import LogViewer
    from dmm_desktop.workers.runner import TaskRunner

    app = responsive_application()
    lines = LogLines(lambda: Path(setting["folder"]))
    content = Path(setting["path"]).read_text().splitlines()
    for first in range(0, _LINES, 1000):
        lines.append(content[first : first + 1000])
    del content
    runner = TaskRunner()
    viewer = LogViewer("Log", "log", "Log", runner)
    viewer.show_lines(lines)
    viewer.resize(900, 500)
    viewer.show()
    app.processEvents()
    search, loop, first_hits = viewer._search, QEventLoop(), array("d")
    began = time.perf_counter()

    def changed() -> None:
        if search.count and not first_hits:
            first_hits.append(time.perf_counter() - began)
        if search.is_over:
            loop.quit()

    search.changed.connect(changed)
    viewer.toolbar.search.setText(_WANTED)
    loop.exec()
    seconds = time.perf_counter() - began
    assert search.count == _LINES // 1000
    runner.shut_down(10)
    return {"first hits, ms": first_hits[0] * 1000, "seconds": seconds}


def grep(setting: Setting) -> Figures:
    """The same text in the same lines; the start of the program is part of it, but takes next to no time."""
    require("grep")
    began = time.perf_counter()
    found = subprocess.run(["grep", "-ci", _WANTED, setting["path"]], capture_output=True, check=True)
    seconds = time.perf_counter() - began
    assert int(found.stdout) == _LINES // 1000
    return {"seconds": seconds}


ROW = Row(
    f"Search in {_LINES:,} log lines, case ignored",
    (Measurement("DMM Desktop", ours), Measurement("grep -ci", grep)),
    (Bar("first hits, ms", 100), Bar("seconds", 5, "grep -ci")),
    prepare,
)
