"""What is not valid HTTP is called that."""

from collections.abc import Callable

import pytest

from api.api_calls import AT_ONCE, CHUNKED, Calls, every_question, in_thread, question_fails
from dmm_desktop.core.errors import UnreadableAnswer
from scripted_server import Exchange, ScriptedServer, answering, sending


@every_question
@pytest.mark.parametrize(
    "data",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 fine\r\n\r\n",
        b"HTTP/3.0 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X-More: yes\r\n" * 101 + b"\r\n{}",
        b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 70_000 + b"\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n\r\n{}\n",
        CHUNKED + b"zz\r\n{}\r\n0\r\n\r\n",
        CHUNKED + b"-1\r\n{}\r\n0\r\n\r\n",
        CHUNKED + b"-2\r\n{}\r\n0\r\n\r\n",
        CHUNKED + b"2;" + b"x" * 70_000 + b"\r\n{}\r\n0\r\n\r\n",
        CHUNKED + b"2\r\n{}\r\n0\r\n" + b"X-Trailer: " + b"x" * 70_000,
        CHUNKED + b"2\r\n{}\r\n0\r\n" + b"X-Trailer: yes\r\n" * 101 + b"\r\n",
    ],
)
def test_what_is_not_valid_http_is_unreadable(ask: Callable[[Calls], object], data: bytes) -> None:
    error = question_fails(ask, sending(data))
    assert type(error) is UnreadableAnswer
    assert "Its response cannot be read: it is not valid HTTP." in str(error)


def test_one_length_given_twice_is_valid_http() -> None:
    answer = b'HTTP/1.1 200 OK\r\nContent-Length: 19\r\nContent-Length: 19\r\n\r\n{"Status":"Queued"}'
    with ScriptedServer(sending(answer)) as server:
        assert Calls(server.address).status().status == "Queued"


def test_a_hundred_headers_are_read() -> None:
    with ScriptedServer(answering({"Status": "Queued"}, 200, *["X-More: yes"] * 97)) as server:
        assert Calls(server.address).status().status == "Queued"


def test_a_server_that_sends_trailers_without_end_is_given_up() -> None:
    def script(exchange: Exchange) -> None:
        exchange.send(CHUNKED + b"2\r\n{}\r\n0\r\n")
        while True:
            exchange.send(b"X-Trailer: yes\r\n" * 10_000)

    with ScriptedServer(script) as server:
        calls = Calls(server.address)
        with in_thread(calls.status) as asked:
            try:
                with pytest.raises(UnreadableAnswer):
                    asked.result(AT_ONCE)
            finally:
                calls.cancel.cancel()


def test_many_chunks_and_trailers_are_read() -> None:
    chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in b'{"Status": "Queued"' + b" " * 300 + b"}")
    with ScriptedServer(sending(CHUNKED + chunks + b"0\r\n" + b"X-Trailer: yes\r\n" * 98 + b"\r\n")) as server:
        assert Calls(server.address).status().status == "Queued"
