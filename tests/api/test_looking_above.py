"""The API is looked for above the address of a page: nearest first, on the same host, with no token."""

from __future__ import annotations

import pytest

from api.test_discovery import DESCRIPTION, OTHER_API
from dmm_desktop.api.discovery import ROOTS, find_above
from dmm_desktop.core.address import Address
from dmm_desktop.core.job import CancelToken
from scripted_server import Exchange, ScriptedServer, answering


def _looked(path: str, *roots: str) -> tuple[str | None, list[str]]:
    """Where the API is found on a server that has it at these roots, and all places that were looked at."""

    def script(exchange: Exchange) -> None:
        has_it = exchange.request.target.removesuffix("/swagger.json") in roots
        (answering(DESCRIPTION) if has_it else answering(OTHER_API, 200))(exchange)

    with ScriptedServer(script) as server:
        found = find_above(Address.parse(server.address + path), CancelToken())
    for request in server.requests:
        assert request.method == "GET" and request.body == b""
        assert set(request.headers) <= {"host", "user-agent", "accept", "accept-encoding", "connection"}
    places = [request.target.removesuffix("/swagger.json") for request in server.requests]
    return None if found is None else found.path, places


@pytest.mark.parametrize(
    ("path", "roots", "expected"),
    [
        ("/DMM/Home", ["/DMMAPI/rest/v1"], "/DMMAPI/rest/v1"),
        ("/DMMAPI/rest/v1/GetStatus", ["/DMMAPI/rest/v1"], "/DMMAPI/rest/v1"),
        ("/tenant/DMM/Home", ["/DMMAPI/rest/v1", "/tenant/DMMAPI/rest/v1"], "/tenant/DMMAPI/rest/v1"),
        ("/a/b/c/d/e/f", ["/DMMAPI/rest/v1"], None),
        ("/DMM/Home", [], None),
    ],
)
def test_the_nearest_one_is_found(path: str, roots: list[str], expected: str | None) -> None:
    assert _looked(path, *roots)[0] == expected


def test_every_place_is_looked_at_once_up_to_the_host() -> None:
    found, places = _looked("/DMM/Home")
    assert found is None
    assert places == ["/DMM", *(f"/DMM{root}" for root in ROOTS), "", *ROOTS]
