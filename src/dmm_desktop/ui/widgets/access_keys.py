"""Assigns access keys, the underlined letters pressed with Alt. They are assigned at run time, so that they are unique
in a window or menu in any language, even if a server names the fields."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QMenu, QPushButton, QRadioButton, QWidget

from .containers import DialogFooter

_MARK = re.compile(r"&(.)")
_LEFT_OUT = "without_access_keys"  # widget property: nothing inside gets a key
_IDLE = "idle_text"  # property of a button that shows an activity: its own text, which keeps its key
_Labelled = QPushButton | QCheckBox | QRadioButton | QLabel


class AccessKeys(QObject):
    """Assigns keys to the buttons of a dialog and the labels of its fields, when it is shown and on each :meth:`renew`.
    Buttons that end the dialog choose first, then controls from top to bottom; a control keeps its key unless an
    earlier one needs it."""

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
        """Assign keys to texts that have none or share one. Does nothing until the dialog is shown and laid out."""
        if not self._dialog.isVisible():
            return
        labelled = sorted(_labelled(self._dialog), key=self._rank)
        for one, words in zip(labelled, with_access_keys(list(map(_own_text, labelled))), strict=True):
            if one.property(_IDLE):
                one.setProperty(_IDLE, words)
            elif words != one.text():
                one.setText(words)

    def _rank(self, one: _Labelled) -> tuple[bool, bool, int, int]:
        place = one.mapTo(self._dialog, QPoint())
        is_default = isinstance(one, QPushButton) and one.isDefault()
        return not isinstance(one.parentWidget(), DialogFooter), not is_default, place.y(), place.x()


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
    """Reassign keys in the widget's dialog, if any, after texts or visibility have changed."""
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
    letter, the first letter of another word, or any letter, the shortest text first; if no letter is left, they get
    none."""
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
    return sorted((place for place, c in enumerate(text) if c.isalpha()), key=lambda place: not text[place].isascii())


def _marked(plain: str, place: int | None) -> str:
    before, after = plain[: place or 0].replace("&", "&&"), plain[place or 0 :].replace("&", "&&")
    return before + after if place is None else f"{before}&{after}"


def _labelled(dialog: QDialog) -> list[_Labelled]:
    """The visible widgets that can have a key. Links are excluded, because they are underlined."""
    found: list[_Labelled] = [one for one in dialog.findChildren(QLabel) if one.buddy() is not None]
    found += [one for one in dialog.findChildren(QPushButton) if one.property("kind") != "link"]
    found += [*dialog.findChildren(QCheckBox), *dialog.findChildren(QRadioButton)]
    seen = [one for one in found if one.text() and one.window() is dialog and one.isVisibleTo(dialog)]
    return [one for one in seen if not is_without_access_key(one)]
