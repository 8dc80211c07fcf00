"""What is imported after the first paint: nothing of Qt outside the GUI thread, and little at once on it."""

from __future__ import annotations

import json
import subprocess
import sys

from tools.desktop.waiting import PATIENCE

#: Modules of the window that one step may import; a module takes 0.7 ms.
_AT_ONCE = 25

#: What the GUI thread imports itself; the modules of the core are small.
_QUICK = ("dmm_desktop.ui.", "dmm_desktop.core.")

_PROGRAM = """
import json, sys
from dmm_desktop import app
from dmm_desktop.core.job import CancelToken
from dmm_desktop.ui import deferred_imports

known = set(sys.modules)

def added():
    new = [name for name in sys.modules if name not in known and name.startswith(("dmm_desktop.", "PySide6."))]
    known.update(new)
    return new

found = []
for job, steps, last in (
    (app.import_for_services, deferred_imports.panel_steps, "dmm_desktop.ui.window.panels"),
    (
        deferred_imports.import_for_run_views,
        deferred_imports.run_view_steps,
        "dmm_desktop.ui.progress_view.progress_view",
    ),
):
    job(CancelToken(), lambda progress: None)
    in_job = added()
    at_each_step = [added() for _ in steps()] + [added()]
    __import__(last)
    found.append((in_job, at_each_step, added()))
print(json.dumps(found))
"""


def test_only_the_gui_thread_imports_qt_and_little_at_once() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], capture_output=True, text=True, timeout=PATIENCE, check=True
    )
    for in_job, at_each_step, left in json.loads(done.stdout):
        assert in_job and not [name for name in in_job if name.startswith(("dmm_desktop.ui.", "dmm_desktop.workers."))]
        forgotten = [name for step in at_each_step for name in step if not name.startswith(_QUICK)]
        assert forgotten == [], "the job should import these"
        assert 1 < max(map(len, at_each_step)) <= _AT_ONCE, at_each_step
        assert left == []
