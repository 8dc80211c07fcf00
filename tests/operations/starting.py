"""Imports started on scripted servers."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from dmm_desktop.core.address import Address
from dmm_desktop.core.configuration import import_configuration
from dmm_desktop.core.job import CancelToken, Progress, ignore_progress
from dmm_desktop.core.runs import Run
from dmm_desktop.core.token import Token
from dmm_desktop.operations.check_zip import read_zip
from dmm_desktop.operations.start_execution import Started
from dmm_desktop.operations.start_import import ImportPlan, start_import
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.storage.database import Database
from operation_contexts import given
from operations.watching import KEY, ROOT
from scripted_server import Script, ScriptedServer, answering, by_operation

ONE_TIME = Token("otp-93172-secret")
_EMPTY_ZIP = 100  # bytes of a zip with one empty entry with a one-letter name
#: Larger than the sockets' buffers, so that a server that does not read stops the upload.
LARGE = 12 * 1024 * 1024

KEY_ACCEPTED = answering({"Status": "NotFound", "Success": True})
STARTED = answering({"MainExecutionTrackerId": 42, "Success": True})


def server(start: Script, key: Script = KEY_ACCEPTED) -> ScriptedServer:
    return ScriptedServer(by_operation(StartExecution=start, GetExecutionStatus=key))


def noise(path: Path, size: int = LARGE) -> Path:
    """A zip of this size without useful content; the smallest possible if that is larger."""
    with ZipFile(path, "w") as archive:
        archive.writestr("n", random.Random(size).randbytes(max(0, size - _EMPTY_ZIP)))
    return path


def plan(address: str, zip_file: Path, **fields: Any) -> ImportPlan:
    """An import of any file."""
    checked = read_zip(zip_file, CancelToken(), ignore_progress).checked()
    configuration = import_configuration('{"Extra": [1]}', connection="Other", append=True)
    fields = {"start_anyway": True, **fields}
    return ImportPlan(Address.parse(address + ROOT), checked, configuration, **fields)


def start(
    workspace: Workspace,
    plan: ImportPlan,
    cancel: CancelToken | None = None,
    report: Callable[[Progress], None] = ignore_progress,
    description: Path | None = None,
) -> Started:
    return start_import(
        given(plan.address, KEY, workspace, description), plan, ONE_TIME, cancel or CancelToken(), report
    )


def stored(workspace: Workspace, plan: ImportPlan) -> Run | None:
    """The run as seen by another connection to the database."""
    with Database(workspace.paths.database).session() as store:
        return store.runs.get(plan.run_id)
