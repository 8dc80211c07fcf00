"""The zip of an export: saved byte for byte, whole or not at all, and for its owner alone."""

import base64
import gzip
import io
import json
import stat
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dmm_desktop.archive.findings import ExportNotSaved
from dmm_desktop.core.errors import DmmError, NotKnown, UnreadableAnswer
from dmm_desktop.core.execution_errors import ExportNotReady
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.models import ExecutionReport
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.operations.check_zip import read_zip
from dmm_desktop.operations.save_export import exported_sentence, save_export
from not_on_windows import PERMISSIONS
from operation_contexts import EndpointContext, run_at
from operations.watching import KEY, endpoint_at
from scripted_server import Script, ScriptedServer, answering, by_operation


def zipped() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("Order_Struct.dmm", json.dumps({"Entity": "Order", "Attributes": []}))
        archive.writestr("Order_Data.csv", "Id,Text\r\n1,N'a'\r\n2,N'b'\r\n")
    return content.getvalue()


ZIP = zipped()


def left(content: bytes | str, **more: Any) -> dict[str, Any]:
    text = content if isinstance(content, str) else base64.b64encode(content).decode()
    return {"Status": "Complete", "Success": True, "ZipFile": text, **more}


def save(outputs: Script, target: Path, status: str = "Complete") -> Path:
    told = answering({"Status": status, "Success": True})
    with ScriptedServer(by_operation(GetExecutionOutputs=outputs, GetExecutionStatus=told)) as server:
        endpoint = endpoint_at(server.address)
        context = EndpointContext(endpoint, KEY)
        saved = save_export(context, run_at(endpoint), target, CancelToken(), ignore_progress, briefly=0)
        [request] = server.requests
    assert request.query["IncludeFiles"] == "true"
    assert request.query["IncludeLogs"] == request.query["IncludeReports"] == "false"
    return saved.path


@pytest.mark.parametrize("how", [{}, {"gzipped": True}, {"chunked": 777}, {"length": None}])
def test_what_is_saved_is_what_the_server_sent(tmp_path: Path, how: dict[str, Any]) -> None:
    target = tmp_path / "out.zip"
    assert save(answering(left(ZIP), **how), target) == target
    assert target.read_bytes() == ZIP
    assert [path.name for path in tmp_path.iterdir()] == ["out.zip"]


@pytest.mark.parametrize("kind", ["application/octet-stream", "application/zip"])
def test_an_answer_that_is_the_zip_itself_is_saved(tmp_path: Path, kind: str) -> None:
    save(answering(ZIP, 200, f"Content-Type: {kind}"), tmp_path / "out.zip")
    assert (tmp_path / "out.zip").read_bytes() == ZIP


@pytest.mark.skipif(sys.platform == "win32", reason=PERMISSIONS)
def test_the_owner_alone_can_read_it(tmp_path: Path) -> None:
    (tmp_path / "out.zip").write_bytes(b"older")
    (tmp_path / "out.zip").chmod(0o644)
    saved = save(answering(left(ZIP)), tmp_path / "out.zip")
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("outputs", "reason", "kept"),
    [
        (left(""), "The server sent no zip.", None),
        (left(b"%PDF-1.7"), "", b"%PDF-1.7"),
        (left("UEs?"), "The server's response is faulty", None),
        (left(ZIP[:-30]), "", ZIP[:-30]),
    ],
)
def test_what_is_no_zip_replaces_nothing_and_can_be_repeated(
    tmp_path: Path, outputs: dict[str, Any], reason: str, kept: bytes | None
) -> None:
    target = tmp_path / "out.zip"
    target.write_bytes(b"older")
    told = answering({"Status": "Complete", "Success": True})
    with ScriptedServer(by_operation(GetExecutionOutputs=answering(outputs), GetExecutionStatus=told)) as server:
        endpoint = endpoint_at(server.address)
        with pytest.raises(ExportNotSaved) as caught:
            save_export(
                EndpointContext(endpoint, KEY), run_at(endpoint), target, CancelToken(), ignore_progress, briefly=0
            )
    assert target.read_bytes() == b"older"
    assert reason in str(caught.value.reason)
    assert "needs no new export" in str(caught.value.advice)
    assert (caught.value.kept.read_bytes() if caught.value.kept else None) == kept


def test_an_answer_that_unpacks_to_far_more_than_arrived_fills_no_disk(tmp_path: Path) -> None:
    content = gzip.compress(json.dumps(left("A" * (80 << 20))).encode())
    with pytest.raises(UnreadableAnswer):
        save(answering(content, 200, "Content-Encoding: gzip"), tmp_path / "out.zip")
    assert list(tmp_path.iterdir()) == []


def test_a_zip_that_would_unpack_to_far_more_is_saved_and_called_suspicious(tmp_path: Path) -> None:
    """Saving unpacks nothing to the disk: the file is what the server sent, however its entries are compressed."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Order_Struct.dmm", json.dumps({"Entity": "Order", "Attributes": []}))
        archive.writestr("Order_Data.csv", b"Note\r\n" + (b"N'" + b"a" * 4000 + b"'\r\n") * (26 << 10))  # 101 MiB
    saved = save(answering(left(content.getvalue())), tmp_path / "out.zip")
    assert saved.read_bytes() == content.getvalue() and [*tmp_path.iterdir()] == [saved]
    checked = read_zip(saved, CancelToken(), ignore_progress).checked()
    assert 16 in [finding.rule for finding in checked.findings]


@pytest.mark.parametrize(("status", "error"), [("InProgress", ExportNotReady), ("NotFound", NotKnown)])
def test_why_there_is_no_zip(tmp_path: Path, status: str, error: type[DmmError]) -> None:
    refusing = answering({"Status": status, "Success": False, "ErrorMessage": "No."})
    told = answering({"Status": status, "Success": True})
    with ScriptedServer(by_operation(GetExecutionOutputs=refusing, GetExecutionStatus=told)) as server:
        endpoint = endpoint_at(server.address)
        with pytest.raises(error):
            save_export(
                EndpointContext(endpoint, KEY),
                run_at(endpoint),
                tmp_path / "out.zip",
                CancelToken(),
                ignore_progress,
                briefly=0,
            )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        (2, "2 rows in the zip, 2 records reported."),
        (5, "2 rows in the zip, 5 records reported: 3 more."),
        (1, "2 rows in the zip, 1 record reported: 1 fewer."),
        (None, "2 rows in the zip; the number of records exported is not known."),
    ],
)
def test_the_rows_stand_beside_the_records(tmp_path: Path, records: int | None, expected: str) -> None:
    (tmp_path / "out.zip").write_bytes(ZIP)
    checked = read_zip(tmp_path / "out.zip", CancelToken(), ignore_progress).checked()
    run: Run = run_at(endpoint_at("http://127.0.0.1:1"))
    run = replace(run, state=RunState.COMPLETED, report=ExecutionReport(completed_records=records))
    assert str(exported_sentence(run, checked)) == expected
