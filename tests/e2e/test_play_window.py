"""`dev.py demo` without a display: the import and the export that it plays, and what it leaves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

from architecture.project import ROOT
from tools.desktop.waiting import PATIENCE


def test_the_play_leaves_pictures_and_what_was_saved(tmp_path: Path) -> None:
    output, temporary = tmp_path / "demo-output", tmp_path / "temporary"
    output.mkdir()
    temporary.mkdir()
    (output / "07-of-yesterday.png").write_bytes(b"")
    (output / "notes.txt").write_text("mine", encoding="utf-8")
    command = [sys.executable, "-m", "tools.play", str(output)]
    done = subprocess.run(command, cwd=ROOT, env=_environment(temporary), capture_output=True, timeout=PATIENCE)
    assert (done.returncode, done.stderr.decode()) == (0, ""), done.stdout.decode()
    names = sorted(path.name for path in output.iterdir())
    pictures = [name for name in names if name.endswith(".png")]
    assert [int(name[:2]) for name in pictures] == list(range(1, len(pictures) + 1))
    shown = {name[3:-4] for name in pictures}
    assert shown >= {"wizard-file", "wizard-review", "running", "finished", "report", "export-saved", "export-imported"}
    assert all((output / name).read_bytes().startswith(b"\x89PNG") for name in pictures)
    reports = ["report-of-export.json", "report.json"]
    assert sorted({*names} - {*pictures}) == [
        *("export-configuration.json", "export.zip", "logs.zip", "notes.txt"),
        *reports,
    ]
    with zipfile.ZipFile(output / "logs.zip") as logs:
        assert logs.namelist() and logs.testzip() is None
    first, last = (json.loads((output / name).read_text(encoding="utf-8")) for name in reversed(reports))
    assert (first["status"], first["origin"]) == ("Complete", None)
    assert (last["status"], last["file"]["name"]) == ("Complete", "export.zip") and last["origin"]["tracker_id"]
    assert list(temporary.iterdir()) == []


def _environment(temporary: Path) -> dict[str, str]:
    """Everything temporary goes to one folder."""
    return {**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))}
