"""The file that tells of the newest version: what is believed, and that it is asked for without a secret."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop import __version__
from dmm_desktop.core.errors import ConnectionFailed, DmmError
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.release import Release
from dmm_desktop.operations.check_update import check_update
from scripted_server import Exchange, ScriptedServer

PAGE = "https://example.com/dmm-desktop"


def asked(content: object, status: int = 200, current: str = "1.9.2", *headers: str) -> Release | None:
    """The release that a server with this answer offers. It receives one request, for the file and nothing else."""

    def answer(exchange: Exchange) -> None:
        exchange.answer(content, status, *headers)

    with ScriptedServer(answer) as server:
        try:
            return check_update(
                f"http://127.0.0.1:{server.port}/latest.json", CancelToken(), ignore_progress, current=current
            )
        finally:
            [request] = server.requests
            assert (request.method, request.target, bytes(request.body)) == ("GET", "/latest.json", b"")
            assert not [name for name in request.headers if "token" in name or "cookie" in name or "auth" in name]


def test_a_newer_version_is_told_with_its_page() -> None:
    assert asked({"version": "1.10", "page": PAGE, "more": []}) == Release("1.10", PAGE)
    assert asked({"version": "999", "page": PAGE}, 200, __version__) == Release("999", PAGE)
    assert Release("1.10", PAGE).host == "example.com"
    assert asked({"version": "2", "page": "https://EXAMPLE.com.:8443/x"}) == Release("2", "https://example.com:8443/x")
    assert Release("2", "https://example.com:8443/x").host == "example.com:8443"


@pytest.mark.parametrize("version", ["1.9.2", "1.9.2.0", "1.9", "0.99"])
def test_the_same_and_older_ones_are_not(version: str) -> None:
    assert asked({"version": version, "page": PAGE}) is None


@pytest.mark.parametrize(
    "content",
    [
        b"<html>Sign in</html>",
        b"\xff\xfe",
        b"",
        [],
        {"version": "2.0"},
        {"version": 2, "page": PAGE},
        {"version": "2.0; rm", "page": PAGE},
        {"version": "2.0", "page": "http://example.com"},
        {"version": "2.0", "page": "file:///etc/passwd"},
        {"version": "2.0", "page": "https://you@example.com"},
        {"version": "2.0", "page": "https://[example.com"},
        {"version": "2.0", "page": "https://example.com/\u202e"},
        {"version": "2.0", "page": "https://ex\u0430mple.com/"},
        {"version": "2.0", "page": "https://good.example\\.evil.example/"},
        {"version": "2.0", "page": "https://good.example:443:443/"},
        {"version": "2.0", "page": "https://good.example%2eevil.example/"},
        {"version": "2.0", "page": "https://0x7f.1/"},
        {"version": "2.0", "page": "https://ex ample.com/"},
        {"version": "2.0", "page": "https://..example.com/"},
        b'{"version": "2.0", "page": "' + b"x" * 70_000,
    ],
    ids=lambda content: str(content)[:40],
)
def test_what_says_something_else_is_not_believed(content: object) -> None:
    with pytest.raises(DmmError) as caught:
        asked(content)
    assert (
        "Could not check for a newer version" in str(caught.value.title) and caught.value.reason and caught.value.advice
    )


@pytest.mark.parametrize("status", [302, 404, 503])
def test_no_answer_is_no_news(status: int) -> None:
    with pytest.raises(DmmError) as caught:
        asked(b"", status, "1", "Location: https://example.com/")
    assert str(status) in str(caught.value.reason)


def test_no_server() -> None:
    with pytest.raises(ConnectionFailed):
        check_update("http://127.0.0.1:1/latest.json", CancelToken(), ignore_progress)


numbers = st.lists(st.integers(0, 10**9 - 1), min_size=1, max_size=4)


@given(numbers, numbers)
def test_versions_are_ordered_by_their_numbers(one: list[int], other: list[int]) -> None:
    def written(version: list[int]) -> str:
        return ".".join(map(str, version))

    padded = [version + [0] * (4 - len(version)) for version in (one, other)]
    assert Release(written(one), PAGE).is_newer_than(written(other)) == (padded[0] > padded[1])
