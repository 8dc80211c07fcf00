"""Plays one import from start to saved logs against the demo environment, and checks what it left behind.

`play_import.py PROGRAM OUTPUT`: PROGRAM is the command line to try, from source or frozen; OUTPUT receives `logs.zip`
and `report.json`. The demo environment runs from source, with the Python that runs this file.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

DEMO = [sys.executable, "-m", "dmm_desktop.demo"]


def play(program: Path, output: Path) -> None:
    """Import the sample `customers.zip`; leaves the process with a sentence if anything is not as it should be."""
    logs, report = output / "logs.zip", output / "report.json"
    output.mkdir(parents=True, exist_ok=True)
    logs.unlink(missing_ok=True)
    report.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="dmm-desktop-") as directory:
        samples, data = Path(directory) / "samples", Path(directory) / "data"
        subprocess.run([*DEMO, "--write-samples", samples], check=True)
        command = [*DEMO, "--port", "0", "--exit-with-stdin"]
        # Leaving the block closes the server's standard input, which ends it.
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
            assert server.stdout is not None
            first_line = server.stdout.readline()
            if not first_line:
                sys.exit("The demo environment did not start.")
            start = json.loads(first_line)
            print(f"The demo environment answers at {start['address']}; importing customers.zip", flush=True)
            arguments = ["--url", start["address"], "--zip", samples / "customers.zip", "--append"]
            arguments += ["--logs", logs, "--report", report, "--data-dir", data]
            secrets = {"DMM_TOKEN": start["token"], "DMM_TOKEN_OTP": start["one_time_token"]}
            code = subprocess.run([program, "import", *arguments], env=os.environ | secrets).returncode
    if code != 0:
        sys.exit(f"The import ended with exit code {code}.")
    check(logs, report)
    print(f"Logs:   {logs}\nReport: {report}")


def check(logs: Path, report: Path) -> None:
    """Look at the output with other eyes than the program's own."""
    try:
        with zipfile.ZipFile(logs) as archive:
            if not archive.namelist() or archive.testzip() is not None:
                sys.exit(f"{logs} is damaged or empty.")
        status = json.loads(report.read_text(encoding="utf-8")).get("status")
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        sys.exit(f"The output cannot be read: {error}")
    if status != "Complete":
        sys.exit(f"{report} says {status}, not Complete.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("program", type=Path)
    parser.add_argument("output", type=Path)
    options = parser.parse_args()
    play(options.program.absolute(), options.output)
