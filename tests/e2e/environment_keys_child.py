"""What becomes of the secrets of environments in a real key store: run with the arguments SCENARIO PASSWORD.

Each scenario is a function that asserts; its failure is the failure of the process. A new session of the application is
a new :class:`SavedContext`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.key_store_errors import SecretStoreError
from dmm_desktop.core.network import Network, proxy_password
from dmm_desktop.core.token import Token
from dmm_desktop.operations.check_environment import check_saved
from dmm_desktop.operations.context import SavedContext
from dmm_desktop.operations.environments import remove_environment, save_environment
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.storage.secrets import SecretStore
from dmm_desktop.storage.session_keys import KeyPlacement, SessionKeys
from e2e.keyring_child import WatchedStore, error_of, lock_store, stored_secrets, unlock_store
from scripted_server import ScriptedServer, answering, by_operation

_KEY, _OTHER = Token("first-key"), Token("second-key")
_TOO_LONG = Token("second-key-which-does-not-fit")
_SMALL = {"keyring.backends.SecretService": 20}
_OLD, _NEW = "http://old-proxy.example.com:8080", "http://new-proxy.example.com:8080"


class KilledStore(SecretStore):
    """The real key store; the process ends without further ado while it is used, after a deletion or before a new
    secret is stored."""

    def __init__(self, step: str) -> None:
        super().__init__()
        self._step = step

    def delete(self, secret_id: str) -> None:
        super().delete(secret_id)
        if self._step == "delete":
            os._exit(9)

    def write(self, secret_id: str, token: Token) -> None:
        if self._step == "write":
            os._exit(9)
        super().write(secret_id, token)


def _server() -> ScriptedServer:
    return ScriptedServer(by_operation(GetExecutionStatus=answering({"Status": "NotFound", "Success": True})))


def _keys_at(server: ScriptedServer) -> list[str]:
    return [key for request in server.requests if (key := request.headers.get("x-dmm-token")) is not None]


@contextmanager
def _data() -> Iterator[Workspace]:
    with tempfile.TemporaryDirectory() as folder, Workspace.open(Path(folder)) as workspace:
        yield workspace


def _session(workspace: Workspace, store: SecretStore | None = None) -> SavedContext:
    return SavedContext(lambda: workspace, SessionKeys(store or SecretStore()))


def _save(context: SavedContext, environment: Environment, key: Token | None = None) -> KeyPlacement | None:
    return save_environment(context, environment, key, CancelToken(), ignore_progress)


def _stored(workspace: Workspace) -> Environment:
    with workspace.store() as store:
        [environment] = store.environments.list()
    return environment


def _check(context: SavedContext, environment: Environment) -> None:
    check_saved(context, environment, CancelToken(), ignore_progress)


def _secrets() -> set[str]:
    return {secret.decode() for _, secret in stored_secrets()}


def _signing_in(proxy: str, password: Token) -> Environment:
    address = Address.parse("https://dev.example.com")
    return Environment("e1", "DEV-1", address, network=Network("", proxy, "me", password))


def new_key_is_refused_by_the_key_store() -> None:
    with _server() as old, _server() as new, _data() as workspace:
        context = _session(workspace, SecretStore(limits=_SMALL))
        before = Environment("e1", "DEV-1", Address.parse(old.address))
        assert _save(context, before, _KEY)
        placement = _save(context, replace(before, address=Address.parse(new.address)), _TOO_LONG)
        assert placement and "too long for the key store" in str(placement.problem)
        for later in (context, _session(workspace)):
            _check(later, _stored(workspace))
        assert (_keys_at(old), _keys_at(new)) == ([], [_TOO_LONG.reveal()])
        assert _secrets() == set()


def address_changes_while_a_check_waits_for_the_key() -> None:
    with _server() as old, _server() as new, _data() as workspace:
        before = Environment("e1", "DEV-1", Address.parse(old.address))
        _save(_session(workspace), before, _KEY)
        store = WatchedStore()
        context = _session(workspace, store)
        store.may_answer.clear()
        with ThreadPoolExecutor(1) as pool:
            checking = pool.submit(_check, context, before)
            assert store.reading.wait(20)
            _save(context, replace(before, address=Address.parse(new.address)), _OTHER)
            store.may_answer.set()
            checking.result(20)
        _check(context, before)
        assert (_keys_at(old), _keys_at(new)) == ([_KEY.reveal()], [_OTHER.reveal()])
        assert _secrets() == {_OTHER.reveal()}


def proxy_changes_and_its_password_is_refused() -> None:
    with _data() as workspace:
        context = _session(workspace, SecretStore(limits=_SMALL))
        before = _signing_in(_OLD, proxy_password("first-key"))
        _save(context, before, _OTHER)
        placement = _save(context, _signing_in(_NEW, proxy_password(_TOO_LONG.reveal())))
        assert placement and "too long for the key store" in str(placement.problem)
        later, stored = _session(workspace), _stored(workspace)
        assert (stored.network.proxy, later.network(stored).proxy_password) == (_NEW, None)
        assert later.key(stored) == _OTHER, "the key belongs to the address, which is as it was"
        assert _secrets() == {_OTHER.reveal()}


def killed_while_the_address_changes() -> None:
    if sys.platform == "win32":
        raise NotImplementedError("the Secret Service is Linux's")
    for step, host in (("delete", "old.example.com"), ("write", "new.example.com")):
        with _data() as workspace:
            before = Environment("e1", "DEV-1", Address.parse("https://old.example.com"))
            _save(_session(workspace), before, _KEY)
            child = os.fork()
            if child == 0:
                moved = replace(before, address=Address.parse("https://new.example.com"))
                _save(_session(workspace, KilledStore(step)), moved, _OTHER)
                os._exit(0)
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
            stored = _stored(workspace)
            assert (stored.address.host, _session(workspace).key(stored), _secrets()) == (host, None, set())


def locked_while_the_address_changes() -> None:
    with _data() as workspace:
        context, before = _session(workspace), _signing_in(_OLD, proxy_password("first-key"))
        _save(context, before, _OTHER)
        stored = _stored(workspace)
        lock_store()
        for changed in (
            replace(before, address=Address.parse("https://new.example.com")),
            replace(before, network=Network("", _NEW, "me", proxy_password("third-password"))),
        ):
            error = error_of(lambda changed=changed: _save(context, changed, Token("third-key")))  # type: ignore[misc]
            assert type(error) is SecretStoreError and str(error) == (
                "The environment DEV-1 was not saved. Its previous key or password may still be in the key store. The "
                "key store of this computer is locked. Unlock the key store or allow access and try again, or add a "
                "new environment."
            )
            assert _stored(workspace) == stored
        assert context.key(stored) == _OTHER, "it is still known in this session"
        unlock_store()
        assert _secrets() == {"first-key", _OTHER.reveal()}


def sign_in_is_dropped() -> None:
    with _data() as workspace:
        context, before = _session(workspace), _signing_in(_OLD, proxy_password("first-key"))
        _save(context, before, _OTHER)
        _save(context, replace(before, network=Network("certificates", _OLD, "me")))
        assert _secrets() == {"first-key", _OTHER.reveal()}, "the certificates do not concern the password"
        _save(context, replace(before, network=Network()))
        assert _secrets() == {_OTHER.reveal()}


def removal_takes_both_secrets() -> None:
    """Also a password of a sign-in that an earlier version dropped, and of an environment as it was before."""
    with _data() as workspace:
        context, before = _session(workspace), Environment("e1", "DEV-1", Address.parse("https://dev.example.com"))
        SecretStore().write("e1-proxy", _KEY)
        _save(context, before, _KEY)
        _save(context, replace(before, address=Address.parse("https://new.example.com")), _OTHER)
        assert _secrets() == {_KEY.reveal(), _OTHER.reveal()}
        remove_environment(context, before, CancelToken(), ignore_progress)
        assert _secrets() == set()


def removal_while_locked() -> None:
    with _data() as workspace:
        context, before = _session(workspace), _signing_in(_OLD, proxy_password("first-key"))
        _save(context, before, _OTHER)
        lock_store()
        error = error_of(lambda: remove_environment(context, before, CancelToken(), ignore_progress))
        assert type(error) is SecretStoreError and str(error) == (
            "The environment DEV-1 was not removed. Its key or password may still be in the key store. The key store "
            "of this computer is locked. Unlock the key store or allow access and try again."
        )
        stored = _stored(workspace)
        assert context.key(stored) == _OTHER and context.network(stored).proxy_password is not None


if __name__ == "__main__":
    globals()[sys.argv[1]]()
