"""Reports as JSON text: exactly what went in comes out, and what is broken is refused."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.core.models import ExecutionReport, FailingEntity, FinalReport, ServerMessage
from dmm_desktop.storage.json_text import from_json, to_json
from storage.sample_values import execution_reports, failing_entities, final_reports

_ENTITIES = tuple[FailingEntity, ...]


@given(execution_reports)
def test_execution_reports_come_back(report: ExecutionReport) -> None:
    assert from_json(ExecutionReport, to_json(report)) == report


@given(final_reports)
def test_final_reports_come_back(report: FinalReport) -> None:
    assert from_json(FinalReport, to_json(report)) == report


@given(failing_entities)
def test_failing_entities_come_back(entities: tuple[FailingEntity, ...]) -> None:
    assert from_json(_ENTITIES, to_json(entities)) == entities


def test_none_and_empty_differ() -> None:
    assert from_json(_ENTITIES, to_json(())) == ()
    assert from_json(ExecutionReport, to_json(ExecutionReport())).started_at is None
    with pytest.raises(ValueError, match="isoformat"):
        from_json(ExecutionReport, '{"started_at": ""}')


def test_fields_keep_their_types() -> None:
    report = ExecutionReport(
        timedelta(hours=1), datetime(2025, 1, 2, 3), total_duration_s=5, message=ServerMessage("x")
    )
    again = from_json(ExecutionReport, to_json(report))
    kinds = (type(again.elapsed), type(again.started_at), type(again.total_duration_s), type(again.message))
    assert kinds == (timedelta, datetime, float, ServerMessage)


def test_what_an_older_version_left_out_gets_its_default_and_what_a_newer_one_added_is_left_out() -> None:
    assert from_json(FinalReport, '{"records": 3, "added_later": [1]}') == FinalReport(records=3)


@pytest.mark.parametrize(
    "broken", ["", "{", "null", "[]", '"text"', '{"records": "3"}', '{"execution_duration": 1e400}', "[" * 100_000]
)
def test_what_is_broken_is_refused(broken: str) -> None:
    with pytest.raises((ValueError, TypeError, OverflowError, RecursionError)):
        from_json(FinalReport, broken)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*ExecutionReport.__dataclass_fields__]), json_values, max_size=4))
def test_any_other_json_is_refused_or_fits(fields: dict[str, Any]) -> None:
    try:
        report = from_json(ExecutionReport, json.dumps(fields))
    except (ValueError, TypeError, OverflowError):
        return
    assert from_json(ExecutionReport, to_json(report)) == report or report != report  # NaN differs from itself
