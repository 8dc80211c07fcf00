"""Everything in a dialog or a menu that has a name has a key of its own, in every language."""

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QDialog, QLabel, QMenu, QPushButton, QRadioButton, QWidget

from dmm_desktop.ui.runs_panel.run_list import RunList
from dmm_desktop.ui.widgets.access_keys import access_key, is_without_access_key
from dmm_desktop.ui.widgets.buttons import Link
from ui.languages.all_screens import AllScreens

_NO_FOCUS = Qt.FocusPolicy.NoFocus


def _wrong(texts: list[str]) -> list[str]:
    """The texts without a key, and the keys that two have."""
    keys = Counter(key for text in texts if (key := access_key(text)))
    shared = [f"two have {key}: {texts}" for key, number in keys.items() if number > 1]
    return shared + [f"no key: {text!r}" for text in texts if any(map(str.isalpha, text)) and not access_key(text)]


def _worded(dialog: QWidget) -> list[str]:
    kinds: tuple[type[QAbstractButton | QLabel], ...] = (QPushButton, QCheckBox, QRadioButton, QLabel)
    found = [one for kind in kinds for one in dialog.findChildren(kind) if one.isVisible() and one.window() is dialog]
    return [
        one.text()
        for one in found
        if not isinstance(one, Link)
        and not (isinstance(one, QLabel) and one.buddy() is None)
        and not is_without_access_key(one)
    ]


def _dead_ends(dialog: QWidget) -> list[str]:
    """The labels whose key leads nowhere: Qt moves the focus only to what can take it."""
    labels = [one for one in dialog.findChildren(QLabel) if one.isVisible() and one.window() is dialog]
    return [
        f"leads nowhere: {one.text()!r}"
        for one in labels
        if (field := one.buddy()) is not None and access_key(one.text()) and field.focusPolicy() is _NO_FOCUS
    ]


def _opened(menu: QMenu) -> list[str]:
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions()]
    menu.aboutToHide.emit()
    return texts


@pytest.mark.parametrize("language", ["en", "pt-PT"])
def test_all_have_a_key_and_no_two_the_same(
    speaking: Callable[[str], None], request: pytest.FixtureRequest, language: str
) -> None:
    speaking(language)
    screens: AllScreens = request.getfixturevalue("screens")
    window = screens.window
    wrong, seen = [], 0
    for name, screen in screens.screens():
        if isinstance(screen, QDialog) and name != "open file":  # that one is Qt's
            texts = _worded(screen)
            wrong += [f"{name}: {one}" for one in [*_wrong(texts), *_dead_ends(screen)]]
            seen += bool(texts)
        if name.startswith("run, "):
            runs = window.findChild(RunList)
            assert runs is not None
            view = screens.services.runs.find(runs.run_id)
            assert view is not None
            wrong += [f"menu of {name}: {one}" for one in _wrong(_opened(runs.menu_of(view)))]
    assert seen > 20
    menus = [menu for menu in window.menuBar().findChildren(QMenu) if menu.title()]
    assert len(menus) == 5
    wrong += [f"{menu.title()}: {one}" for menu in menus for one in _wrong(_opened(menu))]
    wrong += _wrong([menu.title() for menu in menus])
    for name in ("", "Archive"):
        window.connections.select("prod-2", name)
        wrong += _wrong(_opened(window.connections.make_menu()))
    assert not wrong, "\n".join(wrong)
