"""Exports started on scripted servers and on the demo environment."""

from collections.abc import Callable
from typing import Any

from demo_process import DemoProcess
from dmm_desktop.core.address import Address
from dmm_desktop.core.export_configuration import export_configuration
from dmm_desktop.core.job import CancelToken, Progress, ignore_progress
from dmm_desktop.core.token import Token
from dmm_desktop.operations.start_execution import Started
from dmm_desktop.operations.start_export import ExportPlan, start_export
from dmm_desktop.operations.workspace import Workspace
from operation_contexts import given
from operations.starting import ONE_TIME
from operations.watching import KEY, ROOT


def export_plan(address: str, configuration: str = '{"Extra": [1]}', **fields: Any) -> ExportPlan:
    """An export from an API at this address."""
    return ExportPlan(Address.parse(address + ROOT), export_configuration(configuration), **fields)


def start_of_export(
    workspace: Workspace,
    plan: ExportPlan,
    report: Callable[[Progress], None] = ignore_progress,
    cancel: CancelToken | None = None,
) -> Started:
    context = given(plan.address, KEY, workspace)
    return start_export(context, plan, ONE_TIME, cancel or CancelToken(), report)


def started_export(workspace: Workspace, demo: DemoProcess, configuration: str = "{}") -> Started:
    """An export that a demo environment has started, at whatever address its API has."""
    plan = ExportPlan(Address.parse(demo.root), export_configuration(configuration))
    context = given(plan.address, Token(demo.token), workspace)
    return start_export(context, plan, Token(demo.one_time_token), CancelToken(), ignore_progress)
