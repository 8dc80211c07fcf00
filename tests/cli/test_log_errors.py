"""Errors in the log are told at the end where the log was read; they change neither the state nor the exit code."""

import json
from pathlib import Path
from typing import Any

from cli.command_line import CommandLine
from cli.scripted_api import COMPLETED, NOT_FOUND, STARTED, api, lines, outputs, status
from scripted_server import Exchange, ScriptedServer, answering, in_turn

LOG = "10:00:00 [INFO] start\n10:00:01 [ERROR] no match\n10:00:02 [INFO] 0 errors\n10:00:03 [ERROR] again"
SENTENCE = "  2 of 4 log lines look like errors."


def _server() -> ScriptedServer:
    def get_status(exchange: Exchange) -> None:
        page: dict[str, Any] = lines(LOG if exchange.request.query.get("LogPage") == "1" else "")
        exchange.answer(status("Complete", 7, 7) | page | {"LogNumPages": 1})

    return ScriptedServer(api(STARTED, in_turn(NOT_FOUND, get_status), answering(outputs("Complete", records=7))))


def test_the_end_tells_them_where_the_log_was_read(lone_cli: CommandLine, small: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    with _server() as server:
        words = ("import", "--url", server.address, "--zip", small, "--append", "--report", report)
        done = lone_cli(*words, "--show-log")
    assert done.code == 0
    assert done.lines == [*LOG.splitlines(), *COMPLETED, SENTENCE]
    counts = json.loads(report.read_text("utf-8"))["counts"]
    assert (counts["log_errors"], counts["log_lines"], counts["log_accuracy"]) == (2, 4, "exact")
    assert counts["failing_entities"] == 0
    [run] = lone_cli("runs", "--json").runs()
    assert run["state"] == "completed" and run["counts"] == counts
    [line] = lone_cli("runs").lines
    assert line.endswith(
        "Import completed. 7 records imported into 127.0.0.1. 7 rows in the zip, 7 records reported. "
        "(2 errors in the log)"
    )


def test_a_log_that_was_not_read_has_none_until_it_is(lone_cli: CommandLine, small: Path) -> None:
    with _server() as server:
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append")
        [before] = lone_cli("runs", "--json").runs()
        read = lone_cli("logs", "--url", server.address, "77")
    assert done.lines == COMPLETED
    assert [before["counts"][name] for name in ("log_errors", "log_lines", "log_accuracy")] == [None, None, None]
    assert read.lines == LOG.splitlines()
    [after] = lone_cli("runs", "--json").runs()
    assert [after["counts"][name] for name in ("log_errors", "log_lines", "log_accuracy")] == [2, 4, "exact"]


def test_the_check_says_what_it_checked(lone_cli: CommandLine, small: Path) -> None:
    with _server() as server:
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append")
    assert "All rows checked: no problems." in done.notes
