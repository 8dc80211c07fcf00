"""A program that sends the window's socket more than a copy of the application does."""

from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.window.one_window import OneWindow
from faults.test_one_window import address_of

#: More than the buffers of the system hold.
MUCH = 32 * 1024 * 1024


def sent_until_blocked(stranger: QLocalSocket, piece: bytes) -> int:
    """Send the piece again and again until the window takes no more, or :data:`MUCH` is sent; returns the bytes."""
    sent, idle = 0, QDeadlineTimer(1000)
    stranger.bytesWritten.connect(lambda _: idle.setRemainingTime(1000))
    while sent < MUCH and stranger.state() is QLocalSocket.LocalSocketState.ConnectedState and not idle.hasExpired():
        if not stranger.bytesToWrite():
            sent += stranger.write(piece)
        QTest.qWait(1)
    return sent


@pytest.mark.parametrize("piece", [b'{"challenge": "x"}\n' * 3000, b'{"challenge": "x"}\n' + b" " * 50_000])
def test_a_flood_fills_no_memory(tmp_path: Path, qtbot: QtBot, piece: bytes) -> None:
    one = OneWindow(tmp_path, lambda zip_path: True)
    assert one.is_first(None)
    stranger, copy = QLocalSocket(), QLocalSocket()
    stranger.connectToServer(address_of(one))
    assert sent_until_blocked(stranger, piece) < MUCH // 8
    copy.connectToServer(address_of(one))
    copy.write(b'{"zip": null}\n')
    with qtbot.waitSignal(copy.readyRead):
        pass
    assert bytes(copy.readAll().data()) == b"taken\n"
    stranger.abort()
    one.close()


def test_a_connection_gets_one_proof(tmp_path: Path, qtbot: QtBot) -> None:
    one = OneWindow(tmp_path, lambda zip_path: True)
    assert one.is_first(None)
    stranger = QLocalSocket()
    stranger.connectToServer(address_of(one))
    stranger.write(b'{"challenge": "x"}\n')
    with qtbot.waitSignal(stranger.readyRead):
        pass
    assert len(stranger.readAll().data()) == 65
    stranger.write(b'{"challenge": "y"}\n')
    with qtbot.waitSignal(stranger.disconnected):
        pass
    assert bytes(stranger.readAll().data()) == b""
    one.close()
