"""The fixtures of the import wizard."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from ui.run_scenes import Scene
from ui.wizard_person import Person


@pytest.fixture
def person(scene: Scene, qtbot: QtBot) -> Iterator[Person]:
    """A user at the wizard; all wizards are closed afterwards."""
    person = Person(scene, qtbot)
    yield person
    if hasattr(person, "wizard") and shiboken6.isValid(person.wizard):
        person.wizard.close()
        shiboken6.delete(person.wizard)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
