"""What waits before it asks a busy server again says so, and can be cancelled: a stop, and the log of a past run."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.api.binding import BUILT_IN_FILE
from dmm_desktop.core.run_state import RunState
from dmm_desktop.resources import resource
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.widgets.banner import Banner
from scripted_server import Exchange, Script, ScriptedServer, answering, by_operation, in_turn
from ui.lookup import find, focused
from ui.page_fixtures import focus
from ui.run_fixtures import Live
from ui.sample_runs import SampleServices

BUSY = answering(b"", 503, "Retry-After: 60")
WORDS = "{host} is busy (status 503). Trying again in 60 seconds."
CANCELLED = "You cancelled it. The import may still be running. You can request the stop again at any time."
UNKNOWN = answering({"Status": "NotFound", "Success": True})
GOING = answering({"Status": "InProgress", "Success": True})
COMPLETE = answering({"Status": "Complete", "Success": True})
OUTPUTS = answering({"Status": "Complete", "Success": True, "Report": {"NRecords": 1}, "ErrorReport": "W10="})


@dataclass(frozen=True)
class Environment:
    """What an import needs to know of an environment."""

    address: str
    token: str = "key"
    one_time_token: str = "one-time"


def _server(**scripts: Script) -> ScriptedServer:
    return ScriptedServer(
        by_operation(
            {"swagger.json": answering(resource(BUILT_IN_FILE).read_bytes()), **scripts},
            StartExecution=answering({"MainExecutionTrackerId": 42}),
            GetExecutionOutputs=OUTPUTS,
        )
    )


def _press(view: QWidget, name: str) -> None:
    button = find(view, QAbstractButton, name)
    assert button.isVisible() and button.isEnabled(), name
    button.click()


def _stop(view: QWidget, qtbot: QtBot) -> None:
    _press(view, "stop_import")
    question = view.findChild(QMessageBox, "stop_question")
    assert question is not None
    _press(question, "stop_now")
    qtbot.waitUntil(lambda: view.findChild(QMessageBox, "stop_question") is None)


def _seconds_left(banner: Banner) -> int:
    """What the banner says until the next attempt, 0 if it says nothing of that."""
    found = re.search(r"Trying again in (\d+) seconds\.", banner.accessibleName())
    return int(found[1]) if found else 0


def _wait_for_count_down(banner: Banner, seconds: int, qtbot: QtBot) -> None:
    """Wait until so many seconds are left, or fewer: a busy computer may leave some out."""
    qtbot.waitUntil(lambda: 0 < _seconds_left(banner) <= seconds)


def test_a_stop_that_waits_says_so_and_can_be_cancelled(
    services: SampleServices, shown: Callable[..., QWidget], live: Live, qtbot: QtBot
) -> None:
    view = ProgressView(services)
    shown(view)
    banner = find(view, Banner, "notice")
    stops = in_turn(BUSY, BUSY, answering("No permission"))
    with _server(GetExecutionStatus=in_turn(UNKNOWN, GOING), StopExecution=stops) as server:
        environment = Environment(server.address)
        run_id = live.start(environment, live.environment(environment))
        view.show_run(run_id)
        qtbot.waitUntil(lambda: services.view(run_id).run.state is RunState.RUNNING)
        qtbot.waitUntil(find(view, QAbstractButton, "stop_import").isEnabled)
        _stop(view, qtbot)
        qtbot.waitUntil(lambda: banner.isVisible())
        words = WORDS.format(host=server.host_and_port)
        assert banner.accessibleName() == f"Information: Stopping… {words}"
        view.hide_run()
        assert not banner.isVisible()
        view.show_run(run_id)
        assert banner.isVisible() and not find(view, QAbstractButton, "stop_import").isEnabled()
        _press(view, "show_in_folder")
        qtbot.waitUntil(
            lambda: banner.accessibleName() == f"Warning: The server did not accept the stop request. {CANCELLED}"
        )
        assert len(server.of("StopExecution")) == 1
        qtbot.waitUntil(find(view, QAbstractButton, "stop_import").isEnabled)
        _stop(view, qtbot)
        _wait_for_count_down(banner, 60, qtbot)
        _wait_for_count_down(banner, _seconds_left(banner) - 1, qtbot)
        _press(view, "show_in_folder")
        qtbot.waitUntil(find(view, QAbstractButton, "stop_import").isEnabled)
        _stop(view, qtbot)
        qtbot.waitUntil(lambda: "Error" in banner.accessibleName())
        assert "It is not known whether the server accepted the stop request." in banner.accessibleName()
        assert "The server responded only: No permission." in banner.accessibleName()
        qtbot.waitUntil(find(view, QAbstractButton, "stop_import").isEnabled)  # it can be requested again
        view.stop_watching()
        qtbot.waitUntil(lambda: not services.runner.busy)


def test_loading_a_log_that_waits_says_so_and_can_be_cancelled(
    services: SampleServices, shown: Callable[..., QWidget], live: Live, qtbot: QtBot
) -> None:
    view = ProgressView(services)
    shown(view)
    banner = find(view, Banner, "log_banner")
    answer: list[Script] = [in_turn(UNKNOWN, COMPLETE)]

    def status(exchange: Exchange) -> None:
        answer[-1](exchange)

    with _server(GetExecutionStatus=status) as server:
        environment = Environment(server.address)
        run_id = live.start(environment, live.environment(environment))
        view.show_run(run_id)
        qtbot.waitUntil(lambda: services.view(run_id).run.state.is_final and not services.runs.is_watched(run_id))
        answer.append(BUSY)
        load = find(view, QAbstractButton, "load_log")
        qtbot.waitUntil(load.isVisible)
        focus(load, qtbot)
        load.click()
        cancel = find(view, QAbstractButton, "log_banner_action")
        assert banner.accessibleName() == "Information: Loading the log…" and cancel.text() == "Cancel"
        assert focused() is cancel
        words = WORDS.format(host=server.host_and_port)
        qtbot.waitUntil(lambda: banner.accessibleName() == f"Information: Loading the log… {words}")
        assert banner.isVisible()
        _wait_for_count_down(banner, 59, qtbot)
        assert focused() is cancel
        _press(view, "log_banner_action")
        qtbot.waitUntil(load.isEnabled)
        assert not banner.isVisible() and focused() is load
        answer.append(answering(b"", 500))
        load.click()
        qtbot.waitUntil(lambda: banner.isVisible() and "Error" in banner.accessibleName())
        qtbot.waitUntil(load.isEnabled)
        assert banner.isVisible() and f"{server.host_and_port} returned an error." in banner.accessibleName()
