"""On a terminal: prompts that show nothing, a progress bar that leaves nothing, and Ctrl-C."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.command_line import PATIENCE, CommandLine
from cli.conftest import TOKENS
from cli.leaks import traces_of
from cli.scripted_api import NOT_FOUND, STARTED, api, lines, outputs, status
from cli.terminal import Terminal
from demo_process import DemoProcess
from not_on_windows import TERMINALS
from scripted_server import Exchange, ScriptedServer, answering, in_turn

if sys.platform == "win32":
    pytest.skip(TERMINALS, allow_module_level=True)

CHECKED = ("All rows checked: no problems.", "Rows: 5,022")
KEY_PROMPT = "REST API key (X-DMM-Token): "
ONE_TIME_PROMPT = "One-time token (X-DMM-Token-OTP): "


@pytest.fixture
def on_terminal(lone_cli: CommandLine) -> Callable[..., Terminal]:
    """Return a function (command, *arguments, tokens=...) -> Terminal with the command on it."""

    def make(command: str, *arguments: object, tokens: bool = True, **how: int) -> Terminal:
        given = lone_cli.environment(LANG="C.UTF-8")
        environment = {name: value for name, value in given.items() if tokens or not name.startswith("DMM_")}
        return Terminal(lone_cli.words(command, *arguments), environment, **how)

    return make


LOG = ["10:00:01 INFO one", "10:00:02 INFO two", "10:00:03 INFO three"]
COMPLETED = (
    "Import completed. 5,022 records imported into 127.0.0.1.",
    "  5,022 rows in the zip, 5,022 records reported.",
)
OnTerminal = Callable[..., Terminal]


def test_tokens_are_asked_for_without_an_echo_the_one_time_token_last(
    on_terminal: OnTerminal, demo: DemoProcess, customers: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.json"
    words = ("import", "--url", demo.address, "--zip", customers, "--append", "--report", report)
    with on_terminal(*words, tokens=False, columns=300) as terminal:
        terminal.wait_for(KEY_PROMPT)
        assert not terminal.echoes()
        assert "Checking" not in terminal.written
        terminal.type(f"{demo.token}\r")
        terminal.wait_for(ONE_TIME_PROMPT)
        assert not terminal.echoes()
        terminal.type(f"  {demo.one_time_token} \r")
        terminal.wait_for("The import was started.")
        arguments = Path(f"/proc/{terminal.process.pid}/cmdline").read_bytes()
        assert str(customers).encode() in arguments
        for token in (demo.token, demo.one_time_token):
            assert not traces_of(token, arguments)
        assert terminal.end() == 0
        for token in (demo.token, demo.one_time_token):
            assert not traces_of(token, terminal.written.encode())
        [*before, started, ended, compared, saved, nothing] = terminal.screen()
        assert before == [KEY_PROMPT.rstrip(), *CHECKED, ONE_TIME_PROMPT.rstrip()]
        assert started.startswith("The import was started. Tracker id: ")
        assert ended == "Import completed. 5,022 records imported into 127.0.0.1 in 22 seconds."
        assert compared == "  5,022 rows in the zip, 5,022 records reported."
        assert (saved[:16], nothing) == ("Report saved as ", "")
    assert demo.received()["misplaced_tokens"] == []


def test_a_key_that_is_refused_makes_the_one_time_token_unnecessary(
    on_terminal: OnTerminal, demo: DemoProcess, customers: Path
) -> None:
    words = ("import", "--url", demo.address, "--zip", customers, "--append")
    with on_terminal(*words, tokens=False) as terminal:
        terminal.wait_for(KEY_PROMPT)
        terminal.type("another-key\r")
        assert terminal.end() == 2
        assert terminal.screen()[1:4] == [*CHECKED, f"Error: {demo.host_and_port} refused the REST API key."]
        assert ONE_TIME_PROMPT not in terminal.written


@pytest.mark.parametrize(("keys", "code", "words"), [
    ("\x03", 130, "Interrupted. Nothing was started."),
    ("half\x03", 130, "Interrupted. Nothing was started."),
    ("\x04", 1, "Error: The token is empty."),
    ("\r", 1, "Error: The token is empty."),
    ("two words\r", 1, "Error: The token cannot be sent."),
])  # fmt: skip
def test_a_prompt_can_be_left(on_terminal: OnTerminal, customers: Path, keys: str, code: int, words: str) -> None:
    with ScriptedServer(api()) as server:
        command = ("import", "--url", server.address, "--zip", customers, "--append")
        with on_terminal(*command, tokens=False) as terminal:
            terminal.wait_for(KEY_PROMPT)
            terminal.type(keys)
            assert terminal.end() == code
            assert terminal.screen()[:2] == [KEY_PROMPT.rstrip(), words]
            assert terminal.echoes()
        assert server.connections == 0


def test_check_environment_asks_for_the_key(on_terminal: OnTerminal, demo: DemoProcess) -> None:
    with on_terminal("check-environment", "--url", demo.address, tokens=False) as terminal:
        terminal.wait_for(KEY_PROMPT)
        terminal.type(f"{demo.token}\r")
        assert terminal.end() == 0
        assert terminal.screen()[-2] == "REST API key: accepted."


def test_prompts_reach_the_person_when_the_output_goes_to_a_file(
    on_terminal: OnTerminal, demo: DemoProcess, tmp_path: Path
) -> None:
    with (tmp_path / "out").open("wb") as file:
        command = ("check-environment", "--url", demo.address, "--json")
        with on_terminal(*command, tokens=False, out=file.fileno()) as terminal:
            terminal.wait_for(KEY_PROMPT)
            terminal.type(f"{demo.token}\r")
            assert terminal.end() == 0
            assert terminal.screen() == [KEY_PROMPT.rstrip(), ""]
    assert (tmp_path / "out").read_bytes().startswith(b"{")


@pytest.mark.parametrize("columns", [0, 20, 80, 200])
def test_the_bar_moves_and_leaves_nothing(on_terminal: OnTerminal, customers: Path, columns: int) -> None:
    running, over = answering(status("InProgress", 2500, 5000)), answering(status("Complete", 5022, 5022))
    answers = in_turn(NOT_FOUND, running, over)
    with ScriptedServer(api(STARTED, answers, answering(outputs("Complete", records=5022)))) as server:
        command = ("import", "--url", server.address, "--zip", customers, "--append")
        with on_terminal(*command, columns=columns) as terminal:
            assert terminal.end() == 0
            if columns in (80, 200):
                assert "Importing… 2,500 of 5,000 records |" in terminal.written
                assert "50 %" in terminal.written and "█" in terminal.written
            assert terminal.screen() == wrapped(
                columns or 80, *CHECKED, "The import was started. Tracker id: 77", *COMPLETED
            )


def wrapped(columns: int, *lines: str) -> list[str]:
    """The lines as a terminal of this width shows them, and the empty one after them."""
    return [line[start : start + columns].rstrip() for line in lines for start in range(0, len(line), columns)] + [""]


def test_a_lost_connection_fits_on_the_line(on_terminal: OnTerminal, customers: Path) -> None:
    def cut(exchange: Exchange) -> None:
        exchange.read_body()
        exchange.reset()

    answers = in_turn(NOT_FOUND, answering(status("InProgress", 1, 2)), cut, answering(status("Complete", 5022, 5022)))
    with ScriptedServer(api(STARTED, answers, answering(outputs("Complete", records=5022)))) as server:
        command = ("import", "--url", server.address, "--zip", customers, "--append")
        with on_terminal(*command) as terminal:
            assert terminal.end() == 0
            assert "The import may still be running. Trying again in 1 s. |" in terminal.written
            assert terminal.screen() == [
                *CHECKED,
                "The import was started. Tracker id: 77",
                f"The connection to {server.host_and_port} failed.",
                *COMPLETED,
                "",
            ]


def test_log_lines_and_the_bar_do_not_mix(on_terminal: OnTerminal, customers: Path) -> None:
    running = [answering(status("InProgress", 1, 2) | lines(*LOG[:count])) for count in (1, 1, 2, 2)]
    answers = in_turn(NOT_FOUND, *running, answering(status("Complete", 5022, 5022) | lines(*LOG)))
    with ScriptedServer(api(STARTED, answers, answering(outputs("Complete", records=5022)))) as server:
        command = ("import", "--url", server.address, "--zip", customers, "--append", "--show-log")
        with on_terminal(*command) as terminal:
            assert terminal.end() == 0
            assert "Importing… 1 of 2 records |" in terminal.written
            assert terminal.screen() == [*CHECKED, "The import was started. Tracker id: 77", *LOG, *COMPLETED, ""]


def test_ctrl_c_while_watching_leaves_one_clean_line(
    on_terminal: OnTerminal, slow_demo: DemoProcess, customers: Path
) -> None:
    tokens = {"DMM_TOKEN": slow_demo.token, "DMM_TOKEN_OTP": slow_demo.one_time_token}
    assert set(tokens.values()).isdisjoint(TOKENS)
    with on_terminal("import", "--url", slow_demo.address, "--zip", customers, "--append", tokens=False) as terminal:
        terminal.wait_for(KEY_PROMPT)
        terminal.type(f"{slow_demo.token}\r")
        terminal.wait_for(ONE_TIME_PROMPT)
        terminal.type(f"{slow_demo.one_time_token}\r")
        terminal.wait_for("Waiting in the queue")
        terminal.type("\x03")
        assert terminal.end() == 130
        assert "".join(terminal.screen()[-3:]).startswith(
            "Interrupted. This command did not stop the import; it may still be running. Tracker id: "
        )


def test_a_terminal_that_cannot_show_blocks_gets_another_bar(lone_cli: CommandLine, customers: Path) -> None:
    answers = in_turn(NOT_FOUND, answering(status("InProgress", 1, 2)), answering(status("Complete", 5022, 5022)))
    with ScriptedServer(api(STARTED, answers, answering(outputs("Complete", records=5022)))) as server:
        words = lone_cli.words("import", "--url", server.address, "--zip", customers, "--append")
        with Terminal(words, os.environ | lone_cli.environment(PYTHONIOENCODING="ascii")) as terminal:
            assert terminal.end() == 0
            assert "#" in terminal.written and terminal.written.isascii()


@pytest.mark.parametrize("is_ignored", [False, True], ids=["heard", "as with nohup"])
def test_closing_the_terminal(lone_cli: CommandLine, small: Path, tmp_path: Path, is_ignored: bool) -> None:
    """The tracker id is kept. Where the user has seen to it that the command goes on, nothing is lost at all."""

    def start(exchange: Exchange) -> None:
        exchange.read_body()
        exchange.hold()
        STARTED(exchange)

    report = tmp_path / "report.json"
    statuses = in_turn(NOT_FOUND, answering(status("InProgress", 1, 2)), answering(status("Complete", 5022, 5022)))
    answers = api(start, statuses, answering(outputs("Complete", records=5022)))
    command = ("import", "--zip", small, "--append", "--show-log", "--report", report)
    with ScriptedServer(answers) as server:
        words = lone_cli.words(*command, "--url", server.address)
        if is_ignored:
            words = ["/bin/sh", "-c", "trap '' HUP; exec \"$@\"", "sh", *words]
        with Terminal(words, lone_cli.environment()) as terminal:
            server.wait()
            terminal.close()
            server.release()
            code = terminal.process.wait(PATIENCE)
        assert len(server.starts) == 1
    kept = json.loads(report.read_text("utf-8"))
    assert (code, kept["state"]) == ((0, "completed") if is_ignored else (130, "started"))
    assert kept["tracker_id"] == "77"
    assert lone_cli("runs", "--json").runs() == [kept]
