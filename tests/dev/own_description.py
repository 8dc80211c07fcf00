"""A process that describes itself: ``python own_description.py WORD ...``"""

import json
import os
import signal
import sys
import tempfile
import threading
import warnings
from pathlib import Path
from typing import Any

assert sys.platform == "linux"


def description() -> dict[str, object]:
    """What a forked process must have in common with a new one."""
    streams: tuple[Any, ...] = (sys.stdin, sys.stdout, sys.stderr)
    own = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    return {
        "arguments": sys.argv,
        "words": sys.orig_argv,
        "path": sys.path,
        "main": [__name__, sys.modules["__main__"].__dict__["__file__"]],
        "environment": dict(os.environ),
        "folder": os.getcwd(),
        "streams": [
            [one.encoding, one.errors, one.line_buffering, one.write_through, one.mode, one.name, one.isatty()]
            for one in streams
        ],
        "buffers": [[str(type(one.buffer)), one.buffer.mode, one.buffer.name] for one in streams],
        "originals": [one is other for one, other in zip(streams, own, strict=True)],
        "descriptors": sorted(int(name) for name in os.listdir("/proc/self/fd"))[:-1],
        "signals": [str(signal.getsignal(one)).split(" at ")[0] for one in sorted(signal.valid_signals())],
        "masks": [sorted(signal.pthread_sigmask(signal.SIG_BLOCK, [])), os.umask(0o22)],
        "group": [os.getpgrp(), os.getsid(0)],
        "options": [sys.warnoptions, str(sys.flags)],
        "warnings": str(warnings.filters),
        "temporary": tempfile.gettempdir(),
        "threads": threading.active_count(),
        "limits": Path("/proc/self/limits").read_text(),
    }


if __name__ == "__main__":
    given = sys.stdin.read()
    print(json.dumps(description() | {"given": given}))
    print("an error", file=sys.stderr)
    sys.exit(7)
