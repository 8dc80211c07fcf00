"""Assigns access keys, the underlined letters pressed with Alt. They are assigned at run time, so that they are unique
in a window or menu in any language, even if a server names the fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLabel,
    QMenu,
    QPushButton,
    QRadioButton,
    QStackedLayout,
    QWidget,
)

from .containers import DialogFooter

_MARK = re.compile(r"&(.)")
_LEFT_OUT = "without_access_keys"  # widget property: nothing inside gets a key
_IDLE = "idle_text"  # property of a button that shows an activity: its own text, which keeps its key
#: How many texts make room for each other at most, and how many characters of a text are looked at.
_MAKE_ROOM, _BEGINNING = 50, 100
_Choose = Callable[[str], list[int]]  # the places of letters in a text
_Labelled = QPushButton | QCheckBox | QRadioButton | QLabel


class AccessKeys(QObject):
    """Assigns keys to the buttons of a dialog and the labels of its fields, when it is shown and on each :meth:`renew`.
    Buttons that end the dialog choose first, then controls in the order in which they were added, also those that are
    shown later: a key means the same whatever is visible. A control keeps its key unless an earlier one needs it."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        dialog.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Assign keys when the dialog appears, because its texts are then set."""
        if event.type() is QEvent.Type.Show:
            self.renew()
        return False

    def renew(self) -> None:
        """Assign keys to texts that have none or share one. Does nothing until the dialog is shown."""
        if not self._dialog.isVisible():
            return
        labelled = sorted(_labelled(self._dialog), key=_rank)
        for one, words in zip(labelled, with_access_keys(list(map(_own_text, labelled))), strict=True):
            if one.property(_IDLE):
                one.setProperty(_IDLE, words)
            elif words != one.text():
                one.setText(words)


def _rank(one: _Labelled) -> tuple[bool, bool]:
    is_default = isinstance(one, QPushButton) and one.isDefault()
    return not isinstance(one.parentWidget(), DialogFooter), not is_default


def leave_without_access_keys(widget: QWidget) -> None:
    """Assign no keys inside this widget: a list that repeats the same texts."""
    widget.setProperty(_LEFT_OUT, True)


def is_without_access_key(widget: QWidget) -> bool:
    """Whether the widget is inside one marked by :func:`leave_without_access_keys`."""
    around: QWidget | None = widget
    while around is not None and not around.property(_LEFT_OUT):
        around = around.parentWidget()
    return around is not None


def show_activity(button: QPushButton, words: str) -> None:
    """Show words in place of the button's text, whose key goes to no other control, until :func:`show_idle_text`."""
    button.setProperty(_IDLE, _own_text(button))
    button.setText(words)


def show_idle_text(button: QPushButton) -> None:
    """Show the button's own text again."""
    button.setText(_own_text(button))
    button.setProperty(_IDLE, None)


def renew_access_keys(changed: QWidget) -> None:
    """Reassign keys in the widget's dialog, if any, after texts or the page have changed, or widgets were added."""
    keys = changed.window().findChild(AccessKeys, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if keys is not None:
        keys.renew()


def give_access_keys(menu: QMenu) -> None:
    """Assign keys to the entries of a menu that is about to open."""
    actions = [action for action in menu.actions() if not action.isSeparator()]
    for action, words in zip(actions, with_access_keys([action.text() for action in actions]), strict=True):
        action.setText(words)


def access_key(text: str) -> str:
    """The key marked in a text, in lower case; "" if there is none."""
    return next((letter.casefold() for letter in _MARK.findall(text) if letter != "&"), "")


def with_access_keys(texts: Sequence[str]) -> list[str]:
    """The texts with unique keys. A text keeps its key unless an earlier text has the same one. Others get their first
    letter, the first letter of another word, or any ASCII letter, the shortest text first. For a text whose letters are
    all taken, others that had no key before change theirs, first letters only if nothing else helps; if that does not
    help either, it gets a letter that is not ASCII or none.

    A server may name the texts: of each only the beginning is looked at, and where there are many, none makes room."""
    plain = [_MARK.sub(r"\1", text) for text in texts]
    taken = _Taken(plain)
    for number, text in enumerate(texts):
        if (key := access_key(text)) and key not in taken.owners:
            taken.give(number, _place(text), 0)
    for rank, choose in enumerate(_WAYS, 1):
        for number in sorted(
            range(len(plain)), key=lambda number: len(plain[number]) if choose is _ascii_letters else 0
        ):
            free = [place for place in choose(plain[number]) if plain[number][place].casefold() not in taken.owners]
            if number not in taken.places and free:
                taken.give(number, free[0], rank)
    for choose in (_ascii_letters, _letters):
        for number in range(len(plain) if len(plain) <= _MAKE_ROOM else 0):
            if number not in taken.places:
                any(taken.make_room(number, choose, rank) for rank in range(len(_WAYS), 0, -1))
    return [_marked(text, taken.places.get(number)) for number, text in enumerate(plain)]


class _Taken:
    """Which letters of the texts are taken: the place in each text, and the text by key. The rank of a place is that of
    the way it was chosen; 0 stays."""

    def __init__(self, plain: Sequence[str]) -> None:
        self._plain = plain
        self._ranks: dict[int, int] = {}
        self.places: dict[int, int] = {}
        self.owners: dict[str, int] = {}

    def give(self, number: int, place: int, rank: int) -> None:
        """Give a text the letter at this place."""
        self.places[number], self._ranks[number] = place, rank
        self.owners[self._key(number, place)] = number

    def make_room(self, number: int, choose: _Choose, least: int) -> bool:
        """Give a text a letter if texts whose places have at least this rank can change theirs, as few as possible."""
        wanted: dict[str, tuple[int, int]] = {}  # by key: the text that could have it, and the place
        texts = [number]
        for one in texts:
            for place in choose(self._plain[one]):
                if (key := self._key(one, place)) in wanted:
                    continue
                wanted[key] = one, place
                if (owner := self.owners.get(key)) is None:
                    self._change(wanted, key)
                    return True
                if self._ranks[owner] >= least:
                    texts.append(owner)
        return False

    def _change(self, wanted: dict[str, tuple[int, int]], free: str) -> None:
        """Give the free key to the text that could have it, the former one of that text to the next, and so on."""
        key: str | None = free
        while key is not None:
            one, place = wanted[key]
            key = self._key(one, self.places[one]) if one in self.places else None
            self.give(one, place, len(_WAYS))

    def _key(self, number: int, place: int) -> str:
        return self._plain[number][place].casefold()


def _own_text(one: _Labelled) -> str:
    return one.property(_IDLE) or one.text()


def _place(text: str) -> int:
    """The position of the marked letter in the text without marks."""
    at = next(mark.start() for mark in _MARK.finditer(text) if mark[1] != "&")
    return at - text[:at].count("&&")


def _first_letter(text: str) -> list[int]:
    return _first_letters(text)[:1]


def _first_letters(text: str) -> list[int]:
    return [place for place in _letters(text) if not place or not text[place - 1].isalpha()]


def _letters(text: str) -> list[int]:
    """The positions of all letters; ASCII letters first, because every keyboard has them."""
    places = (place for place, c in enumerate(text[:_BEGINNING]) if c.isalpha())
    return sorted(places, key=lambda place: not text[place].isascii())


def _ascii_letters(text: str) -> list[int]:
    return [place for place in _letters(text) if text[place].isascii()]


_WAYS = (_first_letter, _first_letters, _ascii_letters)


def _marked(plain: str, place: int | None) -> str:
    before, after = plain[: place or 0].replace("&", "&&"), plain[place or 0 :].replace("&", "&&")
    return before + after if place is None else f"{before}&{after}"


def _labelled(dialog: QDialog) -> list[_Labelled]:
    """The widgets that can have a key, visible or not, but not those of another page. Links are excluded, because they
    are underlined."""
    found = [one for one in dialog.findChildren(QWidget) if isinstance(one, _Labelled) and _can_have_key(one)]
    return [one for one in found if one.text() and one.window() is dialog and not _is_on_other_page(one)]


def _can_have_key(one: _Labelled) -> bool:
    is_left_out = one.buddy() is None if isinstance(one, QLabel) else one.property("kind") == "link"
    return not is_left_out and not is_without_access_key(one)


def _is_on_other_page(widget: QWidget) -> bool:
    """Whether the widget is on a page that is not the current one."""
    page, around = widget, widget.parentWidget()
    while around is not None:
        pages = around.layout()
        if isinstance(pages, QStackedLayout) and pages.indexOf(page) not in (-1, pages.currentIndex()):
            return True
        page, around = around, around.parentWidget()
    return False
