"""One window per data folder: a copy started later passes its file to the first one and exits.

The hashes are Qt's, because Python's load OpenSSL, which takes more than 3 MiB.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import (
    QCryptographicHash,
    QDeadlineTimer,
    QLockFile,
    QMessageAuthenticationCode,
    QObject,
    Slot,
)
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from ...core.errors import LocalError
from ...core.local_files import own_folder

_LOG = logging.getLogger(__name__)

#: How long a copy waits for the first one's reply, and for another copy that is starting, in milliseconds.
_PATIENCE = 10_000
#: Longest message, in bytes: a path and little more.
_LIMIT = 64 * 1024
#: Longest path of a socket on every Unix, in bytes.
_LONGEST_PATH = 100
_TAKEN, _REFUSED = b"taken\n", b"refused\n"

#: Called in the first copy with the file passed by a later one, or None. Returns False if the window is closing and
#: takes no more.
Asked: TypeAlias = Callable[[Path | None], bool]


class OneWindow(QObject):
    """Keeps the program to one window for each data folder: the first copy listens on a socket there or, on Windows,
    on a pipe that only this user can open.

    All users of a Windows computer share one list of pipe names, and the first program to use a name receives what is
    sent to it. So the name is random, and a later copy sends nothing until the other end has proved that it can read
    ``window.key`` in the data folder, which holds a new secret for each first copy.

    A crash blocks nothing: an abandoned socket is replaced. If the folder is not writable or its path is too long,
    every copy acts as the first; the database supports that.
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
        """Whether there is no other window. If there is one, it has come to the front and received the file."""
        try:
            own_folder(self._folder)
        except (OSError, LocalError):
            return True  # opening the database reports what is wrong with the folder
        lock = QLockFile(str(self._folder / "window.lock"))  # copies that start together decide in turn
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
        """Stop listening."""
        self._server.close()

    def _address(self, key: str) -> str:
        if sys.platform == "win32":
            digest = QCryptographicHash.hash(key.encode(), QCryptographicHash.Algorithm.Sha256)
            return "dmm-desktop-" + digest.toHex().toStdString()[:32]
        return str(self._folder / "window.socket")

    @property
    def _key_file(self) -> Path:
        return self._folder / "window.key"

    def _read_key(self) -> str:
        """The secret of the copy that is listening, or "" if there is none."""
        try:
            return self._key_file.read_text("ascii")
        except (OSError, ValueError):
            return ""

    def _listen(self) -> None:
        self._key = _random()
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
        QLocalServer.removeServer(address)  # left behind by a crash
        if not self._server.listen(address):
            _LOG.warning("other copies cannot find this window: %s", self._server.errorString())

    @Slot()
    def _connected(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.setReadBufferSize(_LIMIT + 1)
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
                self._prove(socket, given["challenge"])
                return
            zip_path = _path(given["zip"])
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            socket.abort()  # not sent by a copy of this application
            return
        taken = self._asked(zip_path)
        if not taken:
            self._server.close()  # before the other copy listens at the same address
        socket.write(_TAKEN if taken else _REFUSED)
        socket.flush()
        socket.disconnectFromServer()

    def _prove(self, socket: QLocalSocket, challenge: str) -> None:
        """Respond to a challenge, one per connection: responses that are never read would fill the memory."""
        if socket.property("has_proof"):
            raise ValueError
        socket.write(_proof(self._key, challenge))
        socket.flush()
        socket.setProperty("has_proof", True)


def _path(given: object) -> Path | None:
    """The file in a message. Raises TypeError or ValueError if it was not sent by a copy of this application."""
    if given is None:
        return None
    if not isinstance(given, str):
        raise TypeError
    path = Path(given)
    if "\0" in given or not path.is_absolute():
        raise ValueError
    return path


def _proof(key: str, challenge: str) -> bytes:
    """The response to a challenge, which requires the key."""
    code = QMessageAuthenticationCode.hash(challenge.encode(), key.encode(), QCryptographicHash.Algorithm.Sha256)
    return bytes(code.toHex().data()) + b"\n"


def _random() -> str:
    """A text that nobody can guess."""
    return os.urandom(32).hex()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _let_come_to_the_front() -> None:
    """Let another process bring its window to the front. On Windows, only the program that the user has just started
    may do so or allow others to [platform]."""
    if sys.platform == "win32":
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)


def _hand_over(address: str, key: str, zip_path: Path | None) -> bool:
    """Pass the file to the copy that listens there; returns False if no copy that knows the key accepted it."""
    deadline = QDeadlineTimer(_PATIENCE)
    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(int(deadline.remainingTime())):
        return False
    _let_come_to_the_front()
    challenge = _random()
    answer = _exchange(socket, {"challenge": challenge}, deadline)
    if answer is not None and answer != _proof(key, challenge):  # need not be constant-time: one try per challenge
        _LOG.warning("what listens at %s is not a window of this data folder", address)
        return False
    if answer is not None:
        answer = _exchange(socket, {"zip": None if zip_path is None else str(zip_path.absolute())}, deadline)
    if answer is None:
        _LOG.warning("another window of this data folder does not answer; this is a second one")
    return answer == _TAKEN


def _exchange(socket: QLocalSocket, message: dict[str, str | None], deadline: QDeadlineTimer) -> bytes | None:
    """The response to a message, or None if none arrives in time."""
    socket.write(json.dumps(message).encode() + b"\n")
    while not socket.canReadLine():
        if deadline.hasExpired() or not socket.waitForReadyRead(int(deadline.remainingTime())):
            return None
    return bytes(socket.readLine(_LIMIT).data())
