"""What the user does in several steps."""

from __future__ import annotations

from pathlib import Path

from tools.desktop.desktop_user import DesktopUser
from tools.desktop.waiting import wait_for


def add_environment(user: DesktopUser, name: str, address: str, key: str, stage: str = "Development") -> None:
    """Add an environment: fill in the dialog, test the connection, and save."""
    user.window()
    user.press("Add environment")
    user.window("environment_dialog")
    user.fill("Environment name", name)
    user.fill("Environment address", address)
    user.press(stage)
    user.fill("REST API key", key)
    user.press("Test connection")
    user.find("REST API key: Accepted", "label")
    user.press("Save environment")
    user.window()


def fill_in_import(
    user: DesktopUser, zip_path: Path, one_time_token: str, confirm: str = "", letters: str = ""
) -> None:
    """Go through the wizard from the first page to the last. The destination is the preselected one, or the first in an
    environment whose name begins with the letters."""
    user.window()
    user.press("Import data")
    if letters:
        user.window("import_wizard")
        user.type_into("Destinations", letters)
    go_to_options(user, zip_path)
    user.press("Next")
    if confirm:
        user.fill("Confirm environment name", confirm)
    user.fill("One-time token", one_time_token)
    user.press("Start import")
    user.window()


def go_to_options(user: DesktopUser, zip_path: Path | None = None) -> None:
    """Go through the first two pages of the wizard; without a path its own suggestion is kept."""
    user.window("import_wizard")
    user.press("Next")
    user.find("Zip file", "text")
    if zip_path:
        user.fill("Zip file", str(zip_path))
    user.press("Next")
    user.find("Data append mode", "radio button")


def fill_in_export(user: DesktopUser, configuration: Path, one_time_token: str) -> None:
    """Go through the wizard from the first page to the last. The source is the preselected one."""
    user.window()
    user.press("File")
    user.press("Export data…")
    user.window("export_wizard")
    user.press("Next")
    user.press("Load from file")
    user.window("open_file")
    user.fill("File name:", str(configuration))
    user.press("Open")
    user.window("export_wizard")
    user.read("source_of_configuration", lambda text: text.endswith(configuration.name))
    user.press("Next")
    user.fill("One-time token", one_time_token)
    user.press("Start export")
    user.window()


def save_export(user: DesktopUser, target: Path) -> str:
    """Save the zip of the selected export, and wait for its check. Returns what the window says about it."""
    save_as(user, "Save export", target)
    return user.read("notice", lambda text: "Export saved." in text and "rows checked" in text)


def save_as(user: DesktopUser, button: str, target: Path) -> None:
    """Press a button of the window that saves a file, enter its path, and wait for it."""
    user.press(button)
    user.window("save_file")
    user.fill("File name:", str(target))
    user.press("Save")
    user.window()
    wait_for(target.exists, str(target), user.picture)


def is_counting(records: str) -> bool:
    """Whether the count of imported records is between none and all of the sample's."""
    done, _, total = records.partition(" of ")
    return total == "5,022" and 0 < int(done.replace(",", "")) < 5022
