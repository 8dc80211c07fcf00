"""The support bundle: all that helps, and no token in any form."""

import base64
import json
import logging
import stat
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest

from demo_process import DemoProcess
from dmm_desktop.core.address import Address
from dmm_desktop.core.application_log import logging_to
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.errors import DatabaseError, LocalError
from dmm_desktop.core.job import Cancelled, CancelToken, ignore_progress
from dmm_desktop.core.network import Network, proxy_password
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.text import text
from dmm_desktop.core.token import Token
from dmm_desktop.operations.check_environment import check_saved
from dmm_desktop.operations.context import SavedContext
from dmm_desktop.operations.environments import save_environment
from dmm_desktop.operations.retrying import Waiting
from dmm_desktop.operations.start_import import start_import
from dmm_desktop.operations.support_bundle import MAX_LOG, SavedBundle, support_bundle
from dmm_desktop.operations.watch_run import watch_run
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.storage.paths import DataPaths
from dmm_desktop.storage.session_keys import SessionKeys
from operation_contexts import EndpointContext, run_at, saved_context
from operations.second import second
from operations.watching import FAST, PATIENCE, ROOT, endpoint_at, plan_of
from scripted_server import Exchange, ScriptedServer, answering, by_operation, sending

KEY, ONE_TIME, PASSWORD = "key-4Qz81-secret", "otp-93172-secret", "proxy word-5"


def forms(secret: str) -> list[bytes]:
    packed = base64.b64encode(secret.encode()).decode().rstrip("=")
    return [form.encode() for form in (secret, packed, quote(secret, safe=""))]


def contents(bundle: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(bundle) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_run_with_everything_and_no_secret_in_any_form(workspace: Workspace, tmp_path: Path) -> None:
    """The server repeats the tokens wherever it can; the log of an earlier session holds a header."""
    repeated = f"{KEY} {base64.b64encode(KEY.encode()).decode()} and {ONE_TIME} at {PASSWORD}"
    with zipfile.ZipFile(tmp_path / "server.zip", "w") as archive:
        archive.writestr("../../evil.log", f"2026-01-01 INFO {repeated}\x1b[2J")
        archive.writestr("big.log", b"x" * 20_000_000, zipfile.ZIP_DEFLATED)
        archive.writestr("cut.log", b"x" * (MAX_LOG - 14) + KEY.encode(), zipfile.ZIP_DEFLATED)
    logs = base64.b64encode((tmp_path / "server.zip").read_bytes()).decode()
    answers = by_operation(
        StartExecution=answering({"MainExecutionTrackerId": 42}),
        GetExecutionStatus=answering({"Status": "Complete", "Success": True, "ErrorMessage": repeated}),
        GetExecutionOutputs=answering({"Status": "Complete", "Success": True, "Logs": logs}),
    )
    keys = SessionKeys(None)
    context = saved_context(workspace, keys)
    (tmp_path / "import.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    with ScriptedServer(answers) as server, logging_to(workspace.paths.log, keys.secrets):
        environment = Environment(
            "e1",
            "PROD",
            Address.parse(server.address),
            Stage.PRODUCTION,
            network=Network("", "direct", "me", proxy_password(PASSWORD)),
        )
        save_environment(context, environment, Token(KEY), CancelToken(), ignore_progress)
        check_saved(context, environment, CancelToken(), ignore_progress)
        plan = plan_of(server, tmp_path / "import.zip", environment=environment, start_anyway=True)
        started = start_import(context, plan, Token(ONE_TIME), CancelToken(), ignore_progress)
        logging.getLogger("dmm_desktop.test").info("{'X-DMM-Token': '%s'} %s", "of-an-earlier-session", repeated)
        ended = watch_run(context, started.run, CancelToken(), ignore_progress, policy=FAST)
        target = tmp_path / "bundle.zip"
        saved = support_bundle(context, workspace.paths.root, ended, target, CancelToken(), ignore_progress)
    assert saved == SavedBundle(target, None)
    found = contents(target)
    assert sorted(found) == [
        "application-log/dmm-desktop.log",
        "environments.json",
        "run.json",
        "server-logs.txt",
        "server-logs/1.txt",
        "server-logs/2.txt",
        "server-logs/3.txt",
        "versions.json",
    ]
    for name, content in found.items():
        for secret in (KEY, ONE_TIME, PASSWORD, "of-an-earlier-session"):
            assert not [form for form in forms(secret) if form in content], name
    assert len(found["server-logs/2.txt"]) == MAX_LOG
    assert found["server-logs/3.txt"].endswith(b"x(hidden)")
    assert b"(hidden)" in found["server-logs/1.txt"] and b"(hidden)" in found["application-log/dmm-desktop.log"]
    assert json.loads(found["run.json"])["tracker_id"] == "42"
    [told] = json.loads(found["environments.json"])
    assert (told["name"], told["proxy"], told["proxy_sign_in"]) == ("PROD", "direct", True)
    if sys.platform != "win32":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(workspace.spool.iterdir()) == []
    everything = b"".join(path.read_bytes() for path in workspace.paths.root.rglob("*") if path.is_file())
    assert not [form for secret in (KEY, ONE_TIME, PASSWORD) for form in forms(secret) if form in everything]


def test_descriptions_are_in_it(workspace: Workspace, demo: DemoProcess, tmp_path: Path) -> None:
    keys = SessionKeys(None)
    environment = Environment("e1", "DEMO", Address.parse(demo.address))
    context = saved_context(workspace, keys)
    save_environment(context, environment, Token(demo.token), CancelToken(), ignore_progress)
    check_saved(context, environment, CancelToken(), ignore_progress)
    support_bundle(context, workspace.paths.root, None, tmp_path / "bundle.zip", CancelToken(), ignore_progress)
    assert json.loads(contents(tmp_path / "bundle.zip")["contracts/1.json"])["swagger"] == "2.0"


ENDED = Run(
    "r",
    Address.parse("https://dmm.example.com"),
    datetime.now(UTC),
    RunState.COMPLETED,
    environment_id="e1",
    tracker_id="42",
)


def no_data_folder() -> Workspace:
    raise DatabaseError(text("The database is damaged."))


def test_what_cannot_be_had_is_named_and_hinders_nothing_else(tmp_path: Path) -> None:
    paths = DataPaths.at(tmp_path / "data")
    paths.prepare()
    paths.log.mkdir()
    context = SavedContext(no_data_folder, SessionKeys(None))
    target = tmp_path / "bundle.zip"
    support_bundle(context, paths.root, ENDED, target, CancelToken(), ignore_progress)
    found = contents(target)
    assert b"The database is damaged." in found["environments.txt"]
    assert b"The database is damaged." in found["server-logs.txt"]
    assert b"could not be read" in found["application-log/dmm-desktop.log"]


def test_a_spool_that_is_gone_keeps_only_the_servers_logs_away(workspace: Workspace, tmp_path: Path) -> None:
    workspace.paths.spool.rmdir()
    target = tmp_path / "bundle.zip"
    support_bundle(saved_context(workspace), workspace.paths.root, ENDED, target, CancelToken(), ignore_progress)
    found = contents(target)
    assert b"There is no place for the server's logs" in found["server-logs.txt"] and "versions.json" in found
    workspace.paths.spool.mkdir()


def test_a_killed_process_leaves_the_servers_logs_until_the_folder_is_next_opened(tmp_path: Path) -> None:
    data, target = tmp_path / "data", tmp_path / "bundle.zip"
    with (
        ScriptedServer(sending(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{", then=Exchange.hold)) as server,
        second("bundle", data, server.address + ROOT, "42", target) as process,
    ):
        assert server.holding.wait(PATIENCE)
        with Workspace.open(data) as other:
            [part] = other.spool.rglob("*.dmm-part")
        assert part.exists(), "its process is alive"
        process.kill()
    assert part.exists()
    with Workspace.open(data) as workspace:
        assert list(workspace.spool.iterdir()) == [] and not target.exists()


def test_what_others_have_put_into_the_spool_stays(workspace: Workspace) -> None:
    for name in ("thesis", "tmpx1y2z3", "0" * 31 + "-x"):
        (workspace.spool / name).mkdir()
        (workspace.spool / name / "chapter.txt").write_text("theirs")
    (workspace.spool / f"{'0' * 32}-x").mkdir()
    with Workspace.open(workspace.paths.root):
        assert sorted(one.name for one in workspace.spool.iterdir()) == ["0" * 31 + "-x", "thesis", "tmpx1y2z3"]
    assert (workspace.spool / "thesis" / "chapter.txt").read_text() == "theirs"


def test_a_busy_servers_logs_are_tried_for_ten_seconds(workspace: Workspace, tmp_path: Path) -> None:
    """Not for minutes, as the logs are when they are all that is wanted; the bundle then says that it has none."""
    target, cancel, waits = tmp_path / "bundle.zip", CancelToken(), []

    def report(value: object) -> None:
        if isinstance(value, Waiting):
            waits.append(value.seconds)
            cancel.cancel()

    busy = answering({"Errors": ["Busy."]}, 503, "Retry-After: 3600")
    with ScriptedServer(by_operation(GetExecutionOutputs=busy)) as server:
        endpoint = endpoint_at(server.address)
        context, run = EndpointContext(endpoint, Token(KEY), workspace), replace(run_at(endpoint), state=ENDED.state)
        with pytest.raises(Cancelled):
            support_bundle(context, workspace.paths.root, run, target, cancel, report)
        assert waits == [10] and not target.exists()
        saved = support_bundle(context, workspace.paths.root, run, target, CancelToken(), ignore_progress, briefly=0)
    assert saved.missing_logs is not None and "busy" in str(saved.missing_logs)
    assert b"The server's logs could not be had" in contents(target)["server-logs.txt"]


def test_zips_of_exports_are_not_in_it(workspace: Workspace, tmp_path: Path) -> None:
    with workspace.exported_zip("host") as place:
        place.path.write_bytes(b"exported data")
        target = tmp_path / "bundle.zip"
        support_bundle(saved_context(workspace), workspace.paths.root, None, target, CancelToken(), ignore_progress)
    found = contents(target)
    assert not [name for name in found if "host" in name] and b"exported data" not in b"".join(found.values())


def test_an_older_file_stays_if_it_cannot_be_written(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(LocalError):
        support_bundle(
            saved_context(workspace), tmp_path, None, tmp_path / "missing" / "x.zip", CancelToken(), ignore_progress
        )
