"""Notifications on a real message bus, shown by a service of the tests."""

from __future__ import annotations

import logging
import os
import socket
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dmm_desktop.core.job import Cancelled, CancelToken, ignore_progress
from dmm_desktop.desktop.notification import Notice, notify
from not_on_windows import DESKTOP_SERVICES

if TYPE_CHECKING:
    from desktop_services import DesktopServices, Shown

NOTICE = Notice("Import to A & B", "Completed, <b>22 records</b>", "Show")


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor() as pool:
        yield pool


@pytest.fixture
def cancel() -> CancelToken:
    return CancelToken()


def _notify(pool: ThreadPoolExecutor, cancel: CancelToken) -> Future[bool]:
    return pool.submit(notify, NOTICE, cancel, ignore_progress)


def _shown(services: DesktopServices) -> Shown:
    services.wait_for_call("Notify")
    return services.shown[-1]


def test_it_says_what_it_is_told_and_markup_is_text(
    pool: ThreadPoolExecutor, cancel: CancelToken, desktop_services: DesktopServices
) -> None:
    told = _notify(pool, cancel)
    shown = _shown(desktop_services)
    assert (shown.title, shown.body) == ("Import to A & B", "Completed, &lt;b&gt;22 records&lt;/b&gt;")
    name, replaces, icon, *_, hints, expires = shown.sent
    assert (name, replaces, icon, expires) == ("DMM Desktop", 0, "io.github.dmm_desktop.DMMDesktop", -1)
    assert hints == {"desktop-entry": ("s", icon)}
    desktop_services.dismiss(shown)
    assert told.result(30) is False


def test_without_markup_nothing_is_escaped(
    pool: ThreadPoolExecutor, cancel: CancelToken, desktop_services: DesktopServices
) -> None:
    desktop_services.abilities = ("body",)
    told = _notify(pool, cancel)
    shown = _shown(desktop_services)
    assert shown.body == NOTICE.body
    desktop_services.dismiss(shown)
    told.result(30)


def test_a_click_is_told_and_closes_it(
    pool: ThreadPoolExecutor, cancel: CancelToken, desktop_services: DesktopServices
) -> None:
    first, second = _notify(pool, cancel), _notify(pool, CancelToken())
    desktop_services.wait_for_call("Notify", times=2)
    one, other = desktop_services.shown
    desktop_services.click(one)
    desktop_services.wait_for_call("CloseNotification")
    assert not one.is_open and other.is_open, "each knows its own signals"
    desktop_services.dismiss(other)
    assert sorted((first.result(30), second.result(30))) == [False, True]


def test_a_click_that_another_program_claims_is_none(
    pool: ThreadPoolExecutor, cancel: CancelToken, desktop_services: DesktopServices
) -> None:
    told = _notify(pool, cancel)
    shown = _shown(desktop_services)
    desktop_services.claim_click(shown)
    desktop_services.dismiss(shown)
    assert told.result(30) is False
    assert "CloseNotification" not in desktop_services.calls


def test_cancelling_withdraws_it(
    pool: ThreadPoolExecutor, cancel: CancelToken, desktop_services: DesktopServices
) -> None:
    told = _notify(pool, cancel)
    shown = _shown(desktop_services)
    cancel.cancel()
    with pytest.raises(Cancelled):
        told.result(30)
    desktop_services.wait_for_call("CloseNotification")
    assert not shown.is_open


@pytest.mark.parametrize("broken", [True, False], ids=["error", "no answer"])
def test_a_service_that_does_not_work_ends_the_job(
    pool: ThreadPoolExecutor, cancel: CancelToken, desktop_services: DesktopServices, broken: bool
) -> None:
    (desktop_services.broken if broken else desktop_services.silent).add("org.freedesktop.Notifications")
    told = _notify(pool, cancel)
    desktop_services.wait_for_call("GetCapabilities")
    if broken:
        assert told.result(30) is False
    else:  # it is not waited for
        cancel.cancel()
        with pytest.raises(Cancelled):
            told.result(30)


def test_a_bus_without_a_service_shows_nothing(
    bus: str, cancel: CancelToken, log_records: list[logging.LogRecord]
) -> None:
    assert notify(NOTICE, cancel, ignore_progress) is False
    assert [record.levelno for record in log_records] == [logging.INFO]
    assert "ServiceUnknown" in log_records[0].getMessage()


@pytest.mark.skipif(os.name == "nt", reason=DESKTOP_SERVICES)
@pytest.mark.parametrize("address", [None, "", "nonsense", "tcp:host=127.0.0.1,port=1", "unix:path=/no/bus"])
def test_no_bus_shows_nothing(monkeypatch: pytest.MonkeyPatch, address: str | None, cancel: CancelToken) -> None:
    if address is not None:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    assert notify(NOTICE, cancel, ignore_progress) is False


@pytest.mark.skipif(os.name == "nt", reason=DESKTOP_SERVICES)
def test_a_bus_that_says_nothing_after_the_greeting_is_left_when_it_is_withdrawn(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, pool: ThreadPoolExecutor, cancel: CancelToken
) -> None:
    if sys.platform == "win32":
        return
    monkeypatch.chdir(tmp_path)  # the address of a socket is limited to 107 characters
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("bus")
        listener.listen()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=bus")
        told = _notify(pool, cancel)
        peer, _ = listener.accept()
        with peer, peer.makefile("rb") as words:
            assert words.readline().startswith(b"\0AUTH EXTERNAL")
            peer.sendall(b"OK 0123456789abcdef0123456789abcdef\r\n")
            assert words.readline() == b"BEGIN\r\n"
            assert b"Hello" in words.peek()
            cancel.cancel()
            with pytest.raises(Cancelled):
                told.result(30)


@pytest.fixture
def log_records() -> Iterator[list[logging.LogRecord]]:
    """The records of the logger."""
    records: list[logging.LogRecord] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            records.append(record)

    handler, logger = Keeper(), logging.getLogger("dmm_desktop.desktop.notification")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield records
    logger.removeHandler(handler)
    logger.setLevel(level)
