"""Help: the course of an import, the keys and tokens, and the keyboard shortcuts."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QMainWindow, QMenu, QTextBrowser, QVBoxLayout, QWidget

from .theme.palette import tokens_of
from .widgets.buttons import Button, spoken
from .widgets.dialog import Dialog

_SIZE = QSize(620, 620)
_NATIVE = QKeySequence.SequenceFormat.NativeText


class HelpDialog(Dialog):
    """A page of text. It lists the menu shortcuts of the main window that ``parent`` belongs to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("help")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Help"))
        page = QTextBrowser()
        page.setFrameShape(QFrame.Shape.NoFrame)
        page.setObjectName("help_page")
        page.setAccessibleName(self.tr("Help"))
        page.setTabChangesFocus(True)
        page.document().setDefaultStyleSheet(
            "h2 { font-size: large; margin-top: 16px; margin-bottom: 6px; } h2.first { margin-top: 0; }"
            "li { margin-bottom: 4px; } th, td { padding: 3px 24px 3px 0; } th { font-weight: 600; text-align: left; }"
            f".quiet {{ color: {tokens_of(self.palette()).text2}; }}"
        )
        page.setHtml(self._html(_actions_of(parent)))
        close = Button(self.tr("Close"), "close_help", large=True)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        content = QVBoxLayout()
        content.setContentsMargins(24, 20, 24, 20)
        content.addWidget(page)
        self.lay_out(content, _SIZE, [close])
        page.setFocus()  # so that keys scroll it

    def _html(self, actions: Iterator[QAction]) -> str:
        steps = "".join(f"<li>{escape(step)}</li>" for step in self._steps())
        terms = "".join(f"<p><b>{escape(term)}</b><br>{escape(meaning)}</p>" for term, meaning in self._terms())
        keys = [(spoken(one.text()), one.shortcut().toString(_NATIVE)) for one in actions]
        rows = "".join(
            f"<tr><td>{escape(what)}</td><td>{escape(key)}</td></tr>" for what, key in keys + self._other_keys()
        )
        first, second = escape(self.tr("An import step by step")), escape(self.tr("Keys, tokens and ids"))
        third = escape(self.tr("Keyboard shortcuts"))
        return (
            f'<h2 class="first">{first}</h2><ol>{steps}</ol>'
            f"<h2>{second}</h2>{terms}"
            f"<h2>{third}</h2><table>{rows}</table>"
        )

    def _steps(self) -> list[str]:
        return [
            self.tr("Add the environment: its address, its stage and its REST API key."),
            self.tr("Choose Import data, or drop the zip on the environment or connection that will receive it."),
            self.tr("Read the result of the check. Choose whether records get new ids or keep those of the file."),
            self.tr("Review everything and enter a one-time token. Nothing is sent until you press Start import."),
            self.tr("Watch the import. Closing DMM Desktop does not stop it."),
            self.tr(
                "If its outcome is unknown, it may be running. Check DMM in the environment before you start it again, "
                "and record what you found."
            ),
        ]

    def _terms(self) -> list[tuple[str, str]]:
        return [
            (
                self.tr("REST API key"),
                self.tr(
                    "Belongs to one environment and allows requests to it. Get it from DMM's Authentication Token "
                    "page. It is kept in this computer's key store or, if there is none, until DMM Desktop closes."
                ),
            ),
            (
                self.tr("One-time token"),
                self.tr(
                    "Allows one import or export. Get a new one from DMM's Authentication Token page for each. "
                    "It is kept in memory only."
                ),
            ),
            (
                self.tr("Tracker id"),
                self.tr("Identifies an import or export on its server. With it you can watch one started elsewhere."),
            ),
        ]

    def _other_keys(self) -> list[tuple[str, str]]:
        def either(key: str, other: str) -> str:
            return self.tr("{key} or {other}").format(key=_text(key), other=_text(other))

        def both(key: str, other: str) -> str:
            return f"{_text(key)}, {_text(other)}"

        return [
            (self.tr("Search the log"), _text("Ctrl+F")),
            (self.tr("Next match, previous match"), both("Enter", "Shift+Enter")),
            (self.tr("Copy the selected row or lines"), _text("Ctrl+C")),
            (self.tr("Edit the selected environment or connection"), either("F2", "Enter")),
            (self.tr("Remove the selected row"), _text("Del")),
            (self.tr("Open the menu of the selected row"), either("Menu", "Shift+F10")),
            (self.tr("First row, last row"), both("Home", "End")),
            (self.tr("Find a row by its first letters"), self.tr("Type the letters")),
            (self.tr("Next view, previous view"), both("Ctrl+Tab", "Ctrl+Shift+Tab")),
            (self.tr("Close a dialog"), either("Esc", "Ctrl+W")),
        ]


def _text(key: str) -> str:
    return QKeySequence(key).toString(_NATIVE)


def _actions_of(parent: QWidget) -> Iterator[QAction]:
    """The actions with a shortcut, menu by menu, of the main window that a widget belongs to."""
    one: QWidget | None = parent
    while one is not None and not isinstance(one, QMainWindow):
        one = one.parentWidget()
    if isinstance(one, QMainWindow):
        for menu in one.menuBar().actions():
            held = menu.menu()
            for action in held.actions() if isinstance(held, QMenu) else ():
                if not action.shortcut().isEmpty():
                    yield action
