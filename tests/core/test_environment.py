"""What is forgotten of an environment when its address changes, and which of its secrets are no longer its own."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import CHECKED, Environment
from dmm_desktop.core.network import DIRECT, SYSTEM_NETWORK, Network, proxy_password
from storage.sample_values import environments


@given(environments)
def test_only_what_a_check_finds_is_reset_and_a_loaded_description_is_kept(environment: Environment) -> None:
    unchecked = environment.unchecked
    kept = {"description", "description_is_loaded"} if environment.description_is_loaded else set()
    for field in fields(Environment):
        is_reset = field.name in (*CHECKED, "accepted_at") and field.name not in kept
        expected = field.default if is_reset else getattr(environment, field.name)
        assert getattr(unchecked, field.name) == expected, field.name
    assert unchecked.unchecked == unchecked


_PROXY = "http://proxy.example.com:8080"
_BEFORE = Environment(
    "e1", "DEV-1", Address.parse("https://dev.example.com/DMMAPI"), network=Network("", _PROXY, "me"), key_id="first"
)
_NOT_SIGNED_IN = replace(_BEFORE, network=SYSTEM_NETWORK)


def test_by_default_the_ids_of_the_secrets_follow_from_its_own() -> None:
    assert _NOT_SIGNED_IN.secret_ids == ("first", "e1-proxy")
    assert Environment("e1", "DEV-1", _BEFORE.address).secret_ids == ("e1", "e1-proxy")


@pytest.mark.parametrize(
    ("address", "is_renewed"),
    [
        ("https://dev.example.com/other", False),
        ("https://DEV.example.com:443", False),
        ("https://dev.example.com:8443/DMMAPI", True),
        ("https://test.example.com/DMMAPI", True),
    ],
)
def test_the_key_belongs_to_the_host(address: str, is_renewed: bool) -> None:
    moved = replace(_BEFORE, address=Address.parse(address)).succeeding(_BEFORE)
    assert (moved.key_id != _BEFORE.key_id) is is_renewed
    assert moved.proxy_id == _BEFORE.proxy_id
    assert moved.succeeding(_BEFORE) == moved, "it has ids of its own already"


@pytest.mark.parametrize(
    ("before", "network", "is_renewed"),
    [
        (_BEFORE, Network("", _PROXY, "me", proxy_password("new")), False),
        (_BEFORE, Network("certificates", _PROXY, "me"), False),
        (_BEFORE, Network("", "http://proxy.example.com:3128", "me"), True),
        (_BEFORE, Network("", _PROXY, "other"), True),
        (_BEFORE, Network("", _PROXY), True),
        (_BEFORE, SYSTEM_NETWORK, True),
        (_NOT_SIGNED_IN, Network("", _PROXY, "me"), True),
        (_NOT_SIGNED_IN, Network("", _PROXY), False),
        (_NOT_SIGNED_IN, Network("", DIRECT), False),
    ],
)
def test_the_password_belongs_to_the_proxy_and_its_user(
    before: Environment, network: Network, is_renewed: bool
) -> None:
    changed = replace(before, network=network).succeeding(before)
    assert (changed.proxy_id != before.proxy_id) is is_renewed
    assert changed.key_id == before.key_id


def test_a_copy_has_secrets_of_its_own() -> None:
    copy = _BEFORE.duplicate("DEV-2")
    assert copy.secret_ids == (copy.id, f"{copy.id}-proxy") and copy.id != _BEFORE.id
