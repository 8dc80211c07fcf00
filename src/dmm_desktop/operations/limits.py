"""Limitations of an execution whose environment lacks operations of the API; to be shown before it starts."""

from __future__ import annotations

from ..api.contract import Contract, Operation
from ..core.environment import Environment
from ..core.errors import ContractIncomplete, WrongInput
from ..core.execution_type import ExecutionType, by_type
from ..core.text import Text, text
from .stored_contract import stored_contract

#: The operations that an execution can do without.
_OTHERS = (Operation.GET_EXECUTION_STATUS, Operation.STOP_EXECUTION, Operation.GET_EXECUTION_OUTPUTS)
_IMPORT = {
    Operation.GET_EXECUTION_STATUS: text(
        "The import cannot be watched from here: the API has no usable GetExecutionStatus."
    ),
    Operation.STOP_EXECUTION: text("The import cannot be stopped from here: the API has no usable StopExecution."),
    Operation.GET_EXECUTION_OUTPUTS: text(
        "No log files can be saved, and failed entities stay unknown: the API has no usable GetExecutionOutputs."
    ),
}
_EXPORT = {
    Operation.GET_EXECUTION_STATUS: text(
        "The export cannot be watched from here: the API has no usable GetExecutionStatus."
    ),
    Operation.STOP_EXECUTION: text("The export cannot be stopped from here: the API has no usable StopExecution."),
    Operation.GET_EXECUTION_OUTPUTS: text(
        "The zip of the export and its log files cannot be saved here, and failed entities stay unknown: the API has "
        "no usable GetExecutionOutputs."
    ),
}


def limits(lacking: frozenset[Operation], execution: ExecutionType) -> tuple[Text, ...]:
    """The limitations of an execution of this type if these operations are missing."""
    sentences = by_type(execution, for_import=_IMPORT, for_export=_EXPORT)
    return tuple(sentence for operation, sentence in sentences.items() if operation in lacking)


def lacking_in(contract: Contract) -> frozenset[Operation]:
    """The operations that an execution can do without and that the contract does not bind."""
    return frozenset(operation for operation in _OTHERS if not contract.has(operation))


def lacking_at(environment: Environment) -> frozenset[Operation]:
    """The same for a saved environment's API as found by the last check. Fast enough to be called repeatedly."""
    try:
        contract = stored_contract(environment)
    except WrongInput:
        return frozenset()
    return lacking_in(contract) if contract is not None else frozenset()


def blocked_by(environment: Environment) -> ContractIncomplete | None:
    """Why nothing can be started with the learned description of an environment; None if that is not known. The
    environment's own description may change: it is read again before the start."""
    try:
        contract = stored_contract(environment) if environment.description_is_loaded else None
        if contract is not None:
            contract.bound(Operation.START_EXECUTION)
    except WrongInput:
        return None
    except ContractIncomplete as error:
        return error
    return None
