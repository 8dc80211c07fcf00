"""A DMM API on a scripted server, as the built-in contract describes it; correct except for what a test changes."""

import base64
import json
from typing import Any

from scripted_server import Script, answering, by_operation

TRACKER_ID = "77"
#: The response for an execution that cannot exist: the key is accepted.
NOT_FOUND = answering({"Status": "NotFound", "Result": "OK", "Success": True, "ErrorMessage": ""})
#: What is said of a completed import of the sample with 7 records.
COMPLETED = [
    "Import completed. 7 records imported into 127.0.0.1.",
    "  7 rows in the zip, 7 records reported.",
]
STARTED = answering({"MainExecutionTrackerId": 77, "Success": True, "ErrorMessage": ""})


def api(start: Script = STARTED, status: Script = NOT_FOUND, outputs: Script = NOT_FOUND, **others: Script) -> Script:
    """The operations; there is no description."""
    return by_operation(StartExecution=start, GetExecutionStatus=status, GetExecutionOutputs=outputs, **others)


def status(word: str, done: int = 0, total: int = 0, message: str = "", **members: Any) -> dict[str, Any]:
    """A response of GetExecutionStatus."""
    report = {"CompletedRecords": done, "TotalRecords": total, "Message": {"MessageText": message}}
    return {"Status": word, "Result": "OK", "Success": True, "Report": report, **members}


def outputs(word: str, *failing: dict[str, Any], records: int = 0, logs: bytes = b"") -> dict[str, Any]:
    """A response of GetExecutionOutputs."""
    return {
        "Status": word,
        "Success": True,
        "Report": {"NRecords": records},
        "ErrorReport": base64.b64encode(json.dumps(failing).encode()).decode(),
        "Logs": base64.b64encode(logs).decode(),
    }


def lines(*written: str) -> dict[str, Any]:
    """Members of a GetExecutionStatus response: one page with these log lines."""
    return {"Logs": base64.b64encode("\n".join(written).encode()).decode(), "LogNumPages": 1}
