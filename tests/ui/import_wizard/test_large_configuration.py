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
from dmm_desktop.ui.import_wizard.json_edit import JsonEdit
from dmm_desktop.ui.widgets.banner import Banner
from ui.run_scenes import sample_run
from ui.wizard_person import Person, save_demo

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
def at_options(person: Person, samples: Path) -> Person:
    person.save()
    person.open()
    person.press("Next")
    person.give_file(samples / "small.zip")
    person.at_page(3)
    return person


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


def _load(person: Person, text: str, name: str = "large.json") -> None:
    person.dialogs.answer = person.dialogs.answer / name
    person.dialogs.answer.write_text(text, "utf-8")
    person.press("Load from file")
    person.idle()


def _banner(person: Person, name: str) -> Banner:
    banner = person.wizard.findChild(Banner, name)
    assert banner is not None
    return banner


def test_the_window_neither_parses_nor_lays_out_all_of_it(at_options: Person, tmp_path: Path) -> None:
    person = at_options
    assert len(_LARGE) > 4_500_000
    person.dialogs.answer = tmp_path
    with calls_on_this_thread() as calls:
        _load(person, _LARGE)
        person.press("JSON")
        person.press("Keep ids")
        person.press("Form")
        shown = person.rows("Other fields")
        person.press("Next")
        person.press("Back")
        person.press("JSON")
    assert calls.count < 2000  # there are 50,000 objects in it
    assert [len(row) < 600 for row in shown] == [True, True]
    assert shown[0].startswith('Entities, [{"Name": "Entity0", "Factor": 1E0, "Share": 0.00, ')
    assert shown[0].endswith("…, List") and shown[1] == "ChunkRecords, 2.50, Number"
    assert len(person.json().toPlainText()) < 10_000 and _LARGE.startswith(person.json().toPlainText())
    assert person.json().isReadOnly()


def test_the_counted_calls_include_those_of_a_small_one(at_options: Person, tmp_path: Path) -> None:
    at_options.dialogs.answer = tmp_path
    with calls_on_this_thread() as calls:
        _load(at_options, _text(400))
        at_options.press("JSON")
    assert calls.count > 400
    assert not at_options.json().isReadOnly()


def test_its_editor_says_what_is_shown_and_what_is_sent(at_options: Person, tmp_path: Path) -> None:
    person = at_options
    person.dialogs.answer = tmp_path
    _load(person, _LARGE)
    banner = _banner(person, "configuration_too_large")
    assert not banner.isVisible()
    person.press("JSON")
    assert banner.isVisible()
    assert banner.accessibleName().endswith(
        " MB. Only its beginning is shown. All of it is sent, with the fields set in this wizard."
    )
    assert "large.json is too large to edit here: " in banner.accessibleName()
    assert person.error("Configuration").startswith("Valid JSON, 4 fields.")
    person.press("Next")
    assert person.text("review_configuration").startswith("large.json, 4 ")
    person.press("Back")
    person.dialogs.answer = tmp_path
    _load(person, "{}", "small.json")
    assert not banner.isVisible() and not person.json().isReadOnly()


def test_a_large_one_that_cannot_be_used_says_why(at_options: Person, tmp_path: Path) -> None:
    person = at_options
    person.dialogs.answer = tmp_path
    _load(person, _LARGE[:-1])
    assert person.error("Configuration").startswith("The configuration cannot be used. It is not valid JSON: ")
    assert person.json().isReadOnly() and _LARGE.startswith(person.json().toPlainText())
    person.press("Next")
    assert person.page == 3


def test_next_waits_until_it_is_read(at_options: Person, tmp_path: Path) -> None:
    person = at_options
    person.dialogs.answer = tmp_path / "large.json"
    person.dialogs.answer.write_text(_LARGE, "utf-8")
    person.press("Load from file")
    assert "Reading the configuration…" in [label.text() for label in person.wizard.findChildren(QLabel)]
    person.press("Next")
    assert person.page == 3
    person.idle()
    person.press("Next")
    assert person.page == 4 and person.text("review_configuration").startswith("large.json, 4 ")


def test_what_is_typed_meanwhile_wins(at_options: Person, tmp_path: Path) -> None:
    person = at_options
    person.dialogs.answer = tmp_path / "large.json"
    person.dialogs.answer.write_text(_LARGE, "utf-8")
    person.press("JSON")
    person.press("Load from file")
    person.json().setPlainText('{"Typed": 1}')
    person.idle()
    assert person.json().toPlainText() == '{"Typed": 1}'
    person.press("Next")
    assert person.text("review_configuration").startswith("3 ")


def test_a_large_text_is_not_pasted(at_options: Person) -> None:
    person = at_options
    person.press("JSON")
    before = person.json().toPlainText()
    QApplication.clipboard().setText(_LARGE)
    person.json().paste()
    assert person.json().toPlainText() == before
    assert (
        _banner(person, "configuration_banner")
        .accessibleName()
        .endswith("The pasted text is too large to edit here. Save it as a file, and load that file.")
    )
    data = QMimeData()
    data.setText('{"Small": 1}')
    edit = person.json()
    assert isinstance(edit, JsonEdit)
    edit.selectAll()
    edit.insertFromMimeData(data)
    assert edit.toPlainText() == '{"Small": 1}'


def test_all_of_it_is_sent_and_once_more(person: Person, samples: Path, tmp_path: Path) -> None:
    with DemoProcess() as demo:
        save_demo(person, demo)
        person.open()
        person.press("Next")
        person.give_file(samples / "small.zip")
        person.at_page(3)
        person.dialogs.answer = tmp_path
        _load(person, _LARGE)
        person.press("Keep ids")
        person.press("Next")
        person.edit("One-time token").setText(demo.one_time_token)
        with calls_on_this_thread() as calls:
            person.press("Start import")
            person.qtbot.waitUntil(lambda: bool(person.uploads), timeout=30_000)
        assert calls.count < 2000
        run_id = person.uploads[0]
        person.qtbot.waitUntil(lambda: person.scene.view(run_id).run.state.is_final, timeout=30_000)
        run = person.scene.view(run_id).run
        assert run.configuration == _sent(append=False)
        [start] = demo.received()["starts"]
        assert start["configuration"] == json.loads(_sent(append=False))


def test_it_is_kept_by_an_import_again(person: Person, samples: Path) -> None:
    person.save()
    run = sample_run(
        "old",
        RunState.FAILED,
        environment_id="dev-1",
        append=False,
        configuration=_sent(append=False),
        zip_path=str(samples / "small.zip"),
    )
    wizard = person.open()
    with calls_on_this_thread() as calls:
        wizard.repeat(replace(run, connection="Runtime Connection"))
        person.idle()
        for _ in range(3):
            person.press("Next")
    assert calls.count < 2000
    assert person.page == 4 and person.text("review_ids") == "Keep the ids of the file"
    assert person.text("review_configuration").startswith("4 ")
    person.press("Back")
    person.press("JSON")
    assert (
        "The configuration is too large to edit here: " in _banner(person, "configuration_too_large").accessibleName()
    )
    assert person.find("Keep ids", QAbstractButton).isChecked()
