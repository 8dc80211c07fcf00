"""What is said below the address about runs that have not ended: it depends on the address entered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.run_state import RunState
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from ui.environment_fixtures import SavedEnvironments, error_at, fill, press
from ui.lookup import find
from ui.sample_runs import SampleServices, sample_run

_OLD, _NEW, _OTHER = "https://old.acme.example", "https://new.acme.example", "https://other.acme.example"
_ROOT = f"{_OLD}/DMMAPI/rest/v1"
_LEFT = (
    "A run at the current address may not have ended. Once another address is saved, it can be neither watched nor "
    "stopped from here."
)
_FOUND = (
    "A run at this address may not have ended. Once you save this address with its REST API key, the run can be "
    "watched and stopped from here."
)
_TAKEN = "“Other” has this address already."


class _User:
    """Opens the dialog, and reads what is said below the address."""

    def __init__(
        self, services: SampleServices, environments: SavedEnvironments, shown: Callable[..., QWidget]
    ) -> None:
        self.services, self.environments, self._shown = services, environments, shown

    def runs_at(self, root: str, environment_id: str | None, state: RunState = RunState.RUNNING) -> None:
        run = sample_run(f"at {root} {environment_id}", state, root=root, environment_id=environment_id)
        self.services.put(run)

    def opens(self, environment: Environment | None) -> None:
        self.dialog = EnvironmentDialog(self.services, environment)
        self._shown(self.dialog, self.dialog.width(), self.dialog.height())

    def types(self, address: str) -> str:
        fill(self.dialog, environment_address=address)
        return self.note

    @property
    def note(self) -> str:
        return find(self.dialog, QLineEdit, "environment_address").accessibleDescription()


@pytest.fixture
def user(services: SampleServices, saved_environments: SavedEnvironments, shown: Callable[..., QWidget]) -> _User:
    saved_environments.put("Other", _OTHER)
    return _User(services, saved_environments, shown)


def test_another_address_leaves_a_run(user: _User) -> None:
    user.runs_at(_ROOT, "Env")
    user.opens(user.environments.put("Env", _OLD))
    usual = user.note
    assert user.types(_NEW) == _LEFT
    assert user.types(_OTHER) == f"{_TAKEN} {_LEFT}", "neither hides the other"
    assert user.types(f"{_OLD}/other") == usual, "its key is sent to the same host"
    assert user.types("https://") not in (_LEFT, _FOUND)


def test_the_old_address_finds_a_run_again(user: _User) -> None:
    user.runs_at(_ROOT, "Env")
    user.opens(user.environments.put("Env", _NEW))
    usual = user.note
    assert user.types(_OLD) == _FOUND
    assert user.types("https://third.acme.example") == usual, "it can be watched neither before nor after"
    user.runs_at(f"{_NEW}/DMMAPI/rest/v1", "Env")
    assert user.note == _LEFT, "a run was added meanwhile"
    assert user.types(_OLD) == f"{_LEFT} {_FOUND}"


@pytest.mark.parametrize("environment_id", ["gone", None])
def test_so_does_a_new_environment(user: _User, environment_id: str | None) -> None:
    user.runs_at(_ROOT, environment_id)
    user.opens(None)
    assert user.types(_OLD) == _FOUND
    assert user.types(_OTHER) == _TAKEN


def test_a_run_that_another_environment_can_follow_is_not_left(user: _User) -> None:
    environment = user.environments.put("Env", _OLD)
    user.environments.put("Twin", _OLD)
    user.runs_at(_ROOT, "Env")
    user.opens(environment)
    assert user.note == "“Twin” has this address already."
    assert _LEFT not in user.types(_NEW)


def test_a_run_that_has_ended_does_not_count(user: _User) -> None:
    user.runs_at(_ROOT, "Env", RunState.COMPLETED)
    user.opens(user.environments.put("Env", _OLD))
    assert user.types(_OTHER) == _TAKEN


def test_a_run_that_ends_meanwhile_no_longer_counts(user: _User) -> None:
    user.runs_at(_ROOT, "Env")
    user.opens(user.environments.put("Env", _OLD))
    assert user.types(_OTHER) == f"{_TAKEN} {_LEFT}"
    user.runs_at(_ROOT, "Env", RunState.COMPLETED)
    assert user.note == _TAKEN


def test_why_the_address_was_changed_hides_nothing(user: _User) -> None:
    user.runs_at(_ROOT, "Env")
    environment = user.environments.put("Env", _OLD)
    user.opens(environment)
    assert user.types(f"{_OTHER}?tab=1") == f"{_TAKEN} {_LEFT}"
    press(user.dialog, "save_environment")
    assert error_at(user.dialog, "rest_api_key")
    left_out = "“?tab=1” was left out: it is not part of the address of an API."
    assert user.note == f"{left_out} {_TAKEN} {_LEFT}"
    user.dialog._form.take_result(replace(environment, address=Address.parse(_NEW)))
    assert user.note.startswith("Changed: the API was found here") and user.note.endswith(_LEFT)
    assert user.types(_NEW + "/x") == _LEFT
