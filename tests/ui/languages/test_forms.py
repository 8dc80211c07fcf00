"""The forms of a language, and the sentences of former versions: what is filled in, kept and shown."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from dmm_desktop.core.text import counted, text
from dmm_desktop.storage.database import Database
from dmm_desktop.storage.sql import Sql
from dmm_desktop.ui.messages import tr_message, tr_text
from storage.sample_values import a_run
from tools.translations import PORTUGUESE, collect, compile_to, fill, read

Installing = Callable[[Path], None]
Speaking = Callable[[str], None]

#: English sentences that are or were stored with runs, or may have been; those still in use are among them.
_FORMER: list[str] = json.loads(Path(__file__).with_name("former_sentences.json").read_text(encoding="utf-8"))


@pytest.fixture
def installing(qapp: QApplication, tmp_path: Path) -> Iterator[Installing]:
    """A function that lets the window speak what a .ts file says until the test is over."""
    translator = QTranslator()

    def install(file: Path) -> None:
        compile_to(tmp_path / "compiled.qm", file)
        assert translator.load(str(tmp_path / "compiled.qm"))
        assert qapp.installTranslator(translator)

    yield install
    qapp.removeTranslator(translator)


@pytest.mark.parametrize(
    ("language", "forms", "numbers"),
    [
        (
            "pl",
            ["{n} rekord", "{n} rekordy", "{n} rekordów"],
            [{1}, {2, 4, 22, 104, 3_000_000_022}, {0, 5, 11, 12, 14, 21, 112, 1_000_000, 3_000_000_000}],
        ),
        (
            "ar",
            ["zero", "one", "two", "{n} few", "{n} many", "{n} other"],
            [{0}, {1}, {2}, {3, 10, 103, 2_000_010}, {11, 99, 111}, {100, 102, 200, 5_000_000_000}],
        ),
    ],
)
def test_a_language_has_all_its_forms(
    language: str, forms: list[str], numbers: list[set[int]], installing: Installing, tmp_path: Path
) -> None:
    file = tmp_path / "new.ts"
    file.write_text(f'<TS version="2.1" language="{language}"></TS>', encoding="utf-8")
    collect(file)
    fill(file, {"1 record": forms})
    installing(file)
    for form, its_numbers in zip(forms, numbers, strict=True):
        for n in its_numbers:
            assert tr_text(counted("1 record", "{n} records", n)) == form.format(n=f"{n:,}")
    assert [tr_text(counted("1 match", "{n} matches", n)) for n in (1, 2)] == [
        "1 match",
        "2 matches",
    ]  # not translated yet


def test_english_needs_no_file() -> None:
    words = [tr_text(counted("1 record", "{n} records", n)) for n in (0, 1, 2, 3_000_000_001)]
    assert words == ["0 records", "1 record", "2 records", "3,000,000,001 records"]


def test_what_is_new_is_filled_in_and_what_went_is_kept_where_it_may_be_stored(
    installing: Installing, tmp_path: Path
) -> None:
    file = tmp_path / "new.ts"
    file.write_text(
        """<TS version="2.1" language="pt_PT">
        <context><name></name>
            <message><source>Said before.</source><translation>Dito antes.</translation></message>
            <message numerus="yes"><source>1 old</source><comment>{n} old</comment>
                <translation><numerusform>1 velho</numerusform><numerusform>{n} velhos</numerusform></translation>
            </message>
        </context>
        <context><name>Gone</name>
            <message><source>Quit</source><translation>Sair</translation></message>
            <message><source>Gone</source><translation>Foi</translation></message>
        </context></TS>""",
        encoding="utf-8",
    )
    collect(file)
    fill(file, {"1 record": "1 registo", "{n} records": "{n} registos", "1 match": ["1 toque", "{n} toques"]})
    finished = {(one.context, one.source): (one.forms, one.is_vanished) for one in read(file) if one.is_finished}
    assert finished == {
        ("", "Said before."): (("Dito antes.",), True),
        ("", "1 old"): (("1 velho", "{n} velhos"), True),
        ("", "Quit"): (("Sair",), False),
        ("", "1 record"): (("1 registo", "{n} registos"), False),
        ("", "1 match"): (("1 toque", "{n} toques"), False),
    }
    installing(file)
    assert tr_text(text("Said before.")) == "Dito antes."
    assert [tr_text(counted("1 old", "{n} old", n)) for n in (1, 2)] == ["1 velho", "2 velhos"]


def test_no_sentence_of_a_former_version_has_lost_its_translation() -> None:
    translator = QTranslator()
    assert translator.load(str(PORTUGUESE.with_suffix(".qm")))
    assert len(_FORMER) > 400
    assert [sentence for sentence in _FORMER if not translator.translate("", sentence)] == []


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        (
            r"""{"template":"Import completed with errors. 1 entity has errors.","values":{"n":1}}""",
            "Importação concluída com erros. 1 entidade tem erros.",
        ),
        (
            r"""{"template":"Import completed with errors. {n} entities have errors.","values":{"n":3}}""",
            "Importação concluída com erros. 3 entidades têm erros.",
        ),
        (
            r"""{"template":"{part1} {part2}","values":{"part1":{"template":"The server gave no reason.","""
            r""""values":{}},"part2":"As \"it\" says"}}""",
            'O servidor não indicou o motivo. As "it" says',
        ),
    ],
)
def test_a_run_of_a_former_version_speaks_portuguese(
    stored: str, words: str, speaking: Speaking, tmp_path: Path
) -> None:
    database = Database.open(tmp_path / "data.sqlite3")
    with database.session() as store:
        store.runs.insert(a_run(), None)
    with closing(Sql(database.path)) as sql:
        sql.change("UPDATE runs SET message = ?", [stored])
    speaking("pt-PT")
    with database.session() as store:
        assert tr_message(store.runs.list()[0].message) == words


def test_the_form_of_a_stored_sentence_is_chosen_when_it_is_shown(speaking: Speaking, tmp_path: Path) -> None:
    said = [counted("1 record", "{n} records", n) for n in (1, 2)]
    with Database.open(tmp_path / "data.sqlite3").session() as store:
        for message in said:
            store.runs.insert(a_run(id=str(message.n), message=message), None)
        messages = {tr_message(run.message) for run in store.runs.list()}
        speaking("pt-PT")
        assert messages == {"1 record", "2 records"}
        assert {tr_message(run.message) for run in store.runs.list()} == {"1 registo", "2 registos"}
