"""Applies to every test: an isolated environment, and no thread, warning or log record left behind."""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from pytestqt.qtbot import QtBot

import python_processes
from tools.offscreen import offscreen

#: The environment before the tests cleared it; for tests that install packages.
MACHINE_ENVIRONMENT = dict(os.environ)

# The tests start hundreds of processes. Where none may keep its byte code, each compiles all that it imports.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# One that crashes by a signal prints nothing; with this, it prints where every thread is.
os.environ["PYTHONFAULTHANDLER"] = "1"

# Under nohup, and under some job runners, the processes that the tests start would ignore a closed terminal.
if sys.platform != "win32":
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
# In the background of a shell, they would ignore Ctrl-C.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# In a zone where it is noon now: what happened an hour before a test happened on the same day, at any time of day.
if sys.platform != "win32":
    _now = datetime.now(UTC)
    _ahead = 12 * 60 - (_now.hour * 60 + _now.minute)
    os.environ["TZ"] = f"NOON{'-' if _ahead > 0 else '+'}{abs(_ahead) // 60:02}:{abs(_ahead) % 60:02}"
    time.tzset()

#: Qt without a display: the first screen is of an ordinary size, and there is one of each scale.
if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    os.environ.update(offscreen(Path(__file__).with_name("screens.json")))

#: Longest wait for anything in a window on a busy machine, in milliseconds.
PATIENCE = 30_000

#: Longest wait for all threads that a test has ended to disappear, in seconds.
THREADS_END_WITHIN = 20.0

_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
_CERTIFICATES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")

hypothesis.settings.register_profile("person", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") == "true" else "person")


#: The file system in memory that Linux has, and the bytes that the tests need there. In containers it is small.
_MEMORY, _ROOM = Path("/dev/shm"), 3 << 30


def pytest_configure(config: pytest.Config) -> None:
    """Keep temporary files in memory where that is possible: on a disk, most tests wait for SQLite, which waits for
    each commit to be written. Long tests need more room, and programs that the system may not run from there."""
    if sys.platform != "linux" or "TMPDIR" in os.environ or config.getoption("markexpr") != "not long":
        return
    if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK):
        memory = os.statvfs(_MEMORY)
        if memory.f_bavail * memory.f_frsize >= _ROOM and not memory.f_flag & os.ST_NOEXEC:
            os.environ["TMPDIR"] = str(_MEMORY)
            tempfile.tempdir = None  # looked up again


def pytest_collection_finish() -> None:
    """Leave the tests themselves to no garbage collection: there are thousands, and to look at them takes 0.1 s."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """Collect garbage after each test where the tests of the window have switched automatic collection off."""
    yield
    if not gc.isenabled():
        gc.collect(2 if gc.get_count()[2] > gc.get_threshold()[2] else 1)


@pytest.fixture(scope="session")
def machine_environment() -> Mapping[str, str]:
    """The environment variables as they were before the tests cleared them."""
    return MACHINE_ENVIRONMENT


@pytest.fixture(scope="session", autouse=True)
def isolated_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Isolate the tests from the user's proxies, certificates, secrets and desktop session."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.lower() in _PROXIES or name in _CERTIFICATES or name.startswith("DMM_"):
                patch.delenv(name)
        for name in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"):
            patch.delenv(name, raising=False)
        if sys.platform != "linux":  # where the key store of the user needs no desktop session
            patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        home = tmp_path_factory.mktemp("session-home")
        patch.setenv("XDG_RUNTIME_DIR", str(_private(home / "runtime")))
        patch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={home / 'runtime' / 'no-bus'}")
        _live_in(home, patch)
        yield
        python_processes.end()


@pytest.fixture(autouse=True)
def isolated_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give every test an empty home directory; returns it."""
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("home")
        _live_in(home, patch)
        yield home


def _live_in(home: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("HOME", str(home))
    patch.setenv("USERPROFILE", str(home))
    for name, folder in (
        ("XDG_CONFIG_HOME", ".config"),
        ("XDG_CACHE_HOME", ".cache"),
        ("XDG_DATA_HOME", ".local/share"),
        ("XDG_STATE_HOME", ".local/state"),
    ):
        patch.setenv(name, str(home / folder))


def _private(directory: Path) -> Path:
    directory.mkdir(mode=0o700)
    return directory


@pytest.fixture(autouse=True)
def no_leaked_thread() -> Iterator[None]:
    """Fail the test if it leaves a thread running. Qt's threads are counted elsewhere: Python keeps an entry for each
    that has asked for its identity, and cannot tell when it ends."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + THREADS_END_WITHIN
    started = [t for t in threading.enumerate() if t not in before and not isinstance(t, threading._DummyThread)]
    for thread in started:
        thread.join(max(0.0, deadline - time.monotonic()))
    leaked = [thread.name for thread in started if thread.is_alive()]
    if leaked:
        pytest.fail(f"The test left threads running: {', '.join(leaked)}.", pytrace=False)


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the demo environment's sample zips, written by the installed command."""
    folder = tmp_path_factory.mktemp("samples") / "new"
    command = [sys.executable, "-m", "dmm_desktop.demo", "--write-samples", str(folder)]
    done = python_processes.run(command, capture_output=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    return folder


class PatientQtBot(QtBot):
    """Waits for :data:`PATIENCE` by default; pytest-qt waits for 5 seconds."""

    def waitUntil(self, callback: Any, *, timeout: int = PATIENCE) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE, **more: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitExposed(self, widget: Any, *, timeout: int = PATIENCE) -> Any:
        return super().waitExposed(widget, timeout=timeout)

    def waitActive(self, widget: Any, *, timeout: int = PATIENCE) -> Any:
        return super().waitActive(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: Any, request: pytest.FixtureRequest) -> QtBot:
    """Replaces the fixture of pytest-qt."""
    return PatientQtBot(request)


class LogWatch(logging.Handler):
    """Keeps every log record of WARNING or above, and those that the test expects."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self.expected: list[tuple[str, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Called by logging, on any thread."""
        self.records.append(record)

    def expect(self, logger: str, text: str) -> None:
        """Expect one or more records of this logger whose message contains the text; fail if there is none."""
        self.expected.append((logger, text))

    def complaints(self) -> list[str]:
        """Unexpected records, and expected ones that are missing."""
        came = [(record.name, record.getMessage()) for record in self.records]
        stray = [
            f"unexpected log record of {name}: {message}"
            for name, message in came
            if not any(name == logger and text in message for logger, text in self.expected)
        ]
        missing = [
            f"expected a log record of {logger} with the text: {text}"
            for logger, text in self.expected
            if not any(name == logger and text in message for name, message in came)
        ]
        return stray + missing


@pytest.fixture(autouse=True)
def log_watch(no_leaked_thread: None) -> Iterator[LogWatch]:
    """Fail the test if a warning or error is logged; use :func:`expected_log` for intended ones."""
    watch = LogWatch()
    root = logging.getLogger()
    root.addHandler(watch)
    yield watch
    root.removeHandler(watch)
    watch.close()
    if complaints := watch.complaints():
        pytest.fail("\n".join(complaints), pytrace=False)


@pytest.fixture
def expected_log(log_watch: LogWatch) -> Callable[[str, str], None]:
    """Return a function (logger name, part of the message): the test expects this log record."""
    return log_watch.expect
