"""What cannot be done with an import because the environment's API lacks an operation; to be said before it starts."""

from __future__ import annotations

from ..api.contract import Contract, Operation
from ..core.environment import Environment
from ..core.errors import WrongInput
from ..core.text import Text, text
from .stored_contract import stored_contract

#: The operations that an import can do without.
_OTHERS = (Operation.GET_EXECUTION_STATUS, Operation.STOP_EXECUTION, Operation.GET_EXECUTION_OUTPUTS)


def limits(lacking: frozenset[Operation]) -> tuple[Text, ...]:
    """What cannot be done without these operations."""
    sentences = {
        Operation.GET_EXECUTION_STATUS: text(
            "The import cannot be followed from here: the API has no usable GetExecutionStatus."
        ),
        Operation.STOP_EXECUTION: text("The import cannot be stopped from here: the API has no usable StopExecution."),
        Operation.GET_EXECUTION_OUTPUTS: text(
            "No log files can be saved, and failed entities stay unknown: the API has no usable GetExecutionOutputs."
        ),
    }
    return tuple(sentence for operation, sentence in sentences.items() if operation in lacking)


def lacking_in(contract: Contract) -> frozenset[Operation]:
    """Those that an import can do without and the contract has not bound."""
    return frozenset(operation for operation in _OTHERS if not contract.has(operation))


def lacking_at(environment: Environment) -> frozenset[Operation]:
    """The same for the API of a saved environment as the last check found it. Fast: may be asked again and again."""
    try:
        contract = stored_contract(environment)
    except WrongInput:
        return frozenset()
    return lacking_in(contract) if contract is not None else frozenset()
