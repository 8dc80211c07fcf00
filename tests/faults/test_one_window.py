"""Two copies on one data folder: the second raises the first, hands it its file, and ends."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.window.one_window import OneWindow
from faults.windows import APPLICATION, PATIENCE, variables, window
from process_ends import check, wait_for_success

#: Listens at a socket or pipe and prints what it is sent, in a process of its own: waiting in Qt holds Python up.
STRANGER = """
import os, sys
if sys.platform == "win32":
    import _winapi, msvcrt
    pipe = _winapi.CreateNamedPipe(sys.argv[1], _winapi.PIPE_ACCESS_DUPLEX, 0, 1, 4096, 4096, 0, 0)
    print("listening", flush=True)
    _winapi.ConnectNamedPipe(pipe, overlapped=False)
    connection = open(msvcrt.open_osfhandle(pipe, 0), "r+b", buffering=0)
else:
    import socket
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.bind(sys.argv[1])
        stranger.listen()
        print("listening", flush=True)
        accepted, _ = stranger.accept()
    with accepted:
        connection = accepted.makefile("rwb", buffering=0)
with connection as lines:
    print(lines.readline().decode(), end="")
    lines.write(b"f" * 64 + b"\\n")
    try:
        print(lines.read().decode(), end="")
    except OSError:  # on Windows, the end
        pass
"""


def address_of(one: OneWindow) -> str:
    """Where it listens."""
    server = one.findChild(QLocalServer)
    assert isinstance(server, QLocalServer)
    return server.fullServerName()


def second(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Another copy, as a person starts it."""
    words = [*APPLICATION, "--data-dir", str(folder), *arguments]
    # On Windows, the tests' screens are found on their own drive only. This copy shows nothing.
    environment = variables(QT_QPA_PLATFORM="offscreen")
    return subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE, env=environment, cwd=folder.parent)


def test_the_second_hands_its_file_to_the_first(tmp_path: Path) -> None:
    (tmp_path / "import.zip").write_bytes(b"no zip")
    with window("first", tmp_path / "data") as first:
        assert first.said() == {"ready": True}
        check(second(tmp_path / "data"))
        done = second(tmp_path / "data", "import.zip")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert first.said() == {"zip": "import.zip", "active": True}
        first.end()


def test_what_a_killed_one_leaves_is_no_obstacle(tmp_path: Path) -> None:
    with window("first", tmp_path / "data") as first:
        assert first.said() == {"ready": True}
        check(second(tmp_path / "data"))
        first.process.kill()
    if sys.platform != "win32":
        assert (tmp_path / "data" / "window.socket").exists()
    with window("show", tmp_path / "data") as next_one:
        assert next_one.said()["visible"]
        next_one.end()
    assert not (tmp_path / "data" / "window.socket").exists()


def test_each_folder_has_its_own(tmp_path: Path, qtbot: QtBot) -> None:
    one, other = (OneWindow(tmp_path / name, lambda zip_path: True) for name in ("one", "other"))
    assert one.is_first(None) and other.is_first(None)
    if sys.platform != "win32":
        assert (tmp_path / "one" / "window.socket").stat().st_mode & 0o077 == 0
    one.close()
    other.close()


@pytest.mark.parametrize(
    "given",
    [
        b"",
        b"not JSON\n",
        b"[]\n",
        b'{"zip": 7}\n',
        b"x" * 200_000,
        b'{"other": 1}\n',
        b"[" * 30_000 + b"\n",
        b'{"zip": "/a/\\u0000b.zip"}\n',
        b'{"zip": "relative.zip"}\n',
        b'{"zip": "/a/\\ud800.zip\n',
        b'{"challenge": 7}\n',
    ],
)
def test_what_no_copy_sends_does_nothing(tmp_path: Path, qtbot: QtBot, given: bytes) -> None:
    asked: list[Path | None] = []

    def ask(zip_path: Path | None) -> bool:
        asked.append(zip_path)
        return True

    one = OneWindow(tmp_path, ask)
    assert one.is_first(None)
    stranger, copy, zip_path = QLocalSocket(), QLocalSocket(), Path("/a/b.zip").absolute()
    stranger.connectToServer(address_of(one))
    stranger.write(given)
    stranger.disconnectFromServer()  # once all of it is sent
    copy.connectToServer(address_of(one))
    copy.write(json.dumps({"zip": str(zip_path)}).encode() + b"\n")
    with qtbot.waitSignal(copy.readyRead):
        pass
    assert bytes(copy.readAll().data()) == b"taken\n"
    assert asked == [zip_path]
    one.close()


def test_a_window_that_closes_lets_the_next_one_be_the_first(tmp_path: Path, qtbot: QtBot) -> None:
    closing = OneWindow(tmp_path / "data", lambda zip_path: False)
    assert closing.is_first(None)
    with window("show", tmp_path / "data") as next_one:
        socket_path = tmp_path / "data" / "window.socket"
        qtbot.waitUntil(lambda: next_one.process.poll() is not None, timeout=PATIENCE * 1000)
        assert next_one.said()["visible"]
        next_one.end()
    closing.close()
    assert not socket_path.exists()


@pytest.mark.parametrize("name", ["d" * 120, "file/data"])
def test_where_nobody_can_listen_every_copy_is_a_first_one(tmp_path: Path, qtbot: QtBot, name: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    for _ in range(2):
        one = OneWindow(tmp_path / name, lambda zip_path: True)
        assert one.is_first(None)
        one.close()


def test_who_does_not_know_the_key_gets_no_file(
    tmp_path: Path, qtbot: QtBot, expected_log: Callable[[str, str], None]
) -> None:
    """On Windows another user can listen at a pipe of a name that he has seen; here anybody can take the place of a
    socket that a crash has left."""
    expected_log("dmm_desktop.ui.window.one_window", "is not a window of this data folder")
    key = "0" * 64
    (tmp_path / "window.key").write_text(key)
    pipe = rf"\\.\pipe\dmm-desktop-{hashlib.sha256(key.encode()).hexdigest()[:32]}"
    address = pipe if sys.platform == "win32" else str(tmp_path / "window.socket")
    words = [sys.executable, "-c", STRANGER, address]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as stranger:
        assert stranger.stdout is not None and stranger.stdout.readline() == "listening\n"
        copy = OneWindow(tmp_path, lambda zip_path: True)
        assert copy.is_first(Path("/a/b.zip"))
        received = stranger.stdout.read().splitlines()
        copy.close()
        wait_for_success(stranger)
    assert len(received) == 1 and list(json.loads(received[0])) == ["challenge"]


def test_each_first_copy_has_a_key_of_its_own(tmp_path: Path, qtbot: QtBot) -> None:
    keys = []
    for _ in range(2):
        one = OneWindow(tmp_path, lambda zip_path: True)
        assert one.is_first(None)
        keys.append((tmp_path / "window.key").read_text())
        if sys.platform != "win32":
            assert (tmp_path / "window.key").stat().st_mode & 0o077 == 0
        one.close()
    assert keys[0] != keys[1]
