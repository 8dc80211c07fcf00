"""What the frozen window must do, operated by the accessible names of its controls. Linux only."""

import json
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools.desktop.desktop import Desktop
from tools.desktop.desktop_user import DesktopUser
from tools.desktop.user_steps import add_environment, fill_in_import, save_as
from tools.desktop.waiting import wait_for
from tools.smoke.command_line import check_output
from tools.smoke.demo import fetched, one_time_token, rows, wait_for_demo

#: Where the window manager and the key store keep files, below the folder of the desktop.
OF_THE_DESKTOP = ("home/.cache/openbox/", "home/.local/share/keyrings/")


def try_window(program: Path, demo: Sequence[str]) -> None:
    """Run all checks of this file on a separate desktop. Raises AssertionError if one fails, or if a file is written
    outside the data folders."""
    with Desktop() as desktop, tempfile.TemporaryDirectory(prefix="dmm-smoke-") as output:
        play_demo(desktop, program, Path(output))
        check_output(Path(output) / "logs.zip", Path(output) / "report.json")
        keep_a_key(desktop, program, demo)
        speak_portuguese(desktop, program)
        home = desktop.folder / "home"
        left = [path for folder in (home, desktop.temporary) for path in folder.rglob("*") if path.is_file()]
        stray = [path for path in left if not str(path.relative_to(desktop.folder)).startswith(OF_THE_DESKTOP)]
        assert not stray, f"files outside the data folder: {stray}"


def play_demo(desktop: Desktop, program: Path, output: Path) -> None:
    """Import the demo's sample, and save the logs and the report. Raises AssertionError if a check fails or the
    application prints anything."""
    data = desktop.folder / "demo-data"
    with DesktopUser(desktop, "--demo", "--data-dir", data, program=(str(program),)) as user:
        address, token_page = wait_for_demo(data)
        fill_in_import(user, data / "samples" / "customers.zip", one_time_token(token_page))
        user.read("status", until=lambda text: text.startswith("Import completed"))
        save_as(user, "Save logs", output / "logs.zip")
        desktop.press_keys("ctrl+r")
        user.window("report_dialog")
        user.press("Save as JSON")
        user.window("save_file")
        user.fill("File name:", str(output / "report.json"))
        user.press("Save")
        user.window("report_dialog")
        user.press("Close")
        wait_for((output / "report.json").exists, "the report")
        [(tracker_id,)] = rows(data, "SELECT tracker_id FROM runs")
        sent = fetched(f"{address}/_demo/logs/{tracker_id}.zip")
        assert (output / "logs.zip").read_bytes() == sent, "the saved logs are not what the server sent"
        user.close()


def keep_a_key(desktop: Desktop, program: Path, demo: Sequence[str]) -> None:
    """Add an environment. Raises AssertionError if its key is not in the key store."""
    with subprocess.Popen([*demo, "--exit-with-stdin"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        start = json.loads(server.stdout.readline())
        with DesktopUser(desktop, "--data-dir", desktop.folder / "data", program=(str(program),)) as user:
            add_environment(user, "SMOKE", start["address"], start["token"])
            assert desktop.stored_keys() == [start["token"]], "the key is not in the key store"
            _read_licences(desktop, user)
            user.close()


def speak_portuguese(desktop: Desktop, program: Path) -> None:
    """Start the window in Portuguese. Raises AssertionError if its texts are in another language."""
    before = desktop.environment["LANGUAGE"]
    desktop.environment["LANGUAGE"] = "pt"
    try:
        with DesktopUser(desktop, "--data-dir", desktop.folder / "portuguese", program=(str(program),)) as user:
            user.press("Importar dados")
            user.window("import_wizard")
            desktop.press_keys("Escape")
            user.close()
    finally:
        desktop.environment["LANGUAGE"] = before


def _read_licences(desktop: Desktop, user: DesktopUser) -> None:
    desktop.press_keys("alt+h")
    user.press("About DMM Desktop")
    user.window("about")
    user.press("Licences")
    user.window("details_dialog")
    text = user.find("Licences", "text").text
    assert all(part in text for part in ("GNU Lesser General Public License", "MIT License", "cryptography")), text
    user.press("Close")
    user.window("about")
    user.press("Close")
