"""The story of the window under Wine (tests/long/test_windows_window.py) without Wine: its first call."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from architecture.project import ROOT
from demo_process import DemoProcess
from dmm_desktop.demo.samples import write_samples
from tools.desktop.waiting import PATIENCE
from tools.offscreen import offscreen


def test_it_is_played_until_the_window_closes_while_an_import_runs(tmp_path: Path) -> None:
    """So that it follows changes of the window, which are made more often than Wine is run."""
    write_samples(tmp_path / "samples")
    facts, output = tmp_path / "facts.json", tmp_path / "pictures"
    with DemoProcess("--scenario", "slow", "--pace", "0.1") as demo:
        known = {"address": demo.address, "token": demo.token, "one_time_token": demo.one_time_token}
        places = {"zip": tmp_path / "samples" / "customers.zip", "data": tmp_path / "data"}
        facts.write_text(json.dumps(known | {name: str(place) for name, place in places.items()}), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "tools.story", facts, output],
            cwd=ROOT,
            env=os.environ | offscreen(),
            capture_output=True,
            text=True,
            timeout=2 * PATIENCE,
        )
        assert done.returncode == 0, done.stderr
        assert len(demo.received()["starts"]) == 2
    assert json.loads(done.stdout)["platform"] == "offscreen"
    assert [path.stem for path in sorted(output.glob("*.png"))][-1] == "09-stopped"
