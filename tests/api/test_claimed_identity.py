"""What a server claims to be is stored and shown: it is bounded, and secrets in it are hidden."""

from typing import Any

from api.test_discovery import DESCRIPTION
from dmm_desktop.api.discovery import discover
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import ServerIdentity
from dmm_desktop.core.job import CancelToken
from dmm_desktop.core.redaction import Redaction
from dmm_desktop.core.text import MAX_MESSAGE
from dmm_desktop.core.token import Token
from scripted_server import ScriptedServer, answering

KEY = "key-that-the-server-has-learnt"


def _identity(host: Any, title: Any) -> ServerIdentity:
    description = {**DESCRIPTION, "host": host, "info": {"title": title}}
    with ScriptedServer(answering(description)) as server:
        address = Address.parse(server.address + "/root")
        return discover(address, CancelToken(), secrets=Redaction(Token(KEY))).identity


def test_a_key_that_it_repeats_is_hidden() -> None:
    assert _identity(f"{KEY}.example", f"DMM {KEY}") == ServerIdentity("(hidden).example", "", "DMM (hidden) (/root)")


def test_a_long_name_is_shortened() -> None:
    long = "x" * 1_000_000
    cut = "x" * MAX_MESSAGE + "…"
    assert _identity(long, long) == ServerIdentity(cut, "", f"{cut} (/root)")


def test_what_is_not_text_is_unknown() -> None:
    assert _identity(["a"], 5) == ServerIdentity("", "", "(/root)")
