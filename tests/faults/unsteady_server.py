"""A DMM environment that tracks the outcome of each import, and fails at a given rate.

The field ``Marker`` in the configuration identifies an import. What this server reports about an import may differ from
what it did; the final state of a run must agree with what it did.
"""

import base64
import json
import random
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from scripted_server import Exchange, ScriptedServer, answering, by_operation

HTML = "<!DOCTYPE html><html>Sign in</html>"
#: How much of an upload is read when it has only started, in bytes.
_PART = 100_000
_FAILING = base64.b64encode(
    json.dumps([{"FinalReportEntity": "Customer", "FinalReportError": "Null value", "Count": 2}]).encode()
).decode()
_NONE_FAILING = base64.b64encode(b"[]").decode()


@dataclass
class Execution:
    """What the server did with an import, and how often its status was requested. It ends after ``steps`` responses."""

    tracker_id: str
    word: str
    records: int
    has_failing: bool
    steps: int
    asked: int = 0
    lines: list[str] = field(default_factory=list)


#: Called at a moment of an import: the name of the moment, and the import's marker if known.
Watcher = Callable[[str, str], None]


class UnsteadyServer(ScriptedServer):
    """``fault_rate``: the share of faulty responses, from 0 to 1. ``watcher`` is called on the server's threads at each
    moment: ``key``, ``start head``, ``start part``, ``start body``, ``start answered``, ``status``, ``status
    answered``, ``outputs``, ``outputs answered``."""

    def __init__(self, seed: int, fault_rate: float = 0.0, watcher: Watcher = lambda moment, marker: None) -> None:
        operations = {
            "StartExecution": self._start,
            "GetExecutionStatus": self._status,
            "GetExecutionOutputs": self._outputs,
        }
        super().__init__(by_operation(operations))
        self._chance = random.Random(seed)
        self._rate = fault_rate
        self._watcher = watcher
        self._mutex = threading.Lock()
        self.sent: Counter[str] = Counter()
        self.executions: dict[str, Execution] = {}
        self.faults: Counter[str] = Counter()

    def contradictions(self, run: Run, marker: str) -> list[str]:
        """How a run's state contradicts what this server did with it; empty if it does not."""
        done = self.executions.get(marker)
        report, failing = run.report, run.failing_entities
        claims: dict[RunState, bool] = {
            RunState.NOT_STARTED: done is None,
            RunState.UPLOAD_STOPPED: done is None,
            RunState.OUTCOME_UNKNOWN: not run.tracker_id,
        }
        if done is not None:
            is_complete, has_records = done.word == "Complete", done.records > 0
            counts = report is not None and report.completed_records == done.records
            claims |= {
                RunState.COMPLETED: is_complete and has_records and not done.has_failing and counts and failing == (),
                RunState.COMPLETED_WITH_ERRORS: is_complete and done.has_failing and bool(failing),
                RunState.NOTHING_IMPORTED: is_complete and not has_records and not done.has_failing,
                RunState.COMPLETED_UNVERIFIED: is_complete and failing is None,
                RunState.FAILED: done.word == "InError",
            }
            claims |= {state: True for state in RunState if state.is_watchable}
        found = [] if claims.get(run.state) else [f"{run.state} is not what the server did: {done}"]
        if self.sent[marker] > 1:
            found.append(f"it was sent {self.sent[marker]} times")
        if run.tracker_id and (done is None or run.tracker_id != done.tracker_id):
            found.append(f"its tracker id {run.tracker_id} is not the one that was given")
        return found

    def _fault(self, *kinds: str) -> str:
        """A random kind of fault, or none, at the given rate; counted."""
        with self._mutex:
            kind = self._chance.choice(kinds) if self._chance.random() < self._rate else ""
            self.faults[kind] += bool(kind)
        return kind

    def _start(self, exchange: Exchange) -> None:
        self._watcher("start head", "")
        fault = self._fault(*_START_FAULTS)
        if fault == "reset during the upload":
            exchange.read_body(exchange.request.length // 2)
            return exchange.reset()
        exchange.read_body(min(_PART, exchange.request.length // 2))
        self._watcher("start part", "")
        exchange.read_body()
        body = exchange.request.json()
        marker = json.loads(body["Configuration"])["Marker"]
        self.requests.clear()  # otherwise hundreds of zips would be kept
        with self._mutex:
            self.sent[marker] += 1
        if fault in _REFUSALS:
            return _REFUSALS[fault](exchange)
        done = self._begun(marker, lost=fault in ("504", "reset after the upload") and self._chance.random() < 0.5)
        self._watcher("start body", marker)
        if fault:
            return _NO_ANSWERS[fault](exchange)
        exchange.answer({"MainExecutionTrackerId": done.tracker_id, "Success": True})
        return self._watcher("start answered", marker)

    def _begun(self, marker: str, lost: bool) -> Execution:
        with self._mutex:
            word = self._chance.choice(["Complete", "Complete", "Complete", "InError"])
            records = self._chance.choice([0, 7, 50_000])
            has_failing = records > 0 and self._chance.random() < 0.3
            done = Execution(str(len(self.executions) + 100), word, records, has_failing, self._chance.randrange(1, 5))
            if not lost:
                self.executions[marker] = done
            return done

    def _status(self, exchange: Exchange) -> None:
        exchange.read_body()
        query = exchange.request.query
        marker, done = self._known(query["MainExecutionTrackerId"])
        if done is None:
            self._watcher("key", "")
            return exchange.answer({"Status": "NotFound", "Success": True})
        self._watcher("status", marker)
        fault = self._fault(*_STATUS_FAULTS)
        if fault in _NO_ANSWERS:
            return _NO_ANSWERS[fault](exchange)
        with self._mutex:
            done.asked += 1
            has_ended = done.asked > done.steps
            done.lines += [f"2026-01-01 00:00:0{done.asked % 10} INFO step {done.asked}"] if not has_ended else []
            exchange.answer(_status_of(done, has_ended, fault, query))
        return self._watcher("status answered", marker)

    def _outputs(self, exchange: Exchange) -> None:
        exchange.read_body()
        marker, done = self._known(exchange.request.query["MainExecutionTrackerId"])
        if done is None or done.asked <= done.steps:
            return exchange.answer({"Success": False, "ErrorMessage": "It has not ended.", "Status": "InProgress"})
        self._watcher("outputs", marker)
        fault = self._fault(*_OUTPUT_FAULTS)
        if fault in _NO_ANSWERS:
            return _NO_ANSWERS[fault](exchange)
        errors = "!!!!" if fault == "error report" else _FAILING if done.has_failing else _NONE_FAILING
        exchange.answer(
            {"Status": done.word, "Success": True, "Report": {"NRecords": done.records}, "ErrorReport": errors}
        )
        return self._watcher("outputs answered", marker)

    def _known(self, tracker_id: str) -> tuple[str, Execution | None]:
        with self._mutex:
            found = [(marker, one) for marker, one in self.executions.items() if one.tracker_id == tracker_id]
        return found[0] if found else ("", None)


def _status_of(done: Execution, has_ended: bool, fault: str, query: dict[str, str]) -> dict[str, Any]:
    """A response of GetExecutionStatus; ``fault`` may be one in the content."""
    records = done.records if has_ended else done.records * done.asked // (done.steps + 2)
    if fault == "counts backwards" and not has_ended:
        records = 0
    answer: dict[str, Any] = {
        "Status": done.word if has_ended else "Reticulating" if fault == "unknown word" else "InProgress",
        "Success": True,
        "Report": {"CompletedRecords": records, "TotalRecords": done.records},
        "LogNumPages": 1 if done.lines else 0,
    }
    if query.get("IncludeLogs") == "true":
        text = "\n".join(done.lines) if query.get("LogPage", "1") in ("0", "1") else ""
        answer["Logs"] = "%%%" if fault == "log page" else base64.b64encode(text.encode()).decode()
    return answer


_REFUSALS: dict[str, Callable[[Exchange], None]] = {
    "one-time token": answering(b"", 401),
    "Success false": answering({"Success": False, "ErrorMessage": "The connection does not exist."}),
    "400": answering({"Errors": ["No."], "StatusCode": 400}, 400),
    "sign-in page": answering(HTML, 200, "Content-Type: text/html"),
}
_NO_ANSWERS: dict[str, Callable[[Exchange], None]] = {
    "504": answering(HTML, 504, "Content-Type: text/html"),
    "500": answering({"Errors": ["Boom."], "StatusCode": 500}, 500),
    "half an answer": answering('{"MainExecutionTrack', length=None),
    "reset after the upload": Exchange.reset,
    "closed": Exchange.close,
    "status 401": answering(b"", 401),
    "page": answering(HTML, 200, "Content-Type: text/html"),
}
_START_FAULTS = ("reset during the upload", *_REFUSALS, "504", "500", "half an answer", "reset after the upload")
_STATUS_FAULTS = ("500", "504", "closed", "half an answer", "page", "unknown word", "counts backwards", "log page")
_OUTPUT_FAULTS = ("500", "closed", "half an answer", "error report")
