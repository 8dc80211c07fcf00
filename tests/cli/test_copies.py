"""Copies by the command line: what was exported is imported, and what cannot be is never started."""

import base64
import json
import shutil
import stat
import sys
import zipfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from cli.command_line import CommandLine, Done
from cli.conftest import AT_ONCE, CommandLineOf
from cli.copying import (
    KEPT,
    LATER,
    TOKENS,
    Copies,
    assert_goes_on,
    ended,
    exporting,
    importing,
    line_after,
    zip_received,
)
from cli.scripted_api import STARTED, TRACKER_ID, api, outputs
from cli.shell_lines import QUOTED
from demo_process import DemoProcess
from dmm_desktop.resources import resource
from mounts import held, read_only, small_disk_at
from not_on_windows import OPEN_FILES
from scripted_server import Exchange, Script, ScriptedServer, answering, leaving_after

CopiesBetween = Callable[..., Copies]
REJECTED = "To import it once it is corrected:"
NEVERTHELESS = "To import it nevertheless:"


@pytest.fixture
def between(command_line: CommandLineOf, configuration: Path) -> CopiesBetween:
    """Return a function (source, destination) -> Copies, for two scripted servers."""

    def make(source: ScriptedServer | str, destination: ScriptedServer | str) -> Copies:
        one, other = (end if isinstance(end, str) else end.address for end in (source, destination))
        return Copies(command_line(TOKENS), one, other, configuration)

    return make


@pytest.fixture
def damaged(samples: Path) -> Path:
    return samples / "no-structure.zip"


def test_a_zip_that_may_be_from_another_execution_is_not_imported(between: CopiesBetween, small: Path) -> None:
    """The source was restored after the export had ended."""
    own, other = ended(rows=7), ended(rows=6)
    left = answering(outputs("Complete", records=7) | {"ZipFile": base64.b64encode(small.read_bytes()).decode()})
    with ExitStack() as servers:
        source = servers.enter_context(
            ScriptedServer(api(STARTED, lambda one: (other if _has_left_zip(source) else own)(one), left))
        )
        destination = servers.enter_context(ScriptedServer(importing()))
        done = between(source, destination)()
        assert done.code == 5 and not destination.starts
    assert "The tracker id may now belong to another execution." in done.notes
    assert "The import was not started: the zip may be that of another execution." in done.notes
    assert "--zip" in line_after(done, NEVERTHELESS)


def _has_left_zip(server: ScriptedServer) -> bool:
    return any(one.query.get("IncludeFiles") == "true" for one in server.of("GetExecutionOutputs"))


def without_requests(copies: Copies, *servers: ScriptedServer, arguments: tuple[object, ...] = ()) -> Done:
    """A copy that must be refused before anything is sent."""
    done = copies(*arguments, "--json")
    assert done.code == 1 and not any(server.connections for server in servers), done
    return done


@pytest.mark.parametrize("shapes", [("documented", "documented"), ("nested", "raw-zip")])
def test_the_rows_of_the_source_arrive_in_the_destination(
    command_line: CommandLineOf, configuration: Path, customers: Path, shapes: tuple[str, str]
) -> None:
    """Also if the APIs of the two ends are called differently."""
    one, other = ((*AT_ONCE, "--shape", shape) for shape in shapes)
    with DemoProcess(*one) as source, DemoProcess(*other) as destination:
        tokens = (source.token, source.one_time_token, destination.token, destination.one_time_token)
        copies = Copies(command_line(tokens), source.address, destination.address, configuration, tokens)
        done = copies("--reference", "Ticket 7", "--json")
        document = done.json()
        assert (done.code, document["state"], document["error"]) == (0, "completed", None)
        [export], [start] = source.received()["starts"], destination.received()["starts"]
        assert (export["type"], start["type"], start["zip_size"]) == ("Export", "Import", customers.stat().st_size)
        assert export["configuration"]["ChunkSize"] == 0 and start["configuration"]["DataAppendMode"] is True
        assert source.received()["misplaced_tokens"] == destination.received()["misplaced_tokens"] == []
    exported = document["from"]
    assert exported["counts"]["final_records"] == document["counts"]["final_records"] == 5022
    assert exported["export"]["rows"] == document["fingerprint"]["rows"] == 5022
    assert exported["export"]["sha256"] == document["file"]["sha256"] == start["zip_sha256"]
    assert document["reconciliation"]["difference"] == 0
    sent = {file["entity"]: file["rows"] for file in document["fingerprint"]["files"]}
    assert sent == {entity["name"]: entity["rows"] for entity in exported["export"]["entities"]}
    assert (exported["reference"], document["reference"]) == ("Ticket 7", "Ticket 7")
    assert (exported["tracker_id"], document["tracker_id"]) == (str(export["tracker_id"]), str(start["tracker_id"]))
    assert document["origin"]["tracker_id"] == exported["tracker_id"]
    assert exported["export"]["path"] is None and copies.kept == []
    [imported, listed] = copies.cli("runs").lines
    assert (imported.split("  ")[2], listed.split("  ")[2]) == ("127.0.0.1.zip", "(export)")
    origin = f"The zip was exported from {source.host_and_port}, tracker id {exported['tracker_id']}."
    assert imported.endswith(f" {origin}")


def test_what_is_said(between: CopiesBetween, small: Path, tmp_path: Path) -> None:
    with ScriptedServer(exporting(small)) as source, ScriptedServer(importing()) as destination:
        done = between(source, destination)("--save", tmp_path / "out.zip", "--report", tmp_path / "report.json")
        assert zip_received(destination) == small.read_bytes() == (tmp_path / "out.zip").read_bytes()
    assert done.code == 0
    assert done.lines == [
        "Export completed. 7 records exported from 127.0.0.1.",
        "7 rows in the zip, 7 records reported.",
        "Import completed. 7 records imported into 127.0.0.1.",
        "  7 rows in the zip, 7 records reported.",
    ]
    assert f"Export saved as {tmp_path / 'out.zip'}." in done.notes
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["options"]["data_append_mode"] is True


def test_each_end_gets_its_own_tokens_and_connection(between: CopiesBetween, small: Path) -> None:
    with ScriptedServer(exporting(small)) as source, ScriptedServer(importing()) as destination:
        done = between(source, destination)("--connection-from", "Old", "--connection-to", "New", "--keep-ids")
    assert done.code == 0
    for server, key, one_time in ((source, *TOKENS[:2]), (destination, *TOKENS[2:])):
        assert {request.headers.get("x-dmm-token", key) for request in server.requests} == {key}
        assert [request.headers["x-dmm-token-otp"] for request in server.starts] == [one_time]
    configurations = [json.loads(server.starts[0].json()["Configuration"]) for server in (source, destination)]
    assert configurations[0]["DBConnection"] == "Old"
    assert configurations[1] == {"DestinationDBConnection": "New", "DataAppendMode": False}


def test_contracts_and_authorities_belong_to_their_end(between: CopiesBetween, small: Path, tmp_path: Path) -> None:
    (tmp_path / "broken").write_text("{")
    for option, title in (("contract", "broken cannot be used."), ("ca", "broken cannot be used.")):
        for end in ("from", "to"):
            with ScriptedServer(exporting(small)) as source, ScriptedServer(importing()) as destination:
                done = without_requests(
                    between(source, destination),
                    source,
                    destination,
                    arguments=(f"--{option}-{end}", tmp_path / "broken"),
                )
                assert done.failure() == title


@pytest.mark.parametrize(
    ("configuration_text", "title"),
    [
        ('{"ExportPlain": true}', "This export was not requested."),
        ('{"ExportToDatabase": true}', "This export leaves no zip to import."),
        ('{"ExportToSFTP": "true"}', "This export leaves no zip to import."),
        ('{"DBConnection": 1}', "The configuration cannot be used."),
        ("", "The configuration cannot be used."),
    ],
)
def test_exports_without_an_import_zip_are_refused(
    between: CopiesBetween, configuration: Path, small: Path, configuration_text: str, title: str
) -> None:
    configuration.write_text(configuration_text)
    with ScriptedServer(exporting(small)) as source, ScriptedServer(importing()) as destination:
        assert without_requests(between(source, destination), source, destination).failure() == title


def test_everything_local_is_checked_first(between: CopiesBetween, small: Path, tmp_path: Path) -> None:
    with ScriptedServer(exporting(small)) as source, ScriptedServer(importing()) as destination:
        copies = between(source, destination)
        for arguments, title in (
            (("--report", tmp_path), f"{tmp_path.name} cannot be used."),
            (("--save", copies.cli.data / "x.zip"), "x.zip cannot be written there."),
            (("--save", tmp_path / "a", "--report", tmp_path / "a"), "a is named twice."),
            (("--save", copies.config), "export.json is named twice."),
            (("--save", tmp_path / "ca.pem", "--contract-to", tmp_path / "ca.pem"), "ca.pem is named twice."),
        ):
            assert without_requests(copies, source, destination, arguments=arguments).failure() == title
        copies.destination = "http://host.example.com"
        title = "“http://host.example.com” cannot be used as an address."
        assert without_requests(copies, source, destination).failure() == title


@pytest.mark.parametrize("name", ["DMM_TOKEN_FROM", "DMM_TOKEN_OTP_FROM", "DMM_TOKEN_TO", "DMM_TOKEN_OTP_TO"])
def test_every_token_is_needed_before_anything_is_sent(between: CopiesBetween, small: Path, name: str) -> None:
    with ScriptedServer(exporting(small)) as source, ScriptedServer(importing()) as destination:
        copies = between(source, destination)
        variables = copies.variables() | {"DMM_TOKEN": "key", "DMM_TOKEN_OTP": "otp"}
        done = copies.cli("copy", *copies.words("--json"), **(variables | {name: " "}))
        assert (done.code, done.failure()) == (1, f"{name} is not set.")
        assert done.json()["error"]["advice"] == f"Set the environment variable {name}."
        done = copies.cli("copy", *copies.words("--json"), **(variables | {name: "two words"}))
        assert (done.code, done.failure()) == (1, "The token cannot be sent.")
        assert source.connections == destination.connections == 0


def test_the_mode_is_needed(between: CopiesBetween) -> None:
    copies = between("https://a.example", "https://b.example")
    done = copies.cli("copy", *copies.words()[:-1])
    assert (done.code, done.notes[-2]) == (1, "Error: one of the arguments --append --keep-ids is required")


def test_a_destination_that_refuses_the_key_costs_no_export(between: CopiesBetween, small: Path) -> None:
    with ScriptedServer(exporting(small)) as source, ScriptedServer(api(status=answering(b"", 401))) as destination:
        done = between(source, destination)("--json")
    refused = f"{destination.host_and_port} refused the REST API key."
    assert (done.code, done.failure(), source.starts) == (2, refused, [])


def test_a_destination_that_is_not_there_costs_no_export(between: CopiesBetween, small: Path, closed_port: int) -> None:
    with ScriptedServer(exporting(small)) as source:
        done = between(source, f"http://127.0.0.1:{closed_port}")("--json")
    assert (done.code, done.failure(), source.starts) == (2, f"The connection to 127.0.0.1:{closed_port} failed.", [])


def test_an_api_that_returns_no_zip_costs_no_export(between: CopiesBetween, small: Path, tmp_path: Path) -> None:
    description = json.loads(resource("dmm-api.swagger.json").read_text("utf-8"))
    [outputs] = [path for path in description["paths"] if path.endswith("GetExecutionOutputs")]
    del description["paths"][outputs]
    (tmp_path / "api.json").write_text(json.dumps(description))
    with ScriptedServer(exporting(small)) as source, ScriptedServer(importing()) as destination:
        done = between(source, destination)("--contract-from", tmp_path / "api.json", "--json")
    assert (done.code, source.starts, destination.starts) == (2, [], [])
    assert "GetExecutionOutputs" in done.err


@pytest.mark.parametrize("path", ["", "/DMMAPI/rest/v1"])
def test_the_same_connection_of_one_environment_is_refused(between: CopiesBetween, small: Path, path: str) -> None:
    """With another path it is found out only by asking the server, before anything is started."""
    with ScriptedServer(exporting(small)) as server:
        done = between(server, server.address + path)("--json")
    assert (done.code, done.failure(), server.starts) == (1, "Source and destination are the same.", [])
    assert path or not server.connections


def test_another_connection_of_one_environment_needs_one_key(between: CopiesBetween, small: Path) -> None:
    with ScriptedServer(exporting(small)) as server:
        copies = between(server, server)
        variables = copies.variables() | {"DMM_TOKEN_TO": ""}
        done = copies.cli("copy", *copies.words("--connection-to", "Archive"), **variables)
    assert done.code == 0
    assert [start.json()["Type"] for start in server.starts] == ["Export", "Import"]
    assert [start.headers["x-dmm-token-otp"] for start in server.starts] == [TOKENS[1], TOKENS[3]]


def test_errors_in_the_zip_stop_it_in_between(between: CopiesBetween, damaged: Path) -> None:
    with ScriptedServer(exporting(damaged)) as source, ScriptedServer(importing()) as destination:
        copies = between(source, destination)
        done = copies("--json")
        assert destination.starts == []
    assert (done.code, done.json()["state"], done.json()["from"]["state"]) == (1, None, "completed")
    assert done.json()["error"]["title"] == "127.0.0.1.zip cannot be imported."
    assert done.json()["findings"]
    [kept] = copies.kept
    assert kept.read_bytes() == damaged.read_bytes() and done.json()["from"]["export"]["path"] == str(kept)
    assert f"The zip was kept as {kept}. Delete it when you no longer need it." in done.notes
    assert str(kept) in line_after(done, REJECTED)


def test_strict_makes_errors_of_warnings_and_differences(between: CopiesBetween, small: Path, tmp_path: Path) -> None:
    path = tmp_path / "warned.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (("Person", "Id;Name\r\n1;N'a'\r\n2;'b'\r\n"), ("ossys_User", "Id\r\n1\r\n")):
            archive.writestr(f"{name}_Struct.dmm", "?")
            archive.writestr(f"{name}_Data.csv", content)
    for zip_file, rows, code in ((path, 3, 1), (small, 9, 4)):
        with ScriptedServer(exporting(zip_file, rows=rows)) as source, ScriptedServer(importing()) as destination:
            copies = between(source, destination)
            done = copies("--strict")
            assert (done.code, destination.starts) == (code, [])
            assert "--strict" in line_after(done, REJECTED if code == 1 else NEVERTHELESS)
            assert copies("--json").code == 0


@pytest.mark.parametrize(
    ("word", "code", "is_saved"), [("InError", 3, False), ("Suspended", 5, False), ("Complete", 4, True)]
)
def test_an_export_that_is_not_clean_gives_its_own_exit_code(
    between: CopiesBetween, small: Path, word: str, code: int, is_saved: bool
) -> None:
    failing = [{"FinalReportEntity": "A", "Count": 1}] if word == "Complete" else []
    script = exporting(small, *failing, word=word)
    with ScriptedServer(script) as source, ScriptedServer(importing()) as destination:
        copies = between(source, destination)
        done = copies("--json")
        assert destination.starts == []
    assert (done.code, done.json()["tracker_id"], done.json()["from"]["tracker_id"]) == (code, None, TRACKER_ID)
    said = "The import was not started: the zip may not have everything." if is_saved else "The import was not started."
    assert said in done.notes
    assert [path.read_bytes() for path in copies.kept] == ([small.read_bytes()] if is_saved else [])
    assert (NEVERTHELESS in done.notes, LATER in done.notes) == (is_saved, code == 5)


def test_an_export_of_nothing_imports_nothing(
    between: CopiesBetween, command_line: CommandLineOf, demo: DemoProcess
) -> None:
    copies = between(demo.address, demo.address)
    copies.cli = command_line((demo.token, demo.one_time_token))
    copies.tokens = (demo.token, demo.one_time_token, demo.token, demo.one_time_token)
    before = len(demo.received()["starts"])
    done = copies("--connection-from", "Demo: nothing imported", "--json")
    assert (done.code, done.json()["from"]["state"], done.json()["state"]) == (0, "nothing imported", None)
    assert done.notes[-1] == "Nothing was exported, so nothing was imported."
    assert len(demo.received()["starts"]) == before + 1


@pytest.mark.parametrize(("start", "code"), [(answering(b"", 401), 2), (leaving_after(None), 5)])
def test_an_export_that_does_not_start(between: CopiesBetween, small: Path, start: Script, code: int) -> None:
    with ScriptedServer(exporting(small, start=start)) as source, ScriptedServer(importing()) as destination:
        copies = between(source, destination)
        done = copies("--json")
        assert (len(source.starts), destination.starts) == (1, [])
    assert (done.code, done.notes[-1], copies.kept) == (code, "The import was not started.", [])
    assert done.json()["from"]["state"] == ("not started" if code == 2 else "outcome unknown")


@pytest.mark.parametrize(
    ("start", "code", "heading"),
    [
        (answering(b"", 401), 2, KEPT),
        (answering({"Errors": ["No licence"]}, 400), 2, KEPT),
        (leaving_after(None), 5, "To import it if the import was not started:"),
    ],
    ids=["one-time token", "refused", "no answer"],
)
def test_an_import_that_does_not_start_keeps_the_zip_and_goes_on_with_the_line(
    between: CopiesBetween, small: Path, start: Script, code: int, heading: str
) -> None:
    with ScriptedServer(exporting(small)) as source, ScriptedServer(importing(start)) as destination:
        copies = between(source, destination)
        done = copies("--connection-to", "it's new", "--reference", QUOTED, "--json")
        assert (done.code, len(destination.starts)) == (code, 1)
    [kept] = copies.kept
    assert kept.read_bytes() == small.read_bytes()
    if sys.platform != "win32":
        assert [stat.S_IMODE(path.stat().st_mode) for path in (kept, kept.parent)] == [0o600, 0o700]
    program, command, *words = line_after(done, heading)
    assert (program, command) == ("dmm-desktop-cli", "import")
    assert copies.cli("runs").code == 0 and copies.kept == [kept], "the next start leaves it alone"
    with ScriptedServer(importing()) as destination:
        words[words.index("--url") + 1] = destination.address
        variables = {"DMM_TOKEN": TOKENS[2], "DMM_TOKEN_OTP": TOKENS[3]}
        assert copies.cli("import", *words, **variables).json()["reference"] == QUOTED
        assert zip_received(destination) == small.read_bytes()
        assert json.loads(destination.starts[0].json()["Configuration"])["DestinationDBConnection"] == "it's new"
    kept.unlink()
    copies.cli("runs")
    assert not kept.parent.exists()


def test_an_export_whose_zip_does_not_come_is_saved_and_imported_with_the_lines(
    between: CopiesBetween, small: Path, tmp_path: Path
) -> None:
    with ScriptedServer(importing()) as source, ScriptedServer(importing()) as destination:
        copies = between(source, destination)
        done = copies("--save", tmp_path / "my out.zip", "--json")
    assert (done.code, done.json()["from"]["state"], destination.starts) == (5, "completed", [])
    assert done.json()["error"]["title"] == "The export could not be saved as my out.zip."
    assert_goes_on(copies, done, small, tmp_path / "my out.zip")


def test_what_is_no_zip_is_kept(between: CopiesBetween, tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(b"%PDF-1.7")
    with ScriptedServer(exporting(tmp_path / "page.pdf")) as source, ScriptedServer(importing()) as destination:
        copies = between(source, destination)
        done = copies("--json")
        assert destination.starts == []
    [kept] = copies.kept
    assert (done.code, kept.read_bytes()) == (5, b"%PDF-1.7")
    assert str(kept) in done.json()["error"]["advice"] and LATER in done.notes
    copies.cli("runs")
    assert copies.kept == [kept]


def test_a_killed_copy_leaves_its_zip_until_the_next_start(between: CopiesBetween, large: Path) -> None:
    def hold(exchange: Exchange) -> None:
        exchange.read_body(1000)
        exchange.hold()

    with ScriptedServer(exporting(large, rows=607)) as source, ScriptedServer(importing(hold)) as destination:
        copies = between(source, destination)
        with copies.start() as running:
            destination.wait()
            [zip_file] = [path for path in copies.kept if path.suffix == ".zip"]
            copies.cli("runs")
            assert zip_file.read_bytes() == large.read_bytes(), "a second process leaves it alone"
            running.process.kill()
            running.process.wait()
    assert zip_file.exists()
    copies.cli("runs")
    assert not zip_file.parent.exists()


def test_two_copies_at_once(between: CopiesBetween, small: Path) -> None:
    def hold(exchange: Exchange) -> None:
        exchange.read_body()
        exchange.hold()
        STARTED(exchange)

    with ScriptedServer(exporting(small)) as source, ScriptedServer(importing(hold)) as slow:
        copies = between(source, slow)
        with copies.start("--json") as running:
            slow.wait()
            with ScriptedServer(importing()) as fast:
                assert between(source, fast)().code == 0
            slow.release()
            assert running.end().code == 0
    assert copies.kept == []
    assert [line.split("  ")[2] for line in copies.cli("runs").lines].count("127.0.0.1.zip") == 2


def test_a_read_only_data_folder(configuration: Path, small: Path, tmp_path: Path) -> None:
    with (
        small_disk_at(tmp_path / "disk", "2m") as disk,
        ScriptedServer(exporting(small)) as source,
        ScriptedServer(importing()) as destination,
    ):
        copies = Copies(CommandLine(disk / "data", TOKENS), source.address, destination.address, configuration)
        copies.cli("runs")
        with read_only(disk):
            done = without_requests(copies, source, destination)
    assert (done.failure(), done.json()["error"]["reason"]) == (
        f"The data folder {copies.cli.data} cannot be used.",
        "The disk is read-only.",
    )


def test_a_zip_that_cannot_be_kept_is_named(between: CopiesBetween, small: Path) -> None:
    with ExitStack() as until_the_end:

        def refuse(exchange: Exchange) -> None:
            exchange.read_body()
            [mark] = [path for path in copies.kept if not path.suffix]
            until_the_end.enter_context(held(mark))
            exchange.answer(b"", 401)

        with ScriptedServer(exporting(small)) as source, ScriptedServer(importing(refuse)) as destination:
            copies = between(source, destination)
            done = copies("--json")
        [zip_file] = [path for path in copies.kept if path.suffix]
        assert (done.code, done.notes[-1]) == (2, f"The next start removes {zip_file}: copy it to another place.")
        assert zip_file.read_bytes() == small.read_bytes()


def test_a_data_folder_that_is_gone_when_the_zip_comes(between: CopiesBetween, small: Path) -> None:
    if sys.platform == "win32":
        pytest.skip(OPEN_FILES)

    def lose(exchange: Exchange) -> None:
        exchange.read_body()
        shutil.rmtree(copies.cli.data)
        STARTED(exchange)

    with ScriptedServer(exporting(small, start=lose)) as source, ScriptedServer(importing()) as destination:
        copies = between(source, destination)
        done = copies("--json")
    assert (done.code, done.json()["from"]["state"], destination.starts) == (1, "completed", [])
    assert LATER in done.notes
