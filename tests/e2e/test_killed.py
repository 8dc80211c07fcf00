"""The application is killed while it imports or exports, as by a power switch; what the next one finds, says and
does."""

from __future__ import annotations

import json
import random
import zipfile
from pathlib import Path

import pytest

from demo_process import DemoProcess
from dmm_desktop.core.execution_type import ExecutionType, by_type
from scripted_server import Exchange, Script, ScriptedServer, answering, by_operation
from tools.desktop.desktop import Desktop
from tools.desktop.desktop_user import DesktopUser
from tools.desktop.user_steps import add_environment, fill_in_export, fill_in_import
from tools.desktop.waiting import PATIENCE

_ROOT = "/DMMAPI/rest/v1"
#: More than the sockets' buffers hold, so that a server that does not read stops the upload.
_LARGE = 12 * 1024 * 1024


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        (ExecutionType.IMPORT, "Import completed. 5,022 records imported into TEST-1"),
        (ExecutionType.EXPORT, "Export completed. 5,022 records exported from TEST-1"),
    ],
)
def test_after_the_tracker_id(kind: ExecutionType, outcome: str, desktop: Desktop, samples: Path) -> None:
    folder = desktop.folder / "data"
    with DemoProcess("--pace", "0.2") as server:
        with DesktopUser(desktop, "--data-dir", folder) as user:
            add_environment(user, "TEST-1", server.address, server.token, "Test")
            _fill_in(user, kind, samples / "customers.zip", server.one_time_token)
            tracker_id = user.read("tracker_id")
            user.kill()
        with DesktopUser(desktop, "--data-dir", folder) as user:
            assert user.read("tracker_id") == tracker_id
            user.read("status", lambda text: text.startswith(outcome))
            assert len(user.runs()) == 1
            user.close()
        assert [start["tracker_id"] for start in server.received()["starts"]] == [tracker_id]


def _hold_the_answer(exchange: Exchange) -> None:
    exchange.read_body()
    exchange.hold()


@pytest.mark.parametrize(
    ("kind", "start", "standing", "outcome"),
    [
        (
            ExecutionType.IMPORT,
            Exchange.hold,
            "Uploading ",
            "The import was not started. The application ended during the upload.",
        ),
        (
            ExecutionType.IMPORT,
            _hold_the_answer,
            "The import was sent; the server has not responded yet.",
            "DMM Desktop ended before a response to the import arrived",
        ),
        (
            ExecutionType.EXPORT,
            _hold_the_answer,
            "The export was requested; the server has not responded yet.",
            "DMM Desktop ended before a response to the export arrived",
        ),
    ],
    ids=["while uploading", "before the tracker id", "before the tracker id of an export"],
)
def test_before_the_tracker_id(
    kind: ExecutionType, start: Script, standing: str, outcome: str, desktop: Desktop, samples: Path
) -> None:
    folder = desktop.folder / "data"
    key_accepted = answering({"Status": "NotFound", "Success": True})
    with ScriptedServer(by_operation(StartExecution=start, GetExecutionStatus=key_accepted)) as server:
        with DesktopUser(desktop, "--data-dir", folder) as user:
            add_environment(user, "TEST-1", server.address + _ROOT, "a-key", "Test")
            _fill_in(user, kind, _large(samples / "customers.zip", desktop.temporary), "a-one-time-token")
            user.read("status", lambda text: text.startswith(standing))
            assert server.holding.wait(PATIENCE)
            user.kill()
        server.release()
        with DesktopUser(desktop, "--data-dir", folder) as user:
            user.read("status", lambda text: outcome in text)
            assert len(user.runs()) == 1
            user.close()
        assert len(server.starts) == 1


def _fill_in(user: DesktopUser, kind: ExecutionType, zip_path: Path, one_time_token: str) -> None:
    """Start an import of the zip, or an export of its entities."""
    if by_type(kind, for_import=True, for_export=False):
        fill_in_import(user, zip_path, one_time_token)
        return
    with zipfile.ZipFile(zip_path) as archive:
        names = [name.removesuffix("_Data.csv") for name in archive.namelist() if name.endswith("_Data.csv")]
    configuration = zip_path.parent / "configuration.json"
    configuration.write_text(json.dumps({"ExportingEntities": names}), encoding="utf-8")
    fill_in_export(user, configuration, one_time_token)


def _large(sample: Path, folder: Path) -> Path:
    """The sample with one more file, which cannot be made smaller."""
    large = folder / "large.zip"
    with zipfile.ZipFile(sample) as source, zipfile.ZipFile(large, "w") as target:
        for member in source.infolist():
            target.writestr(member, source.read(member))
        target.writestr("ossys_Noise.bin", random.Random(1).randbytes(_LARGE))
    return large
