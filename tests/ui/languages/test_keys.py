"""Everything with a name in a dialog or a menu has a key of its own, in every language and every state of a dialog."""

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QDialog, QLabel, QMenu, QPushButton, QRadioButton, QWidget

from dmm_desktop.core.environment import Connection, Environment, SavedEnvironment
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from dmm_desktop.ui.runs_panel.run_list import RunList
from dmm_desktop.ui.widgets.access_keys import access_key, is_without_access_key
from dmm_desktop.ui.widgets.buttons import Link, spoken
from dmm_desktop.ui.widgets.choice import Choice
from ui.environment_fixtures import SavedEnvironments, fill, press
from ui.file_answers import FileAnswers
from ui.languages.all_screens import AllScreens
from ui.lookup import find
from ui.sample_runs import SampleServices

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


def _unlabelled(dialog: QWidget) -> list[str]:
    """The choices without a label: they have no key, and no name for screen readers on Linux."""
    labelled = {one.buddy() for one in dialog.findChildren(QLabel) if one.isVisible()}
    choices = [one for one in dialog.findChildren(Choice) if one.isVisible() and one.window() is dialog]
    return [f"no label: {one.objectName()!r}" for one in choices if one not in labelled]


class _Meanings:
    """What each access key has meant in each kind of dialog."""

    def __init__(self) -> None:
        self._keys: dict[tuple[str, str], str] = {}

    def changed(self, dialog: QWidget, texts: list[str]) -> list[str]:
        """The texts that had another key when such a dialog was seen before."""
        kind = type(dialog).__name__
        first = {text: self._keys.setdefault((kind, spoken(text)), access_key(text)) for text in texts}
        return [f"was {key}: {text!r}" for text, key in first.items() if key != access_key(text)]


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
    wrong, seen, meanings = [], 0, _Meanings()
    for name, screen in screens.screens():
        if isinstance(screen, QDialog) and name != "open file":  # that one is Qt's
            texts = _worded(screen)
            found = [*_wrong(texts), *_dead_ends(screen), *_unlabelled(screen), *meanings.changed(screen, texts)]
            wrong += [f"{name}: {one}" for one in found]
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


@pytest.mark.parametrize("language", ["en", "pt-PT"])
def test_each_means_the_same_in_every_state_of_the_dialog_of_an_environment(
    speaking: Callable[[str], None],
    services: SampleServices,
    saved_environments: SavedEnvironments,
    shown: Callable[..., QWidget],
    files: FileAnswers,
    language: str,
) -> None:
    speaking(language)
    meanings, wrong, counts = _Meanings(), list[str](), list[int]()
    for name, count in (("One", 1), ("Many", 12)):
        connections = tuple(Connection(name, f"C{number}", "DataDestination") for number in range(count))
        saved_environments.put(name, f"https://{name}.acme.example", connections=connections)
    plain = saved_environments.put("A", "https://a.acme.example")
    full = saved_environments.put("B", "https://b.acme.example", token_page="https://b.acme.example/token")

    def look(dialog: EnvironmentDialog) -> None:
        texts = _worded(dialog)
        wrong.extend([*_wrong(texts), *_dead_ends(dialog), *meanings.changed(dialog, texts)])
        counts.append(len(texts))

    def opened(environment: Environment | None, original: SavedEnvironment | None = None) -> EnvironmentDialog:
        dialog = EnvironmentDialog(services, environment, dialogs=files, original=original)
        shown(dialog, dialog.width(), dialog.height())
        look(dialog)
        return dialog

    add = opened(None)
    press(add, "save_environment")
    look(add)
    press(add, "more_settings")
    look(add)
    proxy = find(add, Choice, "proxy")
    proxy.setCurrentIndex(proxy.count() - 1)
    look(add)
    proxy.setCurrentIndex(0)
    fill(add, environment_address="https://127.0.0.1:1")
    look(add)
    opened(full)
    press(opened(plain), "more_settings")
    for name in ("One", "Many"):
        copy = opened(None, saved_environments.find(name))
        press(copy, "more_settings")
        look(copy)
    assert not wrong, "\n".join(wrong)
    assert len(set(counts)) > 3, "not all states show the same"
