"""Warnings of the check are printed, and the import goes on."""

import zipfile
from pathlib import Path

import pytest

from cli.command_line import Done
from cli.conftest import CommandLineOf
from demo_process import DemoProcess

NOTHING_TO_IMPORT = (
    "No entity has data: there is nothing to import below the headers. Add data to the CSV files, or export again with "
    "data."
)


@pytest.fixture
def headers_only(tmp_path: Path) -> Path:
    path = tmp_path / "headers.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Customer_Struct.dmm", "{}")
        archive.writestr("Customer_Data.csv", "Id,Name\r\n")
    return path


def test_a_warning_is_printed_and_the_import_starts(
    headers_only: Path, demo: DemoProcess, command_line: CommandLineOf
) -> None:
    cli = command_line((demo.token, demo.one_time_token))
    done = cli("import", "--url", demo.address, "--zip", headers_only, "--append", "--json")
    assert f"Warning: {NOTHING_TO_IMPORT}" in done.err.splitlines()
    finding = done.json()["findings"][0]
    assert (finding["rule"], finding["severity"], finding["message"]) == (14, "warning", NOTHING_TO_IMPORT)
    assert done.json()["tracker_id"]


@pytest.mark.parametrize("words", ["x.py:1: ResourceWarning: unclosed file", "DeprecationWarning: old"])
def test_warnings_of_python_are_not_taken_for_those_of_the_check(command_line: CommandLineOf, words: str) -> None:
    cli = command_line(())
    cli.look_through(Done(0, "", "Warning: the zip is large\n"))
    with pytest.raises(AssertionError):
        cli.look_through(Done(0, "", words))
