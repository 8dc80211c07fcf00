"""The key store of the operating system: only a real one is accepted. With a real one: tests/e2e/test_keyring.py."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from dmm_desktop.core.key_store_errors import SecretStoreMissing
from dmm_desktop.core.token import Token
from dmm_desktop.storage.secrets import LIMITS, SecretStore
from not_on_windows import DESKTOP_SERVICES, KEY_STORE
from process_ends import check

_KEY = Token("a-REST-API-key")

_PLAIN_FILE = """
from keyring.backend import KeyringBackend

class PlainFile(KeyringBackend):
    priority = 9

    def get_password(self, service, username):
        return open("passwords.txt").read()

    def set_password(self, service, username, password):
        open("passwords.txt", "w").write(password)

    def delete_password(self, service, username):
        pass
"""

# Said to be of a module that is accepted: what real stores do when they are broken cannot be had otherwise.
_FORGETFUL = """
from keyring.backend import KeyringBackend

class Forgetful(KeyringBackend):
    __module__ = "keyring.backends.SecretService"
    priority = 9

    def get_password(self, service, username):
        return None

    def set_password(self, service, username, password):
        pass

    def delete_password(self, service, username):
        pass
"""
_FAILING = _FORGETFUL.replace("        pass\n", "        raise OSError(5, 'broken pipe to nowhere')\n", 1)

_USE = """
from dmm_desktop.core.key_store_errors import SecretStoreError
from dmm_desktop.core.token import Token
from dmm_desktop.storage.secrets import SecretStore
try:
    SecretStore().write("environment", Token("a-REST-API-key"))
except SecretStoreError as error:
    print(f"{type(error).__name__}: {error} ({error.details})")
"""


@pytest.fixture(autouse=True)
def stores_of_plug_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let keyring choose among the stores: elsewhere the tests name one that keeps nothing."""
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)


@pytest.mark.parametrize(
    ("backend", "details"),
    [
        ("keyring.backends.null.Keyring", "keyring.backends.null.Keyring only"),
        ("keyring.backends.fail.Keyring", "keyring.backends.fail.Keyring only"),
        ("keyring.backends.chainer.ChainerBackend", "keyring.backends.chainer.ChainerBackend only"),
        ("keyring.backends.no_such_module.Keyring", "ModuleNotFoundError"),
        ("keyring.backends.null.NoSuchClass", "AttributeError"),
    ],
)
def test_what_is_no_real_key_store_is_refused(monkeypatch: pytest.MonkeyPatch, backend: str, details: str) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)
    store = SecretStore()
    uses: list[Callable[[], object]] = [
        partial(store.read, "id"),
        partial(store.write, "id", _KEY),
        partial(store.delete, "id"),
    ]
    for use in uses:
        with pytest.raises(SecretStoreMissing) as caught:
            use()
        assert details in caught.value.details
        assert _KEY.reveal() not in caught.value.details


def _use(folder: Path, plug_in: str) -> str:
    """What a process that has this plug-in of keyring, and nothing else, is told when it stores a key."""
    result = subprocess.run(
        [sys.executable, "-c", plug_in + _USE], cwd=folder, capture_output=True, text=True, timeout=60
    )
    check(result)
    return result.stdout.strip()


@pytest.mark.parametrize("chosen", [True, False])
def test_a_plug_in_that_writes_files_is_never_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen: bool
) -> None:
    """Neither where a setting names it nor where keyring would choose it because nothing better is there."""
    if chosen:
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "__main__.PlainFile")
    elif sys.platform == "win32":
        pytest.skip(KEY_STORE)
    assert _use(tmp_path, _PLAIN_FILE).startswith("SecretStoreMissing")
    assert not any(tmp_path.iterdir())


def test_a_store_that_forgets_is_noticed(tmp_path: Path) -> None:
    assert "did not return what was stored" in _use(tmp_path, _FORGETFUL)


def test_a_store_that_fails_in_a_way_of_its_own(tmp_path: Path) -> None:
    said = _use(tmp_path, _FAILING)
    assert said == (
        "SecretStoreError: The key store of this computer failed. Reported error: [Errno 5] broken pipe to nowhere. "
        "Try again, or enter the key for this session only. (OSError: [Errno 5] broken pipe to nowhere)"
    )


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        ("raise RuntimeError('keyring') from PermissionError(13, 'not you')", "Refused: {} denied access."),
        ("raise KeyringLocked('Failed to unlock the item!')", "Refused: {} denied access."),
        ("raise PromptDismissedException('Prompt dismissed.')", "Refused: {} denied access."),
        (
            "raise InitError('no collection') from PromptDismissedException('Prompt dismissed.')",
            "Locked: {} is locked.",
        ),
        ("raise KeyringLocked('Failed to unlock the collection!')", "Locked: {} is locked."),
        ("raise InitError('no collection') from KeyringLocked('It is locked.')", "Locked: {} is locked."),
        ("raise InitError('no collection') from KeyError('Item does not exist!')", "Missing: This computer has no"),
    ],
)
def test_no_and_locked_have_words_of_their_own(tmp_path: Path, failure: str, told: str) -> None:
    errors = "from keyring.errors import InitError, KeyringLocked\n"
    dismissed = "class PromptDismissedException(Exception): pass\n"
    said = _use(tmp_path, errors + dismissed + _FORGETFUL.replace("        pass\n", f"        {failure}\n", 1))
    assert said.startswith("SecretStore" + told.format("The key store of this computer"))
    assert "a-REST-API-key" not in said


_STUB = """
import sys
from jeepney import MessageType, new_error
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import Proxy, open_dbus_connection

connection = open_dbus_connection(auth_timeout=60)
assert Proxy(message_bus, connection).RequestName("org.freedesktop.secrets") == (1,)
print("ready", flush=True)
while True:
    message = connection.receive()
    if message.header.message_type is MessageType.method_call:
        connection.send(new_error(message, sys.argv[1], "s", ("There is no such thing.",)))
"""
_BESIDE_IT = """
import subprocess, sys
stub = subprocess.Popen([sys.executable, "stub.py", sys.argv[1]], stdout=subprocess.PIPE)
stub.stdout.readline()
used = subprocess.run([sys.executable, "use.py"])
stub.kill()
sys.exit(used.returncode)
"""
_ERROR = "org.freedesktop.DBus.Error."


@pytest.mark.skipif(sys.platform != "linux", reason=DESKTOP_SERVICES)
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (_ERROR + "UnknownMethod", "SecretStoreMissing: This computer has no usable key store."),
        (_ERROR + "UnknownObject", "SecretStoreMissing: This computer has no usable key store."),
        ("org.freedesktop.Secret.Error.NoSuchObject", "SecretStoreMissing: This computer has no usable key store."),
        (_ERROR + "ServiceUnknown", "SecretStoreMissing: This computer has no usable key store."),
        ("org.freedesktop.Secret.Error.IsLocked", "SecretStoreLocked: The key store of this computer is locked."),
        (_ERROR + "AccessDenied", "SecretStoreRefused: The key store of this computer denied access."),
        (_ERROR + "Failed", "SecretStoreError: The key store of this computer failed."),
    ],
)
def test_a_secret_service_that_answers_everything_with_an_error(tmp_path: Path, name: str, expected: str) -> None:
    """A real one on a session bus of its own, as a desktop has that only pretends to know keys."""
    if not shutil.which("dbus-run-session"):
        pytest.fail("Install dbus-daemon: the test needs a session bus.", pytrace=False)
    (tmp_path / "stub.py").write_text(_STUB)
    (tmp_path / "use.py").write_text(_USE)
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", _BESIDE_IT, name],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    check(done)
    assert done.stdout.startswith(expected), done.stdout + done.stderr


_SLOW = """
from keyring.backend import KeyringBackend
import threading

ASKED = threading.Event()

class Slow(KeyringBackend):
    __module__ = "keyring.backends.SecretService"
    priority = 9

    def get_password(self, service, username):
        assert ASKED.wait(20)
        return "a-REST-API-key"

    def set_password(self, service, username, password):
        pass

    def delete_password(self, service, username):
        pass

from dmm_desktop.storage.secrets import SecretStore

told = []

def waits(waiting):
    told.append(waiting)
    ASKED.set()

assert SecretStore(waits=waits, patience=0.05).read("environment").reveal() == "a-REST-API-key"
assert SecretStore(waits=waits, patience=20).read("environment").reveal() == "a-REST-API-key"
print(told, threading.active_count())
"""


def test_a_store_that_lets_one_wait_is_told_while_it_does(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _SLOW], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    check(done)
    assert done.stdout.strip() == "[True, False] 1", done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason=KEY_STORE)
def test_no_bus_means_no_key_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.SecretService.Keyring")
    with pytest.raises(SecretStoreMissing) as caught:
        SecretStore().read("id")
    assert "DBUS_SESSION_BUS_ADDRESS" in caught.value.details


def test_windows_holds_1280_characters() -> None:
    assert LIMITS == {"keyring.backends.Windows": 1280}


def test_keyring_is_loaded_when_it_is_needed() -> None:
    program = "import dmm_desktop.storage.session_keys, sys; print('keyring' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", program], text=True) == "False\n"
