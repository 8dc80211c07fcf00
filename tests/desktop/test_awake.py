"""What keeps the computer awake, asked for and given back on a real message bus."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dmm_desktop.core.job import Cancelled, CancelToken, Progress, ignore_progress
from dmm_desktop.desktop.awake import KeptAwake, keep_awake
from dmm_desktop.desktop.caffeinate import caffeinated
from not_on_windows import DESKTOP_SERVICES, SHELLS, SIGNALS

if TYPE_CHECKING:
    from desktop_services import DesktopServices


def _kept(look: Callable[[], object]) -> object:
    """What ``look`` returns while the computer is kept awake, which then ends; None if it never was."""
    cancel, found = CancelToken(), list[object]()

    def report(progress: Progress) -> None:
        assert progress == KeptAwake()
        found.append(look())
        cancel.cancel()

    try:
        keep_awake("Data is being uploaded.", cancel, report)
    except Cancelled:
        assert len(found) == 1
        return found[0]
    assert not found
    return None


def test_logind_locks_and_is_released(desktop_services: DesktopServices) -> None:
    services = desktop_services
    assert _kept(lambda: (services.locks, services.requests)) == (1, 0)
    services.wait_for_release()
    assert services.reasons == ["Data is being uploaded."]


def test_without_logind_the_portal_is_asked(desktop_services: DesktopServices) -> None:
    services = desktop_services
    services.broken.add("org.freedesktop.login1")
    assert _kept(lambda: (services.locks, services.requests)) == (0, 1)
    services.wait_for_call("Close")
    assert services.requests == 0
    assert services.reasons == ["Data is being uploaded."]


def test_neither_ends_the_job(desktop_services: DesktopServices) -> None:
    desktop_services.broken |= {"org.freedesktop.login1", "org.freedesktop.portal.Desktop"}
    assert _kept(lambda: True) is None
    desktop_services.wait_for_call("Inhibit", times=2)


@pytest.mark.skipif(sys.platform != "linux", reason=DESKTOP_SERVICES)
def test_no_bus_ends_the_job() -> None:
    assert _kept(lambda: True) is None


@pytest.mark.skipif(sys.platform != "linux", reason=DESKTOP_SERVICES)
def test_a_logind_without_an_answer_holds_nobody_up(desktop_services: DesktopServices) -> None:
    desktop_services.silent.add("org.freedesktop.login1")
    cancel = CancelToken()

    def cancel_once_asked() -> None:
        desktop_services.wait_for_call("Inhibit")
        cancel.cancel()

    thread = threading.Thread(target=cancel_once_asked)
    thread.start()
    with pytest.raises(Cancelled):
        keep_awake("Data is being uploaded.", cancel, ignore_progress)
    thread.join()


@pytest.mark.skipif(os.name == "nt", reason=SIGNALS)
def test_caffeinate_runs_as_long_as_it_is_needed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A program of that name, which tells how it is started, and when it is ended."""
    if sys.platform == "win32":
        return
    command = tmp_path / "caffeinate"
    # It waits for a signal that is blocked: one that came before a wait would otherwise be missed.
    command.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, signal, sys\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])\n"
        f"told, fifo = pathlib.Path({str(tmp_path / 'told')!r}), pathlib.Path({str(tmp_path / 'fifo')!r})\n"
        "fifo.write_text(' '.join(sys.argv[1:]) + '\\n')\n"
        "signal.sigwait([signal.SIGTERM])\n"
        "told.write_text('ended\\n')\n"
    )
    command.chmod(0o755)
    os.mkfifo(tmp_path / "fifo")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with caffeinated():
        assert (tmp_path / "fifo").read_text() == f"-i -w {os.getpid()}\n"
    assert (tmp_path / "told").read_text() == "ended\n"


@pytest.mark.skipif(os.name == "nt", reason=SHELLS)
def test_without_caffeinate_it_is_an_error_of_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OSError), caffeinated():
        pass


@pytest.mark.skipif(sys.platform != "win32", reason="SetThreadExecutionState is Windows'")
def test_windows_is_told_and_told_again() -> None:
    continuous, required = 0x80000000, 1

    def state() -> int:
        """The state of this thread, which each call returns before it changes it."""
        if sys.platform != "win32":
            raise AssertionError
        set_state = ctypes.windll.kernel32.SetThreadExecutionState
        set_state.restype = ctypes.c_uint32
        before = set_state(ctypes.c_uint32(continuous))
        set_state(ctypes.c_uint32(before | continuous))
        return int(before)

    before = state()
    held = _kept(state)
    assert isinstance(held, int) and held & required
    assert state() & required == before & required & ~required
