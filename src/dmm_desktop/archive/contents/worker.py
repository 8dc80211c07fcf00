"""``python -m dmm_desktop.archive.contents.worker``: reads data files for the process that started it.

Standard input carries the path of a zip, then the tasks. Standard output returns an ``int`` each time that many bytes
have been read, and the result of each task. Both are pickled, which is safe because both ends are the same program. The
process ends when its input ends or its output is closed.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from pathlib import Path
from typing import BinaryIO

from ..directory import open_zip
from ..source_file import SourceFile
from .member import Member, Task

#: Number of bytes after which progress is reported.
_TOLD_AFTER = 1 << 20


def main() -> None:
    """Work until the input ends."""
    gc.disable()  # it would traverse the values of all rows, which contain no cycles
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is handled by the parent process, which ends this one
    out = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # nothing else may be written between the answers
    try:
        _work(sys.stdin.buffer, out)
    except (EOFError, BrokenPipeError):
        os._exit(0)


def _work(tasks: BinaryIO, out: BinaryIO) -> None:
    path: Path = pickle.load(tasks)
    unsaid = 0

    def on_bytes(size: int) -> None:
        nonlocal unsaid
        unsaid += size
        if unsaid >= _TOLD_AFTER:
            out.write(pickle.dumps(unsaid))
            unsaid = 0

    with SourceFile(path) as file, open_zip(file) as archive:
        entries = archive.infolist()
        while True:
            task: Task = pickle.load(tasks)
            done = Member(archive, entries, task, on_bytes).read()
            out.write(pickle.dumps(unsaid) + pickle.dumps(done))
            unsaid = 0


if __name__ == "__main__":
    main()
