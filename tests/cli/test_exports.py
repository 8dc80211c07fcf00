"""Exports by the command line: to their end, with the zip saved, checked and imported again."""

import base64
import hashlib
import json
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.command_line import CommandLine, Done
from cli.conftest import AT_ONCE, CommandLineOf
from cli.scripted_api import NOT_FOUND, TRACKER_ID, api, outputs, status
from demo_process import DemoProcess
from dmm_desktop.operations.workspace import Workspace
from scripted_server import Script, ScriptedServer, answering, holding, in_turn, leaving_after
from zip_entities import entities_in

Export = Callable[..., Done]
EXPORTED = status("Complete", 7, 7)


@pytest.fixture
def export_from(cli: CommandLine, demo: DemoProcess, configuration: Path) -> Export:
    """Return a function (*arguments) -> what an export from the demo environment leaves."""

    def run(*arguments: object) -> Done:
        return cli("export", "--url", demo.address, "--config", configuration, *arguments)

    return run


def scripted(cli: CommandLine, configuration: Path, script: Script, *arguments: object) -> tuple[Done, ScriptedServer]:
    """An export from a scripted server."""
    with ScriptedServer(script) as server:
        return cli("export", "--url", server.address, "--config", configuration, *arguments), server


def left(zip_file: bytes | str, records: int = 7) -> dict[str, Any]:
    """Outputs with this ``ZipFile``."""
    text = zip_file if isinstance(zip_file, str) else base64.b64encode(zip_file).decode()
    return outputs("Complete", records=records) | {"ZipFile": text}


def test_an_export_is_saved_checked_and_imported_elsewhere(
    command_line: CommandLineOf, configuration: Path, customers: Path, tmp_path: Path
) -> None:
    target, report = tmp_path / "out.zip", tmp_path / "report.json"
    with DemoProcess(*AT_ONCE) as source, DemoProcess(*AT_ONCE) as destination:
        cli = command_line((source.token, source.one_time_token))
        words = ("--url", source.address, "--config", configuration, "--save", target, "--report", report)
        done = cli("export", *words)
        assert (done.code, done.lines) == (
            0,
            [
                "Export completed. 5,022 records exported from 127.0.0.1 in 22 seconds.",
                "5,022 rows in the zip, 5,022 records reported.",
            ],
        )
        assert f"Export saved as {target}." in done.notes
        assert {"All rows checked: no problems.", "  Order: 1,500", "  ossys_User: 12"} <= {*done.notes}
        assert "import" not in done.out + done.err
        [start] = source.received()["starts"]
        assert start["configuration"] == {
            "ExportingEntities": [],
            "ChunkSize": 0,
            "DBConnection": "Runtime Connection",
        }
        assert (start["type"], start["zip_size"]) == ("Export", None)
        assert target.read_bytes() == customers.read_bytes()
        with Workspace.open(cli.data) as workspace:
            [run] = workspace.runs()
        origin = run.origin_of(hashlib.sha256(target.read_bytes()).hexdigest())
        assert origin is not None and (origin.tracker_id, origin.host) == (run.tracker_id, source.host_and_port)
        assert run.origin_of("0" * 64) is None, "another file"
        assert run.saved_as == str(target), "the window imports it from there"
        cli = command_line((destination.token, destination.one_time_token))
        done = cli("import", "--url", destination.address, "--zip", target, "--append")
        assert (done.code, done.lines[0]) == (
            0,
            "Import completed. 5,022 records imported into 127.0.0.1 in 22 seconds.",
        )
        assert [line.split("  ")[2] for line in cli("runs").lines] == ["out.zip", "(export)"]
    assert json.loads(report.read_text("utf-8"))["state"] == "completed"
    if sys.platform != "win32":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("connection", "code", "state", "words"),
    [
        ("Demo: nothing imported", 0, "nothing imported", "The export finished but no records were exported."),
        ("Demo: in error", 3, "failed", "Export failed. The export has ended: InError."),
        ("Demo: entity errors", 4, "completed with errors", "Export completed with errors. 3 entities have errors."),
        ("Demo: new status word", 5, "ended", "The export ended with an undocumented status: Suspended"),
    ],
)
def test_every_ending_has_its_sentence_and_exit_code(
    export_from: Export, tmp_path: Path, connection: str, code: int, state: str, words: str
) -> None:
    done = export_from("--connection", connection, "--json", "--report", tmp_path / "report.json")
    assert (done.code, done.json()["state"]) == (code, state)
    assert [line for line in done.notes if line.startswith(words)]
    assert json.loads((tmp_path / "report.json").read_text("utf-8")) == done.report()


def test_json_has_the_rows_of_each_entity(export_from: Export, tmp_path: Path) -> None:
    document = export_from("--save", tmp_path / "out.zip", "--json").json()
    assert document["export"]["path"] == str(tmp_path / "out.zip")
    assert document["export"]["rows"] == document["counts"]["final_records"] == 5022
    rows = {one["name"]: one["rows"] for one in document["export"]["entities"]}
    assert (rows["Region"], rows["OrderLine"]) == (10, 2600)


def test_only_the_structure(export_from: Export, tmp_path: Path) -> None:
    done = export_from("--structure-only", "--save", tmp_path / "out.zip")
    assert done.code == 0 and set(entities_in((tmp_path / "out.zip").read_bytes()).values()) == {0}
    done = export_from("--structure-only", "--save", tmp_path / "out.zip", "--strict")
    assert done.code == 0, "a warning that is not about values"


def test_a_detached_export_is_saved_later(
    export_from: Export, cli: CommandLine, demo: DemoProcess, customers: Path, tmp_path: Path
) -> None:
    tracker_id = export_from("--detach", "--json").json()["tracker_id"]
    for name in ("first.zip", "again.zip"):
        done = cli("watch", "--url", demo.address, tracker_id, "--save", tmp_path / name)
        assert (done.code, done.lines[-1]) == (0, "5,022 rows in the zip, 5,022 records reported.")
        assert (tmp_path / name).read_bytes() == customers.read_bytes()


def test_an_export_that_was_started_elsewhere_is_saved(
    export_from: Export, cli: CommandLine, demo: DemoProcess, customers: Path, tmp_path: Path
) -> None:
    tracker_id = export_from("--detach", "--json").json()["tracker_id"]
    folder = tmp_path / "other data"
    done = cli(*("watch", "--data-dir", folder, "--url", demo.address, tracker_id, "--save", tmp_path / "out.zip"))
    assert done.code == 0 and done.lines[0].startswith("Export completed. 5,022 records exported from")
    assert (tmp_path / "out.zip").read_bytes() == customers.read_bytes()


@pytest.mark.parametrize("is_elsewhere", [False, True])
def test_an_import_leaves_no_zip_to_save(
    cli: CommandLine, demo: DemoProcess, small: Path, tmp_path: Path, is_elsewhere: bool
) -> None:
    started = cli("import", "--url", demo.address, "--zip", small, "--append", "--json")
    words = ("--url", demo.address, started.json()["tracker_id"], "--save", tmp_path / "out.zip", "--json")
    folder = ("--data-dir", tmp_path / "other data") if is_elsewhere else ()
    document = cli("watch", *folder, *words).json()
    assert (document["exit_code"], document["state"]) == (1, "completed")
    assert document["error"]["title"] == "An import leaves no zip to save."
    assert not (tmp_path / "out.zip").exists()


@pytest.mark.parametrize(
    ("extra", "arguments", "title"),
    [
        ({}, ("--detach", "--save", "out.zip"), "--detach cannot be combined with --save, --logs or --show-log."),
        ({"ExportToSFTP": True}, ("--save", "out.zip"), "This export leaves no zip to save."),
        ({"DBConnection": 1}, (), "The configuration cannot be used."),
    ],
)
def test_what_cannot_work_is_refused_before_anything_is_sent(
    lone_cli: CommandLine, configuration: Path, extra: dict[str, Any], arguments: tuple[str, ...], title: str
) -> None:
    configuration.write_text(json.dumps(extra))
    done, server = scripted(lone_cli, configuration, api(), *arguments, "--json")
    assert (done.code, done.failure(), server.requests) == (1, title, [])


def test_an_export_to_elsewhere_leaves_no_zip_and_completes(export_from: Export, configuration: Path) -> None:
    configuration.write_text('{"ExportToDatabase": true}')
    done = export_from()
    assert (done.code, done.lines[0].startswith("Export completed. 5,022 records exported from ")) == (0, True)


def test_a_plain_export_says_what_is_assumed(lone_cli: CommandLine, configuration: Path) -> None:
    configuration.write_text('{"ExportPlain": true}')
    script = api(status=in_turn(NOT_FOUND, answering(EXPORTED)), outputs=answering(left("")))
    done, _ = scripted(lone_cli, configuration, script)
    assert done.code == 0
    assert "Note: This export is made for Excel. It is assumed that DMM cannot import it." in done.notes


@pytest.mark.parametrize("content", ["", "JVBERi0xLjc="])
def test_a_complete_export_without_a_zip_is_complete_and_can_be_saved_again(
    lone_cli: CommandLine, configuration: Path, small: Path, tmp_path: Path, content: str
) -> None:
    target, good = tmp_path / "out.zip", answering(left(small.read_bytes()))
    answers = in_turn(answering(left(content)), answering(left(content)), good)
    statuses = in_turn(NOT_FOUND, answering(EXPORTED))
    with ScriptedServer(api(status=statuses, outputs=answers)) as server:
        done = lone_cli("export", "--url", server.address, "--config", configuration, "--save", target, "--json")
        document = done.json()
        assert (done.code, document["state"]) == (5, "completed")
        assert document["error"]["title"] == f"The export could not be saved as {target.name}."
        assert not target.exists()
        done = lone_cli("watch", "--url", server.address, TRACKER_ID, "--save", target)
        assert (done.code, len(server.starts)) == (0, 1)
    assert target.read_bytes() == small.read_bytes()


def test_an_answer_that_is_the_zip_itself_is_saved(
    lone_cli: CommandLine, configuration: Path, small: Path, tmp_path: Path
) -> None:
    raw = answering(small.read_bytes(), 200, "Content-Type: application/octet-stream")
    script = api(status=in_turn(NOT_FOUND, answering(EXPORTED)), outputs=in_turn(answering(left("")), raw))
    done, _ = scripted(lone_cli, configuration, script, "--save", tmp_path / "out.zip")
    assert done.code == 0
    assert (tmp_path / "out.zip").read_bytes() == small.read_bytes()


def test_the_download_of_a_large_export_is_shown_as_such(
    lone_cli: CommandLine, configuration: Path, large: Path, tmp_path: Path
) -> None:
    script = api(status=in_turn(NOT_FOUND, answering(EXPORTED)), outputs=answering(left(large.read_bytes())))
    done, _ = scripted(lone_cli, configuration, script, "--save", tmp_path / "out.zip")
    assert done.code == 0
    assert "Receiving the export, " in done.err and "the logs" not in done.err


@pytest.mark.parametrize(("arguments", "code"), [((), 0), (("--strict",), 4)])
def test_findings_and_differences_count_only_with_strict(
    lone_cli: CommandLine, configuration: Path, small: Path, tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    script = api(
        status=in_turn(NOT_FOUND, answering(status("Complete", 9, 9))),
        outputs=answering(left(small.read_bytes(), records=9)),
    )
    done, _ = scripted(lone_cli, configuration, script, "--save", tmp_path / "out.zip", *arguments)
    assert (done.code, done.lines[-1]) == (code, "7 rows in the zip, 9 records reported: 2 more.")


def test_without_a_count_there_is_no_difference(
    lone_cli: CommandLine, configuration: Path, small: Path, tmp_path: Path
) -> None:
    unknown = {"CompletedRecords": "many", "TotalRecords": 9}
    answers = {"Status": "Complete", "Success": True, "Report": unknown}
    uncounted = left(small.read_bytes())
    uncounted["Report"] = {"ConfigurationType": "Export", "NRecords": "many"}
    script = api(status=in_turn(NOT_FOUND, answering(answers)), outputs=answering(uncounted))
    done, _ = scripted(lone_cli, configuration, script, "--save", tmp_path / "out.zip", "--strict", "--json")
    assert done.json()["type"] == "Export"
    assert "7 rows in the zip; the number of records exported is not known." in done.notes
    assert done.code == 5, "unknown, and not different"


def test_the_stop_of_an_export_names_it(lone_cli: CommandLine, configuration: Path) -> None:
    script = api(status=in_turn(NOT_FOUND, answering(status("InProgress"))), StopExecution=holding())
    with ScriptedServer(script) as server:
        words = ("export", "--url", server.address, "--config", configuration, "--detach")
        assert lone_cli(*words).code == 0
        with lone_cli.start("stop", "--url", server.address, TRACKER_ID) as running:
            server.wait()
            running.interrupt()
            done = running.end()
    assert (done.code, "To see whether the export stops, use the command status." in done.notes[-1]) == (130, True)


@pytest.mark.parametrize(
    ("start", "code", "words"),
    [
        (answering(b"", 401), 2, "The export was not started."),
        (answering({"Success": False, "ErrorMessage": "No."}), 2, "The export was not started."),
        (leaving_after(None), 5, "so the export may be running."),
        (answering(b"", 504), 5, "so the export may be running."),
    ],
)
def test_a_start_that_fails(
    lone_cli: CommandLine, configuration: Path, tmp_path: Path, start: Script, code: int, words: str
) -> None:
    done, server = scripted(lone_cli, configuration, api(start), "--save", tmp_path / "out.zip")
    assert (done.code, len(server.starts)) == (code, 1)
    assert words in done.err and "import" not in done.err
    assert not (tmp_path / "out.zip").exists()
    [line] = lone_cli("runs").lines
    assert "(export)" in line and "import" not in line


def test_a_stopped_export(
    command_line: CommandLineOf, slow_demo: DemoProcess, configuration: Path, tmp_path: Path
) -> None:
    cli = command_line((slow_demo.token, slow_demo.one_time_token))
    words = ("--url", slow_demo.address, "--config", configuration, "--save", tmp_path / "out.zip")
    with cli.start("export", *words) as running:
        running.wait_for("Exporting…")
        [line] = cli("runs").lines
        done = cli("stop", "--url", slow_demo.address, line.split("  ")[3])
        assert done.lines == ["Stop requested. To see whether the export has ended, use the command status."]
        ended = running.end()
    assert ended.code == 3 and ended.lines[0].startswith("Export stopped.")
    assert "Nothing was saved. Only the zip of an export that has completed can be saved." in ended.notes
    assert not (tmp_path / "out.zip").exists()


def test_an_interrupted_export_says_how_to_save_it_later(
    command_line: CommandLineOf, slow_demo: DemoProcess, configuration: Path, tmp_path: Path
) -> None:
    cli = command_line((slow_demo.token, slow_demo.one_time_token))
    words = ("--url", slow_demo.address, "--config", configuration, "--save", tmp_path / "out.zip")
    with cli.start("export", *words) as running:
        running.wait_for("Exporting…")
        running.interrupt()
        done = running.end()
    assert done.code == 130
    assert done.notes[-2:] == [
        "Nothing was saved. There is no zip before the export has ended.",
        "To save the export later, use the command watch with --save.",
    ]


@pytest.mark.parametrize(
    ("answers", "code", "words"),
    [
        (NOT_FOUND, 5, "Nothing was saved. There is no zip: the server does not know this tracker id."),
        (answering(status("InError", 1, 7)), 3, "Nothing was saved. Only the zip of an export that has completed can"),
    ],
)
def test_why_nothing_is_saved_is_said_as_far_as_it_is_known(
    lone_cli: CommandLine, tmp_path: Path, answers: Script, code: int, words: str
) -> None:
    script = api(status=answers, outputs=answering(outputs("InError")))
    with ScriptedServer(script) as server:
        done = lone_cli("watch", "--url", server.address, "77", "--patience", 0, "--save", tmp_path / "out.zip")
    assert (done.code, [note for note in done.notes if note.startswith(words)] != []) == (code, True), done.notes
    assert "has not completed" not in done.err


def test_watching_an_export_to_elsewhere_has_no_zip_to_save(
    export_from: Export, cli: CommandLine, demo: DemoProcess, configuration: Path, tmp_path: Path
) -> None:
    configuration.write_text('{"ExportToSFTP": true}')
    tracker_id = export_from("--detach", "--json").json()["tracker_id"]
    done = cli("watch", "--url", demo.address, tracker_id, "--save", tmp_path / "out.zip", "--json")
    words = "There is no zip: the data went to a database, SFTP or a folder of the server."
    assert (done.code, done.json()["error"]["title"]) == (1, words)


def test_a_failed_import_leaves_no_zip_either(cli: CommandLine, demo: DemoProcess, small: Path, tmp_path: Path) -> None:
    words = ("--connection", "Demo: in error", "--zip", small, "--append", "--json")
    tracker_id = cli("import", "--url", demo.address, *words).json()["tracker_id"]
    done = cli("watch", "--url", demo.address, tracker_id, "--save", tmp_path / "out.zip")
    assert (done.code, "Nothing was saved. An import leaves no zip to save." in done.notes) == (3, True), done.notes


def test_a_zip_that_is_lost_on_the_way_was_not_saved(
    lone_cli: CommandLine, configuration: Path, tmp_path: Path
) -> None:
    results = in_turn(answering(left("")), leaving_after(None))
    script = api(status=in_turn(NOT_FOUND, answering(EXPORTED)), outputs=results)
    done, _ = scripted(lone_cli, configuration, script, "--save", tmp_path / "out.zip", "--patience", 0, "--json")
    assert (done.code, done.json()["error"]["title"]) == (5, "The export was not saved as out.zip.")
    assert "needs no new export" in done.json()["error"]["advice"]
