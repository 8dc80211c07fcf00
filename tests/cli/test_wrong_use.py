"""Every wrong use: problem, cause and remedy on standard error, exit code 1, and nothing goes to the server."""

import json
import os
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli.command_line import CommandLine, Done
from cli.conftest import CommandLineOf
from cli.scripted_api import api
from not_on_windows import FILES
from scripted_server import ScriptedServer


class WrongUse:
    """Commands that must not get as far as the server."""

    def __init__(self, cli: CommandLine, server: ScriptedServer) -> None:
        self._cli = cli
        self._server = server
        self.url = server.address

    def __call__(self, command: str, *arguments: object, **how: Any) -> Done:
        done = self._cli(command, *arguments, **how)
        assert (done.code, done.out) == (1, ""), done
        assert self._server.connections == 0
        return done

    def import_(self, *arguments: object, **how: Any) -> Done:
        return self("import", "--url", self.url, *arguments, **how)


@pytest.fixture
def wrong(lone_cli: CommandLine) -> Iterator[WrongUse]:
    with ScriptedServer(api()) as server:
        yield WrongUse(lone_cli, server)


def explained(done: Done, problem: str, cause: str, remedy: str) -> bool:
    """Whether the error stands there in three lines, each with the words in it, and nothing after it."""
    said = done.notes[-3:]
    assert all(words in line for words, line in zip((f"Error: {problem}", cause, remedy), said, strict=True)), said
    return True


ENTER = "Enter it as https://"
ESCAPE, SHOWN_ESCAPE = "\x1b", r"\x1b"
HINT = "  'dmm-desktop-cli {}--help' explains the arguments."


REST = ["--url", "https://host", "--zip", "x.zip"]


@pytest.mark.parametrize(
    ("command", "arguments", "problem"),
    [
        ("import", [], "the following arguments are required: --url, --zip"),
        ("import", ["--url", "https://host"], "the following arguments are required: --zip"),
        ("import", [*REST, "--append", "--keep-ids"], "argument --keep-ids: not allowed with argument --append"),
        ("import", [*REST, "--app"], "unrecognized arguments: --app"),
        ("import", [*REST, "more"], "unrecognized arguments: more"),
        ("import", [*REST, "--token", "x"], "unrecognized arguments: --token x"),
        ("import", [*REST, "--patience", "soon"], "argument --patience: soon is not a number of minutes"),
        ("import", [*REST, "--patience", "-1"], "argument --patience: -1 is not a number of minutes"),
        ("import", [*REST, "--patience", "nan"], "argument --patience: nan is not a number of minutes"),
        ("watch", ["--url", "https://host"], "the following arguments are required: TRACKER_ID"),
        ("status", ["--url", "https://host", " "], "argument TRACKER_ID: it is empty"),
        ("logs", ["--url", "https://host", "\u00a0\u2003"], "argument TRACKER_ID: it is empty"),
        ("stop", ["--url", "https://host", "\udcff"], "argument TRACKER_ID: it is not text in UTF-8"),
        ("import", [*REST, "--connection", ""], "argument --connection: it is empty"),
        ("import", [*REST, "--connection", " \t"], "argument --connection: it is empty"),
        ("import", [*REST, "--connection", "caf\udce9"], "argument --connection: it is not text in UTF-8"),
        ("check-environment", ["--url", "https://h\udcff"], "argument --url: it is not text in UTF-8"),
        ("stop", ["12"], "the following arguments are required: --url"),
        ("create-connection", ["--url", "https://host"], "the following arguments are required: --json"),
        ("runs", ["12"], "unrecognized arguments: 12"),
    ],
)
def test_wrong_arguments(lone_cli: CommandLine, command: str, arguments: list[str], problem: str) -> None:
    done = lone_cli(command, *arguments)
    assert (done.code, done.out) == (1, "")
    assert done.notes[0].startswith("usage: dmm-desktop-cli ")
    named = "" if "unrecognized" in problem else f"{command} "
    assert done.notes[-2:] == [f"Error: {problem}", HINT.format(named)]


@pytest.mark.parametrize("command", ["frobnicate", "--frobnicate"])
def test_an_unknown_command(lone_cli: CommandLine, command: str) -> None:
    done = lone_cli(command)
    assert (done.code, done.out, done.notes[-1]) == (1, "", HINT.format(""))
    assert "frobnicate" in done.notes[-2] or "COMMAND" in done.notes[-2]


@pytest.mark.parametrize("option", [["--logs", "logs.zip"], ["--show-log"]])
def test_detaching_leaves_no_logs(wrong: WrongUse, small: Path, option: list[str]) -> None:
    done = wrong.import_("--zip", small, "--append", "--detach", *option)
    assert explained(done, "--detach cannot be combined with", "It ends the command", "Leave one of them out.")


@pytest.mark.parametrize("configuration", ["", "{}", '{"Other": true, "DataAppendMode": null}'])
def test_no_mode(wrong: WrongUse, small: Path, tmp_path: Path, configuration: str) -> None:
    (tmp_path / "config.json").write_text(configuration)
    done = wrong.import_("--zip", small, *(["--config", tmp_path / "config.json"] if configuration else []))
    assert explained(done, "It is not specified whether records get new ids.", "Neither", "Use --append")


@pytest.mark.parametrize(
    ("given", "cause"),
    [
        ("http://host.example.com", "Tokens are sent only over HTTPS."),
        ("ftp://host.example.com", "Tokens are sent only over HTTPS."),
        ("http://demo.localhost", "Tokens are sent only over HTTPS."),
        ("https://", "Its host name is not valid."),
        ("https://host:99999", "Its port is not a number from 1 to 65535."),
        ("https://ho\x1b[31mst", "It contains spaces, line ends or invisible characters."),
        ("https://x..example", "Its host name begins with a dot or has two dots in a row."),
        (f"https://{64 * 'a'}.example", "A part of its host name is longer than 63 characters."),
        ("https://x%2fy", "Its host name contains a percent sign."),
        ("https://256.1.1.1", "It looks like an IPv4 address, but is not four numbers from 0 to 255"),
        ("https://[fe80::1%25lo]", "Its IPv6 address has a zone"),
    ],
)
def test_a_wrong_address(wrong: WrongUse, small: Path, given: str, cause: str) -> None:
    done = wrong("import", "--url", given, "--zip", small, "--append")
    assert explained(done, f"“{given.replace(ESCAPE, SHOWN_ESCAPE)}” cannot be used as an address.", cause, ENTER)


def test_every_command_wants_a_right_address(wrong: WrongUse, tmp_path: Path) -> None:
    (tmp_path / "fields.json").write_text("{}")
    for command in ("check-environment", "create-connection", "watch", "status", "stop", "logs"):
        more = {"check-environment": [], "create-connection": ["--json", tmp_path / "fields.json"]}
        done = wrong(command, "--url", "http://host", *more.get(command, ["77"]))
        assert explained(done, "“http://host” cannot be used as an address.", "Tokens are sent only over HTTPS.", ENTER)


def test_a_password_in_the_address_is_not_repeated(wrong: WrongUse, small: Path) -> None:
    done = wrong("import", "--url", "https://admin:geheim-7@host.example.com/x", "--zip", small, "--append")
    assert explained(done, "The address contains a user name or password.", "The part before the @", ENTER)
    assert "geheim-7" not in done.err


def test_an_empty_address(wrong: WrongUse) -> None:
    assert wrong("check-environment", "--url", "").notes[0] == "Error: The address is empty."


@pytest.mark.parametrize(
    ("given", "cause"),
    [
        ("{", "It is not valid JSON: "),
        ("[]", "It is not a JSON object."),
        ('{"A": 1, "A": 2}', "It contains A twice"),
        ('{"DataAppendMode": true, "data_append_mode": false}', "are the same field."),
        ('{"DataAppendMode": "perhaps"}', "Its DataAppendMode is neither true nor false."),
        ('{"DataAppendMode": true, "DestinationDBConnection": 7}', "Its DestinationDBConnection is not text."),
        ('{"DataAppendMode": true, "X": NaN}', "“NaN” is not a value in JSON."),
        ("[" * 100_000, "It is nested too deeply."),
    ],
    ids=[
        "not JSON",
        "not an object",
        "a name twice",
        "two spellings",
        "no mode",
        "no connection",
        "NaN",
        "too deep",
    ],
)
def test_a_wrong_configuration(wrong: WrongUse, small: Path, tmp_path: Path, given: str, cause: str) -> None:
    config = tmp_path / "config.json"
    config.write_text(given, "utf-8")
    done = wrong.import_("--zip", small, "--config", config)
    assert explained(done, "The configuration cannot be used.", cause, "Correct it")


@pytest.mark.parametrize("blank", ["", " ", "\t"])
def test_a_blank_connection(wrong: WrongUse, small: Path, tmp_path: Path, blank: str) -> None:
    remedy = "Enter a name. To import into the environment itself, enter Runtime Connection."
    config = tmp_path / "config.json"
    config.write_text(json.dumps({"DataAppendMode": True, "DestinationDBConnection": blank}), "utf-8")
    done = wrong.import_("--zip", small, "--config", config)
    assert explained(done, "The configuration cannot be used.", "Its DestinationDBConnection is blank.", remedy)


def test_a_configuration_that_cannot_be_read(wrong: WrongUse, small: Path, tmp_path: Path) -> None:
    done = wrong.import_("--zip", small, "--config", tmp_path / "missing.json")
    assert explained(done, "missing.json could not be read.", "does not exist.", "Check the path")
    done = wrong.import_("--zip", small, "--config", tmp_path)
    assert explained(done, f"{tmp_path.name} cannot be used.", "It is a folder.", "Choose a file.")
    (tmp_path / "latin.json").write_bytes('{"Größe": 1}'.encode("latin-1"))
    done = wrong.import_("--zip", small, "--config", tmp_path / "latin.json")
    assert explained(
        done,
        "latin.json could not be read.",
        "It is not text in UTF-8, or in UTF-16 with a byte order mark.",
        "Save it as UTF-8",
    )


def test_a_zip_that_cannot_be_read(wrong: WrongUse, tmp_path: Path) -> None:
    done = wrong.import_("--append", "--zip", tmp_path / "missing.zip")
    assert explained(done, "missing.zip could not be read.", "does not exist.", "Check the path.")
    done = wrong.import_("--append", "--zip", tmp_path)
    assert explained(done, f"{tmp_path.name} cannot be used.", "It is a folder.", "Choose a file.")


def test_a_zip_that_is_a_pipe(wrong: WrongUse, tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip(FILES)
    os.mkfifo(tmp_path / "pipe.zip")
    done = wrong.import_("--append", "--zip", tmp_path / "pipe.zip")
    assert explained(done, "pipe.zip cannot be used.", "It is a device or pipe", "Choose a file.")


def test_a_zip_with_errors_is_not_sent(wrong: WrongUse, samples: Path, tmp_path: Path) -> None:
    done = wrong.import_("--append", "--zip", samples / "no-structure.zip")
    assert explained(done, "no-structure.zip cannot be imported.", "The check found ", "Nothing was started.")
    assert len([line for line in done.notes if line.startswith("Error: ")]) > 1, "each finding and the end"
    with zipfile.ZipFile(tmp_path / "mac.zip", "w") as archive:
        for number in range(6):
            archive.writestr(f"._{number}_Struct.dmm", b"x")
    done = wrong.import_("--append", "--zip", tmp_path / "mac.zip")
    assert explained(
        done, "mac.zip cannot be imported.", "The check found an error: The zip contains no files", "Nothing"
    )
    names = ", ".join(f"._{number}_Struct.dmm" for number in range(5))
    assert f"Note: The check ignores {names}, …." in done.notes
    (tmp_path / "text.zip").write_text("no zip")
    done = wrong.import_("--append", "--zip", tmp_path / "text.zip")
    assert explained(done, "text.zip cannot be imported.", "The check found an error: ", "Nothing was started.")


@pytest.mark.parametrize("option", ["--logs", "--report"])
@pytest.mark.parametrize("command", ["import", "watch"])
def test_a_target_that_cannot_be_written(
    wrong: WrongUse, small: Path, tmp_path: Path, command: str, option: str
) -> None:
    more: list[object] = ["--zip", small, "--append"] if command == "import" else ["77"]
    done = wrong(command, "--url", wrong.url, *more, option, tmp_path / "missing" / "out")
    assert explained(done, "out could not be written.", "missing does not exist.", "Create the folder")
    done = wrong(command, "--url", wrong.url, *more, option, tmp_path)
    assert explained(done, f"{tmp_path.name} cannot be used.", "It is a folder.", "Choose a file.")
    done = wrong(command, "--url", wrong.url, *more, option, small / "out")
    assert done.notes[-3].startswith("Error: out could not be written.")


def test_a_target_that_would_replace_what_is_needed(wrong: WrongUse, small: Path, tmp_path: Path) -> None:
    source, config, contract = tmp_path / "in.zip", tmp_path / "config.json", tmp_path / "swagger.json"
    source.write_bytes(small.read_bytes())
    config.write_text('{"DataAppendMode": true}')
    contract.write_text("{}")
    (tmp_path / "sub").mkdir()
    takings = {"--logs": (source, contract), "--report": (config, tmp_path / "sub" / ".." / "in.zip")}
    for option, taken in [(option, path) for option, paths in takings.items() for path in paths]:
        done = wrong.import_("--zip", source, "--config", config, "--contract", contract, option, taken)
        assert explained(done, f"{taken.name} is named twice.", "would replace a file", "Choose another place")
    both = tmp_path / "out"
    done = wrong.import_("--zip", source, "--append", "--logs", both, "--report", both)
    assert explained(done, "out is named twice.", "would replace a file", "Choose another place")
    assert source.read_bytes() == small.read_bytes()


def test_a_contract_that_is_none(wrong: WrongUse, small: Path, tmp_path: Path) -> None:
    contract = tmp_path / "file.json"
    for command, more in (("import", ["--zip", small, "--append"]), ("check-environment", []), ("status", ["77"])):
        arguments = (command, "--url", wrong.url, "--contract", contract, *more)
        contract.unlink(missing_ok=True)
        assert explained(wrong(*arguments), "file.json could not be read.", "does not exist.", "Check the path")
        contract.write_text("{")
        assert explained(wrong(*arguments), "file.json cannot be used.", "It is not valid JSON.", "Use Swagger 2.0")
        contract.write_bytes(b"{\0}\0")
        assert explained(wrong(*arguments), "file.json could not be read.", "It is not text in UTF-8", "Save it as")
        contract.write_text('{"swagger": "2.0", "info": {}, "paths": {"/x": {"get": {}}}}')
        assert explained(
            wrong(*arguments), "file.json does not describe the DMM API.", "no usable operation", "Use the description"
        )


def test_a_data_folder_that_is_a_file(wrong: WrongUse, lone_cli: CommandLine, small: Path) -> None:
    lone_cli.data.write_text("a file")
    for command, more in (
        ("import", ["--zip", small, "--append"]),
        ("watch", ["77"]),
        ("status", ["77"]),
        ("logs", ["77"]),
    ):
        done = wrong(command, "--url", wrong.url, *more)
        assert explained(done, "The data folder ", "data is a file, not a folder.", "with --data-dir")
    done = wrong("runs")
    assert explained(done, "The data folder ", "data is a file, not a folder.", "with --data-dir")
    assert lone_cli.data.read_text() == "a file"


@pytest.mark.parametrize(("tokens", "missing"), [((), "DMM_TOKEN"), (("key-1",), "DMM_TOKEN_OTP")])
def test_no_token_and_nobody_to_ask(
    command_line: CommandLineOf, small: Path, tokens: tuple[str, ...], missing: str
) -> None:
    with ScriptedServer(api()) as server:
        wrong = WrongUse(command_line(tokens), server)
        done = wrong.import_("--zip", small, "--append")
        cause, remedy = "There is no terminal to ask for it.", f"Set the environment variable {missing}."
        assert explained(done, f"{missing} is not set.", cause, remedy)
        if not tokens:
            for command in ("status", "watch", "stop", "logs"):
                assert explained(wrong(command, "--url", wrong.url, "77"), f"{missing} is not set.", cause, remedy)


@pytest.mark.parametrize("token", ["two words", "schlüssel", "line\nend"])
def test_a_token_that_cannot_be_one(command_line: CommandLineOf, small: Path, token: str) -> None:
    with ScriptedServer(api()) as server:
        for tokens in ((token, "otp-1"), ("key-1", token)):
            done = WrongUse(command_line(tokens), server).import_("--zip", small, "--append")
            assert explained(done, "The token cannot be sent.", "It contains spaces", "Copy it again")


def test_the_data_folder_may_be_named_before_the_command(lone_cli: CommandLine, tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    for words in (["--data-dir", str(before)], [f"--data-dir={before}"]):
        assert lone_cli.plain(*words, "runs").lines == ["No runs yet."]
        assert (before / "dmm-desktop.sqlite3").exists()
        failing = lone_cli.plain(*words, "runs", "--json", "--wrong")
        assert (failing.code, failing.json()["state"]) == (1, None)
        wrong = lone_cli.plain(*words, "create-connection", "--json", "fields.json")
        assert (wrong.code, wrong.out) == (1, "")
    assert lone_cli.plain("--data-dir", str(before), "runs", "--data-dir", str(after)).code == 0
    assert (after / "dmm-desktop.sqlite3").exists()


def test_what_is_no_zip_is_said_once(lone_cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(bytes(300))
    done = lone_cli("import", "--url", "https://h.example", "--zip", tmp_path / "x.zip", "--append")
    assert (done.code, done.err.count("is not a zip")) == (1, 1)
