"""The requests of the operations on executions: one function for each, with the documented names of its values.

They raise the errors of :func:`lay_out`, and ContractIncomplete if the contract does not bind the operation. Where a
tracker id is needed, they raise WrongInput for one that is not possible in the environment.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..core.errors import WrongInput
from ..core.execution_type import ExecutionType
from ..core.text import text
from .contract import BoundOperation, Contract, Operation
from .request import Configuration, HttpRequest, ZipContent, is_of, lay_out

#: The headers of the two tokens [documented].
KEY_NAME, ONE_TIME_NAME = "X-DMM-Token", "X-DMM-Token-OTP"


def start_request(contract: Contract, kind: ExecutionType, configuration: str, *, has_zip: bool) -> HttpRequest:
    """Start an execution with this configuration. ``has_zip``: with a zip, which is added while sending."""
    values = {
        "Type": str(kind),
        "Configuration": Configuration(configuration),
        "ZipFile": ZipContent() if has_zip else None,
    }
    return lay_out(contract.bound(Operation.START_EXECUTION), values)


def stop_request(contract: Contract, tracker_id: str) -> HttpRequest:
    """Run no more chunks of an execution."""
    operation = _bound_for(contract, tracker_id, Operation.STOP_EXECUTION)
    return lay_out(operation, {"MainExecutionTrackerId": tracker_id})


def status_request(
    contract: Contract, tracker_id: str, *, with_logs: bool = False, log_page: int | None = None, log_records: int = 0
) -> HttpRequest:
    """Ask for the status of an execution, with one page of its log if wanted."""
    operation = _bound_for(contract, tracker_id, Operation.GET_EXECUTION_STATUS)
    values = {"MainExecutionTrackerId": tracker_id, "IncludeReports": True, "IncludeLogs": with_logs}
    page = {"LogRecords": log_records, "LogPage": log_page} if with_logs else {}
    return _as_far_as_taken(operation, values | page)


def outputs_request(
    contract: Contract,
    tracker_id: str,
    *,
    with_reports: bool = True,
    with_logs: bool = False,
    with_files: bool = False,
) -> HttpRequest:
    """Fetch the results of an execution: reports, log files, and the zip."""
    operation = _bound_for(contract, tracker_id, Operation.GET_EXECUTION_OUTPUTS)
    values = {
        "MainExecutionTrackerId": tracker_id,
        "IncludeReports": with_reports,
        "IncludeLogs": with_logs,
        "IncludeFiles": with_files,
        "IncludeErrorReport": with_reports,
    }
    return _as_far_as_taken(operation, values)


def _as_far_as_taken(operation: BoundOperation, values: Mapping[str, object]) -> HttpRequest:
    """The request with those of the values that the operation takes."""
    return lay_out(operation, {name: value for name, value in values.items() if operation.takes(name)})


def _bound_for(contract: Contract, tracker_id: str, operation: Operation) -> BoundOperation:
    """The operation, if such a tracker id is possible in this environment. Raises WrongInput and ContractIncomplete."""
    bound = contract.bound(operation)
    kind = contract.type_of_tracker_ids()
    if not is_of(kind, tracker_id):
        raise WrongInput(
            text("“{id}” is not a tracker id of this environment.", id=tracker_id),
            text("According to its API description, tracker ids are of type {kind}.", kind=kind.value),
            text("Check the tracker id and the environment."),
        )
    return bound
