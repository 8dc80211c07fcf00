"""The keyboard shortcuts: those of the menus, as their actions have them, and those of lists, logs and dialogs."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from ..messages import tr
from ..widgets.buttons import spoken

_NATIVE = QKeySequence.SequenceFormat.NativeText
_IN_A_TABLE = str.maketrans({"\\": r"\\", "|": r"\|", "*": r"\*", "_": r"\_", "<": r"\<", "`": r"\`"})


def shortcuts_table(window: QMainWindow) -> str:
    """All shortcuts as a table in Markdown."""
    rows = [(tr("What it does"), tr("Keys")), ("---", "---"), *_of_menus(window), *_of_lists_and_dialogs()]
    return "\n".join(f"| {what} | {keys} |" for what, keys in rows)


def _of_menus(window: QMainWindow) -> Iterator[tuple[str, str]]:
    for action in _actions(window):
        keys = dict.fromkeys(key.toString(_NATIVE) for key in action.shortcuts())
        if keys:
            yield _cell(spoken(action.text())), _cell(_either(*keys))


def _actions(window: QMainWindow) -> Iterator[QAction]:
    for title in window.menuBar().actions():
        menu = title.menu()
        if isinstance(menu, QMenu):
            yield from menu.actions()


def _of_lists_and_dialogs() -> Iterator[tuple[str, str]]:
    keys = QKeySequence.keyBindings(QKeySequence.StandardKey.Close)
    typed = (key.toString() for key in keys if "+" in key.toString())  # single keys for this are on few keyboards
    closing = dict.fromkeys(["Esc", "Ctrl+W", *typed])
    rows = [
        (tr("Search the log, or this guide"), _text("Ctrl+F")),
        (tr("Next match, previous match"), _both("Enter", "Shift+Enter")),
        (tr("Copy the selected row or lines"), _text("Ctrl+C")),
        (tr("Show the selected log line or failing entity in full"), _text("Enter")),
        (tr("Show the lines of the selected failing entity in the log"), _text("Ctrl+Enter")),
        (tr("Edit the selected environment or connection"), _either(_text("F2"), _text("Enter"))),
        (tr("Edit the note of the selected run"), _text("F2")),
        (tr("Remove the selected row"), _text("Del")),
        (tr("Open the menu of the selected row"), _either(_text("Menu"), _text("Shift+F10"))),
        (tr("First row, last row"), _both("Home", "End")),
        (tr("Find a row by its first letters"), tr("Type the letters")),
        (tr("Next view, previous view"), _both("Ctrl+Tab", "Ctrl+Shift+Tab")),
        (tr("Scroll a dialog"), _both("PgUp", "PgDown")),
        (tr("Close a dialog"), _either(*map(_text, closing))),
    ]
    for what, keys_of_it in rows:
        yield _cell(what), _cell(keys_of_it)


def _either(*keys: str) -> str:
    words = keys[0]
    for key in keys[1:]:
        words = tr("{key} or {other}").format(key=words, other=key)
    return words


def _both(key: str, other: str) -> str:
    return f"{_text(key)}, {_text(other)}"


def _text(key: str) -> str:
    return QKeySequence(key).toString(_NATIVE)


def _cell(words: str) -> str:
    return words.translate(_IN_A_TABLE)
