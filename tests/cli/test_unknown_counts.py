"""What the command line says about counts that cannot be read, and about messages without end."""

from pathlib import Path

import pytest

from cli.command_line import CommandLine
from cli.scripted_api import NOT_FOUND, STARTED, TRACKER_ID, api, outputs, status
from scripted_server import ScriptedServer, answering, in_turn


@pytest.mark.parametrize(
    ("report", "line"),
    [
        ({"CompletedRecords": "some", "TotalRecords": 10}, "unknown of 10 records, 0 of 0 instructions, 0:00:00"),
        ({"TotalRecords": -1, "ElapsedTime": "long"}, "0 of unknown records, 0 of 0 instructions, time unknown"),
        (
            dict.fromkeys(("CompletedRecords", "TotalRecords", "CompletedInstructions", "TotalInstructions"), "some"),
            "unknown records, unknown instructions, 0:00:00",
        ),
        ({"CompletedRecords": 12, "TotalRecords": 10}, "12 of 10 records, 0 of 0 instructions, 0:00:00"),
    ],
)
def test_status_calls_them_unknown(lone_cli: CommandLine, report: dict[str, object], line: str) -> None:
    answer = {"Status": "InProgress", "Success": True, "Report": report}
    with ScriptedServer(api(status=answering(answer))) as server:
        done = lone_cli("status", "--url", server.address, TRACKER_ID)
    assert (done.code, done.lines) == (0, ["Running…", line])


@pytest.mark.parametrize(
    ("report", "line"),
    [
        ({"CompletedRecords": "some", "TotalRecords": 10}, "  The number of records processed is unknown."),
        ({"CompletedRecords": 3, "TotalRecords": "all"}, "  3 of unknown records were processed."),
        ({"CompletedRecords": 3}, "  3 records were processed."),
        ({"CompletedRecords": 12, "TotalRecords": 10}, "  12 of 10 records were processed."),
    ],
)
def test_an_import_that_failed(lone_cli: CommandLine, small: Path, report: dict[str, object], line: str) -> None:
    ended = {"Status": "InError", "Success": False, "ErrorMessage": "FK violation", "Report": report}
    answers = in_turn(NOT_FOUND, answering(ended))
    with ScriptedServer(api(STARTED, answers, answering(outputs("InError")))) as server:
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append", "--json")
    assert done.code == 3
    with ScriptedServer(api(STARTED, in_turn(NOT_FOUND, answering(ended)), answering(outputs("InError")))) as server:
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append")
    assert (done.code, done.lines[:-1]) == (3, ["Import failed. FK violation.", line])


def test_counts_that_cannot_be_read_are_no_success(lone_cli: CommandLine, small: Path) -> None:
    ended = {"Status": "Complete", "Success": True, "Report": {"CompletedRecords": -7, "TotalRecords": -7}}
    left = {**outputs("Complete"), "Report": {"NRecords": "seven"}}
    with ScriptedServer(api(STARTED, in_turn(NOT_FOUND, answering(ended)), answering(left))) as server:
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append", "--json")
    assert done.code == 5
    assert done.json()["counts"]["completed_records"] is None


def test_words_without_end_are_cut(lone_cli: CommandLine, small: Path) -> None:
    long = "x" * 3_000_000
    ended = status("Complete", 7, 7) | {"ErrorMessage": "", "Status": "Complete"}
    failing = {"FinalReportEntity": "Customer", "FinalReportError": long, "FinalReportTip": long, "Count": "often"}
    with ScriptedServer(
        api(STARTED, in_turn(NOT_FOUND, answering(ended)), answering(outputs("Complete", failing, records=7)))
    ) as server:
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append")
    assert done.code == 4
    cut = "x" * 2000 + "…"
    assert done.lines[3:] == [f"  Customer: {cut} (count unknown)", f"    {cut}"]
    broken = status("InError") | {"ErrorMessage": long}
    with ScriptedServer(api(status=answering(broken), outputs=answering(outputs("InError")))) as server:
        done = lone_cli("status", "--url", server.address, TRACKER_ID)
    assert done.lines[0] == f"Execution failed. {cut}"
