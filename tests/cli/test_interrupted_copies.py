"""A copy on a terminal, and Ctrl-C at every stage of it: nothing that was exported is lost."""

import sys

import pytest

from not_on_windows import TERMINALS

if sys.platform == "win32":
    pytest.skip(TERMINALS, allow_module_level=True)

import shlex
import signal
from pathlib import Path

from cli.command_line import Done
from cli.conftest import CommandLineOf
from cli.copying import KEPT, TOKENS, Copies, assert_goes_on, ended, exporting, importing, line_after, zip_received
from cli.leaks import traces_of
from cli.scripted_api import STARTED, TRACKER_ID, api
from cli.terminal import Terminal
from scripted_server import Exchange, ScriptedServer, holding, leaving_after

SOURCE_KEY = "REST API key of the source (X-DMM-Token): "
DESTINATION_KEY = "REST API key of the destination (X-DMM-Token): "
SOURCE_ONE_TIME = "One-time token of the source (X-DMM-Token-OTP): "
#: The prompts before the export, in their order, and their tokens.
BEFORE_THE_EXPORT = ((SOURCE_KEY, TOKENS[0]), (DESTINATION_KEY, TOKENS[2]), (SOURCE_ONE_TIME, TOKENS[1]))
DESTINATION_ONE_TIME = "One-time token of the destination (X-DMM-Token-OTP): "
FINISHING = "Finishing a step that should not be interrupted."


@pytest.fixture
def copies(command_line: CommandLineOf, tmp_path: Path) -> Copies:
    (tmp_path / "export.json").write_text("{}")
    return Copies(command_line(TOKENS), "", "", tmp_path / "export.json")


def on_terminal(copies: Copies, *arguments: object) -> Terminal:
    """A copy for which no token is set, on a terminal wide enough for every line."""
    environment = copies.cli.environment(LANG="C.UTF-8", **dict.fromkeys(copies.variables(), ""))
    return Terminal(copies.cli.words("copy", *copies.words(*arguments)), environment, columns=1000)


def go_to_the_last_prompt(terminal: Terminal) -> None:
    """Answer the prompts before the export, and wait for the one after it."""
    for prompt, token in BEFORE_THE_EXPORT:
        terminal.wait_for(prompt)
        terminal.type(f"{token}\r")
    terminal.wait_for(DESTINATION_ONE_TIME)


def held_status(exchange: Exchange) -> None:
    """Hold every request for a status, except the check of the key."""
    if exchange.request.query["MainExecutionTrackerId"] != "0":
        exchange.hold()
    ended()(exchange)


def interrupted(copies: Copies, server: ScriptedServer) -> Done:
    """A copy that is interrupted while this server holds."""
    with copies.start("--json") as running:
        server.wait()
        running.interrupt()
        return running.end()


def interrupted_again(copies: Copies, source_zip: Path, *again: signal.Signals) -> Done:
    """A copy that is interrupted while the destination holds its answer to the import, and again by these signals."""
    with ScriptedServer(exporting(source_zip)) as source, ScriptedServer(importing(holding())) as destination:
        copies.source, copies.destination = source.address, destination.address
        with copies.start("--json") as running:
            destination.wait()
            running.interrupt()
            running.wait_for(FINISHING)
            for number in again:
                running.interrupt(number)
            return running.end()


def test_tokens_are_asked_for_when_they_are_needed(copies: Copies, small: Path) -> None:
    with ScriptedServer(exporting(small)) as source, ScriptedServer(importing()) as destination:
        copies.source, copies.destination = source.address, destination.address
        with on_terminal(copies) as terminal:
            for prompt, token in BEFORE_THE_EXPORT:
                terminal.wait_for(prompt)
                assert not terminal.echoes() and source.starts == []
                terminal.type(f"{token}\r")
            terminal.wait_for(DESTINATION_ONE_TIME)
            assert len(source.starts) == 1 and destination.starts == []
            assert "All rows checked: no problems." in terminal.written
            assert sorted(path.suffix for path in copies.kept) == ["", ".zip"]
            terminal.type(f"{TOKENS[3]}\r")
            assert terminal.end() == 0
            for token in TOKENS:
                assert not traces_of(token, terminal.written.encode())
        assert zip_received(destination) == small.read_bytes()
    assert copies.kept == []


@pytest.mark.parametrize("prompt", [0, 1, 2])
def test_at_a_prompt_before_the_export(copies: Copies, small: Path, prompt: int) -> None:
    with ScriptedServer(exporting(small)) as source, ScriptedServer(importing()) as destination:
        copies.source, copies.destination = source.address, destination.address
        with on_terminal(copies) as terminal:
            for number, (wanted, token) in enumerate(BEFORE_THE_EXPORT):
                terminal.wait_for(wanted)
                if number == prompt:
                    break
                terminal.type(f"{token}\r")
            terminal.type("\x03")
            assert terminal.end() == 130
            assert terminal.screen()[-2:] == ["Interrupted. Nothing was started.", ""]
        assert source.starts == destination.starts == []
    assert copies.kept == []


@pytest.mark.parametrize(("keys", "code"), [("\x03", 130), ("half\x03", 130), ("\x04", 1), ("two words\r", 1)])
def test_at_the_prompt_of_the_destination_the_zip_is_kept(copies: Copies, small: Path, keys: str, code: int) -> None:
    with ScriptedServer(exporting(small)) as source, ScriptedServer(importing()) as destination:
        copies.source, copies.destination = source.address, destination.address
        with on_terminal(copies) as terminal:
            go_to_the_last_prompt(terminal)
            terminal.type(keys)
            assert terminal.end() == code
            assert terminal.echoes()
            [kept] = copies.kept
            [*_, heading, line, nothing] = terminal.screen()
            assert ("Interrupted. The import was not started." in terminal.written) == (code == 130)
        assert (heading, nothing, destination.starts) == (KEPT, "", [])
    assert shlex.split(line)[:2] == ["dmm-desktop-cli", "import"] and str(kept) in shlex.split(line)
    assert kept.read_bytes() == small.read_bytes()


def test_closing_the_terminal_at_the_prompt_of_the_destination_keeps_the_zip(copies: Copies, small: Path) -> None:
    with ScriptedServer(exporting(small)) as source, ScriptedServer(importing()) as destination:
        copies.source, copies.destination = source.address, destination.address
        with on_terminal(copies) as terminal:
            go_to_the_last_prompt(terminal)
            terminal.close()
            terminal.process.wait()
    [kept] = copies.kept
    assert kept.read_bytes() == small.read_bytes()


def test_while_a_server_is_asked_for_its_api(copies: Copies, small: Path) -> None:
    with ScriptedServer(exporting(small)) as source, ScriptedServer(holding()) as destination:
        copies.source, copies.destination = source.address, destination.address
        done = interrupted(copies, destination)
        assert source.starts == []
    assert (done.code, done.failure()) == (130, "Interrupted. Nothing was started.")
    assert copies.cli("runs").lines == ["No runs yet."]


def test_while_the_export_is_requested_its_tracker_id_is_waited_for(copies: Copies, small: Path) -> None:
    with (
        ScriptedServer(exporting(small, start=holding(then=STARTED))) as source,
        ScriptedServer(importing()) as destination,
    ):
        copies.source, copies.destination = source.address, destination.address
        with copies.start("--json") as running:
            source.wait()
            running.interrupt()
            running.wait_for(FINISHING)
            source.release()
            done = running.end()
        assert destination.starts == []
    assert (done.code, done.json()["tracker_id"], done.json()["from"]["tracker_id"]) == (130, None, TRACKER_ID)
    assert_goes_on(copies, done, small)


def test_while_the_export_is_watched(copies: Copies, small: Path) -> None:
    with ScriptedServer(api(status=held_status)) as source, ScriptedServer(importing()) as destination:
        copies.source, copies.destination = source.address, destination.address
        done = interrupted(copies, source)
        assert destination.starts == [] and source.of("StopExecution") == []
    said = f"Interrupted. This command did not stop the export; it may still be running. Tracker id: {TRACKER_ID}"
    assert (done.code, said in done.notes) == (130, True)
    assert_goes_on(copies, done, small)


def test_while_the_zip_is_received(copies: Copies, small: Path) -> None:
    def receiving(exchange: Exchange) -> None:
        if exchange.request.query["IncludeFiles"] == "true":
            exchange.hold()
        exporting(small)(exchange)

    with ScriptedServer(api(STARTED, ended(), receiving)) as source, ScriptedServer(importing()) as destination:
        copies.source, copies.destination = source.address, destination.address
        done = interrupted(copies, source)
        assert destination.starts == []
    assert (done.code, done.json()["from"]["state"]) == (130, "completed")
    assert_goes_on(copies, done, small)


def test_while_the_zip_is_uploaded(copies: Copies, large: Path) -> None:
    with (
        ScriptedServer(exporting(large, rows=607)) as source,
        ScriptedServer(importing(holding(1000))) as destination,
    ):
        copies.source, copies.destination = source.address, destination.address
        done = interrupted(copies, destination)
        assert not destination.starts[0].is_complete
    assert (done.code, done.json()["state"], done.json()["from"]["state"]) == (130, "upload stopped", "completed")
    assert done.json()["error"]["title"] == "Interrupted. The import was not started."
    [kept] = copies.kept
    assert kept.read_bytes() == large.read_bytes() and str(kept) in line_after(done, KEPT)


def test_twice_while_the_import_is_answered_keeps_the_zip(copies: Copies, small: Path) -> None:
    done = interrupted_again(copies, small, signal.SIGINT)
    assert (done.code, done.json()["state"]) == (5, "outcome unknown")
    assert line_after(done, "To import it if the import was not started:")
    assert [path.read_bytes() for path in copies.kept] == [small.read_bytes()]


def test_three_times_loses_no_zip(copies: Copies, small: Path) -> None:
    # Another signal, because two of a kind may be delivered as one.
    done = interrupted_again(copies, small, signal.SIGINT, signal.SIGTERM)
    assert done.code in (5, 130)
    assert [path.read_bytes() for path in copies.kept if path.suffix] == [small.read_bytes()]


def test_while_the_import_is_watched_it_goes_on(copies: Copies, small: Path) -> None:
    with ScriptedServer(exporting(small)) as source, ScriptedServer(api(status=held_status)) as destination:
        copies.source, copies.destination = source.address, destination.address
        done = interrupted(copies, destination)
    said = f"Interrupted. This command did not stop the import; it may still be running. Tracker id: {TRACKER_ID}"
    assert (done.code, said in done.notes, done.json()["tracker_id"]) == (130, True, TRACKER_ID)
    assert copies.kept == []


def test_a_network_that_is_lost_while_the_export_is_watched(copies: Copies, small: Path) -> None:
    def lost(exchange: Exchange) -> None:
        is_key_check = exchange.request.query["MainExecutionTrackerId"] == "0"
        (ended() if is_key_check else leaving_after(None))(exchange)

    with ScriptedServer(api(status=lost)) as source, ScriptedServer(importing()) as destination:
        copies.source, copies.destination = source.address, destination.address
        done = copies("--patience", "0", "--json")
        assert destination.starts == []
    assert (done.code, done.json()["from"]["tracker_id"]) == (5, TRACKER_ID)
    assert_goes_on(copies, done, small)
