"""The names under which results are saved unless the user chooses others."""

from __future__ import annotations

import pytest

from dmm_desktop.core.windows_names import name_problem
from dmm_desktop.ui.progress_view.saving import suggested_name
from storage.sample_values import a_run


@pytest.mark.parametrize(
    ("zip_path", "start"),
    [
        ("/exports/customers.zip", "customers-PROD-2-"),
        ("/exports/aux.v2.zip", "_aux.v2-PROD-2-"),
        (r"C:\exports\a?b.zip", "a-b-PROD-2-"),
        ("/exports/....zip", "PROD-2-"),
    ],
)
def test_every_system_takes_them(zip_path: str, start: str) -> None:
    name = suggested_name(a_run(zip_path=zip_path), "logs.zip")
    assert name.startswith(start) and name.endswith("-logs.zip")
    assert name_problem(name) is None
