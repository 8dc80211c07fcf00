"""A configuration of several megabytes: parsed in a job, shown in part, sent in full."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from demo_process import DemoProcess
from dmm_desktop.core import exact_json
from dmm_desktop.core.run_state import RunState
from dmm_desktop.ui.start_wizard.json_edit import JsonEdit
from dmm_desktop.ui.widgets.banner import Banner
from ui.sample_runs import sample_run
from ui.start_user import save_demo
from ui.wizard_user import WizardUser

_ENTITY = '{"Name": "Entity%d", "Factor": 1E%d, "Share": 0.%d0, "Key": 9007199254740993, "Note": "até já"}'


def _text(entities: int) -> str:
    listed = ",\n".join(_ENTITY % (number, number % 9, number) for number in range(entities))
    return f'{{"destination_db_connection": "Other", "Entities": [{listed}], "ChunkRecords": 2.50}}'


_LARGE = _text(50_000)


def _sent(append: bool, connection: str = "Runtime Connection") -> str:
    """What is sent for the large one: its fields in its order, numbers as written."""
    fields = exact_json.read(_LARGE)
    fields |= {"destination_db_connection": connection, "DataAppendMode": append}
    return exact_json.write(fields, ensure_ascii=False)


@pytest.fixture
def at_options(user: WizardUser, samples: Path) -> WizardUser:
    user.save()
    user.open()
    user.press("Next")
    user.give_file(samples / "small.zip")
    user.at_page(3)
    return user


class Calls:
    """Counts the calls in the modules that read and write JSON."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, frame: FrameType, event: str, argument: object) -> None:
        if event in ("call", "c_call") and "json" in frame.f_code.co_filename.lower():
            self.count += 1


@contextmanager
def calls_on_this_thread() -> Iterator[Calls]:
    """Count the calls of the thread that runs the event loop, and of no other."""
    calls, before = Calls(), sys.getprofile()
    sys.setprofile(calls)
    try:
        yield calls
    finally:
        sys.setprofile(before)


def _load(user: WizardUser, text: str, name: str = "large.json") -> None:
    user.dialogs.path = user.dialogs.path / name
    user.dialogs.path.write_text(text, "utf-8")
    user.press("Load from file")
    user.idle()


def _banner(user: WizardUser, name: str) -> Banner:
    banner = user.wizard.findChild(Banner, name)
    assert banner is not None
    return banner


def test_the_window_neither_parses_nor_lays_out_all_of_it(at_options: WizardUser, tmp_path: Path) -> None:
    user = at_options
    assert len(_LARGE) > 4_500_000
    user.dialogs.path = tmp_path
    with calls_on_this_thread() as calls:
        _load(user, _LARGE)
        user.press("JSON")
        user.press("Keep the ids of the file")
        user.press("Form")
        shown = user.rows("Other fields")
        user.press("Next")
        user.press("Back")
        user.press("JSON")
    assert calls.count < 2000  # there are 50,000 objects in it
    assert [len(row) < 600 for row in shown] == [True, True]
    assert shown[0].startswith('Entities, [{"Name": "Entity0", "Factor": 1E0, "Share": 0.00, ')
    assert shown[0].endswith("…, List") and shown[1] == "ChunkRecords, 2.50, Number"
    assert len(user.json().toPlainText()) < 10_000 and _LARGE.startswith(user.json().toPlainText())
    assert user.json().isReadOnly()


def test_the_counted_calls_include_those_of_a_small_one(at_options: WizardUser, tmp_path: Path) -> None:
    at_options.dialogs.path = tmp_path
    with calls_on_this_thread() as calls:
        _load(at_options, _text(400))
        at_options.press("JSON")
    assert calls.count > 400
    assert not at_options.json().isReadOnly()


def test_its_editor_says_what_is_shown_and_what_is_sent(at_options: WizardUser, tmp_path: Path) -> None:
    user = at_options
    user.dialogs.path = tmp_path
    _load(user, _LARGE)
    banner = _banner(user, "configuration_too_large")
    assert not banner.isVisible()
    user.press("JSON")
    assert banner.isVisible()
    assert banner.accessibleName().endswith(
        " MB. Only its beginning is shown. All of it is sent, with the fields set in this wizard."
    )
    assert "large.json is too large to edit here: " in banner.accessibleName()
    assert user.error("Configuration").startswith("Valid JSON, 4 fields.")
    user.press("Next")
    assert user.text("review_configuration").startswith("large.json, 4 ")
    user.press("Back")
    user.dialogs.path = tmp_path
    _load(user, "{}", "small.json")
    assert not banner.isVisible() and not user.json().isReadOnly()


def test_a_large_one_that_cannot_be_used_says_why(at_options: WizardUser, tmp_path: Path) -> None:
    user = at_options
    user.dialogs.path = tmp_path
    _load(user, _LARGE[:-1])
    assert user.error("Configuration").startswith("The configuration cannot be used. It is not valid JSON: ")
    assert user.json().isReadOnly() and _LARGE.startswith(user.json().toPlainText())
    user.press("Next")
    assert user.page == 3


def test_next_waits_until_it_is_read(at_options: WizardUser, tmp_path: Path) -> None:
    user = at_options
    user.dialogs.path = tmp_path / "large.json"
    user.dialogs.path.write_text(_LARGE, "utf-8")
    user.press("Load from file")
    assert "Reading the configuration…" in [label.text() for label in user.wizard.findChildren(QLabel)]
    user.press("Next")
    assert user.page == 3
    user.idle()
    user.press("Next")
    assert user.page == 4 and user.text("review_configuration").startswith("large.json, 4 ")


def test_what_is_typed_meanwhile_wins(at_options: WizardUser, tmp_path: Path) -> None:
    user = at_options
    user.dialogs.path = tmp_path / "large.json"
    user.dialogs.path.write_text(_LARGE, "utf-8")
    user.press("JSON")
    user.press("Load from file")
    user.json().setPlainText('{"Typed": 1}')
    user.idle()
    assert user.json().toPlainText() == '{"Typed": 1}'
    user.press("Next")
    assert user.text("review_configuration").startswith("3 ")


def test_a_large_text_is_not_pasted(at_options: WizardUser) -> None:
    user = at_options
    user.press("JSON")
    before = user.json().toPlainText()
    QApplication.clipboard().setText(_LARGE)
    user.json().paste()
    assert user.json().toPlainText() == before
    assert (
        _banner(user, "configuration_banner")
        .accessibleName()
        .endswith("The pasted text is too large to edit here. Save it as a file, and load that file.")
    )
    data = QMimeData()
    data.setText('{"Small": 1}')
    edit = user.json()
    assert isinstance(edit, JsonEdit)
    edit.selectAll()
    edit.insertFromMimeData(data)
    assert edit.toPlainText() == '{"Small": 1}'


def test_all_of_it_is_sent_and_once_more(user: WizardUser, samples: Path, tmp_path: Path) -> None:
    with DemoProcess() as demo:
        save_demo(user, demo)
        user.open()
        user.press("Next")
        user.give_file(samples / "small.zip")
        user.at_page(3)
        user.dialogs.path = tmp_path
        _load(user, _LARGE)
        user.press("Keep the ids of the file")
        user.press("Next")
        user.edit("One-time token").setText(demo.one_time_token)
        with calls_on_this_thread() as calls:
            user.press("Start import")
            user.qtbot.waitUntil(lambda: bool(user.uploads), timeout=30_000)
        assert calls.count < 2000
        run_id = user.uploads[0]
        user.qtbot.waitUntil(lambda: user.services.view(run_id).run.state.is_final, timeout=30_000)
        run = user.services.view(run_id).run
        assert run.configuration == _sent(append=False)
        [start] = demo.received()["starts"]
        assert start["configuration"] == json.loads(_sent(append=False))


def test_it_is_kept_by_an_import_again(user: WizardUser, samples: Path) -> None:
    user.save()
    run = sample_run(
        "old",
        RunState.FAILED,
        environment_id="dev-1",
        root="https://dev-1.acme.example/DMMAPI/rest/v1",
        append=False,
        configuration=_sent(append=False),
        zip_path=str(samples / "small.zip"),
    )
    wizard = user.open()
    with calls_on_this_thread() as calls:
        wizard.repeat(replace(run, connection="Runtime Connection"))
        user.idle()
        for _ in range(3):
            user.press("Next")
    assert calls.count < 2000
    assert user.page == 4 and user.text("review_ids") == "Keep the ids of the file"
    assert user.text("review_configuration").startswith("4 ")
    user.press("Back")
    user.press("JSON")
    assert "The configuration is too large to edit here: " in _banner(user, "configuration_too_large").accessibleName()
    assert user.find("Keep the ids of the file", QAbstractButton).isChecked()
