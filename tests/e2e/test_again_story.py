"""The same import more than once, in a real window."""

from __future__ import annotations

from pathlib import Path

from demo_process import DemoProcess
from e2e.audited_app import AUDITED
from tools.desktop.accessibility import State
from tools.desktop.desktop import Desktop
from tools.desktop.desktop_user import DesktopUser
from tools.desktop.user_steps import add_environment, fill_in_import


def test_an_import_is_started_again_and_its_zip_and_choices_chosen_again(desktop: Desktop, samples: Path) -> None:
    arguments = ("--data-dir", desktop.folder / "data")
    with DemoProcess() as dev, DesktopUser(desktop, *arguments, program=AUDITED) as user:
        add_environment(user, "DEV-1", dev.address, dev.token)
        fill_in_import(user, samples / "customers.zip", dev.one_time_token)
        user.read("status", lambda text: text.startswith("Import completed"))
        first_id = user.read("tracker_id")

        user.press("Import again")
        user.window("import_wizard")
        user.press("Next")
        user.read("check_result", lambda text: text == "All rows checked: no problems.")
        _review(user)
        assert user.read("review_file").startswith("customers.zip")
        user.fill("One-time token", dev.one_time_token)
        user.press("Start import")
        user.window()
        user.read("tracker_id", lambda text: text not in ("", first_id))
        user.read("status", lambda text: text.startswith("Import completed"))
        assert [row.split(",")[0] for row in user.runs()] == ["Import to DEV-1", "Import to DEV-1"]

        user.press("Import data")
        user.window("import_wizard")
        user.press("Next")
        user.choose_from("Recent zips", 1)
        user.read("check_result", lambda text: text == "All rows checked: no problems.")
        user.press("Next")
        user.press("Keep the ids of the file")
        user.press("Next")
        assert user.read("review_file").startswith("customers.zip")
        user.press("Save as preset")
        user.window("preset_dialog")
        user.fill("Preset name", "Nightly")
        user.press("Save preset")
        user.window("import_wizard")
        user.press("Cancel")
        user.window("discard_question")
        user.press("Discard")

        user.window()
        user.press("Import data")
        user.window("import_wizard")
        user.choose_from("Presets", 1)
        user.press("Next")
        user.fill("Zip file", str(samples / "small.zip"))
        user.read("check_result", lambda text: text == "All rows checked: no problems.")
        user.press("Next")
        assert user.find("Keep the ids of the file", "radio button").has(State.CHECKED)
        user.press("Next")
        assert user.read("review_ids") == "Keep the ids of the file"
        user.press("Cancel")
        user.window("discard_question")
        user.press("Discard")
        user.window()
        user.close()
        first, second = dev.received()["starts"]
        assert first["zip_sha256"] == second["zip_sha256"]


def _review(user: DesktopUser) -> None:
    """Go from the *File* page to the last one."""
    user.press("Next")
    user.find("Data append mode", "radio button")
    user.press("Next")
