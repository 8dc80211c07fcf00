"""The window on Windows' own platform of Qt, under Wine: the story of an import, in the user's language and colours.

The pictures stay in the folder that DMM_WINDOWS_PICTURES names, if there is one.
"""

from __future__ import annotations

import faulthandler
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("Wine runs on Linux", allow_module_level=True)

from demo_process import DemoProcess
from dmm_desktop.demo.samples import write_samples
from long.windows_machine import new_machine, said
from tools.desktop.waiting import PATIENCE
from tools.smoke.demo import rows
from tools.windows.wine import windows_path

pytestmark = pytest.mark.long

#: Where Windows keeps the choice between light and dark, and the scale in dots per inch: 96 for 100 %.
APPEARANCE = (r"HKCU\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize", "AppsUseLightTheme")
SCALE = (r"HKCU\Control Panel\Desktop", "LogPixels")
#: What Qt says of this Windows, which is older than those that we support.
OF_WINE = ("DpiAwareness", "EnableNonClientDpiScaling")
PICTURES = {
    *("first-start", "environment", "wizard-destination", "wizard-file", "wizard-options", "wizard-review", "running"),
    *("stop-question", "stopped", "followed-on", "completed"),
}


@pytest.mark.parametrize(
    ("language", "appearance", "scale"), [("en_US", "light", 1), ("pt_PT", "dark", 2)], ids=["english", "portuguese"]
)
def test_the_story_of_an_import(
    windows_cache: Path,
    python_for_windows: Path,
    machine_environment: Mapping[str, str],
    tmp_path: Path,
    language: str,
    appearance: str,
    scale: int,
) -> None:
    """Environment, key, check, import, stop, logs, close, start again and follow on."""
    faulthandler.cancel_dump_traceback_later()
    settings = {APPEARANCE: int(appearance == "light"), SCALE: 96 * scale}
    locales = make_locale(language, tmp_path / "locales")
    output = Path(machine_environment.get("DMM_WINDOWS_PICTURES", tmp_path / "pictures")) / f"{language}-{appearance}"
    write_samples(tmp_path / "samples")
    with (
        new_machine(windows_cache, python_for_windows, tmp_path / "prefix", settings, **locales) as machine,
        DemoProcess("--scenario", "slow", "--pace", "0.25") as demo,  # a minute
    ):
        facts = {
            "address": demo.address,
            "token": demo.token,
            "one_time_token": demo.one_time_token,
            "zip": windows_path(tmp_path / "samples" / "customers.zip"),
            "data": windows_path(tmp_path / "data"),
        }
        (tmp_path / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
        for _ in range(2):
            # Longer than the user's own patience, which ends with a sentence.
            done = machine.run_python("-m", "tools.story", tmp_path / "facts.json", output, patience=3 * PATIENCE)
            told = json.loads(said(done))
            assert (told["platform"], told["scale"], told["appearance"]) == ("windows", scale, appearance)
            assert [one for one in told["messages"] if not any(known in one for known in OF_WINE)] == []
        tracker_ids = [tracker_id for (tracker_id,) in rows(tmp_path / "data", "SELECT tracker_id FROM runs")]
        assert (output / "logs.zip").read_bytes() in [demo.logs_zip(tracker_id) for tracker_id in tracker_ids]
        assert len(demo.received()["starts"]) == 2
        assert machine.stored_keys() == [demo.token]
        log = (tmp_path / "data" / "dmm-desktop.log").read_text(encoding="utf-8")
        assert "taskbar" not in log, "Wine takes the progress, and shows none"
    assert {path.stem[3:] for path in output.glob("*.png")} == PICTURES


def make_locale(name: str, folder: Path) -> dict[str, str]:
    """Compile a locale of the C library, from which Wine takes the language of Windows; returns the variables."""
    folder.mkdir()
    command = ["localedef", "-i", name, "-f", "UTF-8", str(folder / f"{name}.UTF-8")]
    subprocess.run(command, check=True)
    return {"LOCPATH": str(folder), "LC_ALL": f"{name}.UTF-8"}
