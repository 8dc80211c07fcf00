"""Makes requests from another process, with another environment or view of the system."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_ASK = """
import json, sys
from dmm_desktop.core.errors import DmmError
sys.path.insert(0, sys.argv[1])
from api.api_calls import Calls
try:
    print(json.dumps(["", Calls(sys.argv[2]).status().status]))
except DmmError as error:
    print(json.dumps([type(error).__name__, str(error)]))
"""


def asked_elsewhere(address: str, program: Sequence[str] = (), **environment: str) -> list[str]:
    """The result of a request in another process with these environment variables, started by ``program``: ["", status]
    or [error class, error]."""
    tests = str(Path(__file__).parents[1])
    command = [*program, sys.executable, "-W", "error", "-c", _ASK, tests, address]
    done = subprocess.run(command, capture_output=True, timeout=30, env={**os.environ, **environment}, check=True)
    assert done.stderr == b""
    answer: list[str] = json.loads(done.stdout)
    return answer
