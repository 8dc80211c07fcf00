"""What was typed to approve an import is for that import alone: any change of it clears the name and the token."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Connection, Environment
from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.widgets.banner import Banner
from ui.lookup import find
from ui.wizard_user import WizardUser

_ARCHIVE = Connection("dev-1", "Archive", "DataDestination")


def _approve(user: WizardUser, zip_path: Path) -> Environment:
    """Go to the review of an import into Production, and type name and token."""
    environment = user.save(stage=Stage.PRODUCTION, connections=(_ARCHIVE,))
    user.open()
    user.go_to_review(zip_path)
    user.edit("Confirm environment name").setText("DEV-1")
    user.edit("One-time token").setText("0123456789")
    return environment


def _typed(user: WizardUser) -> tuple[str, str]:
    names = ("confirm_environment_name", "one_time_token")
    fields = [user.wizard.findChild(QLineEdit, name) for name in names]
    assert None not in fields
    return fields[0].text(), fields[1].text()  # type: ignore[union-attr]


def test_a_zip_that_the_system_hands_over_is_shown_before_it_is_reviewed(
    user: WizardUser, samples: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copy(samples / "small.zip", tmp_path / "customers.zip"))
    _approve(user, samples / "small.zip")
    user.wizard.set_file(other)
    assert user.page == 2
    notice = find(user.wizard, Banner, "wizard_notice")
    assert notice.isVisible() and "customers.zip replaces small.zip." in notice.accessibleName()
    user.press("Next")
    user.at_page(3)
    user.press("Next")
    user.at_page(4)
    assert user.text("review_file").startswith("customers.zip")
    assert _typed(user) == ("", "")


def test_a_notice_about_another_zip_says_where_it_goes(user: WizardUser, samples: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(samples / "small.zip", tmp_path / "customers.zip"))
    environment = _approve(user, samples / "small.zip")
    user.wizard.set_file(other)
    notice = find(user.wizard, Banner, "wizard_notice")
    place = f"DEV-1 on {user.services.environments.place(environment)}"
    assert notice.accessibleName().endswith(f"customers.zip replaces small.zip. Its destination is {place}.")
    user.wizard.ask_for_target()
    assert not notice.isVisible(), "it is no longer its destination"
    user.wizard.set_file(samples / "small.zip")
    assert notice.accessibleName().endswith("small.zip replaces customers.zip. Choose its destination.")
    user.wizard.set_target(environment.id, "Archive")
    assert not notice.isVisible()
    user.wizard.set_file(other)
    assert notice.accessibleName().endswith(f"Its destination is {place.replace('DEV-1', 'Archive (DEV-1)')}.")


def test_a_notice_about_another_zip_goes_with_it(user: WizardUser, samples: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(samples / "small.zip", tmp_path / "customers.zip"))
    _approve(user, samples / "small.zip")
    user.wizard.set_file(other)
    assert find(user.wizard, Banner, "wizard_notice").isVisible()
    user.edit("Zip file").setText(str(samples / "small.zip"))
    assert not find(user.wizard, Banner, "wizard_notice").isVisible()


def _edited(**changes: object) -> Callable[[WizardUser, Environment], None]:
    def change(user: WizardUser, environment: Environment) -> None:
        with user.services.workspace().store() as store:
            store.environments.update(replace(environment, **changes))  # type: ignore[arg-type]
        user.load()

    return change


def _append(user: WizardUser, environment: Environment) -> None:
    user.press("Back")
    user.press("Keep the ids of the file")
    user.press("Next")


def _append_and_back(user: WizardUser, environment: Environment) -> None:
    user.press("Back")
    user.press("Keep the ids of the file")
    user.press("Data append mode")
    user.press("Next")


def _configuration(user: WizardUser, environment: Environment) -> None:
    user.press("Back")
    user.press("JSON")
    user.json().setPlainText('{"Chunk": 7}')
    user.press("Next")


def _check_again(user: WizardUser, environment: Environment) -> None:
    user.press("Back")
    user.press("Back")
    user.press("Check again")
    user.press("Next")
    user.at_page(3)
    user.press("Next")
    user.at_page(4)


def _destination(user: WizardUser, environment: Environment) -> None:
    user.wizard.set_target(environment.id, "Archive")
    assert user.page == 1
    for page in (2, 3, 4):
        user.press("Next")
        user.at_page(page)


def _there_and_back(user: WizardUser, environment: Environment) -> None:
    for _ in range(3):
        user.press("Back")
    view = user.find("Destinations", QAbstractItemView)
    view.setCurrentIndex(view.model().index(2, 0))
    view.setCurrentIndex(view.model().index(1, 0))
    for page in (2, 3, 4):
        user.press("Next")
        user.at_page(page)


@pytest.mark.parametrize(
    "change",
    [
        _append,
        _append_and_back,
        _configuration,
        _check_again,
        _destination,
        _there_and_back,
        _edited(name="DEV-2"),
        _edited(address=Address.parse("https://dev-2.acme.example")),
        _edited(stage=Stage.TEST),
    ],
)
def test_a_change_clears_name_and_token(
    user: WizardUser, samples: Path, change: Callable[[WizardUser, Environment], None]
) -> None:
    environment = _approve(user, samples / "small.zip")
    change(user, environment)
    assert _typed(user) == ("", "")


def _nothing(user: WizardUser, environment: Environment) -> None:
    for _ in range(3):
        user.press("Back")
    for page in (2, 3, 4):
        user.press("Next")
        user.at_page(page)


@pytest.mark.parametrize("change", [_nothing, _edited(token_page="https://dev-1.acme.example/Page")])
def test_without_a_change_they_stay(
    user: WizardUser, samples: Path, change: Callable[[WizardUser, Environment], None]
) -> None:
    environment = _approve(user, samples / "small.zip")
    change(user, environment)
    assert _typed(user) == ("DEV-1", "0123456789")
