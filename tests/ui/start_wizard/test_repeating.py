"""An earlier run that is repeated after its environment was removed."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractItemView

from dmm_desktop.core.environment import Connection
from dmm_desktop.core.run_state import RunState
from dmm_desktop.ui.export_wizard.export_wizard import ExportWizard
from dmm_desktop.ui.import_wizard.wizard import ImportWizard
from ui.sample_runs import sample_run
from ui.start_user import StartUser
from ui.wizard_user import WizardUser

_ADDRESS = "https://dev-1.acme.example"


def _repeated(user: StartUser, environment_id: str | None = "removed", name: str = "DEV-1") -> str:
    """What the list says when a run at the address is repeated; nothing is chosen."""
    run = sample_run(
        "old", RunState.FAILED, environment_id=environment_id, environment_name=name, root=f"{_ADDRESS}/DMMAPI/rest/v1"
    )
    wizard = user.open()
    assert isinstance(wizard, ImportWizard | ExportWizard)
    wizard.repeat(run)
    said = user.find(_list_name(user), QAbstractItemView).accessibleDescription()
    assert wizard.draft.target is None
    user.press("Next")
    assert user.page == 1 and user.error(_list_name(user)) == said
    return said.removesuffix(_choose(user))


def _list_name(user: StartUser) -> str:
    return "Destinations" if isinstance(user, WizardUser) else "Sources"


def _choose(user: StartUser) -> str:
    is_import = isinstance(user, WizardUser)
    return " Choose where the data should go." if is_import else " Choose where the data comes from."


@pytest.mark.parametrize(
    ("address", "has"),
    [(_ADDRESS, "its name and address"), ("https://dev-2.acme.example", "its name")],
)
def test_another_environment_with_the_name_of_a_removed_one_is_told_from_it(
    user: StartUser, address: str, has: str
) -> None:
    user.save(address)
    user.save("https://test-1.acme.example", "TEST-1")
    said = f"The earlier DEV-1 was removed. Another environment in the list has {has}."
    assert _repeated(user) == said
    assert _repeated(user, name="dev-1") == said.replace("DEV-1", "dev-1"), "the names count as equal"
    assert _repeated(user, name="DEV-10") == "DEV-10 is not in the list."


def test_so_is_one_that_was_added_again_while_the_wizard_is_open(user: StartUser) -> None:
    user.save("https://test-1.acme.example", "TEST-1")
    removed = user.save(connections=(Connection("dev-1", "Archive"),))
    user.open().set_target("dev-1", "Archive")
    with user.services.workspace().store() as store:
        store.environments.remove(removed.id)
    with user.services.workspace().store() as store:
        store.environments.add(removed.duplicate(removed.name))
    user.load()
    said = "The earlier DEV-1 was removed. Another environment in the list has its name and address."
    assert user.wizard.draft.target is None
    assert user.error(_list_name(user)) == f"{said}{_choose(user)}"


def test_the_host_of_a_run_without_environment_is_not_missed_where_the_list_shows_it(user: StartUser) -> None:
    user.save("https://test-1.acme.example", "TEST-1")
    user.save("https://test-2.acme.example", "TEST-2")
    assert _repeated(user, None, "dev-1.acme.example") == "dev-1.acme.example is not in the list."
    user.save(_ADDRESS, "NEW-1")
    assert f" {_repeated(user, None, 'dev-1.acme.example')}" == _choose(user)
