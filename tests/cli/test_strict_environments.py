"""An environment that treats content warnings as errors: so does the command that imports into it."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

from cli.command_line import CommandLine
from cli.scripted_api import STARTED, api
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.zip_check import CheckState, ZipCheck
from dmm_desktop.storage.database import Database
from dmm_desktop.storage.paths import DataPaths
from scripted_server import ScriptedServer


def test_content_warnings_block_where_the_environment_wants_that(lone_cli: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (("Person", "Id;Name\r\n1;N'a'\r\n2;'b'\r\n"), ("ossys_User", "Id\r\n1\r\n")):
            archive.writestr(f"{name}_Struct.dmm", "?")
            archive.writestr(f"{name}_Data.csv", content)
    with ScriptedServer(api(STARTED)) as server:
        environment = Environment("1", "DEV-1", Address.parse(server.address), strict_check=True)
        lone_cli.data.mkdir()
        database = DataPaths.at(lone_cli.data).database
        with Database.open(database).session() as store:
            store.environments.add(environment)
        words = ("import", "--url", server.address, "--zip", path, "--append", "--detach")
        assert lone_cli(*words).code == 1
        assert server.of("StartExecution") == []
        assert lone_cli(*words, "--start-anyway").code == 0
        with Database.open(database).session() as store:
            store.environments.update(replace(environment, strict_check=False))
        assert lone_cli(*words).code == 0
    with Database.open(database).session() as store:
        without, anyway = (run.zip_check for run in store.runs.list())
    assert anyway == ZipCheck(CheckState.FINISHED, errors=1, started_anyway=True, rows=3)
    assert without == ZipCheck(CheckState.FINISHED, warnings=1, rows=3)
