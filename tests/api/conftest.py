"""Applies to every client test: no socket stays open, and no log record contains a token."""

import logging
import os
import random
import ssl
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme

from api.api_calls import KEY, ONE_TIME
from dmm_desktop.api.upload import ZipUpload
from not_on_windows import CERTIFICATES

#: Longest wait for the threads of a test to end, in seconds.
THREADS_END_WITHIN = 20.0


@pytest.fixture(autouse=True)
def no_open_socket() -> Iterator[None]:
    """Fail the test that leaves a socket open, even if the garbage collector would close it. A connecting that was left
    closes its own when its thread ends."""
    before, threads = _sockets(), set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - threads:
        thread.join(THREADS_END_WITHIN)
    assert _sockets() <= before


@pytest.fixture(autouse=True)
def no_token_in_logs() -> Iterator[None]:
    """Fail the test if a token is logged at any level."""
    records: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            records.append(self.format(record))

    handler, root = Keep(), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield
    root.setLevel(level)
    root.removeHandler(handler)
    assert not [record for record in records if KEY in record or ONE_TIME in record]


@pytest.fixture
def upload_of(tmp_path: Path) -> Callable[..., ZipUpload]:
    """Return a function (size in bytes, **fields of Upload) -> Upload of a file with that many random bytes."""

    def make(size: int, **fields: Any) -> ZipUpload:
        path = tmp_path / "import.zip"
        path.write_bytes(random.Random(size).randbytes(size))
        return ZipUpload(path, size, path.stat().st_mtime_ns, **fields)

    return make


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """Issues certificates, trusted only with :func:`trusted`."""
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the authority the only one that this computer trusts."""
    if sys.platform == "win32":
        pytest.skip(CERTIFICATES)
    authority.cert_pem.write_to_path(str(tmp_path / "authorities.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authorities.pem"))


@pytest.fixture
def tls(authority: trustme.CA) -> Callable[..., ssl.SSLContext]:
    """Return a function (*names, **as for trustme) -> the TLS context of a server with a certificate for these
    names."""

    def make(*names: str, **how: Any) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(*(names or ("127.0.0.1",)), **how).configure_cert(context)
        return context

    return make


@pytest.fixture(params=["plain", "tls"])
def secured(request: pytest.FixtureRequest, tls: Callable[..., ssl.SSLContext]) -> ssl.SSLContext | None:
    """A server's TLS context, or None: the test runs with both."""
    if request.param == "plain":
        return None
    request.getfixturevalue("trusted")
    return tls()


def _sockets() -> set[str]:
    """The open sockets of this process; none where the system does not list them as files."""
    links: set[str] = set()
    if sys.platform != "linux":
        return links
    for descriptor in os.listdir("/proc/self/fd"):
        try:
            links.add(os.readlink(f"/proc/self/fd/{descriptor}"))
        except FileNotFoundError:
            continue  # the descriptor of the directory itself
    return {link for link in links if link.startswith("socket:")}
