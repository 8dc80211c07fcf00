"""What happens to runs: by the option, and by the connection that a configuration names."""

import base64
import json
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import requests

from demo.demo_client import RUNNING, Client, demo_client
from dmm_desktop.demo.scenarios import SCENARIOS

COUNTERS = ("completedrecords", "completedinstructions")


def error_report(outputs: dict[str, Any]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(base64.b64decode(outputs["errorreport"] or "W10="))
    return rows


def all_statuses(client: Client, tracker_id: str) -> list[dict[str, Any]]:
    return list(client.statuses(tracker_id))


def test_success_moves_from_queued_to_complete(customers: bytes) -> None:
    with demo_client("--pace", "0.15") as client:
        tracker_id = client.start(customers)
        answers = all_statuses(client, tracker_id)
        words = list(dict.fromkeys(answer["status"] for answer in answers))
        assert words == ["Queued", "InProgress", "Complete"]
        for answer in answers:
            assert (answer["success"], answer["errormessage"], answer["result"]) == (True, "", "OK")
        for counter in COUNTERS:
            counts = [answer["report"][counter] for answer in answers]
            assert counts == sorted(counts) and len(set(counts)) > 10
        queued, final = answers[0]["report"], answers[-1]["report"]
        assert (queued["startedat"], queued["totalrecords"], queued["elapsedtime"]) == ("", 0, "00:00:00")
        assert queued["message"]["messagetype"] == "Info"
        assert final["completedrecords"] == final["totalrecords"] == 5022
        assert final["completedinstructions"] == final["totalinstructions"] > 50
        assert final["elapsedtime"] == "00:00:22" and final["totalduration"] == 22
        started, ended = (datetime.fromisoformat(final[name]) for name in ("startedat", "endedat"))
        assert (ended - started).seconds in (22, 23)
        assert final["message"] == {"messagetext": "The import has completed.", "messagetype": "Success"}
        outputs = client.outputs(tracker_id)
        assert error_report(outputs) == [] and outputs["errorreport"] == ""
        report = outputs["report"]
        assert (report["configurationtype"], report["nrecords"], report["ninstructions"]) == (
            "Import",
            5022,
            final["totalinstructions"],
        )
        assert report["executionduration"] == "00:00:22"
        assert report["datavolume"] > 100 and report["bptdatavolume"] == report["nbptrecords"] == 0


def test_status_report_has_every_documented_field(small: bytes) -> None:
    with demo_client() as client:
        report = client.finish(client.start(small))["report"]
    documented = (
        "ElapsedTime StartedAt EndedAt TotalDuration CompletedRecords TotalRecords CompletedInstructions "
        "TotalInstructions CompletedBPTRecords TotalBPTRecords CompletedBPTVolume TotalBPTVolume TotalVolumeKBs Message"
    )
    assert list(report) == documented.lower().split()


def test_records_of_processes_are_counted_apart_too(tmp_path: Path) -> None:
    path = tmp_path / "processes.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, records in (("Customer", 4), ("ossys_BPM_Process", 3)):
            archive.writestr(f"{name}_Struct.dmm", "{}")
            archive.writestr(f"{name}_Data.csv", "Id\r\n" + "1\r\n" * records)
    with demo_client("--pace", "0.002") as client:
        tracker_id = client.start(path.read_bytes())
        report = client.finish(tracker_id)["report"]
        assert (report["completedrecords"], report["totalrecords"]) == (7, 7)
        assert (report["completedbptrecords"], report["totalbptrecords"]) == (3, 3)
        assert client.outputs(tracker_id)["report"]["nbptrecords"] == 3


def test_entity_errors(customers: bytes) -> None:
    with demo_client("--scenario", "entity-errors") as client:
        tracker_id = client.start(customers)
        final = client.finish(tracker_id)
        assert final["status"] == "Complete"
        assert 4000 < final["report"]["completedrecords"] < final["report"]["totalrecords"] == 5022
        outputs = client.outputs(tracker_id)
        assert outputs["report"]["nrecords"] == final["report"]["completedrecords"]
        rows = error_report(outputs)
        assert [row["FinalReportEntity"] for row in rows] == ["Customer", "Order", "OrderLine"]
        assert [row["Count"] for row in rows] == ["1", 2, "3"]
        for row in rows:
            assert row["FinalReportEntity"] in row["FinalReportError"]
            assert row["FinalReportStacktrace"].count("\n") >= 2 and len(row["FinalReportTip"]) > 20
            datetime.strptime(row["FinalReportMoment"], "%Y-%m-%d %H:%M:%S")
        lines, _ = client.log(tracker_id, LogRecords=10_000)
        assert len([line for line in lines if " ERROR " in line]) == 6


def test_in_error(customers: bytes) -> None:
    with demo_client("--scenario", "in-error") as client:
        tracker_id = client.start(customers)
        final = client.finish(tracker_id)
        assert (final["status"], final["result"], final["success"]) == ("InError", "ERROR", True)
        assert final["report"]["message"]["messagetype"] == "Danger"
        assert "transaction log" in final["report"]["message"]["messagetext"]
        assert 0 < final["report"]["completedrecords"] < 5022
        assert client.outputs(tracker_id)["result"] == "ERROR"
        lines, _ = client.log(tracker_id, LogRecords=10_000)
        assert "ERROR" in lines[-1] and "transaction log" in lines[-1]


def test_nothing_imported(customers: bytes) -> None:
    with demo_client("--scenario", "nothing-imported") as client:
        tracker_id = client.start(customers)
        final = client.finish(tracker_id)
        assert (final["status"], final["report"]["completedrecords"]) == ("Complete", 0)
        assert client.outputs(tracker_id)["report"]["nrecords"] == 0


def test_new_status_word_has_outputs(small: bytes) -> None:
    with demo_client("--scenario", "new-status-word") as client:
        tracker_id = client.start(small)
        assert client.finish(tracker_id)["status"] == "Suspended"
        outputs = client.outputs(tracker_id)
        assert (outputs["success"], outputs["status"]) == (True, "Suspended")
        assert base64.b64decode(outputs["logs"]) == client.demo.logs_zip(tracker_id)


def test_forgotten(customers: bytes) -> None:
    with demo_client("--scenario", "forgotten") as client:
        tracker_id = client.start(customers)
        *before, last = all_statuses(client, tracker_id)
        assert before[-1]["report"]["completedrecords"] > 1000
        assert (last["status"], last["result"]) == ("NotFound", "OK") and "report" not in last
        outputs = client.outputs(tracker_id)
        assert (outputs["success"], outputs["status"]) == (False, "NotFound")
        assert client.call("StopExecution", id=tracker_id)["success"] is False


def test_lost_connection_cuts_all_requests_about_the_run_and_only_those(customers: bytes) -> None:
    with demo_client("--scenario", "lost-connection", "--pace", "0.1") as client:
        tracker_id, cut = client.start(customers), 0
        seen: list[int] = []
        while True:
            try:
                answer = client.status(tracker_id)
            except requests.ConnectionError:
                cut += 1
                if cut == 1:
                    assert client.status("1")["status"] == "NotFound"
                    for operation in ("StopExecution", "GetExecutionOutputs"):
                        with pytest.raises(requests.ConnectionError):
                            client.call(operation, id=tracker_id)
                    seen.append(-1)
                continue
            seen.append(answer["report"]["completedrecords"])
            if answer["status"] not in RUNNING:
                break
        gap = seen.index(-1)
        assert cut > 1 and 1000 < seen[gap - 1] < seen[gap + 1] - 100, "it has not gone on meanwhile"
        assert (answer["status"], seen[-1]) == ("Complete", 5022)


def test_long_queue_and_slow(small: bytes) -> None:
    with demo_client("--pace", "0.03") as client:
        queued = [item["status"] for item in client.statuses(client.start(small, "Demo: long queue"))]
        assert queued.count("Queued") > len(queued) / 3
        slow = client.start(small, "Demo: slow")
        normal = client.start(small)
        assert client.finish(normal)["status"] == "Complete"
        assert client.status(slow)["status"] == "InProgress"


def test_one_time_token_refused_once(small: bytes) -> None:
    with demo_client() as client:
        configuration = {"DestinationDBConnection": "Demo: one-time token refused"}
        first = client.raw("StartExecution", Type="Import", configuration=configuration, zip=small)
        assert first.status_code == 401
        assert first.json() == {"Errors": ["Invalid X-DMM-Token-OTP."], "StatusCode": 401}
        assert client.finish(client.start(small, "Demo: one-time token refused"))["status"] == "Complete"
        assert [start["started"] for start in client.demo.received()["starts"]] == [False, True]


def test_every_scenario_can_be_chosen_by_connection(small: bytes) -> None:
    with demo_client("--pace", "0.002") as client:
        assert len(SCENARIOS) == 10
        endings = {"Demo: in error": "InError", "Demo: forgotten": "NotFound", "Demo: new status word": "Suspended"}
        for scenario in SCENARIOS.values():
            assert scenario.connection.startswith("Demo: ") and scenario.about
            if scenario.name in ("one-time-token-refused", "lost-connection"):
                continue
            final = client.finish(client.start(small, scenario.connection))
            assert final["status"] == endings.get(scenario.connection, "Complete")


def test_a_connection_overrides_the_option(small: bytes) -> None:
    with demo_client("--scenario", "in-error", "--pace", "0.002") as client:
        assert client.finish(client.start(small))["status"] == "InError"
        assert client.finish(client.start(small, "Demo: success"))["status"] == "Complete"


@pytest.mark.parametrize("word", ["InError", "Complete", "Stopped"])
def test_stop_keeps_what_was_imported(word: str, customers: bytes) -> None:
    with demo_client("--stop-status", word, "--pace", "0.2") as client:
        tracker_id = client.start(customers)
        for answer in client.statuses(tracker_id):
            if answer["report"]["completedrecords"] > 1000:
                break
        before, _ = client.log(tracker_id, LogRecords=10_000)
        assert client.call("StopExecution", id=tracker_id) == {"success": True, "errormessage": ""}
        assert client.call("StopExecution", id=tracker_id)["success"] is True
        answers = all_statuses(client, tracker_id)
        assert answers[0]["status"] == "InProgress", "a stop takes a while"
        assert len({answer["report"]["completedrecords"] for answer in answers}) == 1, "no more chunks run"
        final = answers[-1]
        assert (final["status"], final["result"]) == (word, "ERROR" if word == "InError" else "OK")
        assert 1000 < final["report"]["completedrecords"] < 5022
        assert "stopped by a user" in final["report"]["message"]["messagetext"]
        assert client.outputs(tracker_id)["report"]["nrecords"] == final["report"]["completedrecords"]
        after, _ = client.log(tracker_id, LogRecords=10_000)
        assert after[: len(before)] == before and re.search("Stop was requested", "\n".join(after))
        assert client.call("StopExecution", id=tracker_id)["success"] is False


def test_stop_in_the_queue(customers: bytes) -> None:
    with demo_client("--scenario", "long-queue", "--pace", "0.1") as client:
        tracker_id = client.start(customers)
        assert client.call("StopExecution", id=tracker_id)["success"] is True
        final = client.finish(tracker_id)
        assert (final["status"], final["report"]["completedrecords"]) == ("InError", 0)
        assert final["report"]["startedat"] == ""


def test_outputs_come_only_at_the_end(small: bytes) -> None:
    with demo_client("--scenario", "slow", "--pace", "1") as client:
        tracker_id = client.start(small)
        outputs = client.outputs(tracker_id)
        assert outputs.pop("errormessage")
        assert outputs == {"status": "Queued", "result": "OK", "success": False}


def test_what_is_not_asked_for_does_not_come(small: bytes) -> None:
    with demo_client("--scenario", "entity-errors", "--pace", "0.002") as client:
        tracker_id = client.start(small)
        client.finish(tracker_id)
        head = {"status": "Complete", "result": "OK", "success": True, "errormessage": ""}
        assert client.call("GetExecutionStatus", id=tracker_id) == head | {"logs": "", "lognumpages": 0}
        empty = {"logs": "", "zipfile": "", "errorreport": ""}
        assert client.call("GetExecutionOutputs", id=tracker_id) == head | empty
        for flag, member in (
            ("IncludeLogs", "logs"),
            ("IncludeFiles", "zipfile"),
            ("IncludeErrorReport", "errorreport"),
            ("IncludeReports", "report"),
        ):
            outputs = client.call("GetExecutionOutputs", id=tracker_id, **{flag: True})
            assert outputs.pop(member)
            assert outputs == head | {name: "" for name in empty if name != member}


def test_an_unknown_id_is_not_found() -> None:
    with demo_client() as client:
        assert client.status("no-such-run") == {
            "status": "NotFound",
            "result": "OK",
            "success": True,
            "errormessage": "",
            "lognumpages": 0,
        }
        assert client.call("StopExecution", id="no-such-run")["success"] is False
        assert client.outputs("no-such-run")["status"] == "NotFound"


def test_runs_of_one_environment_do_not_mix(customers: bytes, small: bytes) -> None:
    with demo_client("--pace", "0.01") as client:
        ids = [client.start(content) for content in (customers, small, customers)]
        assert len(set(ids)) == 3
        totals = [client.finish(tracker_id)["report"]["totalrecords"] for tracker_id in ids]
        assert totals == [5022, 7, 5022]
        assert len({client.demo.logs_zip(tracker_id) for tracker_id in ids}) == 3
