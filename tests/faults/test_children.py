"""The programs that the window starts: they get no token, and nothing of the current folder gets into them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dmm_desktop import programs
from faults.windows import window
from not_on_windows import PROC


@pytest.mark.skipif(sys.platform != "linux", reason=PROC)
def test_no_child_inherits_a_token(tmp_path: Path) -> None:
    tokens = {"DMM_TOKEN": "key-of-the-shell", "DMM_TOKEN_OTP": "one-time-token-of-the-shell", "MARK": "seen"}
    with window("children", tmp_path / "data", **tokens) as it:
        (variables,) = it.said()["children"]
        it.end()
    assert "MARK=seen" in variables
    assert not [one for one in variables if one.startswith("DMM_TOKEN") or "of-the-shell" in one]


@pytest.mark.parametrize("command", [programs.demo_environment(), programs.window()])
def test_modules_of_the_current_folder_are_not_imported(tmp_path: Path, command: list[str]) -> None:
    for name in ("http", "json", "argparse", "logging", "dmm_desktop"):
        (tmp_path / f"{name}.py").write_text("import os; os._exit(66)")
    done = subprocess.run([*command, "--help"], cwd=tmp_path, capture_output=True, text=True, env=dict(os.environ))
    assert (done.returncode, json.dumps(done.stdout[:5])) == (0, '"usage"')
