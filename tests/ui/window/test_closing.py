"""Closing the window while something is under way: what is said, what is asked, and that it closes in the end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from dmm_desktop.api.binding import BUILT_IN_FILE
from dmm_desktop.core.errors import DmmError
from dmm_desktop.core.job import CancelToken, OnProgress
from dmm_desktop.core.run_state import RunState
from dmm_desktop.resources import resource
from dmm_desktop.ui.services.preferences import Preferred
from dmm_desktop.ui.window.main_window import MainWindow
from scripted_server import Exchange, ScriptedServer, answering, by_operation, in_turn
from ui.environment_fixtures import SavedEnvironments, press, said
from ui.export_user import ended_export, outputs_script
from ui.file_answers import FileAnswers
from ui.lookup import find
from ui.progress_view.test_waiting import Environment as Target
from ui.run_fixtures import Live
from ui.sample_runs import SampleServices, sample_runs
from ui.window.dialogs import Dialogs

FORGETS_KEY = (
    "Closing does not stop it, but its REST API key is kept only until then. It is watched again once you have entered "
    "the key after the next start."
)
SWAGGER = {"swagger.json": answering(resource(BUILT_IN_FILE).read_bytes())}


@pytest.fixture
def stubborn_job(window: MainWindow, services: SampleServices) -> Iterator[threading.Event]:
    """A job that goes on, whatever it is told, until the event is set."""
    may_end = threading.Event()

    def job(cancel: CancelToken, report: OnProgress) -> None:
        may_end.wait(60)

    services.runner.start("stubborn", job, owner=services, on_failure=lambda error: None)
    yield may_end
    may_end.set()


def _question(window: MainWindow) -> QMessageBox:
    return find(window, QMessageBox, "followed_question")


def test_while_something_is_under_way_it_says_so_and_closes_afterwards(
    window: MainWindow, services: SampleServices, stubborn_job: threading.Event, qtbot: QtBot
) -> None:
    window.runs.select_run(services.put_sample("running"))
    window.close()
    find(_question(window), QPushButton, "close_now").click()
    assert window.isVisible()
    assert "Closing…" in said(window) and "What is running on the server is not stopped." in said(window)
    qtbot.waitUntil(lambda: not services.runs.is_watched("running"))
    assert window.isVisible()
    stubborn_job.set()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_the_wait_is_bounded_and_a_second_press_does_not_end_it(
    window: MainWindow, stubborn_job: threading.Event, qtbot: QtBot
) -> None:
    window._closing.longest_wait = 500
    window.close()
    assert "Waiting up to 0 seconds for running tasks to end." in said(window)
    window.close()
    assert window.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_closing_before_the_response_to_a_start_is_asked_about_and_ends_in_bounded_time(
    window: MainWindow,
    services: SampleServices,
    live: Live,
    qtbot: QtBot,
) -> None:
    services.preferences.save(Preferred(asks_before_closing=False))  # this question is asked nevertheless
    window._closing.longest_wait = 300
    failures: list[DmmError] = []
    with ScriptedServer(by_operation(SWAGGER, StartExecution=Exchange.hold)) as server:
        target = Target(server.address)
        run_id = live.start(target, live.environment(target), on_failure=failures.append)
        qtbot.waitUntil(lambda: services.view(run_id).run.state is RunState.SENT)
        window.close()
        question = find(window, QMessageBox, "close_question")
        assert question.text() == f"DEMO-1 on {server.host_and_port} has not responded to the import yet."
        assert question.informativeText() == "If you close now, its outcome will be unknown."
        press(question, "keep_open")
        assert window.isVisible() and "Closing" not in said(window)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        window.close()
        press(find(window, QMessageBox, "close_question"), "close_anyway")
        waits = f"for the response of DEMO-1 on {server.host_and_port}. What is running on the server is not stopped."
        assert waits in said(window)
        window.close()
        assert window.isVisible()
        qtbot.waitUntil(lambda: not window.isVisible())
        stored = services.workspace().run(run_id)
        assert stored is not None and stored.state is RunState.OUTCOME_UNKNOWN and len(failures) == 1


def test_a_stop_without_a_response_is_asked_about(
    window: MainWindow, services: SampleServices, live: Live, qtbot: QtBot
) -> None:
    going = answering({"Status": "InProgress", "Success": True})
    script = by_operation(
        SWAGGER,
        StartExecution=answering({"MainExecutionTrackerId": 42}),
        GetExecutionStatus=going,
        StopExecution=Exchange.hold,
    )
    with ScriptedServer(script) as server:
        target = Target(server.address)
        run_id = live.start(target, live.environment(target))
        qtbot.waitUntil(lambda: services.view(run_id).run.state is RunState.RUNNING)
        services.runs.stop(run_id, owner=services, on_failure=lambda error: None)
        qtbot.waitUntil(lambda: len(server.of("StopExecution")) == 1)
        window.close()
        question = find(window, QMessageBox, "close_question")
        assert question.text() == (
            f"A request to stop the import to DEMO-1 on {server.host_and_port} is being sent; "
            "it is not known whether it has arrived."
        )
        assert question.informativeText() == (
            "Closing ends the attempt.\n"
            f"\N{BULLET} DMM Desktop is watching an import to DEMO-1 on {server.host_and_port}. {FORGETS_KEY}"
        )
        press(question, "close_anyway")
        qtbot.waitUntil(lambda: not window.isVisible())


def test_a_key_that_closing_forgets_is_asked_about(
    window: MainWindow, services: SampleServices, live: Live, qtbot: QtBot
) -> None:
    """Without a key store, the import can be neither watched nor stopped after the next start."""
    going = answering({"Status": "InProgress", "Success": True})
    script = by_operation(SWAGGER, StartExecution=answering({"MainExecutionTrackerId": 42}), GetExecutionStatus=going)
    with ScriptedServer(script) as server:
        target = Target(server.address)
        run_id = live.start(target, live.environment(target))
        qtbot.waitUntil(lambda: services.view(run_id).run.state is RunState.RUNNING)
        window.close()
        question = find(window, QMessageBox, "close_question")
        assert question.text() == f"DMM Desktop is watching an import to DEMO-1 on {server.host_and_port}."
        assert question.informativeText() == FORGETS_KEY
        assert find(question, QPushButton, "keep_open").isDefault()
        qtbot.keyClick(question, Qt.Key.Key_Return)
        assert window.isVisible() and services.runs.is_watched(run_id)
        services.preferences.save(Preferred(asks_before_closing=False))
        window.close()
        qtbot.waitUntil(lambda: not window.isVisible())


@pytest.mark.parametrize(("before", "after"), [("uploading", "sent"), ("sent", "running")])
def test_a_question_that_no_longer_fits_is_replaced(
    window: MainWindow, services: SampleServices, qtbot: QtBot, before: str, after: str
) -> None:
    services.put_sample(before)
    window.close()
    asked = find(window, QMessageBox, "close_question")
    run, progress, watched = sample_runs()[after]
    services.put(replace(run, id=before), progress, watched)
    name = "close_question" if after == "sent" else "followed_question"
    qtbot.waitUntil(lambda: any(_is_open(one, asked) for one in window.findChildren(QMessageBox, name)))
    assert not shiboken6.isValid(asked) or not asked.isVisible()
    assert window.isVisible()


@pytest.mark.parametrize("before", ["uploading", "sent", "running"])
def test_a_question_closes_by_itself_once_nothing_is_under_way(
    window: MainWindow, services: SampleServices, qtbot: QtBot, before: str
) -> None:
    services.put_sample(before)
    window.close()
    assert [one for one in window.findChildren(QMessageBox) if one.isVisible()]
    services.runs.stop_watching(before)
    services.put(replace(sample_runs()["completed"][0], id=before))
    qtbot.waitUntil(lambda: not [one for one in window.findChildren(QMessageBox) if one.isVisible()])
    assert window.isVisible()


def _is_open(question: QMessageBox, besides: QMessageBox) -> bool:
    return question is not besides and question.isVisible()


def test_an_upload_is_ended_only_if_the_user_says_so(dialogs: Dialogs, qtbot: QtBot) -> None:
    window = dialogs.window
    dialogs.prepare("close during an upload")
    dialogs.look_at("close during an upload", lambda question: press(question, "keep_open"))
    QApplication.processEvents()
    assert window.isVisible() and "Closing" not in said(window)
    dialogs.look_at("close during an upload", lambda question: press(question, "close_anyway"))
    qtbot.waitUntil(lambda: not window.isVisible())


def test_a_press_in_the_moment_in_which_the_question_becomes_wrong_does_not_close(
    window: MainWindow, services: SampleServices, qtbot: QtBot
) -> None:
    window.runs.select_run(services.put_sample("uploading"))
    window.close()
    asked = find(window, QMessageBox, "close_question")
    run, progress, _ = sample_runs()["sent"]
    services.put(replace(run, id="uploading"), progress)
    press(asked, "close_anyway")
    assert window.isVisible()
    (question,) = [one for one in window.findChildren(QMessageBox, "close_question") if _is_open(one, asked)]
    assert question.text() == "PROD-2 on prod-2.acme.example has not responded to the import yet."
    close = find(question, QPushButton, "close_anyway")
    assert not close.isEnabled() and question.focusWidget() is find(question, QPushButton, "keep_open")
    qtbot.waitUntil(close.isEnabled)
    press(question, "close_anyway")
    qtbot.waitUntil(lambda: not window.isVisible())


def test_it_says_once_that_closing_stops_no_import(window: MainWindow, services: SampleServices, qtbot: QtBot) -> None:
    window.runs.select_run(services.put_sample("running"))
    services.put_sample("lost")
    window.close()
    question = _question(window)
    assert question.text() == "DMM Desktop is watching 2 imports."
    assert question.informativeText() == "Closing does not stop them. They are watched again after the next start."
    press(question, "keep_open")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.isVisible() and services.runs.is_watched("running")
    services.runs.stop_watching("lost")
    qtbot.waitUntil(lambda: not services.runs.is_watched("lost"))
    window.close()
    question = _question(window)
    assert question.text() == "DMM Desktop is watching an import to PROD-2 on prod-2.acme.example."
    assert question.informativeText() == "Closing does not stop it. It is watched again after the next start."
    find(question, QCheckBox, "do_not_ask_again").setChecked(True)
    qtbot.keyClick(question, Qt.Key.Key_Return)  # closing is the default: nothing is lost by it
    qtbot.waitUntil(lambda: not window.isVisible())
    assert not services.preferences.current.asks_before_closing


def test_it_does_not_ask_again_where_the_user_does_not_want_that(
    window: MainWindow, services: SampleServices, qtbot: QtBot
) -> None:
    services.preferences.save(Preferred(asks_before_closing=False))
    window.runs.select_run(services.put_sample("running"))
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_what_is_not_followed_is_not_asked_about(window: MainWindow, services: SampleServices, qtbot: QtBot) -> None:
    for name in ("not watched", "completed", "unknown"):
        services.put_sample(name)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_the_demo_ends_its_imports_and_does_not_ask(
    new_window: Callable[..., MainWindow], services: SampleServices, qtbot: QtBot
) -> None:
    demo = new_window(is_demo=True)
    demo.build_panels()
    demo.show()
    services.put_sample("running")
    demo.close()
    qtbot.waitUntil(lambda: not demo.isVisible())


def test_saving_the_logs_of_a_silent_server_says_so_at_once_and_is_asked_about(
    window: MainWindow,
    services: SampleServices,
    live: Live,
    qtbot: QtBot,
    files: FileAnswers,
) -> None:
    services.dialogs = files
    completed = answering({"Status": "Complete", "Success": True, "ErrorReport": "W10="})
    script = by_operation(
        SWAGGER,
        StartExecution=answering({"MainExecutionTrackerId": 42}),
        GetExecutionStatus=in_turn(answering({"Status": "NotFound", "Success": True}), completed),
        GetExecutionOutputs=in_turn(completed, Exchange.hold),
    )
    with ScriptedServer(script) as server:
        target = Target(server.address)
        run_id = live.start(target, live.environment(target))
        window.runs.select_run(run_id)
        qtbot.waitUntil(lambda: not services.runner.busy and services.view(run_id).run.state.is_final)
        qtbot.waitUntil(lambda: window.progress.isVisible() and window.progress.run_id == run_id)
        window.progress.save_logs()
        waiting = f"Saving the logs… Waiting for a response from {server.host_and_port}."
        qtbot.waitUntil(lambda: waiting in said(window))
        window.close()
        question = find(window, QMessageBox, "close_question")
        assert question.text() == f"The logs of the import to DEMO-1 on {server.host_and_port} are being saved."
        assert (
            question.informativeText()
            == "Closing ends this. Save the logs again later, while the server still has them."
        )
        press(window, "show_in_folder")  # Cancel
        qtbot.waitUntil(lambda: window.findChild(QMessageBox, "close_question") is None)
        assert window.isVisible() and "Saving the logs" not in said(window)


def test_saving_an_export_is_asked_about(
    window: MainWindow,
    services: SampleServices,
    saved_environments: SavedEnvironments,
    qtbot: QtBot,
    files: FileAnswers,
) -> None:
    services.dialogs = files
    with ScriptedServer(outputs_script(Exchange.hold)) as server:
        environment = saved_environments.put("DEMO-1", server.address, "key")
        run = ended_export(services, environment, 4)
        window.runs.select_run(run.id)
        qtbot.waitUntil(lambda: window.progress.isVisible() and window.progress.run_id == run.id)
        window.progress.save_export()
        assert "Waiting for a response" not in said(window), "nothing has been sent yet"
        waiting = f"Saving the export… Waiting for a response from {server.host_and_port}."
        qtbot.waitUntil(lambda: waiting in said(window))
        window.close()
        question = find(window, QMessageBox, "close_question")
        assert question.text() == f"The export from DEMO-1 on {server.host_and_port} is being saved."
        assert question.informativeText() == (
            "Closing ends this. Saving it later needs no new export, while the server still has it."
        )
        press(question, "close_anyway")
        qtbot.waitUntil(lambda: not window.isVisible())
    assert not files.path.exists()
