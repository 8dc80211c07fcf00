"""What was entered is not lost without a question once the review page is shown."""

from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox

from ui.lookup import find
from ui.wizard_user import WizardUser

_WAYS: dict[str, Callable[[WizardUser], object]] = {
    "Escape": lambda user: user.qtbot.keyPress(user.wizard, Qt.Key.Key_Escape),
    "Cancel": lambda user: user.press("Cancel"),
    "Enter on Cancel": lambda user: user.qtbot.keyPress(user.find("Cancel", QAbstractButton), Qt.Key.Key_Return),
    "the close button": lambda user: user.wizard.close(),
    "Ctrl+W": lambda user: user.qtbot.keyPress(user.wizard, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier),
}


@pytest.mark.parametrize("way", _WAYS)
def test_leaving_the_review_page_asks_first(user: WizardUser, samples: Path, way: str) -> None:
    user.save()
    wizard = user.open()
    user.go_to_review(samples / "small.zip")
    user.edit("One-time token").setText("token")
    for answer in ("keep_editing", "discard_now"):
        wizard.activateWindow()  # nothing else does so here once a question is closed
        user.qtbot.waitUntil(wizard.isActiveWindow)
        _WAYS[way](user)
        assert wizard.isVisible() and user.page == 4
        question = find(wizard, QMessageBox, "discard_question")
        assert question.text() == "Discard this import?"
        assert user.edit("One-time token").text() == "token"
        find(question, QAbstractButton, answer).click()
        user.qtbot.waitUntil(lambda: wizard.findChild(QMessageBox, "discard_question") is None)
        assert wizard.isVisible() is (answer == "keep_editing")


def test_leaving_an_earlier_page_asks_too_once_the_review_page_has_been_seen(user: WizardUser, samples: Path) -> None:
    user.save()
    wizard = user.open()
    user.go_to_review(samples / "small.zip")
    user.press("Back")
    user.press("Cancel")
    find(find(wizard, QMessageBox, "discard_question"), QAbstractButton, "discard_now").click()
    assert not wizard.isVisible()


def test_a_zip_that_is_handed_over_is_not_discarded_by_the_answer_about_another(
    user: WizardUser, samples: Path
) -> None:
    user.save()
    wizard = user.open()
    user.go_to_review(samples / "small.zip")
    user.press("Cancel")
    question = find(wizard, QMessageBox, "discard_question")
    wizard.set_file(samples / "no-structure.zip")
    user.qtbot.waitUntil(lambda: not shiboken6.isValid(question) or not question.isVisible())
    assert wizard.isVisible() and user.page == 2


def test_leaving_an_earlier_page_asks_nothing(user: WizardUser) -> None:
    user.save()
    wizard = user.open()
    user.press("Cancel")
    assert not wizard.isVisible() and wizard.findChild(QMessageBox, "discard_question") is None
