"""A whole import by the command line, against every kind of environment, from its own description alone."""

import hashlib
import json
import urllib.request
import zipfile
from pathlib import Path

import pytest

from cli.command_line import PATIENCE, CommandLine, Done, console_script
from cli.conftest import AT_ONCE, CommandLineOf
from cli.scripted_api import NOT_FOUND, STARTED, api, status
from cli.variations import SWITCHES, missing_pairs, pairs_of_options
from demo_process import SHAPES, DemoProcess
from dmm_desktop.api.binding import BUILT_IN_FILE
from dmm_desktop.resources import resource
from links import make_link
from scripted_server import ScriptedServer, answering, in_turn

ONE_BY_ONE = {
    **{shape: ("--shape", shape) for shape in SHAPES},
    **{name: option for name, option in SWITCHES.items()},
}


def options_of(rows: dict[str, tuple[str, ...]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("options", rows.values(), ids=rows.keys())


def complete_import(cli: CommandLine, server: DemoProcess, source: Path, target: Path, *arguments: object) -> Done:
    """Import, and check that both sides agree about everything that went over the wire."""
    logs, report = target / "logs.zip", target / "report.json"
    url = server.address if server.root.endswith("/DMMAPI/rest/v1") else server.root
    done = cli(
        "import", "--url", url, "--zip", source, "--append", "--logs", logs, "--report", report,
        "--show-log", *arguments,
    )  # fmt: skip
    assert done.code == 0, done.err
    received = server.received()
    [start] = received["starts"]
    assert start["started"]
    assert start["zip_sha256"] == hashlib.sha256(source.read_bytes()).hexdigest()
    assert start["zip_size"] == source.stat().st_size
    assert start["type"] == "Import"
    assert start["configuration"] == {"DestinationDBConnection": "Runtime Connection", "DataAppendMode": True}
    assert received["operations"]["StartExecution"] == 1
    assert received["misplaced_tokens"] == []
    assert logs.read_bytes() == server.logs_zip(start["tracker_id"])
    written = json.loads(report.read_text("utf-8"))
    assert written["tracker_id"] == str(start["tracker_id"])
    assert (written["state"], written["file"]["sha256"]) == ("completed", start["zip_sha256"])
    assert written["counts"]["completed_records"] == written["counts"]["total_records"] > 0
    *log, completed, compared = done.lines
    assert log == log_of(logs), "every line of the log, once and in order"
    assert completed.startswith("Import completed.")
    assert compared == f"  {written['reconciliation']['sentence']}" and written["reconciliation"]["difference"] == 0
    return done


def log_of(logs: Path) -> list[str]:
    """The lines of the execution's log in a zip of logs."""
    with zipfile.ZipFile(logs) as archive:
        [name] = [name for name in archive.namelist() if name.startswith("Execution_")]
        return archive.read(name).decode().splitlines()


def fetched(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        content: bytes = answer.read()
    return content


@options_of(ONE_BY_ONE)
def test_an_import_succeeds_in_every_kind_of_environment(
    options: tuple[str, ...], command_line: CommandLineOf, customers: Path, tmp_path: Path
) -> None:
    with DemoProcess(*AT_ONCE, *options) as server:
        complete_import(command_line((server.token, server.one_time_token)), server, customers, tmp_path)


def test_the_combinations_hold_every_pair_of_options() -> None:
    assert missing_pairs(pairs_of_options()) == set()
    assert missing_pairs({"documented": ("--shape", "documented", "--answers", "")})


@options_of(pairs_of_options())
def test_an_import_succeeds_with_every_pair_of_options(
    options: tuple[str, ...], command_line: CommandLineOf, customers: Path, tmp_path: Path
) -> None:
    with DemoProcess(*AT_ONCE, *options) as server:
        complete_import(command_line((server.token, server.one_time_token)), server, customers, tmp_path)


@pytest.mark.parametrize("shape", ["documented", "raw-octet"])
def test_large_zips_and_large_logs_travel_unchanged(
    shape: str, command_line: CommandLineOf, large: Path, tmp_path: Path
) -> None:
    with DemoProcess(*AT_ONCE, "--shape", shape, "--logs-size", "5000000", "--answers", "escaped-base64") as server:
        complete_import(command_line((server.token, server.one_time_token)), server, large, tmp_path)
        assert (tmp_path / "logs.zip").stat().st_size > 5_000_000


@pytest.mark.parametrize("shape", ["all-post", "path-ids", "raw-zip", "object-config"])
def test_a_contract_from_a_file_serves_where_nothing_is_published(
    shape: str, command_line: CommandLineOf, customers: Path, tmp_path: Path
) -> None:
    contract = tmp_path / "contract.json"
    with DemoProcess("--shape", shape, "--root", "/Elsewhere") as described:
        contract.write_bytes(fetched(f"{described.root}/swagger.json"))
    with DemoProcess(*AT_ONCE, "--shape", shape, "--root", "/Elsewhere", "--no-description") as server:
        cli = command_line((server.token, server.one_time_token))
        complete_import(cli, server, customers, tmp_path, "--contract", contract)
        report = json.loads((tmp_path / "report.json").read_text("utf-8"))
        assert report["contract"] == "description from a file (contract.json)"


def test_the_built_in_contract_serves_where_nothing_is_published(
    command_line: CommandLineOf, customers: Path, tmp_path: Path
) -> None:
    with DemoProcess(*AT_ONCE, "--no-description") as server:
        complete_import(command_line((server.token, server.one_time_token)), server, customers, tmp_path)
        report = json.loads((tmp_path / "report.json").read_text("utf-8"))
        assert report["contract"] == "built-in contract (dmm-api.swagger.json)"


def test_the_console_script_imports_as_well(command_line: CommandLineOf, customers: Path, tmp_path: Path) -> None:
    script = str(console_script())
    with DemoProcess(*AT_ONCE) as server:
        cli = command_line((server.token, server.one_time_token), (script,))
        complete_import(cli, server, customers, tmp_path)


def test_files_that_exist_are_replaced(cli: CommandLine, demo: DemoProcess, small: Path, tmp_path: Path) -> None:
    logs, report, data = tmp_path / "logs.zip", tmp_path / "report.json", tmp_path / "elsewhere"
    data.mkdir()
    logs.write_bytes(b"older" * 100_000)
    make_link(report, data / "report.json")
    words = ("--url", demo.address, "--zip", small, "--append", "--logs", logs, "--report", report)
    done = cli("import", *words)
    assert (done.code, done.notes[-2:]) == (0, [f"Logs saved as {logs}.", f"Report saved as {report}."])
    assert zipfile.is_zipfile(logs)
    assert json.loads((data / "report.json").read_text("utf-8"))["state"] == "completed"
    assert report.is_symlink()


def test_what_the_api_cannot_do_is_said_before_the_import_starts(
    lone_cli: CommandLine, small: Path, tmp_path: Path
) -> None:
    contract = tmp_path / "contract.json"
    description = json.loads(resource(BUILT_IN_FILE).read_bytes())
    del description["paths"]["/StopExecution"], description["paths"]["/GetExecutionOutputs"]
    contract.write_text(json.dumps(description))
    with ScriptedServer(api(STARTED, in_turn(NOT_FOUND, answering(status("Complete", 7, 7))))) as server:
        words = ("--url", f"{server.address}/DMMAPI/rest/v1", "--contract", contract)
        done = lone_cli("import", *words, "--zip", small, "--append")
    assert done.code == 5
    warnings = [place for place, note in enumerate(done.notes) if note.startswith("Note: ")]
    assert [done.notes[place] for place in warnings] == [
        "Note: The import cannot be stopped from here: the API has no usable StopExecution.",
        "Note: No log files can be saved, and failed entities stay unknown: the API has no usable GetExecutionOutputs.",
    ]
    assert max(warnings) < done.notes.index("The import was started. Tracker id: 77")
