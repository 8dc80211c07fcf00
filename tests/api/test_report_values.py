"""Reports: one meaning, however the platform writes them."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.api.answer_object import (
    AnswerObject,
    UnreadableValue,
    execution_report,
    final_report,
    parsed,
    status_word,
)
from dmm_desktop.core.models import ExecutionReport, FinalReport, ServerMessage
from dmm_desktop.core.text import MAX_MESSAGE

STATUS_REPORT = {
    "ElapsedTime": "26:03:04",
    "StartedAt": "2024-05-06 07:08:09",
    "EndedAt": "1900-01-01 00:00:00",
    "TotalDuration": 93784.5,
    "CompletedRecords": 1,
    "TotalRecords": 2,
    "CompletedInstructions": 3,
    "TotalInstructions": 4,
    "CompletedBPTRecords": 5,
    "TotalBPTRecords": 6,
    "CompletedBPTVolume": 7,
    "TotalBPTVolume": 8,
    "TotalVolumeKBs": 9.5,
    "Message": {"MessageText": "Importing", "MessageType": "Info"},
}
FINAL_REPORT = {
    "ConfigurationType": "Import",
    "ExecutionDate": "2024-05-06 07:08:09",
    "ExecutionDuration": "00:10:00",
    "NRecords": 50000,
    "NInstructions": 12,
    "NBPTRecords": 3,
    "DataVolume": 12.5,
    "BPTDataVolume": "0",
}
counts = st.integers(0, 10**12)
reports = st.fixed_dictionaries(
    {
        **{name: counts for name in STATUS_REPORT if name.startswith(("Completed", "Total"))},
        "ElapsedTime": st.sampled_from(["", "00:00:00", "26:03:04"]),
        "StartedAt": st.sampled_from(["", "1900-01-01 00:00:00", "2024-05-06 07:08:09"]),
        "Message": st.fixed_dictionaries({"MessageText": st.text(), "MessageType": st.sampled_from(["", "Danger"])}),
    }
)


def camel(name: str) -> str:
    return name[0].lower() + name[1:]


def snake(name: str) -> str:
    return "".join("_" + c.lower() if c.isupper() else c for c in name).lstrip("_")


def rewritten(report: Any, name: Any, value: Any) -> Any:
    """The same report with its names and values written in another way; a value that becomes None is left out."""
    if not isinstance(report, dict):
        return value(report)
    members = {name(key): rewritten(item, name, value) for key, item in report.items()}
    return {key: item for key, item in members.items() if item is not None}


def read(report: dict[str, Any]) -> ExecutionReport:
    found = execution_report(answer(report))
    assert found is not None
    return found


def answer(report: object) -> AnswerObject:
    """An answer with this report."""
    return AnswerObject(parsed(json.dumps({"Report": report})), str)


def test_every_documented_field_of_a_status_report() -> None:
    assert read(STATUS_REPORT) == ExecutionReport(
        elapsed=timedelta(hours=26, minutes=3, seconds=4),
        started_at=datetime(2024, 5, 6, 7, 8, 9),
        ended_at=None,
        total_duration_s=93784.5,
        completed_records=1,
        total_records=2,
        completed_instructions=3,
        total_instructions=4,
        completed_bpt_records=5,
        total_bpt_records=6,
        completed_bpt_volume=7,
        total_bpt_volume=8,
        total_volume_kb=9.5,
        message=ServerMessage("Importing", "Info"),
    )


def test_every_documented_field_of_a_final_report() -> None:
    wanted = FinalReport("Import", "2024-05-06 07:08:09", timedelta(minutes=10), 50000, 12, 3, "12.5", "0")
    assert final_report(answer(FINAL_REPORT)) == wanted
    assert final_report(answer(rewritten(FINAL_REPORT, camel, str))) == wanted
    assert final_report(answer({})) == FinalReport()


@given(reports)
def test_names_in_another_style_mean_the_same(report: dict[str, Any]) -> None:
    for style in (camel, snake, str.upper, str.lower):
        assert read(rewritten(report, style, lambda value: value)) == read(report)


@given(reports)
def test_numbers_as_texts_mean_the_same(report: dict[str, Any]) -> None:
    assert read(rewritten(report, str, str)) == read(report)


@given(reports)
def test_defaults_that_are_left_out_mean_the_same(report: dict[str, Any]) -> None:
    defaults = (0, "", "00:00:00", "1900-01-01 00:00:00")
    assert read(rewritten(report, str, lambda value: None if value in defaults else value)) == read(report)


def test_without_a_report_there_is_none() -> None:
    nothings: tuple[object, ...] = (None, "", [])
    for nothing in nothings:
        assert execution_report(answer(nothing)) is None and final_report(answer(nothing)) is None
    assert read({}) == ExecutionReport()


@pytest.mark.parametrize("report", ["none", 5, True, [1], ["Complete"]])
def test_a_report_that_is_no_object_counts_nothing(report: object) -> None:
    """It is not as if it had counted 0."""
    found = execution_report(answer(report))
    assert found is not None
    counts = [value for value in asdict(found).values() if not isinstance(value, dict)]
    assert counts == [None] * 13
    assert final_report(answer(report)) == FinalReport("", "", None, None, None, None)


@pytest.mark.parametrize("name", [name for name in STATUS_REPORT if name != "Message"])
@pytest.mark.parametrize("value", ["many", "12 KB", {"Value": 1}, [1], True, -1])
def test_a_field_that_cannot_be_read_spoils_no_other(name: str, value: object) -> None:
    whole, damaged = asdict(read(STATUS_REPORT)), asdict(read({**STATUS_REPORT, name: value}))
    changed = [field for field in whole if damaged[field] != whole[field]]
    assert [damaged[field] for field in changed] == [None] * len(changed)
    assert len(changed) == (0 if name == "EndedAt" else 1)


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("All is well", ServerMessage("All is well")),
        (5, ServerMessage("5")),
        (["a"], ServerMessage('["a"]')),
        ({"MessageText": ["a"], "MessageType": 7}, ServerMessage('["a"]', "7")),
        ({"MessageText": "x" * 3_000_000}, ServerMessage("x" * MAX_MESSAGE + "…")),
        (None, ServerMessage()),
        ({}, ServerMessage()),
    ],
)
def test_a_message_in_whatever_form(message: object, wanted: ServerMessage) -> None:
    assert read({**STATUS_REPORT, "Message": message}).message == wanted


def test_a_final_report_with_fields_that_cannot_be_read() -> None:
    odd = {**FINAL_REPORT, "NRecords": "some", "NBPTRecords": -3, "ExecutionDuration": "long", "DataVolume": {"KB": 5}}
    wanted = FinalReport("Import", "2024-05-06 07:08:09", None, None, 12, None, '{"KB": 5}', "0")
    assert final_report(answer(odd)) == wanted


@pytest.mark.parametrize("status", ["Complete", " Complete\n", "Angehalten"])
def test_a_status_word(status: str) -> None:
    assert status_word(AnswerObject({"Status": status}, str)) == status.strip()


@pytest.mark.parametrize("status", [None, "", " ", {"Name": "Complete"}, ["Complete"], True])
def test_what_is_no_status_word_stops_the_answer(status: object) -> None:
    with pytest.raises(UnreadableValue):
        status_word(AnswerObject({"Status": status}, str))
