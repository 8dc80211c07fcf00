"""The wizard for people who use the keyboard, a screen reader, large type or the dark theme, and for a long day."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from dmm_desktop.core.environment import Connection
from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.import_wizard.wizard import ImportWizard
from dmm_desktop.ui.start_wizard.steps import Step, StepList
from dmm_desktop.ui.theme.theme import Appearance, Theme
from ui.wizard_user import WizardUser

_PAGES = range(1, 5)


def _controls(wizard: QWidget) -> list[QWidget]:
    """Everything that can be seen and used, but parts of other controls."""
    kinds = (QAbstractButton, QLineEdit, QAbstractScrollArea)
    return [
        one
        for one in wizard.findChildren(QWidget)
        if isinstance(one, kinds)
        and not isinstance(one, QScrollArea)
        and one.isVisible()
        and one.isEnabled()
        and not one.objectName().startswith("qt_")
        and one.focusPolicy() is not Qt.FocusPolicy.NoFocus
    ]


def _name(control: QWidget) -> str:
    """As a screen reader reads it."""
    return QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)


def _reached_by_tab(wizard: QWidget) -> list[QWidget]:
    reached: list[QWidget] = []
    while True:
        focus = QApplication.focusWidget()
        if focus is None or focus in reached:
            return reached
        reached.append(focus)
        wizard.focusNextChild()


def _open_page(user: WizardUser, page: int, samples: Path) -> ImportWizard:
    user.save(name="PROD-2", stage=Stage.PRODUCTION, connections=(Connection("prod-2", "Archive"),))
    wizard = user.open()
    wizard.set_file(samples / "folder.zip")
    user.idle()
    for _ in range(page - 1):
        user.press("Next")
    return wizard


@pytest.mark.parametrize("page", _PAGES)
def test_every_control_has_a_name_and_is_reached_by_tab(user: WizardUser, samples: Path, page: int) -> None:
    wizard = _open_page(user, page, samples)
    assert user.page == page
    controls = _controls(wizard)
    assert [one.objectName() or repr(one) for one in controls if not _name(one)] == []
    reached = _reached_by_tab(wizard)
    assert [one for one in reached if not _name(one)] == []
    group = {id(one) for one in controls if isinstance(one, QRadioButton) and not one.isChecked()}  # arrow keys
    view = {"form_view", "json_view"}
    missed = [one for one in controls if one not in reached and id(one) not in group and one.objectName() not in view]
    assert [one.objectName() for one in missed] == []
    expected = {
        1: ["destinations", "wizard_add_environment", "wizard_new_connection", "wizard_test_connection"],
        2: ["zip_file", "browse", "show_all_results", "check_again", "repack", "findings", "entities"],
        3: ["data_append_mode", "load_configuration", "form_view", "destination_connection", "append_mode"],
        4: ["confirm_environment_name", "one_time_token"],
    }[page]
    names = [one.objectName() for one in reached if one.objectName() in expected]
    assert names == expected


def test_enter_on_a_button_presses_that_button(user: WizardUser, samples: Path) -> None:
    _open_page(user, 2, samples)
    back = user.find("Back", QWidget)
    back.setFocus()
    user.qtbot.keyPress(back, Qt.Key.Key_Return)
    assert user.page == 1
    cancel = user.find("Cancel", QWidget)
    cancel.setFocus()
    user.qtbot.keyPress(cancel, Qt.Key.Key_Enter)
    assert user.finished == [0]


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
@pytest.mark.parametrize("page", _PAGES)
def test_nothing_is_cut_with_type_half_as_large_again(
    user: WizardUser, samples: Path, theme: Theme, qapp: QApplication, page: int, appearance: Appearance
) -> None:
    font = qapp.font()
    font.setPixelSize(20)
    qapp.setFont(font)
    theme.use(Appearance.DARK if appearance is Appearance.LIGHT else Appearance.LIGHT)
    theme.use(appearance)
    wizard = _open_page(user, page, samples)
    qapp.processEvents()
    assert not wizard.grab().isNull()
    labels = [one for one in wizard.findChildren(QLabel) if one.isVisible() and one.wordWrap() and one.text()]
    assert [one.text() for one in labels if one.height() < one.heightForWidth(one.width())] == []
    kinds = QPushButton | QCheckBox | QRadioButton
    buttons = [one for one in wizard.findChildren(QAbstractButton) if one.isVisible() and isinstance(one, kinds)]
    assert [one.text() for one in buttons if one.width() < one.minimumSizeHint().width()] == []


def test_the_steps_at_the_side_get_wider_with_larger_type(user: WizardUser, qapp: QApplication) -> None:
    steps = StepList()
    steps.show_steps((Step("File"),), 0)
    assert steps.sizeHint().width() == 208
    font = qapp.font()
    font.setPixelSize(26)
    qapp.setFont(font)
    assert steps.sizeHint().width() > 300
