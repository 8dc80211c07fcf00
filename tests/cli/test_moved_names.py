"""A run is told by what leads to its server: its environment was renamed, and that of Production has its name now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cli.command_line import CommandLine
from cli.scripted_api import NOT_FOUND, TRACKER_ID, api, outputs, status
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.stage import Stage
from dmm_desktop.storage.database import Database
from dmm_desktop.storage.paths import DataPaths
from scripted_server import Script, ScriptedServer, answering, in_turn

ACCEPTED = answering({"Success": True})
COMPLETE = answering(status("Complete", 7, 7))
QUEUED = answering(status("Queued"))
IMPORTED = "Import completed. 7 records imported into {place}."


@pytest.mark.parametrize(
    ("command", "answers", "told"),
    [
        ("status", COMPLETE, IMPORTED),
        ("status", QUEUED, "Waiting in the queue of {place}."),
        ("status", NOT_FOUND, "Check DMM on {place} before you start it again."),
        ("watch", COMPLETE, IMPORTED),
        ("watch", in_turn(QUEUED, QUEUED, COMPLETE), "Waiting in the queue of {place}."),
        ("stop", QUEUED, "Stop requested. Records already imported stay in {place}."),
        ("runs", QUEUED, "  {place}  small.zip  77  "),
    ],
)
def test_no_command_tells_it_by_the_name_alone(
    lone_cli: CommandLine, small: Path, command: str, answers: Script, told: str
) -> None:
    script = api(status=answers, outputs=answering(outputs("Complete", records=7)), StopExecution=ACCEPTED)
    with ScriptedServer(script) as there:
        tested = Environment("1", "QA", Address.parse(there.address), stage=Stage.TEST)
        live = Environment("2", "PRD", Address.parse("https://live.example"), stage=Stage.PRODUCTION)
        lone_cli.data.mkdir()
        database = DataPaths.at(lone_cli.data).database
        with Database.open(database).session() as store:
            store.environments.add(tested)
            store.environments.add(live)
        assert lone_cli("import", "--url", there.address, "--zip", small, "--append", "--detach").code == 0
        with Database.open(database).session() as store:
            store.environments.update(replace(tested, name="OLD"))
            store.environments.update(replace(live, name="QA"))
        words = () if command == "runs" else ("--url", there.address, TRACKER_ID)
        done = lone_cli(command, *words)
        place = f"{there.address} (the address of QA then)"
        said = [*done.lines, *done.notes]
        assert [line for line in said if told.format(place=place) in line], said
        assert not [line for line in said if "QA" in line.replace(place, "")]
