"""Neither token shows anywhere: what commands write and what they leave behind is searched after every test of this
folder (see conftest.py and leaks.py); here are the servers that do their worst."""

import base64
import html
import json
import os
import sys
from base64 import b64encode, urlsafe_b64encode
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from cli.command_line import CommandLine
from cli.conftest import TOKENS, CommandLineOf
from cli.leaks import files_with, traces_of
from cli.scripted_api import NOT_FOUND, STARTED, TRACKER_ID, api, lines, outputs, status
from not_on_windows import PROC
from scripted_server import Exchange, Script, ScriptedServer, answering, in_turn

KEY, ONE_TIME = TOKENS


def test_the_search_finds_every_form(tmp_path: Path) -> None:
    secret = 'a+b/c=d"é\\f%'
    forms = {
        "plain": secret.encode(),
        "in base64": base64.b64encode(f"x{secret}y".encode()),
        "in other base64": base64.b64encode(f"xx{secret}".encode()),
        "in an address": b"?token=a%2Bb%2Fc%3Dd%22%C3%A9%5Cf%25&",
        "in JSON": rb'{"token": "a+b/c=d\"\u00e9\\f%"}',
    }
    for name, content in forms.items():
        assert traces_of(secret, b"<" + content + b">"), name
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").write_bytes(b"<" + forms["in base64"] + b">")
    assert len(files_with(secret, tmp_path)) == 1
    assert traces_of(secret, b"a+b/c=d and other things") == []


def answers_with(words: str) -> dict[str, Script]:
    """Answers that show the words in every way in which a server can be unkind."""
    return {
        "400": answering({"Errors": [words], "StatusCode": 400}, 400),
        "Success false": answering({"Success": False, "ErrorMessage": words}),
        "500": answering(words, 500),
        "503": answering({"Errors": [words]}, 503),
        "HTML": answering(f"<html>{words}</html>", 200, "Content-Type: text/html"),
        "a redirect": answering(b"", 302, f"Location: https://127.0.0.1/?key={KEY}"),
        "not JSON": answering(f"not JSON, but {words}"),
    }


@pytest.mark.parametrize("kind", answers_with(""))
def test_servers_that_repeat_the_tokens(lone_cli: CommandLine, small: Path, tmp_path: Path, kind: str) -> None:
    both = answers_with(f"You sent X-DMM-Token: {KEY} and {ONE_TIME}, did you?")[kind]
    with ScriptedServer(api(both)) as server:
        words = ("--url", server.address, "--zip", small, "--append", "--report", tmp_path / "report.json", "--json")
        assert lone_cli("import", *words).code in (2, 5)
    key = answers_with(f"You sent {KEY}, did you?")[kind]
    with ScriptedServer(api(status=key, outputs=key, StopExecution=key)) as server:
        assert lone_cli("check-environment", "--url", server.address, "--json").code == 2
        stopped = lone_cli("stop", "--url", server.address, TRACKER_ID, "--patience", "0.01")
        assert stopped.code in (2, 5)  # no text but a confirmation says that it was accepted
        assert (
            lone_cli(
                "logs", "--url", server.address, TRACKER_ID, "--logs", tmp_path / "logs.zip", "--patience", "0.01"
            ).code
            == 2
        )


def written(secret: str) -> list[str]:
    """The secret alone, in longer words, and in every encoding."""
    plain = secret.encode()
    inside = [
        encode(b"x" * offset + plain + b"??>") for offset in range(3) for encode in (b64encode, urlsafe_b64encode)
    ]
    alone = [secret, f"key_{secret}x", quote(secret, safe=""), json.dumps(secret)[1:-1], html.escape(secret)]
    return [*alone, secret.replace("/", "\\/"), repr(secret), *(packed.decode() for packed in inside)]


@pytest.mark.parametrize("report", ["report.html", "report.json"])
def test_a_server_that_repeats_the_tokens_everywhere_and_in_every_form(
    lone_cli: CommandLine, small: Path, tmp_path: Path, report: str
) -> None:
    forms = [form for token in TOKENS for form in written(token)]
    words, echo = " | ".join(forms), (f"X-Echo: {KEY}", f"Set-Cookie: a={ONE_TIME}", f"Server: {KEY}")
    failing = [
        {f"FinalReport{name}": form for name in ("Entity", "Error", "Tip", "Stacktrace")} | {"Count": "2"}
        for form in forms
    ]
    figures = dict.fromkeys(("ConfigurationType", "ExecutionDate", "DataVolume", "BPTDataVolume"), words)
    message = {"MessageText": words, "MessageType": words}
    ended = {
        **status("Complete", 7, 7, Result=words, **{words: words}, **lines(*forms)),
        "Report": {"CompletedRecords": 7, "TotalRecords": 7, "Message": message},
    }
    final = {**outputs("Complete", *failing), "Result": words, "Report": figures}
    scripts = api(
        answering({"MainExecutionTrackerId": 77, "Success": True, "Said": words}, 200, *echo),
        in_turn(NOT_FOUND, answering(ended, 200, *echo)),
        answering(final, 200, *echo),
    )
    with ScriptedServer(scripts) as server:
        told = ("--report", tmp_path / report, *(("--json",) if report.endswith("json") else ()))
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append", *told)
    assert done.code == 4
    assert done.out.count("(hidden)") >= len(forms)
    assert "(hidden)" in (tmp_path / report).read_text("utf-8")


def test_a_one_time_token_that_an_earlier_command_sent(lone_cli: CommandLine) -> None:
    with ScriptedServer(api(status=answering({"Errors": [f"Used: {ONE_TIME}"]}, 400))) as server:
        done = lone_cli("status", "--url", server.address, TRACKER_ID, "--json")
    assert done.code == 2


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize(
    "form", [KEY, quote(KEY, safe=""), b64encode(KEY.encode()).decode()], ids=["plain", "URL", "base64"]
)
@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("{place}?key={form}", "“?key=(hidden)” was left out"),
        ("{place}#{form}", "“#(hidden)” was left out"),
        ("{place}/ServiceCenter/a?k={form}", "“/ServiceCenter/a?k=(hidden)” was left out"),
        ("http://example.com/{form}", "“http://example.com/(hidden)” cannot be used as an address"),
        ("https://a b/{form}", "“https://a b/(hidden)” cannot be used as an address"),
        ("{place}/x/{quoted}", "/x/(hidden)"),
    ],
)
def test_a_token_in_the_address_is_not_shown(
    lone_cli: CommandLine, address: str, told: str, form: str, as_json: bool
) -> None:
    """It is searched for after every command; what is told beside it is here."""
    with ScriptedServer(api()) as server:
        url = address.format(place=server.address, form=form, quoted=quote(unquote(form), safe=""))
        done = lone_cli("check-environment", "--url", url, *(["--json"] if as_json else []))
    assert told in done.out + done.err


def test_nor_is_one_in_a_wrong_argument(lone_cli: CommandLine) -> None:
    words = ("status", "--url", "https://example.com", TRACKER_ID, "--patience")
    assert "(hidden) is not a number of minutes" in lone_cli(*words, KEY).err
    assert "(hidden) is not a number of minutes" in lone_cli(*words, ONE_TIME, "--json").out


def test_tokens_go_only_where_they_belong(lone_cli: CommandLine, small: Path) -> None:
    answers = in_turn(NOT_FOUND, answering(status("Complete", 7, 7)))
    with ScriptedServer(api(STARTED, answers, answering(outputs("Complete", records=7)))) as server:
        assert lone_cli("import", "--url", server.address, "--zip", small, "--append").code == 0
        seen = [
            (request.operation, request.headers.get("x-dmm-token"), request.headers.get("x-dmm-token-otp"))
            for request in server.requests
        ]
    assert {(operation, key) for operation, key, _ in seen} == {
        ("swagger.json", None),
        ("GetExecutionStatus", KEY),
        ("StartExecution", KEY),
        ("GetExecutionOutputs", KEY),
    }
    assert {operation for operation, _, one_time in seen if one_time is not None} == {"StartExecution"}
    assert [one_time for operation, _, one_time in seen if operation == "StartExecution"] == [ONE_TIME]


@pytest.mark.skipif(sys.platform == "win32", reason=PROC)
def test_no_process_has_a_token_among_its_arguments(lone_cli: CommandLine, small: Path) -> None:
    def thinking(exchange: Exchange) -> None:
        exchange.read_body()
        exchange.hold()

    server = ScriptedServer(api(thinking))
    with server, lone_cli.start("import", "--url", server.address, "--zip", small, "--append", is_new=True) as running:
        server.wait()
        processes = {int(name): arguments_of(name) for name in os.listdir("/proc") if name.isdecimal()}
        assert str(small).encode() in processes[running.process.pid]
    for arguments in processes.values():
        assert not traces_of(KEY, arguments) and not traces_of(ONE_TIME, arguments)


def arguments_of(process: str) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):  # it has ended meanwhile
        return b""


@pytest.mark.parametrize("pasted", ["'{value}'", '"{header}: {value}"', '{header}: "{value}"'])
def test_what_was_copied_along_with_the_tokens_is_not_sent(
    command_line: CommandLineOf, small: Path, pasted: str
) -> None:
    key, one_time = (
        pasted.format(header=header, value=value)
        for header, value in zip(("X-DMM-Token", "x-dmm-token-otp"), TOKENS, strict=True)
    )
    answers = in_turn(NOT_FOUND, answering(status("Complete", 7, 7)))
    with ScriptedServer(api(STARTED, answers, answering(outputs("Complete", records=7)))) as server:
        assert command_line((key, one_time))("import", "--url", server.address, "--zip", small, "--append").code == 0
        [start] = server.starts
    assert (start.headers["x-dmm-token"], start.headers["x-dmm-token-otp"]) == TOKENS


def test_reports_hide_a_token_that_the_user_has_put_elsewhere(
    lone_cli: CommandLine, small: Path, tmp_path: Path
) -> None:
    key, report = "key-of-the-callback-1", tmp_path / "report.json"
    other = CommandLine(lone_cli.data, (key, ONE_TIME))
    chosen = tmp_path / "configuration.json"
    chosen.write_text(json.dumps({"Callback": f"https://hook.example.com/?key={key}"}))
    done_outputs = answering(outputs("Complete", records=7))
    with ScriptedServer(api(STARTED, in_turn(NOT_FOUND, answering(status("Complete", 7, 7))), done_outputs)) as server:
        words = ("--url", server.address, "--zip", small, "--append", "--config", chosen, "--report", report)
        done = other("import", *words, "--json")
        asked = other("status", "--url", server.address, TRACKER_ID, "--json")
    listed = other("runs", "--json")
    assert (done.code, asked.code, listed.code) == (0, 0, 0)
    for written in (done.out, asked.out, listed.out, report.read_text("utf-8")):
        assert "key=(hidden)" in written and key not in written
