"""Runs a command as the first process of a namespace: waits for all that the command leaves running as well.

Whatever ends badly, the command or what it left, gives the exit code. A launcher ends as soon as it has launched.
"""

import os
import subprocess
import sys
from contextlib import suppress

code = subprocess.run(sys.argv[1:]).returncode
with suppress(ChildProcessError):  # nobody is left
    while True:
        code = code or os.waitstatus_to_exitcode(os.wait()[1])
sys.exit(code)
