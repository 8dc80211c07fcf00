"""How answers are written: every style alone, and all of them together."""

import base64
import json
from typing import Any

import pytest
import requests

from demo.demo_client import Client, demo_client

QUICK = ("--pace", "0.002", "--scenario", "entity-errors")


def finished(client: Client, content: bytes) -> str:
    tracker_id: str = client.start(content)
    client.finish(tracker_id)
    return tracker_id


def outputs(client: Client, tracker_id: str, **headers: str) -> requests.Response:
    wanted = {"IncludeLogs": True, "IncludeReports": True, "IncludeErrorReport": True}
    return client.raw("GetExecutionOutputs", id=tracker_id, headers={**client.demo.headers, **headers}, **wanted)


def content(answer: requests.Response) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(answer.content.decode("utf-8-sig"))
    return result


def test_without_a_style_answers_are_plain(small: bytes) -> None:
    with demo_client(*QUICK) as client:
        answer = outputs(client, finished(client, small))
        assert int(answer.headers["Content-Length"]) == len(answer.content)
        assert {"Content-Encoding", "Transfer-Encoding"}.isdisjoint(answer.headers)
        assert " ".join(answer.json()) == "Status Result Success ErrorMessage Logs ZipFile ErrorReport Report"
        assert b"\\" not in answer.content and b"\n" not in answer.content


def test_camel(small: bytes) -> None:
    with demo_client(*QUICK, "--answers", "camel") as client:
        answer = content(outputs(client, finished(client, small)))
        assert list(answer)[:4] == ["status", "result", "success", "errorMessage"]
        assert "nRecords" in answer["report"]
        assert "finalReportTip" in json.loads(base64.b64decode(answer["errorReport"]))[0]


def test_omit_defaults(small: bytes) -> None:
    with demo_client("--pace", "1", "--answers", "omit-defaults") as client:
        tracker_id = client.start(small)
        queued = client.status(tracker_id)
        assert set(queued) == {"status", "result", "success", "report"}
        assert set(queued["report"]) == {"elapsedtime", "startedat", "endedat", "message"}
        assert queued["report"]["startedat"] == queued["report"]["endedat"] == "1900-01-01 00:00:00"
        early = client.outputs(tracker_id)
        assert early["errormessage"] and "success" not in early
    with demo_client("--pace", "0.002", "--answers", "omit-defaults", "--scenario", "nothing-imported") as client:
        answer = outputs(client, finished(client, small)).json()
        assert set(answer) == {"Status", "Result", "Success", "Logs", "Report"}
        assert "NRecords" not in answer["Report"]


def test_numbers_as_strings(small: bytes) -> None:
    with demo_client(*QUICK, "--answers", "numbers-as-strings") as client:
        tracker_id = finished(client, small)
        status = client.status(tracker_id, IncludeLogs=True)
        assert status["success"] is True and status["lognumpages"].isdecimal()
        assert status["report"]["totalrecords"] == "7"
        rows = json.loads(base64.b64decode(outputs(client, tracker_id).json()["ErrorReport"]))
        assert all(isinstance(row["Count"], str) for row in rows)


def test_escaped_base64(customers: bytes) -> None:
    with demo_client(*QUICK, "--answers", "escaped-base64") as client:
        tracker_id = finished(client, customers)
        answer = outputs(client, tracker_id)
        assert all(escape in answer.text for escape in ("\\/", "\\u002B", "\\u003D"))
        logs = client.demo.logs_zip(tracker_id)
        assert base64.b64encode(logs).decode() not in answer.text
        assert base64.b64decode(answer.json()["Logs"], validate=True) == logs


def test_gzip_only_for_those_who_take_it(small: bytes) -> None:
    with demo_client(*QUICK, "--answers", "gzip") as client:
        tracker_id = finished(client, small)
        zipped, plain = outputs(client, tracker_id), outputs(client, tracker_id, **{"Accept-Encoding": "identity"})
        assert zipped.headers["Content-Encoding"] == "gzip" and "Content-Encoding" not in plain.headers
        assert zipped.json() == plain.json()


def test_chunked(small: bytes) -> None:
    with demo_client(*QUICK, "--answers", "chunked") as client:
        answer = outputs(client, finished(client, small))
        assert answer.headers["Transfer-Encoding"] == "chunked" and "Content-Length" not in answer.headers
        assert answer.json()["Status"] == "Complete"


def test_bom(small: bytes) -> None:
    with demo_client(*QUICK, "--answers", "bom") as client:
        answer = outputs(client, finished(client, small))
        assert answer.content.startswith(b'\xef\xbb\xbf{"Status"')


def test_guid_ids(small: bytes) -> None:
    with demo_client(*QUICK, "--answers", "guid-ids") as client:
        tracker_id = finished(client, small)
        assert [len(part) for part in tracker_id.split("-")] == [8, 4, 4, 4, 12]


def test_shuffled(small: bytes) -> None:
    with demo_client(*QUICK, "--answers", "shuffled") as client:
        tracker_id = finished(client, small)
        orders = {tuple(outputs(client, tracker_id).json()) for _ in range(8)}
        assert len(orders) > 1 and len({frozenset(order) for order in orders}) == 1


def test_pretty(small: bytes) -> None:
    with demo_client(*QUICK, "--answers", "pretty") as client:
        assert outputs(client, finished(client, small)).text.startswith('{\n    "Status": "Complete",\n')


@pytest.mark.parametrize("scenario", ["entity-errors", "in-error"])
def test_all_styles_together(scenario: str, customers: bytes) -> None:
    styles = "camel,omit-defaults,numbers-as-strings,escaped-base64,gzip,chunked,bom,guid-ids,shuffled,pretty"
    with demo_client("--pace", "0.002", "--scenario", scenario, "--answers", styles) as client:
        tracker_id = finished(client, customers)
        answer = outputs(client, tracker_id)
        assert answer.headers["Content-Encoding"] == "gzip"
        result = content(answer)
        assert base64.b64decode(result["logs"], validate=True) == client.demo.logs_zip(tracker_id)
        assert int(result["report"]["nRecords"]) > 1000


def test_the_zip_of_logs_can_be_large(small: bytes) -> None:
    size = 3_000_001
    with demo_client(*QUICK, "--logs-size", str(size), "--answers", "escaped-base64,chunked") as client:
        tracker_id = finished(client, small)
        logs = base64.b64decode(outputs(client, tracker_id).json()["Logs"], validate=True)
        assert len(logs) > size and logs == client.demo.logs_zip(tracker_id)
