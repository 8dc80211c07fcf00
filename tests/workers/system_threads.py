"""The threads of this process as the operating system counts them."""

import os
import threading
from pathlib import Path


def system_threads() -> set[int]:
    """Their ids; those that only Python knows where the system does not tell."""
    tasks = Path("/proc/self/task")
    if tasks.is_dir():
        return {int(name) for name in os.listdir(tasks)}
    return {thread.native_id for thread in threading.enumerate() if thread.native_id is not None}
