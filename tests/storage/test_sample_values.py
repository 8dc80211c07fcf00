"""The strategies leave no field at its default, so that no test proves less than it says."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any

import pytest
from hypothesis import Phase, find, settings
from hypothesis import strategies as st

from dmm_desktop.core.environment import Environment
from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.runs import Run
from storage.sample_values import NOT_STORED, environments, runs

_ONE_VALUE = {"type"} if len(ExecutionType) == 1 else set()


@pytest.mark.parametrize(
    ("strategy", "name", "default"),
    [
        pytest.param(strategy, field.name, field.default, id=f"{kind.__name__}.{field.name}")
        for kind, strategy in ((Environment, environments), (Run, runs))
        for field in fields(kind)
        if field.default is not MISSING and field.name not in _ONE_VALUE | NOT_STORED
    ],
)
def test_every_field_has_other_values_than_its_default(
    strategy: st.SearchStrategy[Any], name: str, default: object
) -> None:
    found_first = settings(database=None, deadline=None, phases=[Phase.generate])
    find(strategy, lambda sample: getattr(sample, name) != default, settings=found_first)
