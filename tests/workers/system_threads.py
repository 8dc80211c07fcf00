"""The threads of this process as counted by the operating system."""

import threading
from pathlib import Path

#: Qt paints large pictures with some of these, and keeps them for half a minute.
_OF_QT = "Thread (pooled)"


def system_threads() -> set[int]:
    """Their ids, except Qt's own pool; only those known to Python if the system does not report them."""
    tasks = Path("/proc/self/task")
    if tasks.is_dir():
        return {int(task.name) for task in tasks.iterdir() if not _is_of_qt(task)}
    return {thread.native_id for thread in threading.enumerate() if thread.native_id is not None}


def _is_of_qt(task: Path) -> bool:
    try:
        return (task / "comm").read_text(encoding="utf-8").strip() == _OF_QT
    except OSError:
        return True  # it has just ended
