"""Nothing is kept or told that nobody asked for: tokens, cookies, passwords of the system."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from client.api_calls import KEY, ONE_TIME, Calls, question_fails, shown
from dmm_desktop.core.errors import (
    DmmError,
)
from scripted_server import ScriptedServer, answering


def test_cookies_are_never_sent_back() -> None:
    set_cookie = "Set-Cookie: session=1; Path=/"
    with ScriptedServer(answering({"Status": "Queued"}, 200, set_cookie)) as server:
        with Calls(server.address).client() as client:
            client.get_execution_status("1")
            client.get_execution_status("1")
        assert server.connections == 1
        assert [request.headers.get("cookie") for request in server.requests] == [None, None]


def test_the_netrc_file_is_not_read(isolated_home: Path) -> None:
    (isolated_home / ".netrc").write_text("machine 127.0.0.1 login somebody password secret\n")
    with ScriptedServer(answering({"Status": "Queued"})) as server:
        Calls(server.address).status()
        assert "authorization" not in server.requests[0].headers


@pytest.mark.parametrize("status", [200, 400, 401, 500, 302])
def test_tokens_that_a_server_repeats_are_not_shown(upload_of: Callable[..., Any], status: int) -> None:
    words = f"Wrong token {KEY}, wrong one-time token '{ONE_TIME}'."
    location = f"Location: /login?token={KEY}"
    script = answering({"Success": False, "ErrorMessage": words, "Errors": [words]}, status, location)
    with ScriptedServer(script) as server:
        with pytest.raises(DmmError) as caught:
            Calls(server.address).start(upload_of(1000))
        assert KEY not in shown(caught.value)
        assert ONE_TIME not in shown(caught.value)
        assert "(hidden)" in caught.value.details
        with pytest.raises(DmmError) as asked:
            Calls(server.address).status()
        assert KEY not in shown(asked.value)


def test_tokens_in_what_cannot_be_read_are_not_shown() -> None:
    error = question_fails(Calls.status, answering(f"Key {KEY} is wrong"))
    assert "Key (hidden) is wrong" in error.details
