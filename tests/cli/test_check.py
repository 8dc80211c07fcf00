"""``check``: exit codes, output and the JSON document, without an environment, tokens or a data folder."""

import os
import sys
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from cli.command_line import CommandLine
from not_on_windows import PERMISSIONS

GOOD = {
    "Person_Struct.dmm": "?",
    "Person_Data.csv": "Id;Name;Born\r\n1;N'Ada';\r\n2;NULL;1900-01-01T00:00:00\r\n",
    "ossys_User_Struct.dmm": "?",
    "ossys_User_Data.csv": "\ufeffId\n7\n",
}


@pytest.fixture
def cli(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path / "data")


def made(tmp_path: Path, **changes: str) -> Path:
    """A zip; the names of changed files are given without their suffix."""
    path = tmp_path / "import.zip"
    files = GOOD | {f"{name}_Data.csv": content for name, content in changes.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_a_clean_zip(tmp_path: Path, cli: CommandLine) -> None:
    path = made(tmp_path)
    done = cli("check", path, "--json")
    document = done.json()
    assert done.code == 0 and document["complete"] is True
    assert document["sha256"] == sha256(path.read_bytes()).hexdigest()
    assert document["findings"] == []
    person = GOOD["Person_Data.csv"].encode()
    assert document["entities"] == [
        {
            "name": "Person",
            "file": "Person_Data.csv",
            "structure": "opaque",
            "rows": 2,
            "bytes": len(person),
            "sha256": sha256(person).hexdigest(),
            "separator": ";",
            "encoding": "utf-8",
            "columns": [{"name": "Id", "empty": 0}, {"name": "Name", "empty": 1}, {"name": "Born", "empty": 1}],
        },
        {
            "name": "ossys_User",
            "file": "ossys_User_Data.csv",
            "structure": "opaque",
            "rows": 1,
            "bytes": 8,
            "sha256": sha256(GOOD["ossys_User_Data.csv"].encode()).hexdigest(),
            "separator": "",
            "encoding": "utf-8-sig",
            "columns": [{"name": "Id", "empty": 0}],
        },
    ]
    assert not cli.data.exists()


DATE = "Id;Name;Born\r\n1;N'Ada';28/03/2026\r\n"
IDS = "Id;Name;Born\r\n2;N'Ada';\r\n1;N'Bob';\r\n"


@pytest.mark.parametrize(
    ("data", "options", "code"),
    [
        (DATE, (), 4),
        (DATE, ("--strict",), 3),
        ("Id;Name;Born\r\n1;N'Ada'\r\n", (), 3),
        (IDS, (), 0),
        (IDS, ("--keep-ids",), 4),
        (IDS, ("--keep-ids", "--strict"), 3),
    ],
)
def test_exit_codes(tmp_path: Path, cli: CommandLine, data: str, options: tuple[str, ...], code: int) -> None:
    path = made(tmp_path, Person=data)
    assert cli("check", path, *options).code == code
    assert cli("check", path, *options, "--json").json()["exit_code"] == code


def test_a_finding_in_words_and_in_json(tmp_path: Path, cli: CommandLine) -> None:
    path = made(tmp_path, Person=DATE)
    message = (
        "Person_Data.csv, line 2: the date in Born is not in the format yyyy-MM-ddTHH:mm:ss. "
        "Write it like this: 2026-03-28T14:30:00."
    )
    done = cli("check", path)
    assert f"Warning: {message} Found: 28/03/2026" in done.lines
    assert done.lines[-2:] == [f"SHA-256: {sha256(path.read_bytes()).hexdigest()}", "All rows checked: 1 warning."]
    assert cli("check", path, "--json").json()["findings"] == [
        {
            "rule": 9,
            "severity": "warning",
            "file": "Person_Data.csv",
            "line": 2,
            "column": "Born",
            "text": "28/03/2026",
            "count": 1,
            "message": message,
        }
    ]


def not_a_zip(path: Path) -> None:
    path.write_bytes(b"not a zip")


def damaged(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:-30])


@pytest.mark.parametrize("damage", [not_a_zip, damaged])
def test_what_is_no_zip_is_an_error_of_rule_1(tmp_path: Path, cli: CommandLine, damage: Any) -> None:
    path = made(tmp_path)
    damage(path)
    document = cli("check", path, "--json").json()
    assert (document["exit_code"], document["complete"], document["entities"]) == (3, False, [])
    assert document["sha256"] == sha256(path.read_bytes()).hexdigest()
    assert [finding["rule"] for finding in document["findings"]] == [1]


@pytest.mark.parametrize("where", ["missing.zip", ".", "no/such/folder.zip"])
def test_a_file_that_cannot_be_read(tmp_path: Path, cli: CommandLine, where: str) -> None:
    document = cli("check", tmp_path / where, "--json").json()
    assert (document["exit_code"], document["sha256"], document["complete"]) == (1, None, False)
    assert (document["findings"], document["entities"]) == ([], [])


def test_a_file_without_permission(tmp_path: Path, cli: CommandLine) -> None:
    if sys.platform == "win32":
        pytest.skip(PERMISSIONS)
    if os.geteuid() == 0:
        pytest.skip("root may read every file")
    path = made(tmp_path)
    path.chmod(0)
    assert cli("check", path).code == 1


def test_all_faults_are_counted_in_the_last_line(tmp_path: Path, cli: CommandLine) -> None:
    rows = "".join(f"{number};N'a';28/03/2026\r\n" for number in range(1, 1001))
    done = cli("check", made(tmp_path, Person="Id;Name;Born\r\n" + rows), "--json")
    findings = done.json()["findings"]
    assert sum(finding["count"] for finding in findings) == 1000 and len(findings) == 6
    lines = cli("check", tmp_path / "import.zip").lines
    assert "Warning: Person_Data.csv: 995 more rows have this problem." in lines
    assert lines[-1] == "All rows checked: 1,000 warnings."


def test_references_are_told_where_they_are_wanted(tmp_path: Path, cli: CommandLine) -> None:
    path = made(tmp_path, Person="Id;Name;PersonId;UserId\r\n1;N'a';3;7\r\n2;N'b';1;\r\n")
    document = cli("check", path, "--references", "--json").json()
    assert document["exit_code"] == 0
    assert [(one["column"], one["users"], one["ids"], one["missing"]) for one in document["references"]] == [
        ("PersonId", False, 2, 1),
        ("UserId", True, 1, 0),
    ]
    assert "Person_Data.csv, PersonId points to Person: 2 different ids, 1 of them not in the zip." in (
        cli("check", path, "--references").lines
    )
    assert "references" not in cli("check", path, "--json").json()


def test_findings_and_references_as_csv(tmp_path: Path, cli: CommandLine) -> None:
    path = made(tmp_path, Person="Id;Name;PersonId\r\n1;=x y;3\r\n2;N'b';1\r\n")
    done = cli("check", path, "--csv", tmp_path / "f.csv", "--references-csv", tmp_path / "r.csv", "--json")
    [finding], [reference] = done.json()["findings"], done.json()["references"]
    assert done.code == 4 and reference["listed"] == [{"first": "3", "last": "3"}] and reference["unlisted"] == 0
    rows = (tmp_path / "f.csv").read_text("utf-8-sig").splitlines()
    assert "quotes data from the zip" in rows[0]
    assert rows[2:] == [f'"8","Warning","Person_Data.csv","2","Name","\'=x y","1","{finding["message"]}"']
    assert (tmp_path / "r.csv").read_text("utf-8-sig").splitlines()[2:] == [
        '"Person_Data.csv","PersonId","Person","2","1","3","3"'
    ]
    assert cli("check", path, "--csv", path).code == 1
    assert not cli.data.exists()
