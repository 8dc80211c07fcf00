"""What reaches standard output and error, whatever takes it and whatever a server says."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import python_processes
from cli.command_line import PATIENCE, CommandLine, Done
from cli.conftest import CommandLineOf
from cli.scripted_api import NOT_FOUND, STARTED, api, lines, outputs, status
from demo_process import DemoProcess
from not_on_windows import FILES, PERMISSIONS, SHELLS
from scripted_server import Script, ScriptedServer, answering, in_turn

#: Drives terminals, and holds what is harmless: a combined character, three kinds of spaces, Japanese, a face.
HARMLESS = "e\u0301 caf\u00e9\u00a0: 5\u202f000 \u65e5\u672c\u8a9e\u3000\U0001f642"
EVIL = f"\x1b[31mred\x1b[0m\x07 \x9b2J \u202etxet\r\x1b[2K \x00 {HARMLESS}"
SHOWN = rf"\x1b[31mred\x1b[0m\x07 \x9b2J \u202etxet \x1b[2K \x00 {HARMLESS}"


def ended(word: str, message: str, *failing: dict[str, str], log: tuple[str, ...] = ()) -> tuple[Script, Script]:
    """Scripts for GetExecutionStatus and GetExecutionOutputs of a run that has ended with this message."""
    answer = status(word, 7, 7, message) | lines(*log)
    return in_turn(NOT_FOUND, answering(answer)), answering(outputs(word, *failing, records=7))


def test_servers_cannot_drive_the_terminal(lone_cli: CommandLine, small: Path) -> None:
    failing = {
        "FinalReportEntity": f"Entity {EVIL}",
        "FinalReportError": f"One\r\ntwo {EVIL}",
        "FinalReportTip": EVIL,
        "Count": "2",
    }
    answers = ended("Complete", EVIL, failing, log=(EVIL,))
    with ScriptedServer(api(STARTED, *answers)) as server:
        words = ("--url", server.address, "--zip", small, "--append")
        done = lone_cli("import", *words, "--show-log")
        assert done.code == 4
        assert done.lines == [
            SHOWN,
            "Import completed with errors. 1 entity has errors.",
            "  7 of 7 records were processed.",
            f"  7 rows in the zip, 7 records reported. Entity {SHOWN} has errors.",
            f"  The server says: {SHOWN}.",
            f"  Entity {SHOWN}: One two {SHOWN} (2 times)",
            f"    {SHOWN}",
        ]
    with ScriptedServer(api(answering({"Success": False, "ErrorMessage": EVIL}))) as server:
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append")
        assert f"  The server says: {SHOWN}." in done.notes
        assert EVIL not in lone_cli("runs").out and r"\x1b[31mred" in lone_cli("runs").out


@pytest.mark.parametrize("variables", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C"}], ids=["ascii", "LC_ALL=C"])
def test_names_survive_every_encoding(
    lone_cli: CommandLine, small: Path, tmp_path: Path, variables: dict[str, str]
) -> None:
    source = tmp_path / "Kunden-\u00e4-\u65e5\u672c.zip"
    source.write_bytes(small.read_bytes())
    with ScriptedServer(api(STARTED, *ended("InError", "Gr\u00f6\u00dfe \u65e5\u672c"))) as server:
        words = ("--url", server.address, "--zip", source, "--append", "--connection", "Ziel \u00e4")
        code, out, _ = in_bytes(lone_cli, "import", *words, **variables)
        assert (code, out[:17]) == (3, b"Import failed. Gr")
        code, out, _ = in_bytes(lone_cli, "import", *words, "--json", **variables)
        assert (code, json.loads(out.decode("ascii"))["file"]["name"]) == (3, source.name)
    code, out, _ = in_bytes(lone_cli, "runs", **variables)
    assert (code, out.count(b".zip"), out.count(b"\n")) == (0, 2, 2)
    assert source.name in lone_cli("runs", PYTHONIOENCODING="utf-8").out


def in_bytes(cli: CommandLine, command: str, *arguments: object, **variables: str) -> tuple[int, bytes, bytes]:
    """Run a command whose output is in another encoding than UTF-8."""
    environment = cli.environment(**variables)
    done = python_processes.run(
        cli.words(command, *arguments), capture_output=True, env=environment, timeout=PATIENCE, stdin=subprocess.DEVNULL
    )
    cli.look_through(Done(done.returncode, done.stdout.decode("latin-1"), done.stderr.decode("latin-1")))
    return done.returncode, done.stdout, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason=FILES)
def test_a_file_whose_name_is_no_text(lone_cli: CommandLine, small: Path, tmp_path: Path) -> None:
    source = tmp_path / "caf\udce9.zip"
    source.write_bytes(small.read_bytes())
    with ScriptedServer(api(STARTED, *ended("Complete", ""))) as server:
        words = ("--url", server.address, "--zip", source, "--append", "--report", tmp_path / "report.json", "--json")
        done = lone_cli("import", *words)
    assert done.code == 0, done.err
    assert len(lone_cli("runs").lines) == 1
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["tracker_id"] == "77"


def test_elsewhere_than_on_a_terminal_there_are_plain_lines(lone_cli: CommandLine, large: Path, tmp_path: Path) -> None:
    answers = in_turn(NOT_FOUND, *(answering(status(*how)) for how in (("Queued",), ("InProgress", 3, 7))))
    waiting, importing = "Waiting in the queue of 127.0.0.1.", "Importing… 3 of 7 records"
    with ScriptedServer(api(STARTED, answers)) as server:
        words = ("--url", server.address, "--zip", large, "--append", "--report", tmp_path / "report.json")
        with lone_cli.start("import", *words) as running:
            running.wait_for(importing)
            running.interrupt()
            done = running.end()
    size = f"{large.stat().st_size / 1e6:.1f} MB"
    checking, uploading = [line for line in done.notes if size in line]
    assert checking.startswith("Checking 0.") and uploading == f"Uploading 0.0 of {size}"
    assert [line for line in done.notes if line not in (checking, uploading)] == [
        "All rows checked: no problems.",
        "Rows: 1,207",
        "Sent. Waiting for the tracker id…",
        "The import was started. Tracker id: 77",
        waiting,
        importing,
        "Interrupted. This command did not stop the import; it may still be running. Tracker id: 77",
        f"Report saved as {tmp_path / 'report.json'}.",
    ]
    assert done.out == "" and "\r" not in done.err


def test_a_growing_log_is_shown_once_and_in_order(command_line: CommandLineOf, customers: Path, tmp_path: Path) -> None:
    with DemoProcess("--pace", "0.08", "--log-page-cap", "7") as server:
        cli = command_line((server.token, server.one_time_token))
        words = ("--url", server.address, "--zip", customers, "--append", "--show-log", "--logs", tmp_path / "logs.zip")
        done = cli("import", *words)
        [start] = server.received()["starts"]
        assert server.received()["operations"]["GetExecutionStatus"] > 10
        shown = cli("logs", "--url", server.address, start["tracker_id"])
    assert (done.code, shown.code) == (0, 0)
    assert done.lines[:-2] == shown.lines and len(shown.lines) > 100
    assert not [line for line in done.notes if " INFO " in line]


def test_log_lines_that_cannot_be_read_are_told_once(lone_cli: CommandLine, small: Path) -> None:
    damaged = status("InProgress", 3, 7) | {"LogNumPages": 1, "Logs": "b25l????"}
    whole = status("Complete", 7, 7) | lines("one")
    with ScriptedServer(api(STARTED, in_turn(*[answering(damaged)] * 6, answering(whole)))) as server:
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append", "--show-log")
    [told] = [note for note in done.notes if "log lines" in note]
    cause = "the base64 text contains characters that do not belong there"
    assert told == f"Some log lines could not be read. Its response cannot be read: {cause}."


@pytest.mark.parametrize(("word", "code"), [("Complete", 0), ("InError", 3)])
def test_a_reader_who_goes_does_not_end_the_watching(
    lone_cli: CommandLine, small: Path, tmp_path: Path, word: str, code: int
) -> None:
    log = tuple(f"line {number}" for number in range(100_000))
    logs, report = tmp_path / "logs.zip", tmp_path / "report.json"
    statuses = in_turn(NOT_FOUND, *(answering(status(now, 7, 7) | lines(*log)) for now in ("InProgress", word)))
    left = answering(outputs(word, records=7, logs=small.read_bytes()))
    with ScriptedServer(api(STARTED, statuses, left)) as server:
        words = ("--url", server.address, "--zip", small, "--append", "--show-log", "--logs", logs, "--report", report)
        done = read_one_line(lone_cli, "import", *words)
    assert (done.code, done.notes[-1]) == (code, f"Report saved as {report}.")
    assert logs.read_bytes() == small.read_bytes()
    assert json.loads(report.read_text("utf-8"))["state"] == ("completed" if word == "Complete" else "failed")


def read_one_line(cli: CommandLine, *words: object) -> Done:
    """Run a command whose output is read as ``head -1`` does."""
    reading, writing = os.pipe()
    with os.fdopen(reading) as reader, cli.start(*map(str, words), out=writing) as running:
        os.close(writing)
        assert reader.readline()
        reader.close()
        return running.end()


def test_a_reader_who_goes_ends_a_listing(lone_cli: CommandLine, small: Path) -> None:
    log = tuple(f"line {number}" for number in range(100_000))
    with ScriptedServer(api(STARTED, answering(status("InProgress", 3, 7) | lines(*log)))) as server:
        done = read_one_line(lone_cli, "logs", "--url", server.address, "77")
        assert (done.code, done.err) == (0, "")
        assert lone_cli("import", "--url", server.address, "--zip", small, "--append", "--detach").code == 0
    done = read_one_line(lone_cli, "runs")
    assert (done.code, done.err) == (0, "")


def test_nobody_need_read_the_document(lone_cli: CommandLine, closed_port: int) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    words = ("--url", f"http://127.0.0.1:{closed_port}", "77", "--patience", "0", "--json")
    with lone_cli.start("status", *words, out=writing) as running:
        os.close(writing)
        assert running.end().code == 2


@pytest.mark.skipif(sys.platform == "win32", reason=SHELLS)
@pytest.mark.parametrize("shell", ["{0} 2>&1 >/dev/null | true", "{0} | true", "{0} 2>&1 | true", "{0} >&- 2>&- <&-"])
def test_the_import_is_followed_to_its_end_even_if_nobody_listens(
    lone_cli: CommandLine, small: Path, tmp_path: Path, shell: str
) -> None:
    logs, report = tmp_path / "logs.zip", tmp_path / "report.json"
    zipped = small.read_bytes()
    with ScriptedServer(
        api(
            STARTED,
            in_turn(NOT_FOUND, answering(status("Complete", 7, 7))),
            answering(outputs("Complete", records=7, logs=zipped)),
        )
    ) as server:
        words = lone_cli.words(
            "import", "--url", server.address, "--zip", small, "--append", "--logs", logs, "--report", report
        )
        script = shell.format(subprocess.list2cmdline(words))
        done = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {script}"],
            capture_output=True, env=lone_cli.environment(), timeout=PATIENCE, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    assert (done.returncode, b"Traceback" in done.stdout + done.stderr) == (0, False)
    assert logs.read_bytes() == zipped
    assert json.loads(report.read_text("utf-8"))["state"] == "completed"


FULL = [
    "Error: The output could not be written.",
    "  No space left on device.",
    "  Free some space or send the output elsewhere, then try again.",
]


needs_full_disk = pytest.mark.skipif(sys.platform == "win32", reason=FILES)


def into_a_full_disk(cli: CommandLine, *words: object) -> Done:
    with Path("/dev/full").open("wb") as full, cli.start(*map(str, words), out=full) as running:
        return running.end()


@needs_full_disk
def test_a_full_disk_below_the_output_is_said(lone_cli: CommandLine) -> None:
    for more in ([], ["--json"]):
        done = into_a_full_disk(lone_cli, "runs", *more)
        assert (done.code, done.notes) == (1, FULL)


@needs_full_disk
@pytest.mark.parametrize("words", [["--help"], ["--version"], ["import", "--help"]])
def test_a_full_disk_below_the_help_is_said(lone_cli: CommandLine, words: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = python_processes.run(
            [*lone_cli.program, *words], stdout=full, stderr=subprocess.PIPE, env=lone_cli.environment(), text=True,
            timeout=PATIENCE,
        )  # fmt: skip
    assert (done.returncode, done.stderr.splitlines()) == (1, FULL)


@pytest.mark.parametrize("words", [["--help"], ["--version"]])
def test_the_help_may_be_read_in_part(lone_cli: CommandLine, words: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as out:
        done = python_processes.run(
            [*lone_cli.program, *words], stdout=out, stderr=subprocess.PIPE, env=lone_cli.environment(), text=True,
            timeout=PATIENCE,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


@needs_full_disk
@pytest.mark.parametrize(("word", "code"), [("Complete", 1), ("InError", 3)])
@pytest.mark.parametrize("option", ["--json", "--show-log"])
def test_a_full_disk_below_the_output_does_not_end_the_watching(
    lone_cli: CommandLine, small: Path, tmp_path: Path, word: str, code: int, option: str
) -> None:
    report = tmp_path / "report.json"
    statuses = in_turn(NOT_FOUND, *(answering(status(now, 7, 7) | lines("one", "two")) for now in ("InProgress", word)))
    with ScriptedServer(api(STARTED, statuses, answering(outputs(word, records=7)))) as server:
        words = ("--url", server.address, "--zip", small, "--append", "--report", report, option)
        done = into_a_full_disk(lone_cli, "import", *words)
    assert (done.code, [note for note in done.notes if note in FULL]) == (code, FULL)
    assert json.loads(report.read_text("utf-8"))["tracker_id"] == "77"


def test_long_words_of_a_server_are_shortened(lone_cli: CommandLine, small: Path) -> None:
    long = "x" * 3_000_000
    failing = {"FinalReportEntity": long, "FinalReportError": long, "FinalReportTip": long, "Count": 1}
    log = status("InError", 1, 2, long) | lines("y" * 5000)
    answers = (in_turn(NOT_FOUND, answering(log)), answering(outputs("InError", failing)))
    with ScriptedServer(api(STARTED, *answers)) as server:
        words = ("--url", server.address, "--zip", small, "--append", "--show-log")
        done = lone_cli("import", *words)
    cut = "x" * 2000 + "…"
    assert done.lines == [
        "y" * 5000,  # a line of a log is whole
        f"Import failed. {cut}",
        "  1 of 2 records was processed.",
        f"  7 rows in the zip, 1 record reported: 6 fewer. {cut} has errors.",
        f"  {cut}: {cut} (once)",
        f"    {cut}",
    ]
    compared = f"7 rows in the zip, 1 record reported: 6 fewer. {cut} has errors."
    assert lone_cli("runs").lines[0].endswith(f"Import failed. {cut} {compared}")


@pytest.mark.skipif(sys.platform == "win32", reason=PERMISSIONS)
def test_the_log_file_of_the_application_is_private(lone_cli: CommandLine, small: Path) -> None:
    with ScriptedServer(api(STARTED, *ended("Complete", ""))) as server:
        assert lone_cli("import", "--url", server.address, "--zip", small, "--append").code == 0
    open_to_others = [path for path in lone_cli.data.rglob("*") if path.is_file() and path.stat().st_mode & 0o077]
    assert open_to_others == [] and lone_cli.data.stat().st_mode & 0o077 == 0
