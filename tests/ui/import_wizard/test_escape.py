"""Escape on the review page does not lose what was entered."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox

from ui.lookup import find
from ui.wizard_user import WizardUser


def test_escape_on_the_review_page_asks_first(user: WizardUser, samples: Path) -> None:
    user.save()
    wizard = user.open()
    user.go_to_review(samples / "small.zip")
    for answer in ("keep_editing", "discard_now"):
        user.qtbot.keyPress(wizard, Qt.Key.Key_Escape)
        assert wizard.isVisible() and user.page == 4
        question = find(wizard, QMessageBox, "discard_question")
        assert question.text() == "Discard this import?"
        find(question, QAbstractButton, answer).click()
        user.qtbot.waitUntil(lambda: wizard.findChild(QMessageBox, "discard_question") is None)
        assert wizard.isVisible() is (answer == "keep_editing")
