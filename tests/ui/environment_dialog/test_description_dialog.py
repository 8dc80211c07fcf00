"""Learning an API description in the window."""

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.resources import resource
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from dmm_desktop.ui.environment_dialog.source_box import SourceBox
from dmm_server.layouts import LAYOUTS
from source_files import KEY, RECORDED, SECRETS
from source_files import source as written
from ui.environment_dialog.description_user import DescriptionUser
from ui.environment_fixtures import SavedEnvironments, dialog_of, fill, press, results, said, tabbed, unnamed
from ui.file_answers import FileAnswers
from ui.lookup import find

Opened = Callable[..., EnvironmentDialog]
Learn = Callable[[QWidget], DescriptionUser]
STOP = "curl https://dev.example.com/DMMAPI/rest/v1/StopExecution -H 'X-DMM-Token: abcdef' "
STOP += """-d '{"Id": "12", "Reason": "tidy-up"}'"""


@pytest.fixture
def learn(qapp: QApplication, qtbot: QtBot) -> Learn:
    """Opens the dialog from the environment dialog."""
    return lambda dialog: DescriptionUser(dialog, qapp, qtbot)


def test_it_begins_with_the_present_description(opened: Opened, learn: Learn) -> None:
    dialog = opened()
    user = learn(dialog)
    assert user.shown("learned_summary") == "Built-in description: 5 of 5 operations found"
    assert "StartExecution, POST /StartExecution, its operationId" in user.rows
    assert "ZipFile, Body: ZipFile, its name" in user.rows
    assert not user.may_use and not user.offers("take_key") and not user.offers("take_address")
    press(user.dialog, "cancel_description")
    assert find(dialog, QLabel, "api_description").text() == "The environment's own, if it has one"


@pytest.mark.parametrize("source", RECORDED)
def test_pasted_requests_are_learned_with_their_address_and_key(opened: Opened, learn: Learn, source: str) -> None:
    dialog = opened()
    user = learn(dialog)
    user.paste(written(source, LAYOUTS["documented"]))
    kind = "curl" if "curl" in source else {"har": "HAR", "postman": "Postman collection"}[source]
    count = 6 if source == "har" else 5
    assert user.shown("learned_summary") == f"{kind}, {count} requests: 5 of 5 operations found"
    assert "StartExecution, POST /StartExecution, its path" in user.rows
    ignored = "Options ignored: --insecure, --proxy, --resolve."
    assert (ignored in user.shown("learned_notes")) is ("curl" in source)
    box = user.find(QCheckBox, "take_address")
    assert box.accessibleName() == "Use https://dev.example.com/DMMAPI/rest/v1 as the address" and box.isChecked()
    assert user.offers("take_key") and not user.find(QCheckBox, "take_key").isChecked()
    shown = [label.text() for label in user.dialog.findChildren(QLabel)] + user.rows + [box.accessibleName()]
    assert not [secret for secret in SECRETS for words in shown if secret in words]
    user.use()
    assert find(dialog, QLineEdit, "environment_address").text() == "https://dev.example.com/DMMAPI/rest/v1"
    assert find(dialog, QLineEdit, "rest_api_key").text() == ""
    assert find(dialog, QLabel, "api_description").text() == "Learned from pasted text"


def test_the_key_is_entered_only_if_wanted(opened: Opened, learn: Learn) -> None:
    dialog = opened()
    user = learn(dialog)
    user.paste(STOP)
    user.tick("take_key", True)
    user.tick("take_address", False)
    user.use()
    key = find(dialog, QLineEdit, "rest_api_key")
    assert key.text() == "abcdef" and key.echoMode() is QLineEdit.EchoMode.Password
    assert find(dialog, QLineEdit, "environment_address").text() == ""


def test_the_key_of_another_host_is_not_offered(opened: Opened, learn: Learn) -> None:
    dialog = opened()
    fill(dialog, environment_address="https://other.example.com")
    user = learn(dialog)
    user.paste(STOP)
    assert not user.offers("take_key") and not user.offers("take_address")
    words = "The requests were sent to https://dev.example.com, not to the environment. Their key is not offered."
    assert words in user.shown("learned_notes")
    user.use()
    assert find(dialog, QLineEdit, "environment_address").text() == "https://other.example.com"


@pytest.mark.parametrize("recorded", ["GetExecutionStatus/42", "Other"], ids=["recognised", "not recognised"])
def test_of_requests_to_several_hosts_no_key_is_offered(opened: Opened, learn: Learn, recorded: str) -> None:
    dialog = opened()
    fill(dialog, environment_address="https://dev.example.com")
    user = learn(dialog)
    user.paste(
        "curl https://dev.example.com/DMMAPI/rest/v1/GetExecutionOutputs/42\n"
        f"curl https://prod.example.com/DMMAPI/rest/v1/{recorded} -H 'X-DMM-Token: key-of-prod'"
    )
    assert not user.offers("take_key")
    user.use()
    assert find(dialog, QLineEdit, "rest_api_key").text() == ""


def test_another_path_on_the_same_host_is_offered_as_the_address(opened: Opened, learn: Learn) -> None:
    dialog = opened()
    fill(dialog, environment_address="https://dev.example.com/Other/rest/v1")
    user = learn(dialog)
    user.paste(STOP)
    assert user.offers("take_address") and user.offers("take_key")
    user.use()
    assert find(dialog, QLineEdit, "environment_address").text() == "https://dev.example.com/DMMAPI/rest/v1"
    for entered in ("https://dev.example.com", "https://dev.example.com/DMMAPI/rest/v1"):
        fill(dialog, environment_address=entered)
        again = learn(dialog)
        again.paste(STOP)
        assert not again.offers("take_address")
        press(again.dialog, "cancel_description")


def test_what_is_missing_and_left_out_is_shown(opened: Opened, learn: Learn) -> None:
    user = learn(opened())
    user.paste(STOP)
    assert user.shown("learned_summary") == "curl, 1 request: 1 of 5 operations found"
    assert "StartExecution, Missing, No request was recognised as this operation." in user.rows
    assert "MainExecutionTrackerId, Body: Id, the name Id, which is accepted for it" in user.rows
    assert "Reason, Body: Reason, left out; its meaning is not known" in user.rows
    change = user.change("StopExecution")
    keep = find(change, QCheckBox, "keep_body:Reason")
    keep.setFocus()
    keep.click()
    user.settle()
    assert keep.isChecked() and keep.hasFocus()
    press(change, "close_operation")
    assert "Reason, Body: Reason, always sent: tidy-up" in user.rows
    press(user.dialog, "undo_changes")
    user.settle()
    assert "Reason, Body: Reason, left out; its meaning is not known" in user.rows


def test_an_ambiguous_place_is_chosen(opened: Opened, learn: Learn) -> None:
    user = learn(opened())
    body = """{"First": "0f0e0d0c-aaaa-bbbb-cccc-ddddeeeeffff", "Second": "1f0e0d0c-aaaa-bbbb-cccc-ddddeeeeffff"}"""
    user.paste(f"curl https://dev.example.com/DMMAPI/rest/v1/StopExecution -d '{body}'")
    assert any(row.startswith("StopExecution, Missing") and "could be any of" in row for row in user.rows)
    change = user.change("StopExecution")
    user.choose(change, "place_MainExecutionTrackerId", "Body: Second")
    assert "MainExecutionTrackerId, Body: Second, chosen by the user" in user.rows
    assert user.may_use


def test_method_path_and_body_are_changed(
    opened: Opened, learn: Learn, saved_environments: SavedEnvironments, qtbot: QtBot
) -> None:
    dialog = opened()
    user = learn(dialog)
    change = user.change("GetExecutionStatus")
    user.choose(change, "operation_method", "POST")
    user.choose(change, "operation_body", "JSON body")
    path = find(change, QLineEdit, "operation_path")
    path.setFocus()
    path.selectAll()
    qtbot.keyClicks(path, "status")
    press(change, "close_operation")
    user.settle()
    assert "its path must begin with /" in user.shown("operation_detail")
    change = user.change("GetExecutionStatus")
    path = find(change, QLineEdit, "operation_path")
    path.selectAll()
    qtbot.keyClicks(path, "/status")
    press(change, "close_operation")
    user.settle()
    assert "GetExecutionStatus, POST /status, chosen by the user" in user.rows
    user.use()
    assert find(dialog, QLabel, "api_description").text() == "Changed here"
    fill(dialog, environment_name="DEV", environment_address="https://127.0.0.1:1", rest_api_key="key-81762")
    press(dialog, "save_environment")
    saved_environments.settle()
    (stored,) = saved_environments.in_database()
    operation = json.loads(stored.description or "")["paths"]["/status"]["post"]
    assert "application/json" in operation["requestBody"]["content"] and stored.description_is_loaded


def test_another_request_is_chosen_for_an_operation(opened: Opened, learn: Learn) -> None:
    user = learn(opened())
    base = "curl https://dev.example.com/api"
    user.paste(f'{base}/halt -d \'{{"Id": "12"}}\'\n{base}/GetExecutionStatus?Id=12')
    assert "StopExecution, Missing, No request was recognised as this operation." in user.rows
    change = user.change("StopExecution")
    user.choose(change, "called_by", "POST /api/halt")
    assert "StopExecution, POST /halt, chosen by the user" in user.rows
    user.choose(change, "called_by", "None")
    assert "StopExecution, Missing, No request was recognised as this operation." in user.rows


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("hello", "It is neither an API description nor a record of requests."),
        ("a: !!python/object/apply:os.system [x]", "It is not valid YAML: a tag."),
        ("[" * 100_000, "It is not valid JSON."),
        ("fetch('https://x')", "It is a script. In the browser, use Copy as cURL."),
        ("{" * 300_000, "It is not valid JSON."),
    ],
)
def test_what_is_no_source_gets_an_error(opened: Opened, learn: Learn, content: str, reason: str) -> None:
    user = learn(opened())
    user.paste(content)
    parent = find(user.dialog, QWidget, "request_source").parentWidget()
    assert parent is not None
    assert reason in parent.error and "The pasted text cannot be used." in parent.error  # type: ignore[attr-defined]
    assert user.rows == [] and not user.may_use
    [source] = user.dialog.findChildren(SourceBox)
    assert source.height() == max(source.minimumHeight(), source.heightForWidth(source.width()))
    user.paste(STOP)
    assert parent.error == "" and user.may_use  # type: ignore[attr-defined]


def test_a_file_that_is_no_source_gets_an_error(opened: Opened, learn: Learn, files: FileAnswers) -> None:
    user = learn(opened())
    user.choose_file()
    assert "file.json" in said(user.dialog)
    files.path.write_bytes(b"\0" * 100)
    user.choose_file()
    assert "file.json" in said(user.dialog) and not user.may_use
    press(user.dialog, "remove_source")
    user.settle()
    assert user.shown("learned_summary").startswith("Built-in description") and said(user.dialog) == ""


def test_a_file_is_dropped(opened: Opened, learn: Learn, files: FileAnswers) -> None:
    user = learn(opened())
    files.path.write_bytes(resource("dmm-api.swagger.json").read_bytes())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(files.path))])
    event = QDropEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    user.dialog._source.dropEvent(event)  # type: ignore[attr-defined]
    user.settle()
    assert user.shown("learned_summary") == "Swagger 2.0: 5 of 5 operations found"
    assert user.shown("source_name") == "file.json"
    user.paste(STOP)
    assert user.shown("source_name") == "" and user.shown("learned_summary").startswith("curl, 1 request")


def test_a_text_that_is_too_long_to_show_is_read(opened: Opened, learn: Learn) -> None:
    user = learn(opened())
    user.paste(STOP + "\n" + "# comment\n" * 40_000)
    assert user.find(QPlainTextEdit, "request_source").toPlainText() == ""
    assert user.shown("source_name") == "Pasted text, too long to be shown"
    assert user.shown("learned_summary").startswith("curl, 1 request")


def test_the_description_is_saved_for_a_colleague(opened: Opened, learn: Learn, files: FileAnswers) -> None:
    user = learn(opened())
    user.paste(written("har", LAYOUTS["multipart"]))
    press(user.dialog, "save_description")
    user.settle()
    assert f"Success: Description saved. {files.path}" in said(user.dialog)
    press(user.dialog, "description_banner_action")
    assert files.folders_shown == [files.path]
    content = files.path.read_text("utf-8")
    assert json.loads(content)["openapi"] == "3.0.3" and not [one for one in SECRETS if one in content]
    user.choose_file()
    assert user.shown("learned_summary") == "OpenAPI 3: 5 of 5 operations found"


def test_a_test_asks_only_for_the_status_of_no_execution(opened: Opened, learn: Learn, qtbot: QtBot) -> None:
    with DemoProcess("--shape", "multipart", "--no-description") as server:
        dialog = opened()
        fill(dialog, environment_name="DEV", environment_address=server.address, rest_api_key=server.token)
        user = learn(dialog)
        user.paste(written("curl-cmd", LAYOUTS["multipart"]))
        user.use()
        press(dialog, "test_connection")
        qtbot.waitUntil(lambda: bool(results(dialog)))
        assert "DEV passed all checks." in results(dialog)
        assert "5 of 5 operations" in results(dialog)
        received = server.received()
        assert (received["operations"], received["starts"]) == ({"GetExecutionStatus": 1}, [])


def test_tab_reaches_every_control_and_each_has_a_name(
    opened: Opened, learn: Learn, qtbot: QtBot, qapp: QApplication
) -> None:
    user = learn(opened())
    user.paste(STOP)
    find(user.dialog, QWidget, "request_source").setFocus()
    order = tabbed(user.dialog, qapp, qtbot)
    wanted = ["request_source", "choose_source", "change_operation", "learned_operations", "take_address", "take_key"]
    wanted += ["save_description", "cancel_description", "use_description"]
    assert [name for name in order if name in wanted] == wanted
    assert unnamed(user.dialog) == []
    change = user.change("StopExecution")
    assert unnamed(change) == []
    assert find(change, QComboBox, "called_by").accessibleName() == "Request"
    qtbot.keyClick(change, Qt.Key.Key_Escape)
    assert dialog_of(qapp, "description_dialog") is user.dialog
    assert KEY not in repr(user.dialog)
