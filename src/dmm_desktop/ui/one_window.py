"""One window for each data folder: a copy that is started later hands its file to the first one, and ends."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

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

    Nothing is left that a crash could make an obstacle: a socket that nobody listens at is replaced. Where the folder
    cannot be written to or its path is too long, every copy is a first one; the database is made for that.
    """

    def __init__(self, folder: Path, asked: Asked, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder.absolute()
        self._asked = asked
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)

    def is_first(self, zip_path: Path | None) -> bool:
        """Whether there is no other window. If there is one, it has come to the front and has got the file."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            return True  # what is wrong with the folder is said by whoever opens the database
        lock = QLockFile(str(self._folder / "window.lock"))  # two that start at once decide one after the other
        if not lock.tryLock(_PATIENCE):
            return True
        try:
            if _hand_over(self._address, zip_path):
                return False
            self._listen()
            return True
        finally:
            lock.unlock()

    def close(self) -> None:
        """Listen no longer."""
        self._server.close()

    @property
    def _address(self) -> str:
        if sys.platform == "win32":
            import hashlib

            return "dmm-desktop-" + hashlib.sha256(str(self._folder).lower().encode()).hexdigest()[:32]
        return str(self._folder / "window.socket")

    def _listen(self) -> None:
        if len(self._address.encode()) > _LONGEST_PATH:
            _LOG.info("%s is too long for a socket: other copies open windows of their own", self._address)
            return
        QLocalServer.removeServer(self._address)  # a crash has left it
        if not self._server.listen(self._address):
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
            given = json.loads(bytes(socket.readLine(_LIMIT).data()))["zip"]
            zip_path = Path(given) if given is not None else None
        except (ValueError, TypeError, KeyError):
            socket.abort()  # no copy of ours sends that
            return
        taken = self._asked(zip_path)
        if not taken:
            self._server.close()  # before the other one listens at the same place
        socket.write(_TAKEN if taken else _REFUSED)
        socket.flush()
        socket.disconnectFromServer()


def _hand_over(address: str, zip_path: Path | None) -> bool:
    """Whether a copy listens there and has taken the file."""
    deadline = QDeadlineTimer(_PATIENCE)
    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(int(deadline.remainingTime())):
        return False
    message = {"zip": None if zip_path is None else str(zip_path.absolute())}
    socket.write(json.dumps(message).encode() + b"\n")
    while not socket.canReadLine():
        if deadline.hasExpired() or not socket.waitForReadyRead(int(deadline.remainingTime())):
            _LOG.warning("another window of this data folder does not answer; this is a second one")
            return False
    return bytes(socket.readLine(_LIMIT).data()) == _TAKEN
