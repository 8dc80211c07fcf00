"""What ``import`` says before it asks for the one-time token: rows, earlier imports of the zip, expected time."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from cli.command_line import CommandLine, Done
from cli.scripted_api import api, outputs, status
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.stage import Stage
from dmm_desktop.storage.database import Database
from dmm_desktop.storage.paths import DataPaths
from scripted_server import ScriptedServer, answering, in_turn

ENDED = status("Complete", 3, 3)
ENDED["Report"]["ElapsedTime"] = "00:00:12"


@pytest.fixture
def zip_file(tmp_path: Path) -> Path:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (("Person", "Id;Name\r\n1;N'a'\r\n2;N'b'\r\n"), ("ossys_User", "Id\r\n1\r\n")):
            archive.writestr(f"{name}_Struct.dmm", "?")
            archive.writestr(f"{name}_Data.csv", content)
    return path


def server() -> ScriptedServer:
    """Every execution has its own tracker id."""
    starts = in_turn(*(answering({"MainExecutionTrackerId": number}) for number in range(1, 10)))
    return ScriptedServer(api(starts, answering(ENDED), answering(outputs("Complete", records=3))))


def imported(cli: CommandLine, at: ScriptedServer, zip_file: Path, mode: str = "--append") -> Done:
    done = cli("import", "--url", at.address, "--zip", zip_file, mode)
    assert done.code == 0
    return done


def said(done: Done) -> list[str]:
    """The notes between the result of the check and the upload."""
    after = done.notes[done.notes.index("All rows checked: no problems.") + 1 :]
    return after[: next(place for place, note in enumerate(after) if note.startswith("Uploading"))]


def test_the_second_import_of_a_zip(lone_cli: CommandLine, zip_file: Path) -> None:
    with server() as here:
        assert said(imported(lone_cli, here, zip_file)) == ["Rows: 3"]
        rows, memory, time = said(imported(lone_cli, here, zip_file))
    assert rows == "Rows: 3"
    assert memory.startswith("Imported into 127.0.0.1 on 20") and memory.endswith(
        ": completed, 3 records in 12 seconds."
    )
    assert time == "Expected time: About 12 seconds after the upload, based on 1 earlier import."


def test_the_time_that_another_server_took_is_no_help(lone_cli: CommandLine, zip_file: Path) -> None:
    with server() as there:
        imported(lone_cli, there, zip_file)
    with server() as here:
        rows, memory = said(imported(lone_cli, here, zip_file))
    assert rows == "Rows: 3" and memory.startswith("Imported into 127.0.0.1 on 20")


def test_an_import_into_production_says_whether_it_was_rehearsed(lone_cli: CommandLine, zip_file: Path) -> None:
    with server() as there, server() as here:
        environment = Environment("1", "PROD", Address.parse(here.address), stage=Stage.PRODUCTION)
        rehearsal = Environment("2", "TEST", Address.parse(there.address), stage=Stage.TEST)
        lone_cli.data.mkdir()
        database = DataPaths.at(lone_cli.data).database
        with Database.open(database).session() as store:
            store.environments.add(environment)
        missing = "Not rehearsed: this zip was not imported anywhere from this computer."
        assert said(imported(lone_cli, here, zip_file)) == ["Rows: 3", missing]
        with Database.open(database).session() as store:
            store.environments.add(rehearsal)
            store.environments.update(replace(environment, stage=Stage.TEST))
        imported(lone_cli, here, zip_file)
        with Database.open(database).session() as store:
            store.environments.update(environment)
        rows, itself, time = said(imported(lone_cli, here, zip_file))
        assert rows == "Rows: 3" and itself.startswith(
            "Not rehearsed: no import of this zip was completed from this computer into another destination that was "
            "Development or Test then and still is. Imported into PROD on 20"
        )
        assert time == "Expected time: About 12 seconds after the upload, based on 2 earlier imports."
        imported(lone_cli, there, zip_file)
        _, rehearsed, _ = said(imported(lone_cli, here, zip_file))
        assert rehearsed.startswith("Rehearsed in TEST on 20")
        _, otherwise, _ = said(imported(lone_cli, here, zip_file, "--keep-ids"))
        assert otherwise.startswith("Rehearsed with other options in TEST on 20")
        assert otherwise.endswith("The rehearsal used append mode; this import keeps the ids of the file.")
        with Database.open(database).session() as store:
            store.environments.update(replace(rehearsal, stage=Stage.PRODUCTION))
        _, outdated, _ = said(imported(lone_cli, here, zip_file))
        assert outdated.startswith("Not rehearsed: no import of this zip was completed")


def test_an_earlier_import_at_an_address_that_its_environment_has_left(lone_cli: CommandLine, zip_file: Path) -> None:
    with server() as there, server() as here:
        environment = Environment("1", "SHOP", Address.parse(there.address))
        lone_cli.data.mkdir()
        with Database.open(DataPaths.at(lone_cli.data).database).session() as store:
            store.environments.add(environment)
        imported(lone_cli, there, zip_file)
        with Database.open(DataPaths.at(lone_cli.data).database).session() as store:
            store.environments.update(replace(environment, address=Address.parse(here.address)))
        _, memory = said(imported(lone_cli, here, zip_file))
    assert memory.startswith(f"Imported into {there.address} (the address of SHOP then) on 20")


def test_a_rehearsal_in_an_environment_whose_name_is_that_of_production_now(
    lone_cli: CommandLine, zip_file: Path
) -> None:
    with server() as there, server() as here:
        tested = Environment("1", "QA", Address.parse(there.address), stage=Stage.TEST)
        live = Environment("2", "PRD", Address.parse(here.address), stage=Stage.PRODUCTION)
        lone_cli.data.mkdir()
        database = DataPaths.at(lone_cli.data).database
        with Database.open(database).session() as store:
            store.environments.add(tested)
            store.environments.add(live)
        imported(lone_cli, there, zip_file)
        with Database.open(database).session() as store:
            store.environments.update(replace(tested, name="OLD"))
            store.environments.update(replace(live, name="QA"))
        [run] = lone_cli("runs").lines
        _, rehearsed = said(imported(lone_cli, here, zip_file))
    place = f"{there.address} (the address of QA then)"
    assert rehearsed.startswith(f"Rehearsed in {place} on 20")
    assert f"  {place}  a.zip  1  Import completed. 3 records imported into {place} in " in run
