"""The benchmarks run, with small payloads; their figures are not checked."""

import os
import subprocess
import sys
from pathlib import Path

from architecture.project import ROOT


def benchmark(*arguments: str, **changes: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "benchmarks", *arguments]
    return subprocess.run(command, env={**os.environ, **changes}, capture_output=True, text=True, timeout=120, cwd=ROOT)


def test_transfers_are_compared_and_what_is_missing_is_named(tmp_path: Path) -> None:
    rows = ("upload", "save_logs", "save_export", "hide_secrets")
    done = benchmark(*rows, "--size", "64KiB", "--rounds", "2", PATH=str(tmp_path), TMPDIR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert [line for line in lines if line.startswith("### ")] == [
        "### Upload with SHA-256 to a loopback sink",
        "### Save logs, verified, from a loopback source",
        "### Save an export, verified, from a loopback source",
        "### Hide 20 secrets in a first text, and in 100,000 log lines",
    ]
    measured = [line.split(" | ")[:2] for line in lines if line.startswith("| ") and not line.startswith("| |")]
    assert measured == [
        ["| DMM Desktop", "2"],
        ["| DMM Desktop, multipart form", "2"],
        ["| DMM Desktop, URL-encoded form", "2"],
        ["| bare socket loop, body encoded beforehand", "2"],
        ["| base64 -w0 into curl, no hash (sh is not installed)", "0"],
        ["| obvious script: requests, json, base64", "2"],
        ["| DMM Desktop", "2"],
        ["| curl -o /dev/null (curl is not installed)", "0"],
        ["| curl, jq -j .Logs, base64 -d (sh is not installed)", "0"],
        ["| obvious script: requests, json, base64", "2"],
        ["| DMM Desktop", "2"],
        ["| curl -o /dev/null (curl is not installed)", "0"],
        ["| curl, jq -j .ZipFile, base64 -d (sh is not installed)", "0"],
        ["| obvious script: requests, json, base64", "2"],
        ["| DMM Desktop", "2"],
        ["| re, five known forms", "2"],
    ]
    assert "- seconds ≤ 3 × curl -o /dev/null: not measured" in lines
    assert list(tmp_path.iterdir()) == []


def test_without_a_screen_nothing_is_said_of_the_frozen_window(tmp_path: Path) -> None:
    done = benchmark("frozen", "--rounds", "1", PATH=str(tmp_path), TMPDIR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "| from source (Xvfb is not installed) | 0 |" in done.stdout
    assert "× from source: not measured" in done.stdout


def test_a_row_that_is_not_there_is_named() -> None:
    done = benchmark("downloads")
    assert done.returncode == 2
    assert "downloads is not a row; there are" in done.stderr
