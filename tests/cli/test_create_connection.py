"""``create-connection``: fields from a file or standard input, checked before and by the server."""

import json
import threading
from pathlib import Path

import pytest

from cli.command_line import PATIENCE, CommandLine
from cli.scripted_api import api
from demo_process import DemoProcess
from scripted_server import Exchange, ScriptedServer, answering, leaving_after

FIELDS = {
    "ConnectionName": "Ziel ä",
    "ConnectionType": "DataDestination",
    "DatabaseType": "SQLServer",
    "ConnectionString": "Server=x;Password=hidden-5",
}


def created(name: str) -> dict[str, str]:
    return FIELDS | {"ConnectionName": name}


def test_a_file_a_spelling_of_its_own_and_standard_input(
    cli: CommandLine, demo: DemoProcess, small: Path, tmp_path: Path
) -> None:
    path = tmp_path / "fields.json"
    path.write_text(json.dumps(created("From a file ä"), ensure_ascii=False), "utf-8-sig")
    done = cli("create-connection", "--url", demo.address, "--json", path)
    assert (done.code, done.lines, done.err) == (0, ["The connection was created."], "")
    snake = {"connection_name": "In snakes", "connectiontype": "DataDestination", "DATABASE_TYPE": "Oracle",
             "connectionString": "x"}  # fmt: skip
    done = cli("create-connection", "--url", demo.address, "--json", "-", stdin=json.dumps(snake).encode())
    assert (done.code, done.lines) == (0, ["The connection was created."])
    for name in ("From a file ä", "In snakes"):
        words = ("--url", demo.address, "--zip", small, "--append", "--connection", name)
        assert cli("import", *words).code == 0
        assert demo.received()["starts"][-1]["connection"] == name
    again = cli("create-connection", "--url", demo.address, "--json", path)
    assert (again.code, again.notes[1]) == (
        2,
        "  The server says: A connection with the name 'From a file ä' exists already.",
    )
    assert demo.received()["misplaced_tokens"] == []


@pytest.mark.parametrize(
    ("fields", "problem", "rest"),
    [
        (
            FIELDS | {"Colour": "red"},
            "The connection has fields that this environment does not know: Colour.",
            "It knows",
        ),
        (FIELDS | {"connection_name": "x"}, "The connection has ConnectionName twice.", "Remove one of them."),
        ({"ConnectionName": "x"}, "The connection lacks ConnectionType, DatabaseType.", "Add what is missing."),
        (FIELDS | {"ConnectionType": "Both"}, "The connection's ConnectionType cannot be used.", "DataDestination"),
    ],
    ids=["unknown", "twice", "missing", "not allowed"],
)
def test_fields_that_the_description_rejects(
    cli: CommandLine, demo: DemoProcess, tmp_path: Path, fields: dict[str, object], problem: str, rest: str
) -> None:
    path = tmp_path / "fields.json"
    path.write_text(json.dumps(fields))
    before = demo.received()["operations"].get("CreateConnection", 0)
    done = cli("create-connection", "--url", demo.address, "--json", path)
    assert (done.code, done.out, done.notes[0]) == (1, "", f"Error: {problem}")
    assert rest in "".join(done.notes[1:]) and len(done.notes) >= 2
    assert demo.received()["operations"].get("CreateConnection", 0) == before
    assert "hidden-5" not in done.err


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"{", "It is not valid JSON: "),
        (b"", "It is not valid JSON: "),
        (b"[]", "It is not a JSON object."),
        (b'{"ConnectionName": "a", "ConnectionName": "b"}', "It contains ConnectionName twice."),
        (b"[" * 100_000, "It is nested too deeply."),
        (b'{"ConnectionName": "\xe4"}', "It is not text in UTF-8, or in UTF-16 with a byte order mark."),
    ],
    ids=["not JSON", "nothing", "not an object", "a name twice", "too deep", "not UTF-8"],
)
def test_a_file_that_cannot_be_used(lone_cli: CommandLine, tmp_path: Path, content: bytes, cause: str) -> None:
    path = tmp_path / "fields.json"
    path.write_bytes(content)
    with ScriptedServer(api()) as server:
        for given, name in ((path, "fields.json"), ("-", "Standard input")):
            done = lone_cli("create-connection", "--url", server.address, "--json", given, stdin=content)
            assert (done.code, done.out) == (1, "")
            assert done.notes[0] in (f"Error: {name} cannot be used.", f"Error: {name} could not be read.")
            assert done.notes[1].startswith(f"  {cause}") and len(done.notes) == 3
        missing = lone_cli("create-connection", "--url", server.address, "--json", tmp_path / "missing.json")
        assert (missing.code, missing.notes[0]) == (1, "Error: missing.json could not be read.")
        assert server.connections == 0


def test_an_environment_without_the_operation(lone_cli: CommandLine, tmp_path: Path) -> None:
    contract = tmp_path / "contract.json"
    stop = {"parameters": [{"name": "Id", "in": "query", "type": "string"}], "responses": {}}
    contract.write_text(json.dumps({"swagger": "2.0", "info": {}, "paths": {"/StopExecution": {"post": stop}}}))
    with ScriptedServer(answering({"Success": True})) as server:
        words = ("--url", server.address, "--contract", contract, "--json", "-")
        done = lone_cli("create-connection", *words, stdin=json.dumps(FIELDS).encode())
        assert server.connections == 0
    assert (done.code, done.out) == (2, "")
    assert done.notes[0] == "Error: This environment's API has no usable CreateConnection."


def test_a_cut_after_the_request_leaves_it_unknown(lone_cli: CommandLine) -> None:
    with ScriptedServer(api(CreateConnection=leaving_after(None))) as server:
        done = lone_cli("create-connection", "--url", server.address, "--json", "-", stdin=json.dumps(FIELDS).encode())
        assert len(server.of("CreateConnection")) == 1
    assert (done.code, done.out) == (5, "")
    assert done.notes == [
        "Error: It is not known whether the connection was created.",
        "  The connection was refused or cut.",
        f"  Check DMM on {server.host_and_port} for the connection before you create it again. "
        "If it exists, use it by its name.",
    ]


def test_an_interrupt_after_the_request_leaves_it_unknown(lone_cli: CommandLine) -> None:
    arrived = threading.Event()

    def held(exchange: Exchange) -> None:
        exchange.read_body()
        arrived.set()
        exchange.hold()

    with ScriptedServer(api(CreateConnection=held)) as server:
        words = ("--url", server.address, "--json", "-")
        with lone_cli.start("create-connection", *words, stdin=json.dumps(FIELDS).encode()) as running:
            assert arrived.wait(PATIENCE)
            running.interrupt()
            done = running.end()
    assert (done.code, done.out) == (130, "")
    assert done.notes == ["Interrupted. The connection may have been created: check DMM before you create it again."]
