"""Neither token is in anything that a whole session leaves behind, window and command line, beside a server that
repeats them wherever it can."""

import base64
import io
import json
import os
import sys
import zipfile
from pathlib import Path

import pytest

import python_processes
from cli.leaks import files_with, traces_of
from dmm_desktop.cli.exit_codes import ExitCode
from faults.windows import window
from process_ends import check
from scripted_server import Exchange, ScriptedServer, answering, by_operation, in_turn

#: With characters that URLs, JSON and base64 write differently.
KEY, ONE_TIME = "key+4Qz8/1=secret%", "otp&93/172=secret+"


def encoded(content: str) -> str:
    return base64.b64encode(content.encode()).decode()


def logs() -> str:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Execution.log", "a log without secrets")
    return base64.b64encode(packed.getvalue()).decode()


def talkative(*secrets: str) -> ScriptedServer:
    """Each answer holds the secrets."""
    words = f"You sent X-DMM-Token: {', '.join(secrets)}, did you? {[encoded(secret) for secret in secrets]}"
    lines = f"2026-01-01 00:00:01 ERROR {words}\n2026-01-01 00:00:02 INFO and again {secrets[-1]}"
    failing = [{"FinalReportEntity": words, "FinalReportError": words, "FinalReportTip": words, "Count": 1}]
    message = {"MessageText": words, "MessageType": "Danger"}

    def status(exchange: Exchange) -> None:
        exchange.read_body()
        if exchange.request.query["MainExecutionTrackerId"] == "0":
            return exchange.answer({"Status": "NotFound", "Success": False, "ErrorMessage": words})
        report = {"CompletedRecords": 1, "TotalRecords": 2, "Message": message}
        answer = {"Status": "InError", "Success": True, "ErrorMessage": words, "Report": report, "LogNumPages": 1}
        return exchange.answer(answer | {"Logs": encoded(lines)})

    outputs = {"Status": "InError", "ErrorMessage": words, "Report": {"NRecords": 1}, "Logs": logs()}
    start = in_turn(
        answering({"Errors": [words], "StatusCode": 401}, 401),
        answering(f"<html>{words}</html>", 504, "Content-Type: text/html"),
        answering({"MainExecutionTrackerId": 42, "Message": words}),
    )
    return ScriptedServer(
        by_operation(
            StartExecution=start,
            GetExecutionStatus=status,
            GetExecutionOutputs=answering(outputs | {"ErrorReport": encoded(json.dumps(failing))}),
        )
    )


def of_process(number: int) -> bytes:
    """Arguments and variables of a process and of those that it has started."""
    found = b""
    for folder in (Path(f"/proc/{name}") for name in os.listdir("/proc") if name.isdecimal()):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if number in (parent, int(folder.name)):
                found += (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
        except (FileNotFoundError, ProcessLookupError):  # it has ended meanwhile
            continue
    return found


def leaks_in(what: bytes) -> list[str]:
    """The forms of both tokens in it."""
    return [form for secret in (KEY, ONE_TIME) for form in traces_of(secret, what)]


@pytest.fixture
def places(tmp_path: Path, isolated_home: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Everywhere a session can leave something."""
    for name in ("temporary", "saved"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    return [tmp_path, isolated_home]


def test_a_session_in_the_window(tmp_path: Path, places: list[Path]) -> None:
    zip_file = tmp_path / "import.zip"
    with zipfile.ZipFile(zip_file, "w") as archive:
        archive.writestr("Customer_Struct.dmm", "{}")
        archive.writestr("Customer_Data.csv", "Id\r\n1")
    with (
        talkative(KEY, ONE_TIME) as server,
        window("talk", tmp_path / "data", server.address, zip_file, tmp_path / "saved") as talking,
    ):
        assert talking.process.stdin is not None
        talking.process.stdin.write(f"{KEY}\n{ONE_TIME}\n")
        talking.process.stdin.flush()
        shown = talking.said()
        assert leaks_in(of_process(talking.process.pid)) == []
        talking.process.stdin.write("\n")
        assert leaks_in(talking.end().encode()) == []
        assert [start.headers["x-dmm-token-otp"] for start in server.starts] == [ONE_TIME] * 3, "they were used"
    assert len(shown["titles"]) >= 2
    assert leaks_in(json.dumps(shown, ensure_ascii=False).encode()) == []
    assert len(list((tmp_path / "saved").iterdir())) == 4
    for packed in ("logs.zip", "support.zip"):
        with zipfile.ZipFile(tmp_path / "saved" / packed) as archive:
            archive.extractall(tmp_path / "unpacked" / packed)
    assert (tmp_path / "unpacked" / "support.zip" / "versions.json").exists()
    assert [found for secret in (KEY, ONE_TIME) for found in files_with(secret, *places)] == []


def test_a_session_in_the_command_line(tmp_path: Path, places: list[Path]) -> None:
    zip_file = tmp_path / "import.zip"
    zip_file.write_bytes(b"PK\x05\x06" + bytes(18))
    common = ("--data-dir", tmp_path / "data", "--url")

    def written(*words: object, **tokens: str) -> bytes:
        command = [sys.executable, "-m", "dmm_desktop.cli", *map(str, words)]
        done = python_processes.run(command, capture_output=True, timeout=60, env=os.environ | tokens)
        check(done, *ExitCode)
        output: bytes = done.stdout + done.stderr
        return output

    with talkative(KEY, ONE_TIME) as server:
        url = f"{server.address}/DMMAPI/rest/v1"
        start = ("import", *common, url, "--zip", zip_file, "--append", "--start-anyway", "--show-log", "--json")
        saving = ("--logs", tmp_path / "saved" / "logs.zip", "--report", tmp_path / "saved" / "report.json")
        said = b"".join(written(*start, *saving, DMM_TOKEN=KEY, DMM_TOKEN_OTP=ONE_TIME) for _ in range(3))
        assert len(server.starts) == 3
        assert b"00:00:01 ERROR" in said, "the log was shown"
    with talkative(KEY) as server:  # of another process's one-time token nobody here knows
        url = f"{server.address}/DMMAPI/rest/v1"
        for words in ("check-environment", "--json"), ("status", "42"), ("logs", "42"), ("watch", "42", "--json"):
            said += written(words[0], *common, url, *words[1:], DMM_TOKEN=KEY)
    said += written("runs", "--data-dir", tmp_path / "data", "--json")
    assert said.count(b"(hidden)") > 10
    assert leaks_in(said) == []
    assert [found for secret in (KEY, ONE_TIME) for found in files_with(secret, *places)] == []
