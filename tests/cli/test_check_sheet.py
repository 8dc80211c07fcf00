"""The check sheet, and how its figures are recomputed without this program: docs/import-zip.md (The fingerprint)."""

from __future__ import annotations

import getpass
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from cli.command_line import CommandLine
from cli.test_check import cli
from cli.test_check_page import Page

__all__ = ["cli"]

TOKEN = "key-4Qz81-secret"
PAGE = Path(__file__).parents[2] / "docs" / "import-zip.md"
CUSTOMERS = (
    "Id;Name;Region\r\n1;N'Ana';2\r\n\r\n2;NULL;\r\n3;N'';\r\n4;\"NULL\";\"\"\r\n5;N'O''Brien; Ltd.';1\r\n"
    "6;N'two\r\nlines; \n\n';"  # no line end
)
REGIONS = "Id;Name\n1;N'North'\n2;N'South'\n"


@pytest.fixture
def zip_file(tmp_path: Path) -> Path:
    path = tmp_path / "my export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("Customer", CUSTOMERS), ("Region", REGIONS), ("ossys_User", "Id\n")):
            archive.writestr(f"{name}_Struct.dmm", "?")
            archive.writestr(f"{name}_Data.csv", content)
    return path


def test_the_sheet_says_who_when_and_what_for(zip_file: Path, cli: CommandLine) -> None:
    target = zip_file.parent / "sheet.html"
    assert cli("check", zip_file, "--html", target, "--reference", " CHG-4711 <b> ").code == 0
    page = target.read_text("utf-8")
    assert '<html lang="en">' in page
    words = Page(page).words
    for title, value in (("Reference", "CHG-4711 <b>"), ("Rows", "8"), ("Checked by", getpass.getuser())):
        assert words[words.index(title) + 1] == value
    for title in ("Checked at", "Saved at"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d [+-]\d{4}", words[words.index(title) + 1])
    assert "Destination" not in words  # the command needs no environment
    assert "Name: 2" in words and "Region: 4" in words


def test_the_sheet_shows_no_token(zip_file: Path, cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DMM_TOKEN", TOKEN)
    named, target = zip_file.rename(zip_file.with_name(f"{TOKEN}.zip")), zip_file.parent / "sheet.html"
    assert cli("check", named, "--html", target, "--reference", f"CHG-4711 {TOKEN}").code == 0
    page = target.read_text("utf-8")
    assert TOKEN not in page and "CHG-4711 (hidden)" in Page(page).words and "(hidden).zip" in page


def commands() -> list[str]:
    """The commands of the page, in order."""
    section = PAGE.read_text("utf-8").partition("## The fingerprint")[2]
    return section.partition("```sh\n")[2].partition("\n```")[0].splitlines()


@pytest.mark.skipif(not all(map(shutil.which, ("unzip", "sha256sum", "awk", "perl"))), reason="needs unzip and perl")
def test_the_commands_of_the_page_give_the_same_figures(zip_file: Path, cli: CommandLine) -> None:
    document = cli("check", zip_file, "--json").json()
    customer = next(entity for entity in document["entities"] if entity["name"] == "Customer")

    def run(command: str, file: str = "Customer_Data.csv", column: int = 1) -> str:
        command = command.replace("export.zip", f"'{zip_file}'").replace("Customer_Data.csv", file)
        command = command.replace("-v column=3", f"-v column={column}")
        return subprocess.run(["sh", "-c", command], check=True, capture_output=True, text=True).stdout

    whole, data, rows, empty, every = commands()
    assert run(whole).split()[0] == document["sha256"]
    for entity in document["entities"]:
        assert run(data, entity["file"]).split()[0] == entity["sha256"]
        assert int(run(rows, entity["file"])) == entity["rows"]
    for place, column in enumerate(customer["columns"], 1):
        assert int(run(empty, column=place)) == column["empty"], column["name"]
    assert int(run(every)) == document["rows"] == 8
