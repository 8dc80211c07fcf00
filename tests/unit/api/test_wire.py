"""Reports and error reports: one meaning, however the platform writes them."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.api import wire
from dmm_desktop.api.members import Members, Unreadable
from dmm_desktop.api.wire import execution_report, failing_entities, final_report
from dmm_desktop.core.models import ExecutionReport, FailingEntity, FinalReport, ServerMessage

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
    found = execution_report(Members(report, str))
    assert found is not None
    return found


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
    assert final_report(Members(FINAL_REPORT, str)) == wanted
    assert final_report(Members(rewritten(FINAL_REPORT, camel, str), str)) == wanted
    assert final_report(Members({}, str)) == FinalReport()


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
    assert execution_report(None) is None and final_report(None) is None
    assert read({}) == ExecutionReport()


def test_an_error_report() -> None:
    entity = {
        "FinalReportEntity": "Customer",
        "FinalReportError": "Null value",
        "FinalReportStacktrace": "at …",
        "FinalReportTip": "Fill it",
        "FinalReportMoment": "2024-05-06 07:08:09",
        "Count": "12",
    }
    wanted = FailingEntity("Customer", "Null value", "Fill it", "at …", datetime(2024, 5, 6, 7, 8, 9), 12)
    for written in (entity, entity | {"Count": 12}, rewritten(entity, camel, str)):
        content = b"\xef\xbb\xbf" + json.dumps([written, {}]).encode()
        assert failing_entities(content, str) == (wanted, FailingEntity("", ""))


@pytest.mark.parametrize("content", [b"", b" \n", b"[]"])
def test_an_empty_error_report_names_no_entity(content: bytes) -> None:
    assert failing_entities(content, str) == ()


@pytest.mark.parametrize(
    "content",
    [
        b"{}",
        b"null",
        b"[1]",
        b"[[]]",
        b"[{]",
        b"\xff",
        b"[" * 100_000,
        b'[{"Count": "many"}]',
        b'[{"FinalReportError": {}}]',
    ],
)
def test_what_is_no_error_report_is_unreadable(content: bytes) -> None:
    with pytest.raises(Unreadable):
        failing_entities(content, str)


def test_an_error_report_is_limited() -> None:
    with pytest.raises(Unreadable, match="larger than 64 MiB"):
        failing_entities(bytes(wire.MAX_ERROR_REPORT + 1), str)
    assert failing_entities(b" " * wire.MAX_ERROR_REPORT, str) == ()
