"""The key store of the operating system: only a real one is accepted. With a real one: tests/e2e/test_keyring.py."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dmm_desktop.core.errors import SecretStoreMissing
from dmm_desktop.core.token import Token
from dmm_desktop.storage.secrets import LIMITS, SecretStore

_KEY = Token("a-REST-API-key")

_PLAIN_FILE = '''
from keyring.backend import KeyringBackend

class Keyring(KeyringBackend):
    """Keeps passwords in a file, as some plug-ins of keyring do."""

    priority = 9

    def get_password(self, service, username):
        return open("passwords.txt").read()

    def set_password(self, service, username, password):
        open("passwords.txt", "w").write(password)

    def delete_password(self, service, username):
        pass
'''

_USE = """
from dmm_desktop.core.errors import SecretStoreMissing
from dmm_desktop.core.token import Token
from dmm_desktop.storage.secrets import SecretStore
try:
    SecretStore().write("environment", Token("a-REST-API-key"))
except SecretStoreMissing as error:
    print(error.details)
"""


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
    for use in (lambda: store.read("id"), lambda: store.write("id", _KEY), lambda: store.delete("id")):
        with pytest.raises(SecretStoreMissing) as caught:
            use()
        assert details in caught.value.details
        assert _KEY.reveal() not in caught.value.details


@pytest.mark.parametrize("chosen", [True, False])
def test_a_plug_in_that_writes_files_is_never_used(tmp_path: Path, chosen: bool) -> None:
    """Neither where a setting names it nor where keyring would choose it because nothing better is there."""
    (tmp_path / "plain_file.py").write_text(_PLAIN_FILE)
    program = ("import os; os.environ['PYTHON_KEYRING_BACKEND'] = 'plain_file.Keyring'" if chosen else "") + _USE
    result = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, '.'); import plain_file\n{program}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stderr
    if chosen:
        assert result.stdout.strip() == "keyring offers plain_file.Keyring only"
    assert not (tmp_path / "passwords.txt").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have their key store")
def test_no_bus_means_no_key_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.SecretService.Keyring")
    with pytest.raises(SecretStoreMissing) as caught:
        SecretStore().read("id")
    assert "DBUS_SESSION_BUS_ADDRESS" in caught.value.details


def test_windows_holds_1280_characters() -> None:
    assert LIMITS == {"keyring.backends.Windows": 1280}


def test_keyring_is_loaded_when_it_is_needed() -> None:
    program = "import dmm_desktop.storage.vault, sys; print('keyring' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", program], text=True) == "False\n"
