"""Exports as the window knows them: on scripted servers that have ended them, and run by the demo environment."""

from __future__ import annotations

import base64
import io
import uuid
import zipfile
from datetime import UTC, datetime
from typing import Any

from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.api.binding import BUILT_IN_FILE
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.export_configuration import export_configuration
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.models import ExecutionReport
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.token import Token
from dmm_desktop.operations.start_export import ExportPlan, start_export
from dmm_desktop.resources import resource
from scripted_server import Script, answering, by_operation
from ui.sample_runs import SampleServices


def export_zip(*entities: str, rows: int = 2) -> bytes:
    """The zip of an export with these entities, each with so many rows."""
    content = io.BytesIO()
    data = "Id,Text\r\n" + "".join(f"{number},N'x'\r\n" for number in range(1, rows + 1))
    with zipfile.ZipFile(content, "w") as archive:
        for name in entities:
            archive.writestr(f"{name}_Struct.dmm", '{"Entity": "' + name + '", "Attributes": []}')
            archive.writestr(f"{name}_Data.csv", data)
    return content.getvalue()


def export_outputs(content: bytes | None, **more: Any) -> dict[str, Any]:
    """The outputs of a complete export with this zip."""
    payload = {} if content is None else {"ZipFile": base64.b64encode(content).decode()}
    return {"Status": "Complete", "Success": True, **payload, **more}


def outputs_script(outputs: Script, **report: Any) -> Script:
    """A server that has brought an export to its end, of which it has this report."""
    return by_operation(
        {"swagger.json": answering(resource(BUILT_IN_FILE).read_bytes())},
        GetExecutionStatus=answering({"Status": "Complete", "Success": True, "Report": report or None}),
        GetExecutionOutputs=outputs,
    )


def ended_export(services: SampleServices, environment: Environment, records: int, **changes: Any) -> Run:
    """A run that this environment has completed, in the list."""
    values: dict[str, Any] = {
        "type": ExecutionType.EXPORT,
        "environment_id": environment.id,
        "environment_name": environment.name,
        "stage": environment.stage,
        "configuration": "{}",
        "tracker_id": "42",
        "report": ExecutionReport(completed_records=records, total_records=records),
        "failing_entities": (),
    }
    root = Address.parse(f"{environment.address}/DMMAPI/rest/v1")
    run = Run(uuid.uuid4().hex, root, datetime.now(UTC), RunState.COMPLETED, **(values | changes))
    services.workspace().adopt(run)
    services.put(run)
    return run


def exported_by(
    demo: DemoProcess,
    services: SampleServices,
    qtbot: QtBot,
    environment: Environment,
    configuration: str = "{}",
) -> Run:
    """An export that the demo environment has run, once its end is known."""
    plan = ExportPlan(environment.address, export_configuration(configuration), environment)
    token = Token(demo.one_time_token)
    services.put(start_export(services.context, plan, token, CancelToken(), ignore_progress).run)
    services.runs.watch(plan.run_id)
    qtbot.waitUntil(lambda: services.view(plan.run_id).run.state.is_final)
    qtbot.waitUntil(lambda: not services.runs.is_watched(plan.run_id))
    return services.view(plan.run_id).run
