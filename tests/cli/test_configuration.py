"""What is sent as configuration: the file with every field that it has, and what arguments put over it."""

import json
from pathlib import Path

import pytest

from cli.command_line import CommandLine
from cli.scripted_api import api
from demo_process import DemoProcess
from scripted_server import ScriptedServer

FILE = {"Größe": [1, {"x": None}], "DestinationDBConnection": "Demo: success", "Text": "N'\u2028'", "Number": 1e100}


@pytest.mark.parametrize(
    ("fields", "arguments", "expected"),
    [
        ({}, ["--append"], {"DestinationDBConnection": "Runtime Connection", "DataAppendMode": True}),
        ({}, ["--keep-ids"], {"DestinationDBConnection": "Runtime Connection", "DataAppendMode": False}),
        (FILE, ["--append"], FILE | {"DataAppendMode": True}),
        (FILE | {"DataAppendMode": False}, [], FILE | {"DataAppendMode": False}),
        (FILE | {"DataAppendMode": False}, ["--append"], FILE | {"DataAppendMode": True}),
        (FILE | {"DataAppendMode": True}, ["--keep-ids"], FILE | {"DataAppendMode": False}),
        (
            FILE | {"DataAppendMode": True},
            ["--connection", "Demo: slow", "--connection", "Runtime Connection"],
            FILE | {"DataAppendMode": True, "DestinationDBConnection": "Runtime Connection"},
        ),
        (
            {"DataAppendMode": True, "DestinationDBConnection": None},
            [],
            {"DataAppendMode": True, "DestinationDBConnection": "Runtime Connection"},
        ),
    ],
    ids=["append", "keep ids", "a file", "its mode", "append over it", "keep over it", "connection over it", "null"],
)
def test_arguments_override_the_file_and_all_else_stays(
    cli: CommandLine,
    demo: DemoProcess,
    small: Path,
    tmp_path: Path,
    fields: dict[str, object],
    arguments: list[str],
    expected: dict[str, object],
) -> None:
    config = tmp_path / "config.json"
    config.write_text(json.dumps(fields, ensure_ascii=False), "utf-8-sig")
    words = ("--url", demo.address, "--zip", small, "--config", config, "--detach", "--json", *arguments)
    done = cli("import", *words)
    assert done.code == 0
    assert demo.received()["starts"][-1]["configuration"] == expected
    options = done.json()["options"]
    assert options == {"data_append_mode": expected["DataAppendMode"], "configuration": expected}
    assert done.json()["connection"] == expected["DestinationDBConnection"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_it_is_sent_as_it_was_written(lone_cli: CommandLine, small: Path, tmp_path: Path, encoding: str) -> None:
    given = (
        '{"A": 0.12345678901234567890, "E": 1E5, "B": [9007199254740993, 1.10], "Größe": "€", "DataAppendMode": true'
    )
    config = tmp_path / "config.json"
    config.write_text(given + "}", encoding)
    with ScriptedServer(api()) as server:
        words = ("--url", server.address, "--zip", small, "--config", config, "--detach", "--json")
        done = lone_cli("import", *words)
        assert done.code == 0
        (start,) = server.of("StartExecution")
    sent = json.loads(start.body)["Configuration"]
    assert sent == given + ', "DestinationDBConnection": "Runtime Connection"}'
    for number in ("0.12345678901234567890", "1E5", "9007199254740993", "1.10"):
        assert f" {number}" in done.out or f"\n          {number}" in done.out


def test_an_address_may_be_given_in_every_usual_form(cli: CommandLine, demo: DemoProcess, small: Path) -> None:
    for url in (f"{demo.address}/", f" HTTP://{demo.host_and_port} ", demo.root, f"{demo.root}/swagger.json"):
        done = cli("import", "--url", url, "--zip", small, "--append", "--detach", "--json")
        assert (done.code, done.json()["environment"]["api"]) == (0, demo.root), url
