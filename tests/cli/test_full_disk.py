"""The disk with the data folder is full: before the start nothing is sent, afterwards it is told."""

import base64
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cli.command_line import CommandLine
from cli.conftest import TOKENS
from cli.copying import Copies, ended, importing
from cli.scripted_api import NOT_FOUND, STARTED, TRACKER_ID, api, outputs, status
from mounts import small_disk_at
from scripted_server import Exchange, Script, ScriptedServer, answering, in_turn

FULL = "Error: dmm-desktop.sqlite3 could not be written."
OUT_OF_DATE = "  The list of runs shows outdated information about this import."


class FullDisk:
    """A command line whose data folder is on a small disk."""

    def __init__(self, folder: Path) -> None:
        self.cli = CommandLine(folder / "data", TOKENS)
        self._filler = folder / "filler"

    def fill(self) -> None:
        with self._filler.open("wb", buffering=0) as file:
            try:
                while file.write(bytes(4096)):
                    pass
            except OSError:
                pass

    def free(self) -> None:
        self._filler.unlink()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[FullDisk]:
    with small_disk_at(tmp_path / "disk", "2m") as folder:
        yield FullDisk(folder)


def after(action: Callable[[], None], script: Script) -> Script:
    """Do something between the request, all of it, and the script's answer."""

    def run(exchange: Exchange) -> None:
        exchange.read_body()
        action()
        script(exchange)

    return run


def test_before_the_start(disk: FullDisk, small: Path) -> None:
    assert disk.cli("runs").code == 0
    disk.fill()
    with ScriptedServer(api()) as server:
        done = disk.cli("import", "--url", server.address, "--zip", small, "--append", "--json")
        assert (done.code, server.starts) == (1, [])
    assert done.failure().endswith(" could not be written.")
    assert done.json()["error"]["reason"].endswith(" is full.")


@pytest.mark.parametrize(("word", "code", "state"), [("Complete", 0, "completed"), ("InError", 3, "failed")])
def test_while_the_import_is_watched(
    disk: FullDisk, small: Path, tmp_path: Path, word: str, code: int, state: str
) -> None:
    report = tmp_path / "report.json"
    statuses = in_turn(
        NOT_FOUND,
        after(disk.fill, answering(status("InProgress", 1, 7))),
        answering(status("InProgress", 2, 7)),
        answering(status(word, 7, 7)),
    )
    with ScriptedServer(api(STARTED, statuses, answering(outputs(word, records=7)))) as server:
        words = ("--url", server.address, "--zip", small, "--append", "--report", report, "--json")
        done = disk.cli("import", *words)
    assert (done.code, done.json()["state"], json.loads(report.read_text("utf-8"))["state"]) == (code, state, state)
    assert [note for note in done.notes if note in (FULL, OUT_OF_DATE)] == [FULL, FULL, OUT_OF_DATE]
    assert f"Error: {done.json()['error']['title']}" == FULL
    disk.free()
    with ScriptedServer(api(STARTED, answering(status(word, 7, 7)), answering(outputs(word, records=7)))) as server:
        assert disk.cli("runs", "--json").runs()[0]["state"] == "started"


def test_space_that_comes_back_is_no_problem_in_the_end(disk: FullDisk, small: Path) -> None:
    statuses = in_turn(
        NOT_FOUND,
        after(disk.fill, answering(status("Queued"))),
        after(disk.free, answering(status("Complete", 7, 7))),
    )
    with ScriptedServer(api(STARTED, statuses, answering(outputs("Complete", records=7)))) as server:
        done = disk.cli("import", "--url", server.address, "--zip", small, "--append", "--json")
    assert (done.code, done.json()["state"], done.json()["error"]) == (0, "completed", None)
    assert [note for note in done.notes if note in (FULL, OUT_OF_DATE)] == [FULL]
    assert disk.cli("runs", "--json").runs() == [done.report()]


@pytest.mark.parametrize("detach", [True, False])
def test_a_tracker_id_that_does_not_fit(disk: FullDisk, small: Path, detach: bool) -> None:
    statuses = in_turn(NOT_FOUND, answering(status("Complete", 7, 7)))
    answers = api(after(disk.fill, STARTED), statuses, answering(outputs("Complete", records=7)))
    with ScriptedServer(answers) as server:
        words = ("--url", server.address, "--zip", small, "--append", "--json", *(["--detach"] if detach else []))
        done = disk.cli("import", *words)
    assert (done.code, done.json()["tracker_id"]) == (0, TRACKER_ID)
    assert f"The import was started. Tracker id: {TRACKER_ID}" in done.notes
    assert f"Error: {done.json()['error']['title']}" == FULL


def test_the_zip_of_a_copy_that_does_not_fit(disk: FullDisk, small: Path, tmp_path: Path) -> None:
    (tmp_path / "export.json").write_text("{}")
    zip_file = base64.b64encode(small.read_bytes()).decode()
    last = answering(outputs("Complete", records=7) | {"ZipFile": zip_file})
    source_answers = api(STARTED, ended(), in_turn(answering(outputs("Complete", records=7)), after(disk.fill, last)))
    with ScriptedServer(source_answers) as source, ScriptedServer(importing()) as destination:
        copies = Copies(disk.cli, source.address, destination.address, tmp_path / "export.json")
        done = copies("--json")
    assert (done.code, done.json()["from"]["state"], destination.starts) == (1, "completed", [])
    assert done.json()["error"]["title"] == "127.0.0.1.zip could not be written."
    assert done.json()["error"]["reason"].endswith(" has 0 KB left.")
    assert "To save the zip of the export later, and import it:" in done.notes
    disk.free()
    assert disk.cli("runs").code == 0 and copies.kept == []
