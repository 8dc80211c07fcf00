"""One window for each data folder: a copy that is started later hands its file to the first one, and ends."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from ...core.errors import LocalError
from ...core.local_files import own_folder

_LOG = logging.getLogger(__name__)

#: How long a copy waits for the answer of the first one, and for one that is deciding right now, in milliseconds.
_PATIENCE = 10_000
#: Longest message, in bytes: a path and little more.
_LIMIT = 64 * 1024
#: Longest path of a socket on every Unix, in bytes.
_LONGEST_PATH = 100
_TAKEN, _REFUSED = b"taken\n", b"refused\n"

#: Called in the first copy with the file that a later one was given, None without one. Returns whether it is taken:
#: a window that is being closed takes nothing any more.
Asked: TypeAlias = Callable[[Path | None], bool]


class OneWindow(QObject):
    """Where the first copy listens: a socket in the data folder, on Windows a pipe that only this user can open.

    All users of a Windows computer share one list of pipe names, and whoever takes a name first receives what is sent
    to it. So the name is random, and a later copy sends nothing before the other end has proved that it can read
    ``window.key`` in the data folder, which holds a new secret for each first copy.

    A crash leaves no obstacle behind: an abandoned socket is replaced. Where the folder cannot be written to or its
    path is too long, every copy is a first one; the database supports that.
    """

    def __init__(self, folder: Path, asked: Asked, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder.absolute()
        self._asked = asked
        self._key = ""
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)

    def is_first(self, zip_path: Path | None) -> bool:
        """Whether there is no other window. If there is one, it has come to the front and has got the file."""
        try:
            own_folder(self._folder)
        except (OSError, LocalError):
            return True  # what is wrong with the folder is said by whoever opens the database
        lock = QLockFile(str(self._folder / "window.lock"))  # two that start at once decide one after the other
        if not lock.tryLock(_PATIENCE):
            return True
        try:
            key = self._read_key()
            if key and _hand_over(self._address(key), key, zip_path):
                return False
            self._listen()
            return True
        finally:
            lock.unlock()

    def close(self) -> None:
        """Listen no longer."""
        self._server.close()

    def _address(self, key: str) -> str:
        if sys.platform == "win32":
            return "dmm-desktop-" + hashlib.sha256(key.encode()).hexdigest()[:32]
        return str(self._folder / "window.socket")

    @property
    def _key_file(self) -> Path:
        return self._folder / "window.key"

    def _read_key(self) -> str:
        """The secret of the copy that listens, or "" if there is none."""
        try:
            return self._key_file.read_text("ascii")
        except (OSError, ValueError):
            return ""

    def _listen(self) -> None:
        self._key = secrets.token_hex(32)
        address = self._address(self._key)
        if len(address.encode()) > _LONGEST_PATH:
            _LOG.info("%s is too long for a socket: other copies open windows of their own", address)
            return
        try:
            self._key_file.unlink(missing_ok=True)
            with open(self._key_file, "x", encoding="ascii", opener=_private) as file:
                file.write(self._key)
        except OSError as error:
            _LOG.warning("other copies cannot find this window: %s", error)
            return
        QLocalServer.removeServer(address)  # a crash has left it
        if not self._server.listen(address):
            _LOG.warning("other copies cannot find this window: %s", self._server.errorString())

    @Slot()
    def _connected(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(self._read)

    @Slot()
    def _read(self) -> None:
        socket = self.sender()
        assert isinstance(socket, QLocalSocket)
        if not socket.canReadLine():
            if socket.bytesAvailable() > _LIMIT:
                socket.abort()
            return
        try:
            given = json.loads(bytes(socket.readLine(_LIMIT).data()))
            if "challenge" in given:
                socket.write(_proof(self._key, given["challenge"]))
                socket.flush()
                return
            zip_path = _path(given["zip"])
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            socket.abort()  # no copy of ours sends that
            return
        taken = self._asked(zip_path)
        if not taken:
            self._server.close()  # before the other one listens at the same place
        socket.write(_TAKEN if taken else _REFUSED)
        socket.flush()
        socket.disconnectFromServer()


def _path(given: object) -> Path | None:
    """The file of a message. Raises TypeError and ValueError for what no copy sends."""
    if given is None:
        return None
    if not isinstance(given, str):
        raise TypeError
    path = Path(given)
    if "\0" in given or not path.is_absolute():
        raise ValueError
    return path


def _proof(key: str, challenge: str) -> bytes:
    """The answer to a challenge, which only a reader of the key can give."""
    return hmac.new(key.encode(), challenge.encode(), "sha256").hexdigest().encode() + b"\n"


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _hand_over(address: str, key: str, zip_path: Path | None) -> bool:
    """Whether a copy that knows the key listens there and has taken the file."""
    deadline = QDeadlineTimer(_PATIENCE)
    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(int(deadline.remainingTime())):
        return False
    challenge = secrets.token_hex(32)
    answer = _exchange(socket, {"challenge": challenge}, deadline)
    if answer is not None and not hmac.compare_digest(answer, _proof(key, challenge)):
        _LOG.warning("what listens at %s is not a window of this data folder", address)
        return False
    if answer is not None:
        answer = _exchange(socket, {"zip": None if zip_path is None else str(zip_path.absolute())}, deadline)
    if answer is None:
        _LOG.warning("another window of this data folder does not answer; this is a second one")
    return answer == _TAKEN


def _exchange(socket: QLocalSocket, message: dict[str, str | None], deadline: QDeadlineTimer) -> bytes | None:
    """The answer to a message, or None if none comes in time."""
    socket.write(json.dumps(message).encode() + b"\n")
    while not socket.canReadLine():
        if deadline.hasExpired() or not socket.waitForReadyRead(int(deadline.remainingTime())):
            return None
    return bytes(socket.readLine(_LIMIT).data())
