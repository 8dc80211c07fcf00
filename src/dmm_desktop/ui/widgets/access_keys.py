"""The underlined letters that Alt presses. They are given out by the program, so that no two in a window or a menu are
the same in any language, and also not where a server names the fields."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QMenu, QPushButton, QRadioButton, QWidget

from .containers import DialogFooter

_MARK = re.compile(r"&(.)")
_LEFT_OUT = "without_access_keys"  # the property of a widget in which nothing gets a key
_Worded = QPushButton | QCheckBox | QRadioButton | QLabel


class AccessKeys(QObject):
    """Gives keys to all buttons of a dialog and to the labels of its fields, before it is shown and whenever it is
    :meth:`renewed <renew>`. What ends the dialog chooses first, then what stands further up; a key that was given
    stays as long as nothing before it wants it."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        dialog.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The dialog appears: all its words are there."""
        if event.type() is QEvent.Type.Show:
            self.renew()
        return False

    def renew(self) -> None:
        """Give keys to what has none, and to what would share one. Before the dialog is shown nothing has its place."""
        if not self._dialog.isVisible():
            return
        worded = sorted(_worded(self._dialog), key=self._rank)
        for one, words in zip(worded, with_access_keys([one.text() for one in worded]), strict=True):
            if words != one.text():
                one.setText(words)

    def _rank(self, one: _Worded) -> tuple[bool, bool, int, int]:
        place = one.mapTo(self._dialog, QPoint())
        is_default = isinstance(one, QPushButton) and one.isDefault()
        return not isinstance(one.parentWidget(), DialogFooter), not is_default, place.y(), place.x()


def leave_without_access_keys(widget: QWidget) -> None:
    """Give no keys to what is in this widget: a list in which the same words stand again and again."""
    widget.setProperty(_LEFT_OUT, True)


def is_without_access_key(widget: QWidget) -> bool:
    """Whether it is in such a widget."""
    around: QWidget | None = widget
    while around is not None and not around.property(_LEFT_OUT):
        around = around.parentWidget()
    return around is not None


def renew_access_keys(changed: QWidget) -> None:
    """Something else can be seen, or says something else: give keys anew in its dialog, if it is in one."""
    keys = changed.window().findChild(AccessKeys, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if keys is not None:
        keys.renew()


def give_access_keys(menu: QMenu) -> None:
    """Give keys to the entries of a menu that is about to be opened."""
    actions = [action for action in menu.actions() if not action.isSeparator()]
    for action, words in zip(actions, with_access_keys([action.text() for action in actions]), strict=True):
        action.setText(words)


def access_key(text: str) -> str:
    """The key that is marked in a text, in lower case; "" if none is."""
    return next((letter.casefold() for letter in _MARK.findall(text) if letter != "&"), "")


def with_access_keys(texts: Sequence[str]) -> list[str]:
    """The texts with a different key each. One that has a key keeps it unless a text before it has the same. The others
    get their first letter, or that of another word in them, or any, the shortest text first; those for which no letter
    is left stay without."""
    plain = [_MARK.sub(r"\1", text) for text in texts]
    taken: set[str] = set()
    places: dict[int, int] = {}
    for number, text in enumerate(texts):
        if (key := access_key(text)) and key not in taken:
            taken.add(key)
            places[number] = _place(text)
    for choose in (_first_letter, _first_letters, _letters):
        for number in sorted(range(len(plain)), key=lambda number: len(plain[number]) if choose is _letters else 0):
            free = [place for place in choose(plain[number]) if plain[number][place].casefold() not in taken]
            if number not in places and free:
                places[number] = free[0]
                taken.add(plain[number][free[0]].casefold())
    return [_marked(text, places.get(number)) for number, text in enumerate(plain)]


def _place(text: str) -> int:
    """The position of the marked letter in the text without marks."""
    at = next(mark.start() for mark in _MARK.finditer(text) if mark[1] != "&")
    return at - text[:at].count("&&")


def _first_letter(text: str) -> list[int]:
    return _first_letters(text)[:1]


def _first_letters(text: str) -> list[int]:
    return [place for place in _letters(text) if not place or not text[place - 1].isalpha()]


def _letters(text: str) -> list[int]:
    """Those first that are on every keyboard."""
    return sorted((place for place, c in enumerate(text) if c.isalpha()), key=lambda place: not text[place].isascii())


def _marked(plain: str, place: int | None) -> str:
    before, after = plain[: place or 0].replace("&", "&&"), plain[place or 0 :].replace("&", "&&")
    return before + after if place is None else f"{before}&{after}"


def _worded(dialog: QDialog) -> list[_Worded]:
    """What can have a key and can be seen. Links are underlined anyway."""
    found: list[_Worded] = [one for one in dialog.findChildren(QLabel) if one.buddy() is not None]
    found += [one for one in dialog.findChildren(QPushButton) if one.property("kind") != "link"]
    found += [*dialog.findChildren(QCheckBox), *dialog.findChildren(QRadioButton)]
    seen = [one for one in found if one.text() and one.window() is dialog and one.isVisibleTo(dialog)]
    return [one for one in seen if not is_without_access_key(one)]
