"""The collector finds everything that can be translated, and complains about what it cannot find."""

import pytest
from translatable import Message, collect_from

_TEXT = "from ..core.text import Text, counted, text\n"


@pytest.mark.parametrize(
    ("source", "messages"),
    [
        ('class A:\n    def f(self): self.tr("One")', [Message("A", "One")]),
        ('class A:\n    class B:\n        def f(self): self.tr("One", "why")', [Message("B", "One", "why")]),
        ('class A:\n    def f(self): self.tr("%n thing(s)", "", 3)', [Message("A", "%n thing(s)", "", True)]),
        ('class A:\n    def f(self): self.tr("One " "sentence")', [Message("A", "One sentence")]),
        ('QCoreApplication.translate("Here", "One")', [Message("Here", "One")]),
        ('_C = "Here"\ntranslate(_C, "%n", "", n)', [Message("Here", "%n", "", True)]),
        (
            'x = _tr("One")\ndef _tr(source): return QCoreApplication.translate("Here", source)',
            [Message("Here", "One")],
        ),
        (f'{_TEXT}text("The {{name}}.", name=1)', [Message("Sentences", "The {name}.")]),
        (f'{_TEXT}counted("1", "{{n}}", 3)', [Message("Sentences", "1"), Message("Sentences", "{n}")]),
        (f'{_TEXT}text("")\nText(a.template, values)', []),
        ('field.text("name")\n"x".translate(table)', []),
    ],
)
def test_what_is_found(source: str, messages: list[Message]) -> None:
    assert collect_from(source) == (messages, [])


@pytest.mark.parametrize(
    "source",
    [
        'class A:\n    def f(self): self.tr(f"{x} things")',
        "class A:\n    def f(self): self.tr(word)",
        'class A:\n    def f(self): self.tr("One" if x else "Two")',
        'class A:\n    def f(self): self.tr("%n thing(s)")',
        'class A:\n    def f(self): self.tr("things", "", 3)',
        'class A:\n    def f(self): self.tr("%n thing(s)", n=3)',
        'window.tr("One")',
        'tr = self.tr\ntr("One")',
        'QCoreApplication.translate(context, "One")',
        'QCoreApplication.translate("Here", f"{x}")',
        f'{_TEXT}text(f"{{x}} things")',
        f"{_TEXT}text(template)",
        f"{_TEXT}Text(template, values)",
        f'{_TEXT}counted("1", many, 3)',
        f'{_TEXT}text("{{n:,}} things", n=3)',
        f'{_TEXT}text("{{n!r}} things", n=3)',
    ],
)
def test_what_cannot_be_collected_is_complained_about(source: str) -> None:
    messages, complaints = collect_from(source)
    assert messages == [] or "many" in source
    assert len(complaints) == 1
