"""Rows in the zip and records reported: the same words on the console, in JSON and in the report, and exit codes."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from cli.command_line import CommandLine
from cli.scripted_api import STARTED, api, outputs, status
from scripted_server import Script, ScriptedServer, answering

CUSTOMERS = "Id;Name;Region\r\n" + "".join(f"{n};N'c{n}';{'' if n % 2 else 1}\r\n" for n in range(1, 21))
REGIONS = "Id;Name\r\n1;N'North'\r\n2;NULL\r\n"


@pytest.fixture
def zip_file(tmp_path: Path) -> Path:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (("Customer", CUSTOMERS), ("Region", REGIONS), ("ossys_User", "Id\r\n")):
            archive.writestr(f"{name}_Struct.dmm", "?")
            archive.writestr(f"{name}_Data.csv", content)
    return path


def imported(
    cli: CommandLine, zip_file: Path, word: str, done: int, *failing: dict[str, Any], words: tuple[str, ...] = ()
) -> tuple[int, str, dict[str, Any]]:
    """The exit code, the console's lines and the saved report of an import that ends like this."""
    target = zip_file.parent / "report.json"
    script = api(STARTED, answering(status(word, done, 22)), answering(outputs(word, *failing, records=done)))
    with ScriptedServer(script) as server:
        ended = cli("import", "--url", server.address, "--zip", zip_file, "--append", "--report", target, *words)
    return ended.code, ended.out, json.loads(target.read_text())


CUSTOMER_FAILS = {"FinalReportEntity": "Customer", "FinalReportError": "Too long.", "Count": 1}


@pytest.mark.parametrize(
    ("word", "done", "failing", "code", "strict_code", "difference", "sentence"),
    [
        ("Complete", 22, (), 0, 0, 0, "22 rows in the zip, 22 records reported."),
        ("Complete", 19, (), 0, 4, -3, "22 rows in the zip, 19 records reported: 3 fewer."),
        (
            *("Complete", 19, (CUSTOMER_FAILS,), 4, 4, -3),
            "22 rows in the zip, 19 records reported: 3 fewer. Customer has errors.",
        ),
        ("InError", 5, (), 3, 3, -17, "22 rows in the zip, 5 records reported: 17 fewer."),
    ],
    ids=["clean", "fewer", "errors", "failed"],
)
def test_the_same_words_everywhere(
    lone_cli: CommandLine,
    zip_file: Path,
    word: str,
    done: int,
    failing: tuple[dict[str, Any], ...],
    code: int,
    strict_code: int,
    difference: int,
    sentence: str,
) -> None:
    ended, lines, report = imported(lone_cli, zip_file, word, done, *failing)
    assert ended == code
    assert f"  {sentence}\n" in lines
    assert report["reconciliation"]["sentence"] == sentence
    assert report["reconciliation"]["difference"] == difference
    assert sentence in report["remarks"]
    assert ("does not document what it counts" in lines) == (difference != 0 and word == "Complete")
    assert sentence in lone_cli("runs").out
    assert imported(lone_cli, zip_file, word, done, *failing, words=("--strict",))[0] == strict_code


def test_the_fingerprint_is_that_of_the_zip(lone_cli: CommandLine, zip_file: Path) -> None:
    _, _, report = imported(lone_cli, zip_file, "Complete", 22, words=("--reference", "  CHG-4711 "))
    assert report["file"]["sha256"] == hashlib.sha256(zip_file.read_bytes()).hexdigest()
    assert report["reference"] == "CHG-4711"
    assert report["fingerprint"]["rows"] == 22
    customers, regions, users = report["fingerprint"]["files"]
    assert customers == {
        "file": "Customer_Data.csv",
        "entity": "Customer",
        "rows": 20,
        "sha256": hashlib.sha256(CUSTOMERS.encode()).hexdigest(),
        "columns": [{"name": "Id", "empty": 0}, {"name": "Name", "empty": 0}, {"name": "Region", "empty": 10}],
    }
    assert (regions["rows"], regions["columns"][1]) == (2, {"name": "Name", "empty": 1})
    assert users["rows"] == 0


def test_a_run_of_unknown_outcome(lone_cli: CommandLine, zip_file: Path) -> None:
    target = zip_file.parent / "report.json"
    start: Script = answering({"Success": True, "ErrorMessage": ""})
    with ScriptedServer(api(start)) as server:
        words = ("import", "--url", server.address, "--zip", zip_file, "--append", "--report", target)
        done = lone_cli(*words)
    assert done.code == 5
    report = json.loads(target.read_text())
    sentence = "22 rows in the zip; the number of records imported is not known."
    assert sentence in done.notes
    assert report["reconciliation"] == {
        "rows": 22,
        "reported": None,
        "difference": None,
        "entities": [],
        "sentence": sentence,
    }
    assert sentence in lone_cli("runs").out


def test_a_one_time_token_in_the_reference_is_hidden(lone_cli: CommandLine, zip_file: Path) -> None:
    token = lone_cli.environment()["DMM_TOKEN_OTP"]
    _, _, report = imported(lone_cli, zip_file, "Complete", 22, words=("--reference", f"for {token}"))
    assert token not in json.dumps(report)
