"""Keys in memory: what holds without a key store. With a real one: tests/e2e/test_keyring.py."""

from __future__ import annotations

import pytest

from dmm_desktop.core.key_store_errors import SecretStoreMissing
from dmm_desktop.core.token import Token
from dmm_desktop.storage.secrets import SecretStore
from dmm_desktop.storage.session_keys import KeyPlace, KeyPlacement, SessionKeys

_KEY, _OTHER = Token("first"), Token("second")


@pytest.fixture(params=["session only", "no key store"])
def keys(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> SessionKeys:
    """Keys in memory only, by choice or because this computer has no key store."""
    if request.param == "session only":
        return SessionKeys(None)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    return SessionKeys(SecretStore())


def test_a_key_is_kept_until_the_session_ends(keys: SessionKeys) -> None:
    assert keys.get("a") is None
    assert keys.where("a") is None
    assert keys.put("a", _KEY).place is KeyPlace.SESSION
    assert (keys.get("a"), keys.where("a"), keys.get("b")) == (_KEY, KeyPlace.SESSION, None)
    keys.put("a", _OTHER)
    assert keys.get("a") == _OTHER


def test_a_key_for_the_session(keys: SessionKeys) -> None:
    assert keys.keep_for_session("a", _KEY) == KeyPlacement(KeyPlace.SESSION)
    assert (keys.get("a"), keys.where("a")) == (_KEY, KeyPlace.SESSION)


def test_a_removed_key_is_gone(keys: SessionKeys) -> None:
    keys.put("a", _KEY)
    keys.put("b", _OTHER)
    keys.remove("a")
    keys.remove("never there")
    assert (keys.get("a"), keys.where("a"), keys.get("b")) == (None, None, _OTHER)


def test_that_a_key_could_not_be_stored_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    problem = SessionKeys(SecretStore()).put("a", _KEY).problem
    assert isinstance(problem, SecretStoreMissing)


def test_a_session_without_key_store_by_choice_is_no_problem() -> None:
    assert SessionKeys(None).put("a", _KEY) == KeyPlacement(KeyPlace.SESSION)


def test_no_key_is_shown(keys: SessionKeys) -> None:
    placement = keys.put("a", Token("top-secret"))
    assert "top-secret" not in repr((keys.__dict__, placement))
