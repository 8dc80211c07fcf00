"""Exports of servers that do their worst: nothing they put into the zip reaches the terminal as more than text, and no
token is shown."""

import base64
import io
import json
import zipfile
from pathlib import Path

import pytest

from cli.command_line import CommandLine
from cli.conftest import TOKENS, CommandLineOf
from cli.copying import TOKENS as COPY_TOKENS
from cli.copying import Copies
from cli.leaks import traces_of
from cli.scripted_api import NOT_FOUND, STARTED, api, lines, outputs, status
from scripted_server import Script, ScriptedServer, answering, in_turn

KEY, ONE_TIME = TOKENS


def zipped(**files: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return content.getvalue()


def packed(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize("words", [KEY, ONE_TIME, packed(KEY), f"\x1b[2J\u202e{KEY}\r\nError: all is lost"])
@pytest.mark.parametrize("as_json", [True, False])
def test_a_zip_that_repeats_the_tokens(lone_cli: CommandLine, tmp_path: Path, words: str, as_json: bool) -> None:
    configuration = tmp_path / "export.json"
    configuration.write_text("{}")
    structure = json.dumps(
        {"Entity": words, "Attributes": [{"Name": "Id", "Type": words}, {"Name": words, "Type": "Text"}]}
    )
    content = zipped(
        **{
            f"{words}_Struct.dmm": structure,
            f"{words}_Data.csv": f"Id,{words}\r\n1,{words}\r\n1,N'{words}'\r\n",
            f"../{words}_Data.csv": "",
            "Empty_Struct.dmm": structure,
            "Empty_Data.csv": f"Id,{words},{words}\r\n",
        }
    )
    zip_file = {"ZipFile": base64.b64encode(content).decode()}
    script = api(
        status=answering(status("Complete", 2, 2)), outputs=answering(outputs("Complete", records=2) | zip_file)
    )
    with ScriptedServer(script) as server:
        words_of_command = ("--url", server.address, "--config", configuration, "--save", tmp_path / "out.zip")
        done = lone_cli(
            "export", *words_of_command, "--report", tmp_path / "report.json", *(["--json"] if as_json else [])
        )
    assert done.code == 0
    assert not [found for token in TOKENS for found in traces_of(token, (done.out + done.err).encode())]
    assert not any(character in done.out + done.err for character in "\x1b\u202e\r")
    (tmp_path / "out.zip").unlink()


def test_a_zip_with_tokens_that_is_checked_and_imported_later(command_line: CommandLineOf, tmp_path: Path) -> None:
    key, saved = "key-that-may-name-a-file", tmp_path / "out.zip"
    cli = command_line((key, ONE_TIME))
    names = {f"{key}_Struct.dmm": "?", f"{key}_Data.csv": f"Id,{key}\r\n1,N'{key}'\r\n2,{key}\r\n"}
    saved.write_bytes(zipped(**names, **{"ossys_User_Struct.dmm": "?", "ossys_User_Data.csv": "Id\r\n1\r\n"}))
    files = ("--html", tmp_path / "a.html", "--csv", tmp_path / "a.csv", "--references-csv", tmp_path / "b.csv")
    checked = cli("check", saved, *files)
    assert (checked.code, "(hidden)" in checked.out) == (4, True)
    answers = in_turn(NOT_FOUND, answering(status("Complete", 7, 7)))
    with ScriptedServer(api(STARTED, answers, answering(outputs("Complete", records=7)))) as server:
        words = ("--url", server.address, "--zip", saved, "--append", "--report", tmp_path / "report.json", "--json")
        imported = cli("import", *words)
        rejected = cli("import", *words, "--strict")
    assert (imported.code, rejected.code) == (0, 1)
    assert "(hidden)" in (tmp_path / "report.json").read_text("utf-8")
    saved.unlink()


def test_a_damaged_zip_with_tokens_in_its_names(command_line: CommandLineOf, tmp_path: Path) -> None:
    key = "key-that-may-name-a-file"
    whole = zipped(**{f"{key}_Data.csv": "Id\r\n1\r\n"})
    damaged = whole.replace(key.encode(), b"x" * len(key), 1)  # in the header before the contents
    left = outputs("Complete", logs=damaged) | {"ZipFile": base64.b64encode(damaged).decode()}
    cli = command_line((key, ONE_TIME))
    with ScriptedServer(api(status=answering(status("Complete", 2, 2)), outputs=answering(left))) as server:
        words = ("--url", server.address, "77")
        saved = cli("watch", "--save", tmp_path / "out.zip", "--json", *words)
        logs = cli("logs", "--logs", tmp_path / "logs.zip", *words)
    for said in (saved.out, saved.err, logs.err):
        assert "(hidden)_Data.csv is damaged" in said
    for kept in tmp_path.glob("*.bin"):
        kept.unlink()


@pytest.mark.parametrize("code", [0, 2])
def test_two_servers_that_repeat_whatever_they_received(command_line: CommandLineOf, tmp_path: Path, code: int) -> None:
    """Nothing shows a token of either end, and no request to one end has a token of the other."""
    ends = (COPY_TOKENS[:2], COPY_TOKENS[2:])
    words = [" | ".join((*tokens, *map(packed, tokens))) for tokens in ends]
    content = zipped(
        **{"A_Struct.dmm": "?", "A_Data.csv": f"Id,{COPY_TOKENS[0]}\r\n1,N'{words[0]}'\r\n2,{COPY_TOKENS[1]}\r\n"},
        **{"ossys_User_Struct.dmm": "?", "ossys_User_Data.csv": "Id\r\n1\r\n"},
    )

    def repeating(said: str, start: Script) -> Script:
        echo = (f"X-Echo: {said}", f"Server: {said}", f"Set-Cookie: a={said}")
        known = {**status("Complete", 3, 3, said, **lines(said)), "Result": said}
        left = outputs("Complete", records=3, logs=content) | {"ZipFile": packed_zip, "Result": said}
        return api(start, in_turn(NOT_FOUND, answering(known, 200, *echo)), answering(left, 200, *echo))

    packed_zip = base64.b64encode(content).decode()
    refused = answering({"Success": False, "ErrorMessage": words[1]}, 400)
    with (
        ScriptedServer(repeating(words[0], STARTED)) as source,
        ScriptedServer(repeating(words[1], STARTED if code == 0 else refused)) as destination,
    ):
        (tmp_path / "export.json").write_text("{}")
        copies = Copies(command_line(COPY_TOKENS), source.address, destination.address, tmp_path / "export.json")
        done = copies("--report", tmp_path / "report.json", "--json")
        sent = [
            "".join(text for one in end.requests for text in (one.target, *one.headers.values(), one.body.decode()))
            for end in (source, destination)
        ]
    assert done.code == code, done
    for requests, own, others in zip(sent, ends, reversed(ends), strict=True):
        assert all(token in requests for token in own) and not [token for token in others if token in requests]
    for kept in copies.kept:
        kept.unlink()
