"""Keys in memory: what holds without a key store. With a real one: tests/e2e/test_keyring.py."""

from __future__ import annotations

import pytest

from dmm_desktop.core.errors import SecretStoreMissing
from dmm_desktop.core.token import Token
from dmm_desktop.storage.secrets import SecretStore
from dmm_desktop.storage.vault import KeyPlace, KeyPlacement, TokenVault

_KEY, _OTHER = Token("first"), Token("second")


@pytest.fixture(params=["session only", "no key store"])
def vault(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> TokenVault:
    """A vault that has nothing but its memory, by choice or because this computer has no key store."""
    if request.param == "session only":
        return TokenVault(None)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    return TokenVault(SecretStore())


def test_a_key_is_kept_until_the_vault_goes(vault: TokenVault) -> None:
    assert vault.get("a") is None
    assert vault.where("a") is None
    assert vault.put("a", _KEY).place is KeyPlace.SESSION
    assert (vault.get("a"), vault.where("a"), vault.get("b")) == (_KEY, KeyPlace.SESSION, None)
    vault.put("a", _OTHER)
    assert vault.get("a") == _OTHER


def test_a_key_for_the_session(vault: TokenVault) -> None:
    assert vault.keep_for_session("a", _KEY) == KeyPlacement(KeyPlace.SESSION)
    assert (vault.get("a"), vault.where("a")) == (_KEY, KeyPlace.SESSION)


def test_a_removed_key_is_gone(vault: TokenVault) -> None:
    vault.put("a", _KEY)
    vault.put("b", _OTHER)
    vault.remove("a")
    vault.remove("never there")
    assert (vault.get("a"), vault.where("a"), vault.get("b")) == (None, None, _OTHER)


def test_that_a_key_could_not_be_stored_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    problem = TokenVault(SecretStore()).put("a", _KEY).problem
    assert isinstance(problem, SecretStoreMissing)
    assert "kept until the application closes" in str(problem.advice)


def test_a_session_without_key_store_by_choice_is_no_problem() -> None:
    assert TokenVault(None).put("a", _KEY) == KeyPlacement(KeyPlace.SESSION)


def test_a_vault_shows_no_key(vault: TokenVault) -> None:
    placement = vault.put("a", Token("top-secret"))
    assert "top-secret" not in repr((vault.__dict__, placement))
