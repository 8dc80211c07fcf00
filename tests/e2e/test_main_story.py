"""The main job from beginning to end, in a real window, with a real key store and a real server."""

from __future__ import annotations

import http.client
import json
from pathlib import Path
from urllib.parse import urlsplit

from demo_process import DemoProcess
from e2e.audited_app import AUDITED
from tools.desktop.desktop import Desktop
from tools.desktop.desktop_user import DesktopUser
from tools.desktop.user_steps import add_environment, fill_in_import, is_counting, save_as


def test_the_main_story(desktop: Desktop, samples: Path, tmp_path: Path) -> None:
    """All of it under the eyes of the audit: nothing that can take long happens on the GUI thread."""
    customers = samples / "customers.zip"
    arguments = ("--data-dir", desktop.folder / "data")
    with DemoProcess() as dev, DemoProcess("--scenario", "slow", "--pace", "2") as prod:  # 8 min, longer than is needed
        with DesktopUser(desktop, *arguments, program=AUDITED) as user:
            add_environment(user, "DEV-1", dev.address, dev.token)
            assert desktop.stored_keys() == [dev.token]
            fill_in_import(user, customers, dev.one_time_token)
            sentence = user.read("status", lambda text: text.startswith("Import completed"))
            assert sentence.startswith("Import completed. 5,022 records imported into DEV-1 in ")
            assert user.read("records") == "5,022 of 5,022"
            tracker_id = user.read("tracker_id")
            save_as(user, "Save logs", tmp_path / "logs.zip")
            assert (tmp_path / "logs.zip").read_bytes() == dev.logs_zip(tracker_id)

            add_environment(user, "PROD-2", prod.address, prod.token, "Production")
            assert desktop.stored_keys() == sorted([dev.token, prod.token])
            fill_in_import(user, customers, prod.one_time_token, confirm="PROD-2", letters="p")
            stopped_id = user.read("tracker_id", lambda text: text not in ("", tracker_id))
            user.read("records", is_counting)
            user.press("Stop")
            user.window("stop_question")
            user.press("Stop now")
            user.window()
            sentence = user.read("status", lambda text: text.startswith("Import stopped."))
            assert sentence.endswith(" of 5,022 records were imported and stay in PROD-2.")

            fill_in_import(user, customers, prod.one_time_token, confirm="PROD-2")
            last_id = user.read("tracker_id", lambda text: text not in ("", tracker_id, stopped_id))
            user.read("status", lambda text: text in ("Waiting in the queue of PROD-2.", "Importing…"))
            user.close("followed_question")

        with DesktopUser(desktop, *arguments, program=AUDITED) as user:
            user.read("tracker_id", lambda text: text == last_id)
            user.read("records", lambda text: text.endswith(" of 5,022"))
            _stop_elsewhere(prod, last_id)
            user.read("status", lambda text: text.startswith("Import failed."))
            assert [_outcome(row) for row in user.runs()] == ["Failed", "Stopped", "Completed"]
            user.close()
        assert [len(server.received()["starts"]) for server in (dev, prod)] == [1, 2]
        assert [server.received()["misplaced_tokens"] for server in (dev, prod)] == [[], []]
        secrets = {key for server in (dev, prod) for key in (server.token, server.one_time_token)}
    assert _files_with(secrets, desktop.folder) == []


def _outcome(row: str) -> str:
    """How a run has ended: the third thing that is read out of it."""
    return row.split(", ")[2].partition(" ")[0]


def _stop_elsewhere(server: DemoProcess, tracker_id: str) -> None:
    """Stop an execution as another administrator would."""
    connection = http.client.HTTPConnection(server.host_and_port, timeout=30)
    try:
        body = json.dumps({"MainExecutionTrackerId": tracker_id})
        headers = {"Content-Type": "application/json", "X-DMM-Token": server.token}
        connection.request("POST", urlsplit(server.root).path + "/StopExecution", body, headers)
        answer = connection.getresponse()
        assert (answer.status, json.loads(answer.read())["Success"]) == (200, True)
    finally:
        connection.close()


def _files_with(secrets: set[str], folder: Path) -> list[Path]:
    """The files below a folder that hold one of the secrets."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert files
    return [file for file in files if any(secret.encode() in file.read_bytes() for secret in secrets)]
