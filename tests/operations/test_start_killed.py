"""A process that is killed while it starts an import: what the next one finds."""

import json
import uuid
from pathlib import Path
from typing import Any

from operations.second import said, second
from operations.starting import STARTED, noise, server
from operations.watching import PATIENCE, ROOT
from scripted_server import Exchange, Script


def opened(folder: Path) -> dict[str, Any]:
    """The runs and notices that another process finds in the data folder."""
    [line] = said("open_and_list", folder)
    found: dict[str, Any] = json.loads(line)
    return found


def killed(tmp_path: Path, script: Script, while_alive: str) -> dict[str, Any]:
    """Start an import in a process that is killed once the server holds, or once it has the tracker id; what another
    process finds afterwards. While the first one lives, ``while_alive`` is the run's state for others too."""
    folder, run_id = tmp_path / "data", str(uuid.uuid4())
    with (
        server(script) as running,
        second("start", folder, running.address + ROOT, noise(tmp_path / "import.zip"), run_id) as process,
    ):
        if script is STARTED:
            assert process.line() == "42"
        else:
            assert running.holding.wait(PATIENCE)
        [[found_id, state, _, _]] = opened(folder)["runs"]
        assert (found_id, state) == (run_id, while_alive)
        process.kill()
    found = opened(folder)
    assert opened(folder)["runs"] == found["runs"]
    assert opened(folder)["notices"] == [], "it is told once"
    return found


def test_during_the_upload(tmp_path: Path) -> None:
    found = killed(tmp_path, Exchange.hold, "uploading")
    [[_, state, tracker_id, message]] = found["runs"]
    assert (state, tracker_id, message) == ("not started", "", "The application ended during the upload.")
    assert found["notices"] == []


def test_while_the_answer_is_waited_for(tmp_path: Path) -> None:
    def hold_the_answer(exchange: Exchange) -> None:
        exchange.read_body()
        exchange.hold()

    found = killed(tmp_path, hold_the_answer, "sent")
    [[_, state, tracker_id, message]] = found["runs"]
    assert (state, tracker_id) == ("outcome unknown", "")
    assert message == "The application ended before a response arrived."
    assert found["notices"] == [
        "DMM Desktop ended before the server responded to an import, so its outcome was unknown."
    ]


def test_after_the_answer(tmp_path: Path) -> None:
    found = killed(tmp_path, STARTED, "started")
    [[_, state, tracker_id, _]] = found["runs"]
    assert (state, tracker_id) == ("started", "42")
    assert found["notices"] == []
