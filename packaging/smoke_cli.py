"""Plays one import with a command line, from start to saved logs, and checks what it left behind."""

import json
import os
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path


def play(program: Path, demo: Sequence[str], output: Path) -> None:
    """Import the sample `customers.zip` into the demo environment, which ``demo`` starts; leaves `logs.zip` and
    `report.json` in ``output``. Raises AssertionError if anything is not as it should be.
    """
    logs, report = output / "logs.zip", output / "report.json"
    with tempfile.TemporaryDirectory(prefix="dmm-desktop-") as directory:
        samples, data = Path(directory) / "samples", Path(directory) / "data"
        subprocess.run([*demo, "--write-samples", samples], check=True, timeout=60)
        command = [*demo, "--port", "0", "--pace", "0.1", "--exit-with-stdin"]
        # Leaving the block closes the server's standard input, which ends it.
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
            assert server.stdout is not None
            start = json.loads(server.stdout.readline() or "{}")
            assert start, "the demo environment did not start"
            arguments = ["--url", start["address"], "--zip", samples / "customers.zip", "--append"]
            arguments += ["--logs", logs, "--report", report, "--data-dir", data]
            secrets = {"DMM_TOKEN": start["token"], "DMM_TOKEN_OTP": start["one_time_token"]}
            done = subprocess.run(
                [program, "import", *arguments], env=os.environ | secrets, capture_output=True, text=True, timeout=300
            )
    assert done.returncode == 0, f"exit code {done.returncode}: {done.stdout}{done.stderr}"
    assert server.returncode == 0, f"the demo environment ended with {server.returncode}"
    check(logs, report)


def check(logs: Path, report: Path) -> None:
    """Look at the output with other eyes than the program's own. Raises AssertionError if it is not whole."""
    with zipfile.ZipFile(logs) as archive:
        assert archive.namelist() and archive.testzip() is None, f"{logs} is damaged or empty"
    status = json.loads(report.read_text(encoding="utf-8")).get("status")
    assert status == "Complete", f"{report} says {status}, not Complete"
