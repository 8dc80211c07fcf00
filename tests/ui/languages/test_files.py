"""The translation files are complete, fit the sources, and are compiled."""

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo, QTranslator

from tools.translations import PORTUGUESE, QT_PORTUGUESE, Message, collect, compile_to, fill, read

_PLACES = re.compile(r"\{\w+\}|%n|%\d|\n")
_REMEDY = "Run `python3 dev.py translations`, and translate what it lists."

each_file = pytest.mark.parametrize("path", [PORTUGUESE, QT_PORTUGUESE], ids=lambda path: path.stem)


def test_the_file_holds_what_the_sources_say(tmp_path: Path) -> None:
    fresh = tmp_path / PORTUGUESE.name
    shutil.copy(PORTUGUESE, fresh)
    collect(fresh)
    fill(fresh, {})
    assert fresh.read_text(encoding="utf-8") == PORTUGUESE.read_text(encoding="utf-8"), _REMEDY


@each_file
def test_every_message_is_translated(path: Path) -> None:
    assert [one.source for one in read(path) if not (one.is_finished and all(one.forms))] == [], _REMEDY


@each_file
def test_places_ends_and_keys_are_kept(path: Path) -> None:
    assert [one.source for one in read(path) if not all(_fits(one, form) for form in one.forms)] == []


def _fits(message: Message, form: str) -> bool:
    source = message.source
    return (
        _places(message, source) == _places(message, form)
        and source.count("&") == form.count("&")
        and source[:1].isspace() == form[:1].isspace()
        and source[-1:].isspace() == form[-1:].isspace()
        and _end(source) == _end(form)
        and re.findall(r"\(\*[^)]*\)|;;", source) == re.findall(r"\(\*[^)]*\)|;;", form)
    )


def _places(message: Message, sentence: str) -> Counter[str]:
    """The places in it, but for the number: the form for one number may say it in words."""
    return Counter(place for place in _PLACES.findall(sentence) if not (message.many and place == "{n}"))


def _end(sentence: str) -> str:
    end = sentence.rstrip().replace("...", "…")[-1:]
    return end if end in ".:?!,;…" else ""


def test_a_form_for_several_numbers_says_which() -> None:
    translator = QTranslator()
    assert translator.load(str(PORTUGUESE.with_suffix(".qm")))
    plurals = [one for one in read(PORTUGUESE) if "{n}" in one.many]
    assert len(plurals) > 20
    for one in plurals:
        used = Counter(translator.translate(one.context, one.source, one.many, n) for n in range(120))
        assert set(used) == set(one.forms)
        assert [form for form, numbers in used.items() if numbers > 1 and "{n}" not in str(form)] == []


def test_the_menus_have_a_key_each() -> None:
    texts = [one.forms[0] for one in read(PORTUGUESE) if one.source.startswith("&") and not one.is_vanished]
    keys = [text[text.index("&") + 1].lower() for text in texts]
    assert len(keys) == len(set(keys)) == 5


def test_to_save_as_a_format_has_one_name() -> None:
    """*Save … as CSV*, *HTML* or *JSON*: "como", whatever the format."""
    saying = [one for one in read(PORTUGUESE) if re.fullmatch(r"Save .*\bas [A-Z]+…", one.source)]
    assert len(saying) > 3
    assert [one.source for one in saying if f" como {one.source.split()[-1]}" not in one.forms[0]] == []


def test_one_thing_has_one_name() -> None:
    """The same words are translated in the same way wherever they stand."""
    names: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    for one in read(PORTUGUESE):
        names.setdefault((one.source, one.many), set()).add(one.forms)
    assert {source: sorted(found) for source, found in names.items() if len(found) > 1} == {}


@each_file
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
        for one in read(QT_PORTUGUESE)
        if not any(language.translate(one.context, one.source) for language in languages)
    ]
    assert unknown == []


def test_a_broken_file_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ts"
    broken.write_text("<TS><context>", encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        compile_to(tmp_path / "broken.qm", broken)
    assert [path.name for path in tmp_path.iterdir()] == ["broken.ts"]
