"""Runs a command as the first process of a namespace, and also waits for everything it leaves running.

Any failure, of the command or of what it left, determines the exit code. A launcher exits right after launching.
"""

import os
import subprocess
import sys
from contextlib import suppress

if sys.platform == "win32":
    sys.exit("This needs the processes of Linux.")

code = subprocess.run(sys.argv[1:]).returncode
with suppress(ChildProcessError):  # no process is left
    while True:
        code = code or os.waitstatus_to_exitcode(os.wait()[1])
sys.exit(code)
