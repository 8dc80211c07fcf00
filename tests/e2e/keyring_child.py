"""The key store tests that run inside a separate session: `python keyring_child.py SCENARIO PASSWORD`.

Each scenario is a function that asserts; its failure is the failure of the process.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from operator import attrgetter
from pathlib import Path

import secretstorage
from jeepney import message_bus
from jeepney.io.blocking import Proxy
from keyring.backend import KeyringBackend, get_all_keyring
from secretstorage.util import DBusAddressWrapper, format_secret, open_session

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.key_store_errors import SecretStoreError, SecretStoreLocked, SecretStoreMissing, SecretTooLong
from dmm_desktop.core.network import Network
from dmm_desktop.core.token import Token
from dmm_desktop.operations.remove_data import remove_data
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.storage.secrets import SecretStore
from dmm_desktop.storage.session_keys import KeyPlace, KeyPlacement, SessionKeys

_KEY, _OTHER = Token("first-key"), Token("second-key")


class WatchedStore(SecretStore):
    """The real key store, which counts reads and can be delayed."""

    def __init__(self) -> None:
        super().__init__()
        self.reads = 0
        self.reading = threading.Event()
        self.may_answer = threading.Event()
        self.may_answer.set()

    def read(self, secret_id: str) -> Token | None:
        """Read the real store, and return the result when released."""
        self.reads += 1
        try:
            return super().read(secret_id)
        finally:
            self.reading.set()
            assert self.may_answer.wait(20)


def lock_store() -> None:
    """Lock the key store."""
    with closing(secretstorage.dbus_init()) as connection:
        secretstorage.get_default_collection(connection).lock()


def unlock_store() -> None:
    """Do what the desktop does when the user types the password into its prompt."""
    with closing(secretstorage.dbus_init()) as connection:
        path = secretstorage.get_default_collection(connection).collection_path
        internal = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"
        service = DBusAddressWrapper("/org/freedesktop/secrets", internal, connection)
        secret = format_secret(open_session(connection), sys.argv[2].encode(), "text/plain")
        service.call("UnlockWithMasterPassword", "o(oayays)", path, secret)


def stored_secrets() -> list[tuple[dict[str, str], bytes]]:
    """What the key store itself holds under our service name."""
    with closing(secretstorage.dbus_init()) as connection:
        items = secretstorage.get_default_collection(connection).search_items({"service": "dmm-desktop"})
        return [(item.get_attributes(), item.get_secret()) for item in items]


def error_of(use: Callable[[], object]) -> SecretStoreError:
    """The error of the key store that ``use`` raises."""
    try:
        use()
    except SecretStoreError as error:
        return error
    raise AssertionError("no error")


def write_read_delete() -> None:
    store = SecretStore()
    assert store.read("a") is None
    store.delete("a")
    store.write("a", _KEY)
    store.write("b", _OTHER)
    assert (store.read("a"), store.read("b"), SecretStore().read("a")) == (_KEY, _OTHER, _KEY)
    assert {(found["username"], secret) for found, secret in stored_secrets()} == {
        ("a", b"first-key"),
        ("b", b"second-key"),
    }
    store.write("a", _OTHER)
    assert store.read("a") == _OTHER
    store.delete("a")
    store.delete("a")
    assert (store.read("a"), store.read("b")) == (None, _OTHER)


def names_as_in_keepassxc() -> None:
    """A setting of keyring decides how the attributes of a key are named."""
    import keyring

    store = SecretStore()
    store.write("before", _KEY)
    os.environ["KEYRING_PROPERTY_SCHEME"] = "KeePassXC"
    keyring.get_keyring().set_properties_from_env()
    store.write("after", _OTHER)
    with closing(secretstorage.dbus_init()) as connection:
        collection = secretstorage.get_default_collection(connection)
        names = {name for item in collection.get_all_items() for name in item.get_attributes()}
        assert {"service", "username", "Title", "UserName"} <= names
        store.delete("before")
        store.delete("after")
        assert not [*collection.get_all_items()]


def other_backends() -> None:
    """A keyring plug-in that stores secrets elsewhere is installed too, and keyring would prefer it."""

    class Plugin(KeyringBackend):
        priority = 20.0

        def get_password(self, service: str, username: str) -> str:
            raise AssertionError("the plug-in was asked")

        def set_password(self, service: str, username: str, password: str) -> None:
            raise AssertionError("the plug-in was asked")

        def delete_password(self, service: str, username: str) -> None:
            raise AssertionError("the plug-in was asked")

    SecretStore().write("a", _KEY)
    assert isinstance(max(get_all_keyring(), key=attrgetter("priority")), Plugin)
    assert [secret for _, secret in stored_secrets()] == [_KEY.reveal().encode()]


def locked() -> None:
    store = SecretStore()
    store.write("a", _KEY)
    lock_store()
    before = time.monotonic()
    for use in (lambda: store.read("a"), lambda: store.write("a", _OTHER), lambda: store.delete("a")):
        error = error_of(use)
        assert isinstance(error, SecretStoreLocked), error.details
        assert _OTHER.reveal() not in error.details
    assert time.monotonic() - before < 10, "without a display nobody is waited for"
    unlock_store()
    assert store.read("a") == _KEY


def too_long() -> None:
    module = "keyring.backends.SecretService"
    store = SecretStore(limits={module: 10})
    store.write("a", Token("x" * 10))
    error = error_of(lambda: store.write("a", Token("x" * 11)))
    assert isinstance(error, SecretTooLong)
    assert "11 characters; the store holds 10" in str(error)
    assert store.read("a") == Token("x" * 10), "what was there is still there"
    SecretStore().write("a", Token("x" * 5000))
    assert SecretStore().read("a") == Token("x" * 5000)


def unusable_content() -> None:
    import keyring

    for content in ("", "  ", "zeilen\numbruch", "schlüssel"):
        keyring.set_password("dmm-desktop", "a", content)
        assert SecretStore().read("a") is None


def store_ends() -> None:
    if sys.platform == "win32":
        raise NotImplementedError("the Secret Service is Linux's")
    store = SecretStore()
    store.write("a", _KEY)
    with closing(secretstorage.dbus_init()) as connection:
        (pid,) = Proxy(message_bus, connection).GetConnectionUnixProcessID("org.freedesktop.secrets")
    os.kill(pid, signal.SIGKILL)
    keys = SessionKeys(store)
    error = error_of(lambda: store.read("a"))
    assert isinstance(error, SecretStoreLocked | SecretStoreMissing), type(error)  # D-Bus may start a new, locked one
    assert keys.put("a", _OTHER).place is KeyPlace.SESSION
    assert keys.get("a") == _OTHER


def keys_reads_once() -> None:
    SecretStore().write("a", _KEY)
    store = WatchedStore()
    keys = SessionKeys(store)
    store.may_answer.clear()
    asking = threading.Semaphore(0)

    def ask() -> Token | None:
        asking.release()
        return keys.get("a")

    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(ask) for _ in range(8)]
        assert all(asking.acquire(timeout=20) for _ in range(8))
        assert store.reading.wait(20)
        store.may_answer.set()
        assert [answer.result(20) for answer in answers] == [_KEY] * 8
    assert store.reads == 1
    assert keys.where("a") is KeyPlace.KEYRING
    assert (keys.get("b"), keys.get("b"), store.reads) == (None, None, 2)


def keys_and_lock() -> None:
    SecretStore().write("a", _KEY)
    keys = SessionKeys(SecretStore())
    lock_store()
    assert isinstance(error_of(lambda: keys.get("a")), SecretStoreLocked)
    assert isinstance(error_of(lambda: keys.remove("a")), SecretStoreLocked), "it may still be there"
    placement = keys.put("b", _OTHER)
    assert placement.place is KeyPlace.SESSION and isinstance(placement.problem, SecretStoreLocked)
    assert (keys.get("b"), keys.where("b")) == (_OTHER, KeyPlace.SESSION)
    unlock_store()
    assert keys.get("a") == _KEY, "a failure is not remembered"
    assert keys.put("b", _OTHER) == KeyPlacement(KeyPlace.KEYRING)
    assert keys.where("b") is KeyPlace.KEYRING
    keys.remove("a")
    assert (keys.get("a"), SecretStore().read("a"), SecretStore().read("b")) == (None, None, _OTHER)


def keys_newer_key_wins() -> None:
    """While the store is being read, the user enters another key or removes it."""
    changes: list[tuple[Callable[[SessionKeys], object], Token | None, KeyPlace | None]] = [
        (lambda keys: keys.put("a", _OTHER), _OTHER, KeyPlace.KEYRING),
        (lambda keys: keys.keep_for_session("a", _OTHER), _OTHER, KeyPlace.SESSION),
        (lambda keys: keys.remove("a"), None, None),
    ]
    for change, expected, place in changes:
        store = WatchedStore()
        store.write("a", _KEY)
        keys = SessionKeys(store)
        store.may_answer.clear()
        with ThreadPoolExecutor(1) as pool:
            answer = pool.submit(keys.get, "a")
            assert store.reading.wait(20)
            change(keys)
            store.may_answer.set()
            assert answer.result(20) == (expected or _KEY)
        assert (keys.get("a"), keys.where("a")) == (expected, place)


def _saved(folder: Path) -> tuple[str, str, str]:
    """Two environments with their secrets, one of them with an address that is no longer accepted; the ids in the key
    store."""
    address = Address.parse("https://dev.example.com")
    network = Network("", "http://proxy.example.com:8080", "user")
    proxied = Environment(uuid.uuid4().hex, "DEV-1", address, network=network)
    odd = Environment(uuid.uuid4().hex, "DEV-2", address)
    with Workspace.open(folder) as workspace:
        with workspace.store() as store:
            store.environments.add(proxied)
            store.environments.add(odd)
        with closing(sqlite3.connect(workspace.paths.database)) as database, database:
            database.execute("UPDATE environments SET address = 'http://a b' WHERE id = ?", [odd.id])
    ids = (*proxied.secret_ids, odd.key_id)
    for one in ids:
        SecretStore().write(one, _KEY)
    return ids


def remove_data_of_the_user() -> None:
    SecretStore().write("of another folder", _OTHER)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "data"
        _saved(root)
        remove_data(root, SecretStore())
        assert not root.exists()
    assert [secret for _, secret in stored_secrets()] == [_OTHER.reveal().encode()]


def remove_data_while_locked() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "data"
        ids = _saved(root)
        lock_store()
        error = error_of(lambda: remove_data(root, SecretStore()))
        assert isinstance(error, SecretStoreLocked)
        with Workspace.open(root) as workspace, workspace.store() as store:
            assert len(store.environments.secret_ids()) == 4, "the data stays"
        unlock_store()
        assert [SecretStore().read(one) for one in ids] == [_KEY] * 3


if __name__ == "__main__":
    globals()[sys.argv[1]]()
