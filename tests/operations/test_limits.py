"""What an environment's API cannot do is said before an import starts, and not tried afterwards."""

from dataclasses import replace

import pytest

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.operations.limits import lacking_at, lacking_in, limits
from operations.contracts import description_without, without

AT = Environment("1", "DEV-1", Address.parse("https://dev-1.example.com"))


@pytest.mark.parametrize(
    ("operation", "sentence"),
    [
        ("StopExecution", "The import cannot be stopped from here: the API has no usable StopExecution."),
        (
            "GetExecutionOutputs",
            "No log files can be saved, and failed entities stay unknown: the API has no usable GetExecutionOutputs.",
        ),
        (
            "GetExecutionStatus",
            "The import cannot be watched from here: the API has no usable GetExecutionStatus.",
        ),
    ],
)
def test_each_operation_that_is_missing_is_named(operation: str, sentence: str) -> None:
    for lacking in (
        lacking_in(without(operation)),
        lacking_at(replace(AT, description=description_without(operation))),
    ):
        assert lacking == {operation}
        assert [*map(str, limits(lacking, ExecutionType.IMPORT))] == [sentence]


@pytest.mark.parametrize("description", [None, "", "{}", description_without("CreateConnection")])
def test_otherwise_nothing_is_said(description: str | None) -> None:
    assert limits(lacking_at(replace(AT, description=description)), ExecutionType.IMPORT) == ()


def test_an_export_says_that_its_zip_cannot_be_saved() -> None:
    said = map(str, limits(lacking_in(without("GetExecutionOutputs")), ExecutionType.EXPORT))
    assert [*said] == [
        "The zip of the export and its log files cannot be saved here, and failed entities stay unknown: the API has "
        "no usable GetExecutionOutputs.",
    ]
