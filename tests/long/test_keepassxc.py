"""Keys in KeePassXC, the second program that Linux desktops use as their key store."""

from __future__ import annotations

import sys
from xml.etree import ElementTree

import pytest

from dmm_desktop.core.key_store_errors import SecretStoreLocked, SecretStoreMissing, SecretStoreRefused
from long.keepassxc import PASSWORD, KeePassXC, missing_programs
from tools.desktop.waiting import wait_for

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is what Linux desktops have"),
]

_ACCESS, _UNLOCK = "Access Request", "Unlock Database"
_YES, _DENY_ALL = ("Return",), ("Tab", "Tab", "Tab", "space")
_TYPE_PASSWORD = (*(letter.replace("-", "minus") for letter in PASSWORD), "Return")


@pytest.fixture(autouse=True)
def programs() -> None:
    if missing := missing_programs():
        pytest.fail(f"Install {' '.join(missing)}: the tests need KeePassXC and a desktop.", pytrace=False)


def test_a_key_is_kept_read_replaced_and_removed() -> None:
    with KeePassXC() as store:
        assert store.do("get", "a") == "nothing"
        assert store.do("put", "a", "first-key") == "keyring"
        assert store.do("put", "b", "other-key") == "keyring"
        assert store.do("get", "a") == "first-key"
        _wait_for_file(store, {"a": "first-key", "b": "other-key"})
        # It asks before one program replaces what another has stored, even where it asks nothing else.
        with store.doing("put", "a", "second-key") as process:
            assert store.answer(process, _ACCESS, *_YES) == "keyring"
        assert store.do("get", "a") == "second-key"
        _wait_for_file(store, {"a": "second-key", "b": "other-key"})
        assert store.do("remove", "a") == "removed"
        assert store.do("remove", "a") == "removed"
        assert (store.do("get", "a"), store.do("get", "b")) == ("nothing", "other-key")
        _wait_for_file(store, {"b": "other-key"})
        files = [path for path in store.folder.rglob("*") if path.is_file()]
        assert not [path for path in files if b"first-key" in path.read_bytes()]


def test_a_key_is_removed_whatever_the_names_of_its_attributes() -> None:
    with KeePassXC() as store:
        assert store.do("put", "a", "first-key") == "keyring"
        _wait_for_file(store, {"a": "first-key"})
        store.environment["KEYRING_PROPERTY_SCHEME"] = "KeePassXC"
        assert store.do("put", "b", "other-key") == "keyring"
        assert (store.do("get", "a"), store.do("get", "b")) == ("nothing", "other-key")
        assert (store.do("remove", "a"), store.do("remove", "b")) == ("removed", "removed")
        assert store.do("get", "b") == "nothing"
        _wait_for_file(store, {})


def test_a_locked_database_asks_for_its_password() -> None:
    with KeePassXC(unlocked=False) as store:
        with store.doing("get", "a") as process:
            assert store.answer(process, _UNLOCK, "Escape") == _told(SecretStoreLocked())
        with store.doing("put", "a", "first-key") as process:
            assert store.answer(process, _UNLOCK, "Escape") == f"session {_told(SecretStoreLocked())}"
        with store.doing("put", "a", "second-key") as process:
            assert store.answer(process, _UNLOCK, *_TYPE_PASSWORD) == "keyring"
        assert store.do("get", "a") == "second-key"


def test_access_is_denied_and_given() -> None:
    refused = _told(SecretStoreRefused())
    with KeePassXC(confirms=True) as store:
        with store.doing("put", "a", "first-key") as process:
            assert store.answer(process, _ACCESS, *_YES) == "keyring"
        for deed, told in (
            (("get", "a"), refused),
            (("put", "a", "second-key"), f"session {refused}"),
            (("remove", "a"), refused),
        ):
            with store.doing(*deed) as process:
                assert store.answer(process, _ACCESS, *_DENY_ALL) == told
        _wait_for_file(store, {"a": "first-key"})
        with store.doing("get", "a") as process:
            assert store.answer(process, _ACCESS, *_YES) == "first-key"
        with store.doing("remove", "a") as process:
            assert store.answer(process, _ACCESS, *_YES) == "removed"
        _wait_for_file(store, {})


def test_keepassxc_that_offers_its_keys_to_nobody_is_no_key_store() -> None:
    with KeePassXC(offered=False) as store:
        assert store.do("put", "a", "first-key") == f"session {_told(SecretStoreMissing())}"
        assert store.do("get", "a") == "nothing"
        _wait_for_file(store, {})


def _wait_for_file(store: KeePassXC, keys: dict[str, str]) -> None:
    """It saves its file a moment after it has answered."""
    wait_for(lambda: _passwords(store) == keys, f"{keys} in the file", lambda: _passwords(store))


def _told(error: Exception) -> str:
    return f"{type(error).__name__} {error}"


def _passwords(store: KeePassXC) -> dict[str, str]:
    """What KeePassXC has in its file for us, by environment; without its recycle bin and its history."""
    root = ElementTree.fromstring(store.in_the_file()).find("Root/Group")
    assert root is not None
    found = {}
    for entry in root.findall("Entry"):
        values = {string.findtext("Key"): string.findtext("Value") for string in entry.findall("String")}
        assert values["service"] == "dmm-desktop"
        found[str(values["username"])] = str(values["Password"])
    return found
