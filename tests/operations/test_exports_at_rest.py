"""An export on the disk: its owner alone can read it, and no support bundle has any of it."""

import base64
import io
import os
import stat
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dmm_desktop.archive.findings import ExportNotSaved, LogsNotSaved
from dmm_desktop.archive.part_file import PART_SUFFIX
from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.job import BytesProgress, CancelToken, Progress, ignore_progress
from dmm_desktop.core.run_state import RunState
from dmm_desktop.operations.save_export import save_export
from dmm_desktop.operations.save_logs import save_logs
from dmm_desktop.operations.save_payload import Requesting
from dmm_desktop.operations.support_bundle import support_bundle
from dmm_desktop.operations.workspace import Workspace
from not_on_windows import PERMISSIONS
from operation_contexts import EndpointContext, run_at
from operations.watching import KEY, endpoint_at
from scripted_server import Script, ScriptedServer, answering, by_operation

ROW = b"1,N'Zoe Confidential'"


def export(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names or ("Order_Struct.dmm", "Order_Data.csv"):
            archive.writestr(name, ROW)
    return content.getvalue()


def text_of(content: bytes) -> str:
    return base64.b64encode(content).decode()


def ended(outputs: Script) -> Script:
    """A server that has completed an export, with these outputs."""
    return by_operation(
        GetExecutionOutputs=outputs, GetExecutionStatus=answering({"Status": "Complete", "Success": True})
    )


def outputs(**members: Any) -> Script:
    return ended(answering({"Status": "Complete", "Success": True, **members}))


def as_file(content: bytes) -> Script:
    return ended(answering(content, 200, "Content-Type: application/zip"))


@pytest.fixture(params=[0, 0o022], ids=["umask 000", "umask 022"])
def a_mask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    return {file.suffix: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}


@pytest.mark.skipif(sys.platform == "win32", reason=PERMISSIONS)
@pytest.mark.usefixtures("a_mask")
@pytest.mark.parametrize("older", [None, 0o666])
def test_a_file_is_its_owners_alone_from_its_first_byte(tmp_path: Path, older: int | None) -> None:
    target = tmp_path / "out.zip"
    if older is not None:
        target.write_bytes(b"older")
        target.chmod(older)
    seen: list[dict[str, int]] = []

    def look(progress: Progress) -> None:
        assert isinstance(progress, BytesProgress | Requesting)
        seen.append(modes(tmp_path))

    with ScriptedServer(outputs(ZipFile=text_of(export()))) as server:
        endpoint = endpoint_at(server.address)
        save_export(EndpointContext(endpoint, KEY), run_at(endpoint), target, CancelToken(), look, briefly=0)
    assert seen and all(one[PART_SUFFIX] == 0o600 for one in seen if PART_SUFFIX in one)
    assert any(PART_SUFFIX in one for one in seen)
    assert modes(tmp_path) == {".zip": 0o600}


@pytest.mark.skipif(sys.platform == "win32", reason=PERMISSIONS)
@pytest.mark.usefixtures("a_mask")
def test_nobody_else_can_replace_a_folder_on_the_way_to_a_zip_in_the_data_folder(tmp_path: Path) -> None:
    data = tmp_path / "new" / "folders" / "data"
    with Workspace.open(data) as workspace, workspace.exported_zip("host") as zip_file:
        for folder in (data.parent.parent, data.parent, data, *zip_file.path.parents[:2]):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700, folder


@pytest.mark.skipif(sys.platform == "win32", reason=PERMISSIONS)
@pytest.mark.usefixtures("a_mask")
def test_so_is_what_was_no_zip(tmp_path: Path) -> None:
    with ScriptedServer(outputs(ZipFile=text_of(ROW))) as server:
        endpoint = endpoint_at(server.address)
        with pytest.raises(ExportNotSaved):
            save_export(
                EndpointContext(endpoint, KEY),
                run_at(endpoint),
                tmp_path / "out.zip",
                CancelToken(),
                ignore_progress,
                briefly=0,
            )
    assert modes(tmp_path) == {".bin": 0o600}


def test_the_zip_of_an_export_is_not_taken_for_its_logs(tmp_path: Path) -> None:
    with ScriptedServer(as_file(export())) as server:
        endpoint = endpoint_at(server.address)
        run = replace(run_at(endpoint), type=ExecutionType.EXPORT)
        with pytest.raises(LogsNotSaved) as caught:
            save_logs(
                EndpointContext(endpoint, KEY), run, tmp_path / "logs.zip", CancelToken(), ignore_progress, briefly=0
            )
    assert "The server sent no logs." in str(caught.value.reason)
    assert list(tmp_path.iterdir()) == []


NOT_JSON = ('{"Status": "Complete", "ZipFile": "' + text_of(export()).replace("/", "\\/") + '", "Logs": !}').encode()


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        (as_file(export()), ExecutionType.EXPORT),
        (as_file(export()), ExecutionType.IMPORT),  # an export that was started elsewhere
        (as_file(export("Order.csv")), ExecutionType.EXPORT),
        (outputs(Logs=text_of(export())), ExecutionType.EXPORT),
        (ended(answering(NOT_JSON)), ExecutionType.EXPORT),
    ],
    ids=[
        "the answer",
        "the answer, type unknown",
        "the answer, other names",
        "as logs",
        "in an answer that is not JSON",
    ],
)
def test_no_support_bundle_has_any_of_it(
    workspace: Workspace, tmp_path: Path, script: Script, kind: ExecutionType
) -> None:
    for name in ("out.zip", f"{workspace.paths.log.name}.zip", f"{workspace.paths.log.name}-1{PART_SUFFIX}"):
        (workspace.paths.root / name).write_bytes(export())
        (workspace.paths.log.parent / name).write_bytes(export())
    target = tmp_path / "bundle.zip"
    with ScriptedServer(script) as server:
        endpoint = endpoint_at(server.address)
        run = replace(run_at(endpoint), type=kind, state=RunState.COMPLETED)
        context = EndpointContext(endpoint, KEY, workspace)
        support_bundle(context, workspace.paths.root, run, target, CancelToken(), ignore_progress)
    with zipfile.ZipFile(target) as bundle:
        found = {name: bundle.read(name) for name in bundle.namelist()}
    assert "server-logs.txt" in found
    for name, content in found.items():
        assert ROW not in content and text_of(ROW)[4:-4].encode() not in content.replace(b"\\/", b"/"), name
        assert b"PK\3\4" not in content and b"UEsDB" not in content, name
