"""Addresses: what a person may type, and that tokens go over https or stay on this computer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.core.address import Address, is_loopback
from dmm_desktop.core.errors import WrongInput


def refused(given: str) -> WrongInput:
    with pytest.raises(WrongInput) as caught:
        Address.parse(given)
    return caught.value


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("prod.example.com", "https://prod.example.com"),
        ("  https://PROD.example.com/ \n", "https://prod.example.com"),
        ("HTTPS://prod.example.com:8443", "https://prod.example.com:8443"),
        ("prod:8443/DMMAPI/rest/v1/", "https://prod:8443/DMMAPI/rest/v1"),
        ("https://prod/DMMAPI/rest/v1/swagger.json", "https://prod/DMMAPI/rest/v1"),
        ("https://prod/Swagger.JSON/", "https://prod"),
        ("https://münchen.example", "https://münchen.example"),
        ("https://192.0.2.7", "https://192.0.2.7"),
        ("https://[2001:DB8::1]:8443/a", "https://[2001:db8::1]:8443/a"),
        ("https://prod/?#", "https://prod"),
    ],
)
def test_what_is_accepted(given: str, address: str) -> None:
    assert str(Address.parse(given)) == address


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST", "localhost.", "demo.localhost", "127.0.0.1", "127.1.2.3", "[::1]", "[0:0:0:0:0:0:0:1]"],
)
def test_http_is_accepted_for_this_computer(host: str) -> None:
    address = Address.parse(f"http://{host}:8080/a")
    assert address.scheme == "http" and is_loopback(address.host) and is_loopback(host)


OTHER_COMPUTERS = ["prod", "192.168.0.1", "0.0.0.0", "128.0.0.1", "[::]", "[::2]"]
NOT_QUITE_THIS_ONE = [
    "localhost.example.com",
    "127.0.0.1.example.com",
    "notlocalhost",
    "127.1",
    "2130706433",
    "0177.0.0.1",
]


@pytest.mark.parametrize("host", [*OTHER_COMPUTERS, *NOT_QUITE_THIS_ONE])
def test_http_is_refused_for_every_other(host: str) -> None:
    assert str(refused(f"http://{host}").reason) == "Tokens are sent over https only."
    assert not is_loopback(host)


@pytest.mark.parametrize(
    "given", ["ftp://prod", "file:///etc/passwd", "javascript://x", "ws://localhost", "httpss://prod"]
)
def test_other_schemes_are_refused(given: str) -> None:
    assert refused(given)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("", "The address is empty."),
        (" \n", "The address is empty."),
        ("https://", "It has no valid host name."),
        ("https:///a", "It has no valid host name."),
        ("https://exa mple", "It has no valid host name."),
        ("https://exa$mple", "It has no valid host name."),
        ("::1", "It cannot be read."),
        ("https://prod:99999", "It cannot be read."),
        ("https://prod:port", "It cannot be read."),
        ("https://[::1", "It cannot be read."),
        ("https://prod/a?b=c", "It has parts that an API address has not: spaces, ? or #."),
        ("https://prod/a#b", "It has parts that an API address has not: spaces, ? or #."),
        ("https://prod/a b", "It has parts that an API address has not: spaces, ? or #."),
        ("https://prod/a\u3000b", "It has parts that an API address has not: spaces, ? or #."),
    ],
)
def test_what_is_refused_is_named_with_the_cause_and_the_remedy(given: str, words: str) -> None:
    error = refused(given)
    assert words in str(error) and "https://environment.example.com" in str(error.advice)


@given(
    st.sampled_from(["", "https://", "http://", "ftp://", "HTTPS:", "//"]),
    st.sampled_from(["prod", "[", "[::1", "", "pr od", "localhost"]),
    st.sampled_from(["", ":", ":x", ":99999", "/a", "/a?b", "/?", "#"]),
)
def test_a_password_is_refused_and_never_repeated(scheme: str, host: str, rest: str) -> None:
    for account in ("user:pa55wort", "pa55wort", ":pa55wort", "user:pa55/wort", "user:p@pa55wort", "us?er:pa55wort"):
        error = refused(f"{scheme}{account}@{host}{rest}")
        assert "pa55" not in str(error) and "pa55" not in repr(error.__cause__)
        assert str(error.title) == "The address contains a user name or password."


hosts = st.sampled_from(
    ["prod", "a.b", "localhost", "127.0.0.1", "[::1]", "[FE80::1]", "münchen", "ẞ", "a_b", "x.", "[v1.a]"]
)
paths = st.text("aA/.%;:,\\ü\u00a0\u2028\x7f-_~+=&$'()!*swagger.json", max_size=12) | st.sampled_from(
    ["/swagger.json/swagger.json", "//a", "/a//", "/%20", "/a;b"]
)


@given(st.sampled_from(["", "https://", "http://"]), hosts, st.sampled_from(["", ":", ":443", ":0", ":08443"]), paths)
def test_what_was_accepted_is_read_again_as_the_same(scheme: str, host: str, port: str, path: str) -> None:
    try:
        address = Address.parse(f"{scheme}{host}{port}{path}")
    except WrongInput:
        return
    assert Address.parse(str(address)) == address
    assert not address.path.endswith("/") and not address.path.lower().endswith("/swagger.json")
    assert str(address) == address.origin + address.path and address.is_bare == (address.path == "")
    assert address.scheme == "https" or is_loopback(address.host)


@given(st.text())
def test_any_text_is_an_address_or_refused(given: str) -> None:
    try:
        address = Address.parse(given)
    except WrongInput as error:
        assert error.title and error.advice
    else:
        assert Address.parse(str(address)) == address


def test_a_path_below_a_host() -> None:
    address = Address.parse("https://prod:8443")
    assert str(address.with_path("/DMMAPI/rest/v1/")) == "https://prod:8443/DMMAPI/rest/v1"
    assert address.is_bare and not address.with_path("/a").is_bare
