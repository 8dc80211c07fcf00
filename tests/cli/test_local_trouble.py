"""When this computer fails while an import is under way, what is said about the import is true nonetheless."""

import shutil
import sys
from pathlib import Path

import pytest

from cli.command_line import CommandLine, Done
from cli.scripted_api import COMPLETED, NOT_FOUND, STARTED, TRACKER_ID, api, outputs, status
from not_on_windows import OPEN_FILES
from scripted_server import Exchange, Script, ScriptedServer, answering, in_turn, leaving_after


def without_database(cli: CommandLine, answer: Script, source: Path, *more: object) -> Done:
    """Import while the database disappears before the server answers."""
    if sys.platform == "win32":
        pytest.skip(OPEN_FILES)

    def lose(exchange: Exchange) -> None:
        exchange.read_body()
        shutil.rmtree(cli.data)
        answer(exchange)

    statuses = in_turn(NOT_FOUND, answering(status("Complete", 7, 7)))
    with ScriptedServer(api(lose, statuses, answering(outputs("Complete", records=7)))) as server:
        done = cli("import", "--url", server.address, "--zip", source, "--append", *more)
        assert len(server.starts) == 1
    return done


def test_a_tracker_id_that_cannot_be_stored_is_told_and_followed(lone_cli: CommandLine, small: Path) -> None:
    done = without_database(lone_cli, STARTED, small)
    assert f"The import was started. Tracker id: {TRACKER_ID}" in done.notes
    assert "Error: The database" in done.err
    assert (done.code, done.lines) == (0, COMPLETED)


@pytest.mark.parametrize("answer", [answering(b"", 504), leaving_after(None)], ids=["504", "cut"])
def test_an_unknown_outcome_that_cannot_be_stored_is_told(lone_cli: CommandLine, small: Path, answer: Script) -> None:
    done = without_database(lone_cli, answer, small)
    assert done.code == 5
    assert any(
        note.startswith("Error: The server") and note.endswith("the import may be running.") for note in done.notes
    )


def test_a_refusal_that_cannot_be_stored_is_told(lone_cli: CommandLine, small: Path) -> None:
    done = without_database(lone_cli, answering({"Errors": ["No licence"]}, 400), small)
    assert done.code == 2
    assert "  The server says: No licence." in done.notes
