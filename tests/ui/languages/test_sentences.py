"""Every sentence can be translated: Qt's lupdate finds it, and nothing that is not one."""

import pytest

from tools.translations import PORTUGUESE, SOURCES, read, source_files
from ui.languages.sentences import faults, sentences

#: Where sentences are looked up and read back, which are literals elsewhere.
_HANDLES_ANY = ("ui/messages.py", "storage/json_text.py")


def test_lupdate_collects_every_sentence() -> None:
    complaints, found = [], set[str]()
    for path in source_files():
        source, name = path.read_text(encoding="utf-8"), path.relative_to(SOURCES).as_posix()
        found |= set(sentences(source))
        complaints += [f"{name}:{one}" for one in faults(source) if name not in _HANDLES_ANY]
    assert complaints == []
    assert len(found) > 900
    collected = {words for one in read(PORTUGUESE) if not one.is_vanished for words in (one.source, one.many)}
    assert found == collected - {""}, "Run `python3 dev.py translations`."


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('self.tr("One " "sentence")', ["One sentence"]),
        ('tr("One")', ["One"]),
        ('QCoreApplication.translate("Here", "One")', ["One"]),
        ('text("The {name}.", name=text("one"))', ["The {name}.", "one"]),
        ('counted("1 row", "{n} rows", 3)', ["1 row", "{n} rows"]),
        ('field.text()\n"x".translate(table)', []),
    ],
)
def test_a_sentence_is_found(source: str, found: list[str]) -> None:
    assert (sentences(source), faults(source)) == (found, [])


@pytest.mark.parametrize(
    "source",
    [
        'self.tr(f"{x} things")',
        "self.tr(word)",
        'self.tr("One" if x else "Two")',
        'self.tr("%n thing(s)", "", 3)',
        'window.tr("One")',
        'QCoreApplication.translate(context, "One")',
        'QCoreApplication.translate("Here", f"{x}")',
        'QCoreApplication.translate("Here", "%n", "", 3)',
        'text(f"{x} things")',
        "text(template)",
        'text("")',
        'Text("One")',
        'counted("1", many, 3)',
        'text("{n:,} things", n=3)',
        'text("{n!r} things", n=3)',
        'members.text("Name")',
        "f'<p>{tr(\"One\")}</p>'",
    ],
)
def test_what_lupdate_would_miss_or_mistake_is_a_fault(source: str) -> None:
    assert len(faults(source)) == 1
