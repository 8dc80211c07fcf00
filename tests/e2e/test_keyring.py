"""Keys in a real Secret Service: gnome-keyring on a session bus of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is what Linux desktops have")

_CHILD = Path(__file__).with_name("keyring_child.py")
_ENVIRONMENTS = Path(__file__).with_name("environment_keys_child.py")
_PACKAGES = {"dbus-run-session": "dbus-daemon", "gnome-keyring-daemon": "gnome-keyring"}
_PASSWORD = "test-password"
_UNLOCKED = f"""
printf {_PASSWORD} | gnome-keyring-daemon --unlock --components=secrets >&2 && exec "$0" "$@"
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home and a runtime folder for one desktop session, which nobody else can read."""
    missing = [package for program, package in _PACKAGES.items() if not shutil.which(program)]
    if missing:
        pytest.fail(f"Install {' '.join(missing)}: the tests need a real key store.", pytrace=False)
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    return tmp_path


def _session(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["dbus-run-session", "--", *command], capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    "scenario",
    [
        "write_read_delete",
        "names_as_in_keepassxc",
        "other_backends",
        "locked",
        "too_long",
        "unusable_content",
        "store_ends",
        "keys_reads_once",
        "keys_and_lock",
        "keys_newer_key_wins",
        "remove_data_of_the_user",
        "remove_data_while_locked",
    ],
)
def test_with_an_unlocked_key_store(home: Path, scenario: str) -> None:
    _carry_out(home, _CHILD, scenario)


@pytest.mark.parametrize(
    "scenario",
    [
        "new_key_is_refused_by_the_key_store",
        "address_changes_while_a_check_waits_for_the_key",
        "proxy_changes_and_its_password_is_refused",
        "killed_while_the_address_changes",
        "locked_while_the_address_changes",
        "sign_in_is_dropped",
        "removal_takes_both_secrets",
        "removal_while_locked",
    ],
)
def test_secrets_of_environments(home: Path, scenario: str) -> None:
    _carry_out(home, _ENVIRONMENTS, scenario)


def _carry_out(home: Path, child: Path, scenario: str) -> None:
    result = _session("sh", "-c", _UNLOCKED, sys.executable, str(child), scenario, _PASSWORD)
    assert result.returncode == 0, result.stderr
    # The runtime folder has sockets only, and a key store that is ending removes them.
    folders = [one for one in home.iterdir() if one.name != "runtime"]
    files = [one for folder in folders for one in (folder, *folder.rglob("*")) if one.is_file()]
    assert not [file for file in files if b"first-key" in file.read_bytes()]


_USE = """
from dmm_desktop.core.key_store_errors import SecretStoreError
from dmm_desktop.storage.secrets import SecretStore
from dmm_desktop.core.token import Token
try:
    SecretStore().write("a", Token("first-key"))
except SecretStoreError as error:
    print(type(error).__name__)
"""


@pytest.mark.parametrize(
    ("backend", "expected"),
    [
        (None, "SecretStoreLocked"),  # D-Bus starts gnome-keyring, which has nobody to ask for a password
        ("keyring.backends.null.Keyring", "SecretStoreMissing"),
        ("keyring.backends.fail.Keyring", "SecretStoreMissing"),
    ],
)
def test_without_an_unlocked_key_store(
    home: Path, monkeypatch: pytest.MonkeyPatch, backend: str | None, expected: str
) -> None:
    if backend:
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)
    result = _session(sys.executable, "-c", _USE)
    assert result.stdout.strip() == expected, result.stderr


def test_without_a_bus(home: Path) -> None:
    result = subprocess.run([sys.executable, "-c", _USE], capture_output=True, text=True, timeout=60)
    assert result.stdout.strip() == "SecretStoreMissing", result.stderr
