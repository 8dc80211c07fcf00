"""Imports that know the API only from a file: every kind of source, in every layout of the tests' server."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from cli.command_line import CommandLine
from cli.conftest import AT_ONCE, CommandLineOf
from cli.leaks import files_with
from cli.test_imports import log_of
from demo_process import SHAPES, DemoProcess
from dmm_server.layouts import LAYOUTS
from source_files import RECORDED, SECRETS, SOURCES
from source_files import source as written


@pytest.fixture(scope="module")
def servers() -> Iterator[dict[str, DemoProcess]]:
    """A server of each layout that publishes no description."""
    with ExitStack() as stack:
        yield {
            shape: stack.enter_context(DemoProcess("--shape", shape, "--no-description", *AT_ONCE)) for shape in SHAPES
        }


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("source", SOURCES)
def test_an_import_from_start_to_saved_logs(
    source: str,
    shape: str,
    servers: dict[str, DemoProcess],
    command_line: CommandLineOf,
    small: Path,
    tmp_path: Path,
) -> None:
    server, contract, logs = servers[shape], tmp_path / "source", tmp_path / "logs.zip"
    contract.write_text(written(source, LAYOUTS[shape]), "utf-8", newline="")
    cli = command_line((server.token, server.one_time_token))
    url = server.address if source in RECORDED else server.root
    done = cli("import", "--url", url, "--contract", contract, "--zip", small, "--append", "--logs", logs, "--show-log")
    assert done.code == 0, done.err
    start = server.received()["starts"][-1]
    assert start["configuration"] == {"DestinationDBConnection": "Runtime Connection", "DataAppendMode": True}
    assert start["zip_size"] == small.stat().st_size
    assert logs.read_bytes() == server.logs_zip(start["tracker_id"])
    assert done.lines[:-2] == log_of(logs)
    assert not [found for secret in SECRETS for found in files_with(secret, cli.data)]
    assert not [secret for secret in SECRETS if secret in done.out + done.err]


@pytest.fixture
def lone(command_line: CommandLineOf) -> CommandLine:
    return command_line(())


@pytest.mark.parametrize("source", RECORDED)
def test_learn_saves_a_description_for_a_colleague(
    source: str, lone: CommandLine, servers: dict[str, DemoProcess], command_line: CommandLineOf, small: Path,
    tmp_path: Path,
) -> None:  # fmt: skip
    given, saved = tmp_path / "given", tmp_path / "saved.json"
    given.write_text(written(source, LAYOUTS["multipart"]), "utf-8", newline="")
    done = lone("learn", given, "--output", saved)
    assert (done.code, done.err) == (0, f"Description saved as {saved}.\n")
    assert "API: https://dev.example.com/DMMAPI/rest/v1" in done.lines
    assert "  ZipFile: form, ZipFile (its name)" in done.lines
    assert ("Options ignored: --insecure, --proxy, --resolve." in done.lines) is ("curl" in source)
    assert not [secret for secret in SECRETS if secret in saved.read_text() + done.out]
    assert not lone.data.exists()
    server = servers["multipart"]
    cli = command_line((server.token, server.one_time_token))
    words = ("--url", server.address, "--contract", saved, "--zip", small, "--append")
    assert cli("import", *words).code == 0


def test_learn_reads_standard_input_and_says_what_is_missing(lone: CommandLine) -> None:
    line = b'curl \'https://dev.example.com/DMMAPI/rest/v1/StopExecution\' -d \'{"Id": "12", "Reason": "no"}\''
    done = lone("learn", "-", stdin=line)
    assert done.code == 2
    assert "StopExecution: POST /StopExecution (its path)" in done.lines
    assert "StartExecution: missing. No request was recognised as this operation." in done.lines
    place = "StopExecution.body:Reason"
    assert f"Left out: {place} = no. To send it always, add --keep {place}" in done.lines
    kept = lone("learn", "-", "--keep", place, "--json", stdin=line)
    assert kept.json()["operations"]["StopExecution"]["constants"] == {"body, Reason": "no"}
    unknown = lone("learn", "-", "--keep", "StopExecution.body:Id", stdin=line)
    assert (unknown.code, unknown.notes[0]) == (1, "Error: StopExecution.body:Id cannot be kept.")


def test_operations_are_named_by_the_user(lone: CommandLine, tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.write_text('curl https://x.example/a/b -d \'{"Id": "12"}\'\ncurl https://x.example/a/c?Id=12')
    assert "missing" in lone("learn", given).lines[2]
    done = lone("learn", given, "--operations", "StopExecution,getexecutionstatus", "--json")
    assert done.json()["operations"]["GetExecutionStatus"]["path"] == "/c"
    assert done.json()["operations"]["StopExecution"]["basis"] == "chosen by the user"
    wrong = lone("learn", given, "--operations", "StopExecution")
    assert (wrong.code, wrong.notes[0]) == (1, "Error: --operations does not fit the requests.")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("hello", "It is neither an API description nor a record of requests."),
        ("{", "It is not valid JSON."),
        ("a: !!python/object/apply:os.system [x]", "It is not valid YAML: a tag."),
        ("a: &a [*a]", "It is not valid YAML: an alias without a value."),
        ("fetch('https://x')", "It is a script. In the browser, use Copy as cURL."),
        (json.dumps({"openapi": "4.0.0"}), "It is OpenAPI 4.0.0."),
        ("[" * 100_000, "It is not valid JSON."),
        ("a: " + "[" * 100_000, "It is not valid YAML"),
        ("a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 30)), "values"),
    ],
)
def test_what_is_no_source_gets_an_error(content: str, reason: str, lone: CommandLine, tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.write_text(content)
    done = lone("learn", given)
    assert done.code == 1 and reason in done.err, done.err
