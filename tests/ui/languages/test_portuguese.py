"""A window in Portuguese speaks nothing else."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.api.binding import built_in_contract
from dmm_desktop.core.run_state import RunState
from dmm_desktop.operations.connection_form import fields_of
from dmm_desktop.ui.connection_dialog.entries import entry_for, field_label, hint, spaced_words
from dmm_desktop.ui.progress_view.choices import Stop
from dmm_desktop.ui.progress_view.commands import StopFacts, StopQuestion
from tools.translations import PORTUGUESE, read
from ui.languages.all_screens import AllScreens
from ui.languages.english import is_english
from ui.languages.visible_words import words_of
from ui.sample_runs import sample_run

#: What the servers of the screens say in English, and the name of an entity.
_OF_OTHERS = ("Attribute Label was not found in PROD-2.", "Address")
#: Columns of the data, names of the API, and a folder of Windows in its file dialog.
_NAMES = ("Name", "Type", "Configuration", "users")


def test_no_english_sentence_of_ours_is_left(speaking: Callable[[str], None], request: pytest.FixtureRequest) -> None:
    speaking("pt-PT")
    screens: AllScreens = request.getfixturevalue("screens")
    found: dict[str, set[str]] = {}
    for name, screen in screens.screens():
        words = words_of(screen)
        assert len(words) > 3, name
        for text in words:
            ours = text
            for others in _OF_OTHERS:
                ours = ours.replace(others, "")
            if is_english(ours) and text.replace("&", "") not in _NAMES:
                found.setdefault(text, set()).add(name)
    assert not found, "\n".join(f"{text!r} in {', '.join(sorted(names))}" for text, names in found.items())


def test_no_answer_to_a_question_can_be_taken_for_its_opposite(speaking: Callable[[str], None], qtbot: QtBot) -> None:
    """*Continuar* below a question about stopping can be read as *go on and stop*."""
    asked = [one for one in read(PORTUGUESE) if one.context.endswith("Question") and not one.is_vanished]
    answers = {form for one in asked for form in one.forms}
    assert "Parar já" in answers and "Continuar" not in answers
    speaking("pt-PT")
    parent = QWidget()
    qtbot.addWidget(parent)
    run = sample_run("run", RunState.RUNNING)
    question = StopQuestion(StopFacts.of(run, Stop.EXECUTION, "prod-2.acme.example", None), parent)
    default = question.defaultButton()
    assert default is not None and default.text().replace("&", "") == "Manter em curso"


def test_the_fields_of_a_connection_are_named_and_described_in_portuguese(speaking: Callable[[str], None]) -> None:
    fields = fields_of(built_in_contract()).fields
    assert [field_label(field.name) for field in fields] == [spaced_words(field.name) for field in fields]
    in_english = [hint(field) for field in fields]
    speaking("pt-PT")
    for field, words in zip(fields, in_english, strict=True):
        entry = entry_for(field)
        assert entry.control.accessibleName() == field_label(field.name) != spaced_words(field.name)
        assert field.description and field.description in words and field.description not in hint(field)
        assert entry.control.objectName() == f"field_{spaced_words(field.name).lower().replace(' ', '_')}"
        entry.deleteLater()
    assert field_label("connection_name") == "Nome da ligação" and field_label("RestApiKey") == "Chave da API REST"
    assert field_label("TenantId") == "Tenant id", "nothing is known about it"


@pytest.mark.parametrize(
    "text",
    [
        "Save",
        "Add environment…",
        "42 of 50,000 records",
        "Stop the import to PROD-2 on prod-2.acme.example?",
        "É pena. Nothing was added.",
    ],
)
def test_english_is_told_from_portuguese(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize("text", ["Guardar", "PROD-2, Produção", "42 de 50 000 registos", "Runtime Connection", "JSON"])
def test_portuguese_is_told_from_english(text: str) -> None:
    assert not is_english(text)
