"""Turns the members of an answer into the values of :mod:`dmm_desktop.core.models`."""

from __future__ import annotations

from ..core.models import ExecutionReport, FinalReport, ServerMessage
from .members import Members, Unreadable


def status_word(answer: Members) -> str:
    """``Status``. Raises Unreadable if it is missing or not a text."""
    if not answer.exact("Status").strip():
        raise Unreadable("Status is missing")
    return answer.string("Status").strip()


def execution_report(answer: Members) -> ExecutionReport | None:
    """``Report`` of GetExecutionStatus; None if there is none."""
    members = _report(answer)
    if members is None:
        return None
    return ExecutionReport(
        elapsed=members.span("ElapsedTime"),
        started_at=members.moment("StartedAt"),
        ended_at=members.moment("EndedAt"),
        total_duration_s=members.number("TotalDuration"),
        completed_records=members.count("CompletedRecords"),
        total_records=members.count("TotalRecords"),
        completed_instructions=members.count("CompletedInstructions"),
        total_instructions=members.count("TotalInstructions"),
        completed_bpt_records=members.count("CompletedBPTRecords"),
        total_bpt_records=members.count("TotalBPTRecords"),
        completed_bpt_volume=members.count("CompletedBPTVolume"),
        total_bpt_volume=members.count("TotalBPTVolume"),
        total_volume_kb=members.number("TotalVolumeKBs"),
        message=_message(members),
    )


def final_report(answer: Members) -> FinalReport | None:
    """``Report`` of GetExecutionOutputs; None if there is none."""
    members = _report(answer)
    if members is None:
        return None
    return FinalReport(
        configuration_type=members.string("ConfigurationType"),
        execution_date=members.string("ExecutionDate"),
        execution_duration=members.span("ExecutionDuration"),
        records=members.count("NRecords"),
        instructions=members.count("NInstructions"),
        bpt_records=members.count("NBPTRecords"),
        data_volume=members.string("DataVolume"),
        bpt_data_volume=members.string("BPTDataVolume"),
    )


def _report(answer: Members) -> Members | None:
    """A report that is not an object is one of which nothing is known; its counts are not 0."""
    given = answer.raw("Report")
    if not given or isinstance(given, dict):
        return answer.child("Report")
    return _NothingKnown({}, str)


class _NothingKnown(Members):
    """In place of something that is not an object."""

    def _decimal(self, name: str) -> None:
        return None

    def span(self, name: str) -> None:
        return None


def _message(report: Members) -> ServerMessage:
    """``Message``: an object [documented]; a text in its place is taken for the message."""
    message = report.child("Message")
    if message is None:
        return ServerMessage(report.string("Message"))
    return ServerMessage(message.string("MessageText"), message.string("MessageType"))
