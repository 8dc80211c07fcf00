"""*Read results again*: for a run that has ended, but whose failing entities are not known."""

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.progress_view.watch_dialog import WatchDialog
from dmm_desktop.ui.runs_panel.run_list import RunList
from dmm_desktop.ui.runs_panel.runs_panel import RunsPanel
from dmm_desktop.ui.widgets.banner import Banner
from scripted_server import Exchange, Script, ScriptedServer, answering, by_operation, holding
from ui.environment_fixtures import SavedEnvironments, fill, press
from ui.lookup import find
from ui.sample_runs import SampleServices, report, sample_run

Show = Callable[..., QWidget]

UNKNOWN = "Warning: It is not known whether any entities failed. "
ADVICE = "Save the logs and look for errors in them."
FAILING = [{"FinalReportEntity": "Customer", "FinalReportError": "Too long", "Count": "7"}]
OUTPUTS = answering(
    {
        "Status": "Complete",
        "Success": True,
        "Report": {"NRecords": 100},
        "ErrorReport": base64.b64encode(json.dumps(FAILING).encode()).decode(),
    }
)
COMPLETE = answering({"Status": "Complete", "Success": True})
REFUSAL = answering({"Errors": ["Boom."], "StatusCode": 400}, 400)
ENDED_AT = datetime.now(UTC) - timedelta(hours=3)


@dataclass
class Unread:
    """A run that ended without its results; ``answers`` are those to GetExecutionStatus and GetExecutionOutputs."""

    services: SampleServices
    qtbot: QtBot
    server: ScriptedServer
    run: Run
    answers: dict[str, Script]

    def now(self) -> Run:
        return self.services.view("r").run

    def wait_until_read(self) -> None:
        self.qtbot.waitUntil(lambda: self.now().state is RunState.COMPLETED_WITH_ERRORS)
        self.qtbot.waitUntil(lambda: not self.services.runs.is_watched("r"))
        [entity] = self.now().failing_entities or ()
        assert (entity.entity, entity.count) == ("Customer", 7)
        stored = self.services.workspace().run("r")
        assert stored is not None and stored.failing_entities == (entity,)
        assert stored.ended_at == ENDED_AT, "that the results are read later does not change when it ended"


@pytest.fixture
def unread(services: SampleServices, saved_environments: SavedEnvironments, qtbot: QtBot) -> Iterator[Unread]:
    """A run whose results the server now has."""
    answers: dict[str, Script] = {"GetExecutionStatus": COMPLETE, "GetExecutionOutputs": OUTPUTS}

    def answer(exchange: Exchange) -> None:
        answers[exchange.request.operation](exchange)

    with ScriptedServer(by_operation(dict.fromkeys(answers, answer))) as server:
        saved_environments.put("DEV-1", server.address, "key-81762")
        run = sample_run(
            "r",
            RunState.COMPLETED_UNVERIFIED,
            root=f"{server.address}/DMMAPI/rest/v1",
            environment_id="DEV-1",
            status_word="Complete",
            report=report(100, 100),
            sent_at=ENDED_AT - timedelta(minutes=3),
            ended_at=ENDED_AT,
        )
        services.put(services.workspace().adopt(run))
        yield Unread(services, qtbot, server, run, answers)
        services.runs.stop_watching("r")
        saved_environments.settle()


def view_of(unread: Unread, shown: Show) -> ProgressView:
    view = ProgressView(unread.services)
    shown(view)
    view.show_run("r")
    return view


def test_the_results_are_read_by_the_button(unread: Unread, shown: Show) -> None:
    view = view_of(unread, shown)
    banner, button = find(view, Banner, "banner"), find(view, QAbstractButton, "banner_action")
    assert banner.accessibleName() == UNKNOWN + ADVICE
    assert button.isVisible() and button.accessibleName() == "Read results again"
    assert not unread.server.of("GetExecutionOutputs")
    unread.answers["GetExecutionOutputs"] = holding(then=OUTPUTS)
    button.click()
    unread.qtbot.waitUntil(lambda: banner.accessibleName() == "Information: Reading the results…")
    assert not button.isVisible()
    unread.server.release()
    unread.wait_until_read()
    unread.qtbot.waitUntil(lambda: not banner.isVisible())


def test_why_they_cannot_be_read_is_said(unread: Unread, shown: Show) -> None:
    """And they can be asked for again; a web page is waited out meanwhile."""
    view = view_of(unread, shown)
    banner, button = find(view, Banner, "banner"), find(view, QAbstractButton, "banner_action")
    unread.answers["GetExecutionStatus"] = REFUSAL
    button.click()
    host = unread.server.host_and_port
    said = f"{UNKNOWN}{host} refused the request. The server says: Boom. {ADVICE}"
    unread.qtbot.waitUntil(lambda: banner.accessibleName() == said)
    unread.answers["GetExecutionStatus"] = answering({"Status": "NotFound", "Success": True})
    unread.qtbot.waitUntil(button.isVisible)
    button.click()
    unread.qtbot.waitUntil(lambda: f"{host} does not know this import." in banner.accessibleName())
    assert unread.now() == unread.run
    unread.answers["GetExecutionStatus"] = COMPLETE
    page = answering("<!DOCTYPE html><title>Sign in</title>", 200, "Content-Type: text/html")
    unread.answers["GetExecutionOutputs"] = page
    unread.qtbot.waitUntil(button.isVisible)
    button.click()
    waiting = "Information: Reading the results… Trying again… It returned a web page, possibly a sign-in page."
    unread.qtbot.waitUntil(lambda: banner.accessibleName() == waiting)
    unread.answers["GetExecutionOutputs"] = OUTPUTS
    unread.qtbot.waitUntil(lambda: unread.now().failing_entities is not None, timeout=20_000)
    unread.wait_until_read()


def test_results_without_the_list_are_said_to_lack_it(unread: Unread, shown: Show) -> None:
    view = view_of(unread, shown)
    banner = find(view, Banner, "banner")
    unread.answers["GetExecutionOutputs"] = answering(b"PK\x03\x04zip", 200, "Content-Type: application/zip")
    find(view, QAbstractButton, "banner_action").click()
    said = f"{UNKNOWN}{unread.server.host_and_port} sent no list of failing entities. {ADVICE}"
    unread.qtbot.waitUntil(lambda: banner.accessibleName() == said)


@pytest.mark.parametrize("state", [RunState.FAILED, RunState.STOPPED, RunState.ENDED])
def test_they_are_read_of_every_run_that_has_ended(unread: Unread, shown: Show, state: RunState) -> None:
    unread.services.put(unread.services.workspace().save(replace(unread.run, state=state)))
    view = view_of(unread, shown)
    assert view.offered is not None and view.offered.can_read_results
    view.read_results()
    unread.qtbot.waitUntil(lambda: bool(unread.now().failing_entities))


def test_watching_its_tracker_id_reads_them(unread: Unread, shown: Show) -> None:
    dialog = WatchDialog(unread.services, None, "DEV-1")
    shown(dialog)
    fill(dialog, watch_tracker_id="48213")
    with unread.qtbot.waitSignal(dialog.watching):
        press(dialog, "watch_import")
    unread.wait_until_read()


def test_a_run_that_is_removed_meanwhile_does_not_return(unread: Unread) -> None:
    unread.answers["GetExecutionOutputs"] = holding(then=OUTPUTS)
    unread.services.unread_results.read_again("r")
    unread.server.wait()
    unread.services.runs.remove("r", owner=unread.services, on_failure=lambda error: pytest.fail(str(error)))
    unread.server.release()
    unread.qtbot.waitUntil(lambda: not unread.services.runner.busy)
    assert unread.services.workspace().run("r") is None


def test_nothing_is_read_of_a_run_that_has_its_results(unread: Unread, shown: Show) -> None:
    unread.services.put(replace(unread.run, failing_entities=()))
    view = view_of(unread, shown)
    panel = RunsPanel(unread.services)
    shown(panel, 312, 600)
    assert view.offered is not None and not view.offered.can_read_results
    menu = find(panel, RunList, "runs").menu_of(unread.services.view("r"))
    assert menu.findChild(QAction, "menu_read_results") is None
    unread.services.unread_results.read_again("r")
    assert not unread.services.runs.is_watched("r")
    menu.deleteLater()
