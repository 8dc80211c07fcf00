"""The demo environment beside the application: it is started, used, started again, and always ended."""

import http.client
import json
import socket
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dmm_desktop import programs
from dmm_desktop.core.errors import LocalError
from dmm_desktop.core.job import Cancelled, CancelToken, ignore_progress
from dmm_desktop.core.lazy import Lazy
from dmm_desktop.operations.demo_environment import SAMPLE, DemoEnvironment
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.storage.session_keys import SessionKeys

#: Says that it has started, and does not end when it is asked to. As long as it lives, its address takes connections.
_DEAF = """
import json, socket, sys, threading
if "--write-samples" not in sys.argv:
    listener = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    print(json.dumps(json.loads(sys.argv[1]) | {"address": address}), flush=True)
    threading.Event().wait()
"""


class Demo:
    """A demo environment that a command starts, with the data folder and the keys that it is saved in."""

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        self.workspace, self.folder = workspace, folder
        self.keys = SessionKeys(None)
        self.started: list[DemoEnvironment] = []

    def by(self, *command: str) -> DemoEnvironment:
        """One that this command starts."""
        self.started.append(DemoEnvironment(Lazy(lambda: self.workspace), self.keys, command))
        return self.started[-1]

    def saved(self) -> list[tuple[str, str]]:
        """Name and address of the saved environments."""
        with self.workspace.store() as store:
            return [(one.name, str(one.address)) for one in store.environments.list()]


@pytest.fixture
def demo(workspace: Workspace, tmp_path: Path) -> Iterator[Demo]:
    """No demo environment yet; all that are started end with the test."""
    demo = Demo(workspace, tmp_path / "data")
    yield demo
    for one in demo.started:
        one.close()


def answers(address: str) -> bool:
    """Whether somebody listens there."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == 404
    except ConnectionRefusedError:
        return False
    finally:
        connection.close()


def takes_connections(address: str) -> bool:
    """Whether a process listens there, answering or not."""
    parts = urlsplit(address)
    try:
        socket.create_connection((parts.hostname, parts.port), timeout=30).close()
    except ConnectionRefusedError:
        return False
    return True


def test_it_is_saved_with_all_that_an_import_needs_and_replaces_an_earlier_one(demo: Demo) -> None:
    first = demo.by(*programs.demo_environment())
    before = first.prepare(demo.folder)(CancelToken(), ignore_progress)
    assert demo.saved() == [("DEMO", str(before.address))]
    again = first.prepare(demo.folder)(CancelToken(), ignore_progress)
    assert demo.saved() == [("DEMO", str(again.address))]
    assert (answers(str(before.address)), answers(str(again.address))) == (False, True)
    with demo.workspace.store() as store:
        assert "Runtime Connection" not in {one.name for one in store.connections.list(again.id)}
        assert store.connections.list(again.id)
    assert demo.keys.get(again.id) is not None
    assert first.one_time_token
    with zipfile.ZipFile(demo.folder / SAMPLE) as sample:
        assert sample.testzip() is None
    first.close()
    assert not answers(str(again.address))


@pytest.mark.parametrize(
    ("command", "details"),
    [
        (("no-such-program-anywhere",), "WinError 2" if sys.platform == "win32" else "No such file"),
        ((sys.executable, "-c", "import sys; sys.exit('out of order')"), "out of order"),
        ((sys.executable, "-c", "import sys; sys.exit('--port' in sys.argv and 7)"), "Exit code 7"),
    ],
)
def test_what_does_not_start_is_an_error_and_can_be_tried_again(demo: Demo, command: list[str], details: str) -> None:
    broken = demo.by(*command)
    for _ in range(2):
        with pytest.raises(LocalError, match="The demo environment did not start") as caught:
            broken.prepare(demo.folder)(CancelToken(), ignore_progress)
        assert details in caught.value.details
    assert demo.saved() == []


def test_a_process_that_does_not_end_is_killed(demo: Demo) -> None:
    started = json.dumps({"token": "t", "one_time_token": "o", "authentication_token_page": "", "connections": []})
    deaf = demo.by(sys.executable, "-c", _DEAF, started)
    address = str(deaf.prepare(demo.folder)(CancelToken(), ignore_progress).address)
    assert takes_connections(address)
    deaf.close()
    assert not takes_connections(address)
    deaf.close()


def test_a_start_that_nobody_waits_for_any_more_is_cut(demo: Demo) -> None:
    silent = demo.by(sys.executable, "-c", "import sys; '--port' in sys.argv and sys.stdin.buffer.raw.read() and 1")
    token = CancelToken()
    token.abandon()
    with pytest.raises(Cancelled):
        silent.prepare(demo.folder)(token, ignore_progress)
    assert demo.saved() == []
