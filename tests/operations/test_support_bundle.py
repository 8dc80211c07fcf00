"""The support bundle: all that helps, and no token in any form."""

import base64
import json
import logging
import stat
import zipfile
from functools import partial
from pathlib import Path
from urllib.parse import quote

import pytest

from demo_process import DemoProcess
from dmm_desktop.core.address import Address
from dmm_desktop.core.application_log import logging_to
from dmm_desktop.core.environment import Environment, Stage
from dmm_desktop.core.errors import DatabaseError, LocalError
from dmm_desktop.core.job import CancelToken, nobody
from dmm_desktop.core.network import Network, proxy_password
from dmm_desktop.core.redaction import Redaction
from dmm_desktop.core.text import text
from dmm_desktop.core.token import Token
from dmm_desktop.operations.environments import SavedEnvironments
from dmm_desktop.operations.runs import SavedRuns
from dmm_desktop.operations.support_bundle import support_bundle
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.storage.paths import DataPaths
from dmm_desktop.storage.vault import TokenVault
from operations.watching import plan_of, watch
from scripted_server import ScriptedServer, answering, by_operation

KEY, ONE_TIME, PASSWORD = "key-4Qz81-secret", "otp-93172-secret", "proxy word-5"


def forms(secret: str) -> list[bytes]:
    packed = base64.b64encode(secret.encode()).decode().rstrip("=")
    return [form.encode() for form in (secret, packed, quote(secret, safe=""))]


def contents(bundle: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(bundle) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def no_environments() -> tuple[Environment, ...]:
    return ()


def test_a_run_with_everything_and_no_secret_in_any_form(workspace: Workspace, tmp_path: Path) -> None:
    """The server repeats the tokens wherever it can; the log of an earlier session holds a header."""
    repeated = f"{KEY} {base64.b64encode(KEY.encode()).decode()} and {ONE_TIME} at {PASSWORD}"
    with zipfile.ZipFile(tmp_path / "server.zip", "w") as archive:
        archive.writestr("../../evil.log", f"2026-01-01 INFO {repeated}\x1b[2J")
        archive.writestr("big.log", b"x" * 20_000_000, zipfile.ZIP_DEFLATED)
    logs = base64.b64encode((tmp_path / "server.zip").read_bytes()).decode()
    answers = by_operation(
        StartExecution=answering({"MainExecutionTrackerId": 42}),
        GetExecutionStatus=answering({"Status": "Complete", "Success": True, "ErrorMessage": repeated}),
        GetExecutionOutputs=answering({"Status": "Complete", "Success": True, "Logs": logs}),
    )
    vault = TokenVault(None)
    runs = SavedRuns(lambda: workspace, vault)
    (tmp_path / "import.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    with ScriptedServer(answers) as server, logging_to(workspace.paths.log, vault.known):
        environment = Environment(
            "e1",
            "PROD",
            Address.parse(server.address),
            Stage.PRODUCTION,
            network=Network("", "direct", "me", proxy_password(PASSWORD)),
        )
        SavedEnvironments(lambda: workspace, vault).save(environment, Token(KEY))(CancelToken(), nobody)
        SavedEnvironments(lambda: workspace, vault).check_and_keep(environment)(CancelToken(), nobody)
        plan = plan_of(server, tmp_path / "import.zip", environment=environment, start_anyway=True)
        started = runs.start(plan, Token(ONE_TIME))(CancelToken(), nobody)
        logging.getLogger("dmm_desktop.test").info("{'X-DMM-Token': '%s'} %s", "of-an-earlier-session", repeated)
        ended = watch(workspace, started.run, started.endpoint, Token(KEY))
        target = tmp_path / "bundle.zip"
        assert runs.support_bundle(ended, target, workspace.paths.root)(CancelToken(), nobody) == target
    found = contents(target)
    assert sorted(found) == [
        "application-log/dmm-desktop.log",
        "environments.json",
        "run.json",
        "server-logs.txt",
        "server-logs/1.txt",
        "server-logs/2.txt",
        "versions.json",
    ]
    for name, content in found.items():
        for secret in (KEY, ONE_TIME, PASSWORD, "of-an-earlier-session"):
            assert not [form for form in forms(secret) if form in content], name
    assert len(found["server-logs/2.txt"]) == 8_000_000
    assert b"(hidden)" in found["server-logs/1.txt"] and b"(hidden)" in found["application-log/dmm-desktop.log"]
    assert json.loads(found["run.json"])["tracker_id"] == "42"
    [told] = json.loads(found["environments.json"])
    assert (told["name"], told["proxy"], told["proxy_sign_in"]) == ("PROD", "direct", True)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(workspace.spool.iterdir()) == []
    everything = b"".join(path.read_bytes() for path in workspace.paths.root.rglob("*") if path.is_file())
    assert not [form for secret in (KEY, ONE_TIME, PASSWORD) for form in forms(secret) if form in everything]


def test_descriptions_are_in_it(workspace: Workspace, demo: DemoProcess, tmp_path: Path) -> None:
    vault = TokenVault(None)
    environment = Environment("e1", "DEMO", Address.parse(demo.address))
    saved = SavedEnvironments(lambda: workspace, vault)
    saved.save(environment, Token(demo.token))(CancelToken(), nobody)
    saved.check_and_keep(environment)(CancelToken(), nobody)
    runs = SavedRuns(lambda: workspace, vault)
    runs.support_bundle(None, tmp_path / "bundle.zip", workspace.paths.root)(CancelToken(), nobody)
    assert json.loads(contents(tmp_path / "bundle.zip")["contracts/1.json"])["swagger"] == "2.0"


def test_what_cannot_be_had_is_named_and_hinders_nothing_else(tmp_path: Path) -> None:
    def damaged() -> tuple[Environment, ...]:
        raise DatabaseError(text("The database is damaged."))

    paths = DataPaths.at(tmp_path / "data")
    paths.prepare()
    paths.log.mkdir()

    def unreachable(target: Path, cancel: CancelToken) -> None:
        raise LocalError(text("No server."))

    job = partial(
        support_bundle, paths, Redaction(), tmp_path / "bundle.zip", damaged, run=None, fetch_logs=unreachable
    )
    found = contents(job(CancelToken(), nobody))
    assert b"The database is damaged." in found["environments.txt"]
    assert b"No server." in found["server-logs.txt"]
    assert b"could not be read" in found["application-log/dmm-desktop.log"]


def test_a_spool_that_is_gone_keeps_only_the_servers_logs_away(tmp_path: Path) -> None:
    paths = DataPaths.at(tmp_path / "data")
    paths.prepare()
    paths.spool.rmdir()
    fetched: list[Path] = []
    job = partial(
        support_bundle,
        paths,
        Redaction(),
        tmp_path / "bundle.zip",
        no_environments,
        run=None,
        fetch_logs=lambda to, _: fetched.append(to),
    )
    found = contents(job(CancelToken(), nobody))
    assert b"There is no place for the server's logs" in found["server-logs.txt"] and "versions.json" in found
    assert fetched == []


def test_an_older_file_stays_if_it_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(LocalError):
        support_bundle(
            DataPaths.at(tmp_path), Redaction(), tmp_path / "missing" / "x.zip", no_environments, CancelToken(), nobody
        )
