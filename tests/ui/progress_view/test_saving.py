"""Saving the log files of a run: how much is here is told, and it can be cancelled while the server is silent."""

import base64
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.api.binding import BUILT_IN_FILE
from dmm_desktop.resources import resource
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.progress_view.saving import suggested_name
from dmm_desktop.ui.widgets.banner import Banner
from dmm_desktop.ui.widgets.dialog import Question
from scripted_server import Exchange, ScriptedServer, answering, by_operation, in_turn
from ui.file_answers import FileAnswers
from ui.lookup import find
from ui.run_fixtures import Live
from ui.sample_runs import SampleServices


@dataclass(frozen=True)
class Environment:
    """What an import needs to know of an environment."""

    address: str
    token: str = "key"
    one_time_token: str = "one-time"


def test_saving_can_be_cancelled_while_the_server_is_silent(
    services: SampleServices, shown: Callable[..., QWidget], live: Live, answers: FileAnswers, qtbot: QtBot
) -> None:
    def half_of_the_logs(exchange: Exchange) -> None:
        text = base64.b64encode(bytes(3_000_000))
        exchange.send(b'HTTP/1.1 200 OK\r\nContent-Length: 8000000\r\n\r\n{"Status": "Complete", "Logs": "' + text)
        exchange.hold()

    completed = answering({"Status": "Complete", "Success": True, "ErrorReport": "W10="})
    script = by_operation(
        {"swagger.json": answering(resource(BUILT_IN_FILE).read_bytes())},
        StartExecution=answering({"MainExecutionTrackerId": 42}),
        GetExecutionStatus=in_turn(answering({"Status": "NotFound", "Success": True}), completed),
        GetExecutionOutputs=in_turn(completed, half_of_the_logs, Exchange.reset, answering(b"", 500)),
    )
    view = ProgressView(services, answers)
    shown(view)
    save, banner = view.findChild(QAbstractButton, "save_logs"), view.findChild(Banner, "notice")
    assert save is not None and banner is not None
    with ScriptedServer(script) as server:
        environment = Environment(server.address)
        run_id = live.start(environment, live.environment(environment))
        view.show_run(run_id)
        qtbot.waitUntil(lambda: services.view(run_id).run.state.is_final)
        name = suggested_name(services.view(run_id).run, "logs.zip")
        (answers.folder / name).write_bytes(b"older")
        qtbot.waitUntil(save.isEnabled)
        save.click()
        qtbot.waitUntil(lambda: " of 8.0 MB received." in banner.accessibleName())
        assert banner.isVisible() and "Information: Saving the logs" in banner.accessibleName()
        assert not save.isEnabled()
        cancel = view.findChild(QAbstractButton, "show_in_folder")
        assert cancel is not None and cancel.text() == "Cancel"
        cancel.click()
        qtbot.waitUntil(save.isEnabled)
        assert not banner.isVisible()
        save.click()
        waiting = f"Information: Saving the logs… The connection to {server.host_and_port} failed. Trying again in "
        qtbot.waitUntil(lambda: banner.accessibleName().startswith(waiting))
        qtbot.waitUntil(lambda: banner.isVisible() and "Error" in banner.accessibleName())
        assert banner.accessibleName().startswith(
            f"Error: The logs were not saved as {name}. {server.host_and_port} returned an error. "
        )
    assert [path.name for path in answers.folder.iterdir()] == [name]
    assert (answers.folder / name).read_bytes() == b"older"


def test_a_refused_key_is_not_asked_for_once_another_was_entered(
    services: SampleServices, shown: Callable[..., QWidget], live: Live, answers: FileAnswers, qtbot: QtBot
) -> None:
    completed = answering({"Status": "Complete", "Success": True, "ErrorReport": "W10="})
    script = by_operation(
        StartExecution=answering({"MainExecutionTrackerId": 42}),
        GetExecutionStatus=completed,
        GetExecutionOutputs=in_turn(completed, answering(b"", 401)),
    )
    view = ProgressView(services, answers)
    shown(view)
    save, banner = find(view, QAbstractButton, "save_logs"), find(view, Banner, "notice")
    with ScriptedServer(script) as server:
        environment = Environment(server.address)
        saved = live.environment(environment)
        run_id = live.start(environment, saved)
        view.show_run(run_id)
        qtbot.waitUntil(save.isEnabled)
        save.click()
        qtbot.waitUntil(lambda: "Enter the REST API key" in banner.accessibleName())
        services.environments.key_saved.emit("another one")
        assert banner.isVisible()
        services.environments.key_saved.emit(saved.id)
        assert not banner.isVisible()


def test_large_logs_are_saved_only_after_a_question(
    services: SampleServices, shown: Callable[..., QWidget], live: Live, answers: FileAnswers, qtbot: QtBot
) -> None:
    def large(exchange: Exchange) -> None:
        exchange.send(b'HTTP/1.1 200 OK\r\nContent-Length: 2000000000\r\n\r\n{"Status": "Complete", "Logs": "QUFB')
        exchange.hold()

    completed = answering({"Status": "Complete", "Success": True, "ErrorReport": "W10="})
    script = by_operation(
        {"swagger.json": answering(resource(BUILT_IN_FILE).read_bytes())},
        StartExecution=answering({"MainExecutionTrackerId": 42}),
        GetExecutionStatus=in_turn(answering({"Status": "NotFound", "Success": True}), completed),
        GetExecutionOutputs=in_turn(completed, large, large, answering(b"", 500)),
    )
    view = ProgressView(services, answers)
    shown(view)
    save, banner = view.findChild(QAbstractButton, "save_logs"), view.findChild(Banner, "notice")
    assert save is not None and banner is not None

    def asked() -> Question:
        question = view.window().findChild(Question, "large_zip_question")
        assert question is not None and question.isVisible()
        return question

    def answer(name: str) -> None:
        save.click()
        qtbot.waitUntil(lambda: view.window().findChild(Question, "large_zip_question") is not None)
        question = asked()
        assert question.text() == "The logs are larger than 1 GiB. Save them?"
        assert str(answers.folder / suggested_name(services.view(run_id).run, "logs.zip")) in question.informativeText()
        assert list(answers.folder.iterdir()) == [] and not banner.isVisible()
        button = question.findChild(QAbstractButton, name)
        assert button is not None
        button.click()
        qtbot.waitUntil(lambda: view.window().findChild(Question, "large_zip_question") is None)

    with ScriptedServer(script) as server:
        environment = Environment(server.address)
        run_id = live.start(environment, live.environment(environment))
        view.show_run(run_id)
        qtbot.waitUntil(lambda: services.view(run_id).run.state.is_final)
        qtbot.waitUntil(save.isEnabled)
        answer("no_large_zip")
        assert save.isEnabled() and not banner.isVisible()
        answer("save_large_zip")
        qtbot.waitUntil(lambda: banner.isVisible() and "Error" in banner.accessibleName())
        assert f"{server.host_and_port} returned an error." in banner.accessibleName()
    assert list(answers.folder.iterdir()) == []
