"""Sentences that a person reads, kept apart from the values in them so that a front end can translate them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """An English sentence with named places, and the values for them.

    ``str()`` gives the English sentence. The window looks the template up in its translations first and fills in
    the values afterwards. Values may be Texts themselves; they are filled in as they are and never parsed.
    """

    template: str
    values: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return self.template.format(**dict(self.values))


def text(template: str, **values: object) -> Text:
    """Return a Text. Translations are collected from these calls, so the template is a literal in each of them."""
    return Text(template, tuple(values.items()))


def counted(one: str, many: str, n: int, **values: object) -> Text:
    """Return the Text for a count: ``one`` for exactly 1, ``many`` otherwise; both may use ``{n}``."""
    return text(one if n == 1 else many, n=f"{n:,}", **values)
