"""What the user does in several steps."""

from __future__ import annotations

from pathlib import Path

from tools.desktop.person import Person
from tools.desktop.waiting import wait_for


def add_environment(person: Person, name: str, address: str, key: str, stage: str = "Development") -> None:
    """Add an environment: fill in the dialog, test the connection, and save."""
    person.window()
    person.press("Add environment")
    person.window("environment_dialog")
    person.fill("Environment name", name)
    person.fill("Environment address", address)
    person.press(stage)
    person.fill("REST API key", key)
    person.press("Test connection")
    person.find("REST API key: Accepted", "label")
    person.press("Save environment")
    person.window()


def fill_in_import(person: Person, zip_path: Path, one_time_token: str, confirm: str = "") -> None:
    """Go through the wizard from the first page to the last; the destination is the preselected one."""
    person.window()
    person.press("Import data")
    go_to_options(person, zip_path)
    person.press("Next")
    if confirm:
        person.fill("Confirm environment name", confirm)
    person.fill("One-time token", one_time_token)
    person.press("Start import")
    person.window()


def go_to_options(person: Person, zip_path: Path | None = None) -> None:
    """Go through the first two pages of the wizard; without a path its own suggestion is kept."""
    person.window("import_wizard")
    person.press("Next")
    person.find("Zip file", "text")
    if zip_path:
        person.fill("Zip file", str(zip_path))
    person.press("Next")
    person.find("Data append mode", "radio button")


def save_logs(person: Person, target: Path) -> None:
    """Save the log files of the selected run, and wait for them."""
    person.press("Save logs")
    person.window("save_file")
    person.fill("File name:", str(target))
    person.press("Save")
    person.window()
    wait_for(target.exists, "the log files", person.picture)


def is_counting(records: str) -> bool:
    """Whether the count of imported records is between none and all of the sample's."""
    done, _, total = records.partition(" of ")
    return total == "5,022" and 0 < int(done.replace(",", "")) < 5022
