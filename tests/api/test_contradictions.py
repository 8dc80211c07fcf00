"""What an answer says twice, and differently, is not known: nobody picks one of the values."""

from collections.abc import Callable

import pytest

from api.api_calls import Calls, question_fails, start_fails, start_once
from dmm_desktop.api.upload import ZipUpload
from dmm_desktop.core.errors import OutcomeUnknown, UnreadableAnswer
from scripted_server import ScriptedServer, answering

UploadOf = Callable[..., ZipUpload]


@pytest.mark.parametrize("first", ["Status", "status", "STATUS", "_Status"])
@pytest.mark.parametrize("values", [("InError", "Complete"), ("Complete", "InError"), ("Complete", "Complete ")])
def test_of_the_status(first: str, values: tuple[str, str]) -> None:
    answer = f'{{"{first}": "{values[0]}", "Success": true, "Status": "{values[1]}"}}'
    error = question_fails(Calls.status, answering(answer))
    assert type(error) is UnreadableAnswer
    assert "Status has more than one value" in str(error)


@pytest.mark.parametrize("first", ["MainExecutionTrackerId", "mainExecutionTrackerId", "Main_Execution_Tracker_Id"])
def test_of_the_tracker_id(first: str, upload_of: UploadOf) -> None:
    error = start_fails(answering(f'{{"{first}": 41, "MainExecutionTrackerId": 42}}'), upload_of(100))
    assert isinstance(error, OutcomeUnknown)
    assert error.received.endswith(f'{{"{first}": 41, "MainExecutionTrackerId": 42}}')


@pytest.mark.parametrize("ask", [Calls.stop, Calls.create_connection])
def test_of_the_success(ask: Callable[[Calls], object]) -> None:
    for answer in ('{"Success": true, "Success": false}', '{"Success": false, "success": true, "ErrorMessage": "No."}'):
        error = question_fails(ask, answering(answer))
        assert type(error) is UnreadableAnswer
        assert "Success has more than one value" in str(error)


def test_of_what_is_only_shown() -> None:
    """A count is unknown then, and a text is shown with all of its values."""
    report = '"CompletedRecords": 9, "completedRecords": 10, "TotalRecords": 10, "Message": {"MessageText": "a"}'
    answer = f'{{"Status": "Complete", "Result": "OK", "result": "ERR", "Report": {{{report}, "Message": "b"}}}}'
    with ScriptedServer(answering(answer)) as server:
        status = Calls(server.address).status()
    assert (status.status, status.result) == ("Complete", '["OK", "ERR"]')
    assert status.report is not None
    assert (status.report.completed_records, status.report.total_records) == (None, 10)
    assert status.report.message.text == '[{"MessageText": "a"}, "b"]'


def test_of_two_reports() -> None:
    answer = '{"Status": "Complete", "Report": {"CompletedRecords": 9}, "Report": {"CompletedRecords": 10}}'
    with ScriptedServer(answering(answer)) as server:
        report = Calls(server.address).status().report
    assert report is not None and report.completed_records is None


@pytest.mark.parametrize(
    "answer",
    [
        '{"MainExecutionTrackerId": 42, "MainExecutionTrackerId": 42}',
        '{"MainExecutionTrackerId": null, "mainExecutionTrackerId": 42}',
        '{"MainExecutionTrackerId": 42, "mainExecutionTrackerId": null}',
    ],
)
def test_the_same_twice_and_null_are_none(answer: str, upload_of: UploadOf) -> None:
    assert start_once(answering(answer), upload_of(100)) == "42"
