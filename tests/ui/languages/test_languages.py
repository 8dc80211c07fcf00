"""Which language the window speaks, and how it writes numbers, times and sentences in it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QLineEdit

from api.api_calls import Calls, question_fails
from dmm_desktop.api.contract import Source
from dmm_desktop.archive.rules import RULES
from dmm_desktop.core.errors import TimedOut
from dmm_desktop.core.text import Text, counted, text
from dmm_desktop.operations.stored_contract import LOADED, contract_in_words
from dmm_desktop.ui.formats import (
    clock,
    day_and_time,
    duration,
    file_size,
    moment,
    number,
    percent,
    short_day,
    size_done,
)
from dmm_desktop.ui.languages import speak
from dmm_desktop.ui.messages import explanation, tr_message, tr_text
from dmm_desktop.ui.reports.report_page import report_page
from not_on_windows import LANGUAGE
from scripted_server import answering
from ui.sample_runs import sample_runs

Speaking = Callable[[str], None]
_WHEN = datetime(2026, 6, 3, 10, 42).astimezone()

_TOLD = """
import json
from PySide6.QtCore import QCoreApplication, QLocale
from dmm_desktop.ui.languages import speak
application = QCoreApplication([])
speak(application)
print(json.dumps([QCoreApplication.translate("", "Quit"), QLocale().toString(50000)]))
"""


@pytest.mark.parametrize(
    ("variables", "quit_", "number_"),
    [
        ({"LANG": "pt_PT.UTF-8"}, "Sair", "50\N{NO-BREAK SPACE}000"),
        ({"LANG": "pt_BR.UTF-8"}, "Sair", "50.000"),
        ({"LANG": "de_DE.UTF-8"}, "Quit", "50,000"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:pt:en"}, "Sair", "50.000"),
        ({"LANG": "en_GB.UTF-8"}, "Quit", "50,000"),
        ({"LC_ALL": "C.UTF-8"}, "Quit", "50,000"),
    ],
)
def test_the_language_is_that_of_the_system(variables: dict[str, str], quit_: str, number_: str) -> None:
    if sys.platform == "win32":
        pytest.skip(LANGUAGE)
    others = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, "-c", _TOLD], env=others | variables, capture_output=True, check=True, timeout=60
    )
    assert json.loads(done.stdout) == [quit_, number_]


@pytest.mark.parametrize("preferred", [["pt-PT", "en"], ["ja", "pt"], ["xx", "pt-BR"]])
def test_the_first_language_that_we_have_is_spoken(preferred: list[str], speaking: Speaking) -> None:
    speaking("en")  # undone with what follows when the test is over
    translators = speak(QCoreApplication.instance() or QCoreApplication([]), preferred)
    try:
        assert QCoreApplication.translate("", "Quit") == "Sair"
        assert QLocale().language() is QLocale.Language.Portuguese
    finally:
        for translator in translators:
            QCoreApplication.removeTranslator(translator)


def test_portuguese_counts_properly(speaking: Speaking) -> None:
    speaking("pt-PT")

    records = [tr_text(counted("1 record", "{n} records", n)) for n in (0, 1, 12_340)]
    assert records == ["0 registos", "1 registo", "12\N{NO-BREAK SPACE}340 registos"]


def _written() -> list[str]:
    return [
        number(50_000),
        file_size(18_400_000),
        size_done(1_200_000, 3_000_000),
        percent(0.42),
        duration(timedelta(seconds=151)),
        clock(_WHEN),
        short_day(_WHEN),
        day_and_time(_WHEN),
        moment(_WHEN, _WHEN + timedelta(hours=1)),
        moment(_WHEN, _WHEN + timedelta(days=30)),
    ]


def test_numbers_and_times_in_english() -> None:
    assert _written() == [
        "50,000",
        "18.4 MB",
        "1.2 of 3.0 MB",
        "42 %",
        "00:02:31",
        "10:42",
        "3 Jun",
        "3 Jun 2026, 10:42",
        "today at 10:42",
        "on 3 Jun 2026",
    ]
    assert [file_size(size) for size in (0, 1, 999)] == ["0 bytes", "1 byte", "999 bytes"]
    assert [size_done(*sizes) for sizes in ((0, 1), (7, 999))] == ["0 of 1 byte", "7 of 999 bytes"]


def test_numbers_and_times_in_portuguese(speaking: Speaking) -> None:
    speaking("pt-PT")
    assert _written() == [
        "50\N{NO-BREAK SPACE}000",
        "18,4 MB",
        "1,2 de 3,0 MB",
        "42 %",
        "00:02:31",
        "10:42",
        "3 jun.",
        "3 jun. 2026, 10:42",
        "hoje às 10:42",
        "a 3 jun. 2026",
    ]


def test_sentences_of_core_have_the_numbers_of_the_window(speaking: Speaking) -> None:
    speaking("pt-PT")
    (large,) = (rule.sentence.template for rule in RULES if rule.id == 13)
    sentence = tr_text(Text(large, (("size", 1234.56), ("limit", 20))))
    assert sentence.startswith("O zip tem 1234,6 MiB.")  # Portugal sets groups apart from 10 000 on
    assert explanation(TimedOut("dmm.example.com", 30, "")).startswith("Sem resposta durante 30 segundos.")
    inner = text(" in {n} minutes", n=2_000)
    assert tr_text(
        text("Import completed. 1 record imported into {place}{duration}.", place="{x}", duration=inner)
    ) == ("Importação concluída. 1 registo importado para {x} em 2000 minutos.")


def test_sentences_of_core_are_english_by_themselves() -> None:
    assert str(text("{a} {b} {c}", a=1_234_567, b=1234.56, c=2.0)) == "1,234,567 1,234.6 2"


def test_qt_speaks_portuguese_of_portugal(speaking: Speaking, qtbot: object) -> None:
    speaking("pt-PT")
    edit = QLineEdit("text")
    menu = edit.createStandardContextMenu()
    texts = [action.text().replace("&", "").split("\t")[0] for action in menu.actions() if action.text()]
    menu.deleteLater()
    assert texts == ["Anular", "Refazer", "Cortar", "Copiar", "Colar", "Eliminar", "Selecionar tudo"]
    assert QCoreApplication.translate("QPlatformTheme", "Save") == "Guardar"
    assert QCoreApplication.translate("QColorDialog", "&Red:") == "Ve&rmelho:"  # Qt's own, from Brazil


def test_a_number_in_a_sentence_is_grouped_as_by_itself(speaking: Speaking) -> None:
    speaking("pt-PT")
    assert tr_text(text("{done} of {total}", done=number(21_040), total=number(50_000))) == "21\xa0040 de 50\xa0000"


def test_a_report_names_the_api_description_in_the_language_of_the_window(speaking: Speaking) -> None:
    run = replace(sample_runs()["errors"][0], contract=f"{Source.ENVIRONMENT} (https://x/swagger.json)")
    assert "environment's description (https://x/swagger.json)" in unescape(report_page(run, _WHEN))
    speaking("pt-PT")
    assert "descrição do ambiente (https://x/swagger.json)" in report_page(run, _WHEN).replace("<wbr>", "")
    loaded = tr_message(contract_in_words(f"{Source.FILE} ({LOADED})"))
    assert loaded == "descrição de um ficheiro carregado para este ambiente"


@pytest.mark.parametrize("source", Source)
def test_every_origin_of_an_api_description_is_translated(source: Source, speaking: Speaking) -> None:
    in_english = tr_message(contract_in_words(f"{source} (api (1).json)"))
    speaking("pt-PT")
    in_portuguese = tr_message(contract_in_words(f"{source} (api (1).json)"))
    assert in_portuguese != in_english
    assert in_english.endswith(" (api (1).json)") and in_portuguese.endswith(" (api (1).json)")


def test_what_an_earlier_version_called_a_description_stays_as_it_is() -> None:
    assert contract_in_words("built-in") == "built-in" and contract_in_words("") == ""


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"<Fault/>", "Não é possível ler a resposta: é XML."),
        (b"[1]", "Não é possível ler a resposta: não é um objeto JSON."),
        (b'{"Status": ["a"]}', "Não é possível ler a resposta: Status não é um texto."),
    ],
)
def test_why_a_response_cannot_be_read_is_said_in_the_language_of_the_window(
    answer: bytes, said: str, speaking: Speaking
) -> None:
    error = question_fails(Calls.status, answering(answer))
    speaking("pt-PT")
    assert said in explanation(error)
