"""A request that waits counts down to its next attempt."""

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from dmm_desktop.core.errors import ServerBusy
from dmm_desktop.operations.retrying import Waiting
from dmm_desktop.ui.services.countdown import Countdown

BUSY = "dev-1 is busy (status 503)."


def test_it_counts_until_the_request_is_sent(qtbot: QtBot) -> None:
    told: list[str] = []
    owner = QObject()
    countdown = Countdown(told.append, owner)
    countdown.show_waiting(None)
    assert told == [], "it did not wait"
    countdown.show_waiting(Waiting(ServerBusy("dev-1", 503, ""), 1.5))
    qtbot.waitUntil(lambda: len(told) == 3)
    assert told == [
        f"{BUSY} Trying again in 2 seconds.",
        f"{BUSY} Trying again in 1 second.",
        f"{BUSY} Trying again…",
    ]
    countdown.show_waiting(Waiting(ServerBusy("dev-1", 503, ""), 30))
    assert told[3:] == [f"{BUSY} Trying again in 30 seconds."]
    countdown.show_waiting(None)
    countdown.show_waiting(None)
    assert told[4:] == [""]
