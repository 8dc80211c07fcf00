"""The translation files are complete, fit the sources, and are compiled."""

import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo, QTranslator
from translatable import Message, collect
from translation_files import TranslationFile, compile_to, read, written
from translations import ENGLISH, PORTUGUESE, QT_PORTUGUESE, ROOT, updated

_PLACES = re.compile(r"\{\w+\}|%n|%\d|\n")
_REMEDY = "Run `python3 dev.py translations`, and translate what it lists."


@pytest.fixture(scope="module")
def messages() -> list[Message]:
    """Everything that the sources say."""
    found, complaints = collect(ROOT / "src" / "dmm_desktop")
    assert complaints == []
    assert len(found) > 900
    return found


@pytest.mark.parametrize("path", [ENGLISH, PORTUGUESE], ids=lambda path: path.stem)
def test_the_file_holds_what_the_sources_say(path: Path, messages: list[Message]) -> None:
    assert path.read_text(encoding="utf-8") == written(updated(messages)[path]), _REMEDY


@pytest.mark.parametrize("path", [ENGLISH, PORTUGUESE, QT_PORTUGUESE], ids=lambda path: path.stem)
def test_every_message_is_translated(path: Path) -> None:
    file = read(path)
    assert file.unfinished == set(), _REMEDY
    wrong = [one.source for one, forms in file.translations.items() if not all(forms)]
    assert wrong == []
    numbers = {len(forms) for one, forms in file.translations.items() if one.plural}
    assert numbers <= {2}


@pytest.mark.parametrize("path", [ENGLISH, PORTUGUESE, QT_PORTUGUESE], ids=lambda path: path.stem)
def test_places_ends_and_keys_are_kept(path: Path) -> None:
    file = read(path)
    assert [one.source for one, forms in file.translations.items() if not _fits(one, forms)] == []


def _fits(message: Message, forms: list[str]) -> bool:
    return all(
        Counter(_PLACES.findall(message.source)) == Counter(_PLACES.findall(form))
        and message.source.count("&") == form.count("&")
        and message.source[:1].isspace() == form[:1].isspace()
        and message.source[-1:].isspace() == form[-1:].isspace()
        and _end(message.source) == _end(form)
        and re.findall(r"\(\*[^)]*\)|;;", message.source) == re.findall(r"\(\*[^)]*\)|;;", form)
        for form in forms
    )


def _end(sentence: str) -> str:
    end = sentence.rstrip().replace("...", "…")[-1:]
    return end if end in ".:?!,;…" else ""


def test_the_menus_have_a_key_each() -> None:
    texts = [forms[0] for one, forms in read(PORTUGUESE).translations.items() if one.context == "Menus"]
    keys = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
    assert len(keys) == len(set(keys)) == 5


def test_one_thing_has_one_name() -> None:
    """The same words are translated in the same way wherever they stand."""
    names: dict[str, set[tuple[str, ...]]] = {}
    for message, forms in read(PORTUGUESE).translations.items():
        names.setdefault(message.source, set()).add(tuple(forms))
    assert {source: sorted(found) for source, found in names.items() if len(found) > 1} == {}


@pytest.mark.parametrize("path", [ENGLISH, PORTUGUESE, QT_PORTUGUESE], ids=lambda path: path.stem)
def test_what_is_compiled_is_what_is_written(path: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.qm"
    compile_to(fresh, path)
    assert path.with_suffix(".qm").read_bytes() == fresh.read_bytes(), _REMEDY


def test_our_words_for_qt_are_words_of_qt() -> None:
    """No file of Qt's translators knows all words of this Qt; all of them together do."""
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    languages = [QTranslator() for _ in folder.glob("qtbase_*.qm")]
    assert all(one.load(str(path)) for one, path in zip(languages, folder.glob("qtbase_*.qm"), strict=True))
    unknown = [
        one
        for one in read(QT_PORTUGUESE).translations
        if not any(language.translate(one.context, one.source) for language in languages)
    ]
    assert unknown == []


def test_a_broken_file_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ts"
    broken.write_text("<TS><context>", encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        compile_to(tmp_path / "broken.qm", broken)


def test_translations_stay_new_messages_wait_and_old_ones_go() -> None:
    old = TranslationFile("pt_PT", {Message("A", "One"): ["Um"], Message("A", "Two"): ["Dois"]})
    new = old.merged([Message("A", "One"), Message("B", "One"), Message("B", "%n", "", True)])
    assert new.translations == {
        Message("A", "One"): ["Um"],
        Message("B", "One"): ["Um"],
        Message("B", "%n", "", True): ["", ""],
    }
    assert new.unfinished == {Message("B", "%n", "", True)}
    assert new.merged(list(new.translations)).unfinished == new.unfinished


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    message, plural = Message("A", "One & <two>\nthree", "why"), Message("B", " %n thing(s)", "", True)
    file = TranslationFile("pt_PT", {message: ["Um & <dois>\ntrês"], plural: [" %n coisa", " %n coisas"]}, {plural})
    path = tmp_path / "file.ts"
    path.write_text(written(file), encoding="utf-8")
    assert read(path) == file
