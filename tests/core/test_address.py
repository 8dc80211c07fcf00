"""Addresses: what a person may type, and that tokens go over https or stay on this computer."""

import ipaddress
import re
import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.core.address import (
    MAX_ADDRESS,
    Address,
    as_servers_read,
    entered_address,
    leads_elsewhere,
    page_address,
    page_place,
)
from dmm_desktop.core.errors import WrongInput
from dmm_desktop.core.host import UnusableHost, is_loopback, normal_host
from dmm_desktop.core.text import escape_controls, visible


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
        ("https://prod.example.com.", "https://prod.example.com"),
        ("https://prod.example.com.:443/a", "https://prod.example.com/a"),
        ("prod:443", "https://prod"),
        ("prod:0443", "https://prod"),
        ("prod:80", "https://prod:80"),
        ("http://localhost:80/a", "http://localhost/a"),
        ("http://localhost:443", "http://localhost:443"),
        ("https://under_score.example", "https://under_score.example"),
        ("https://-a-.example", "https://-a-.example"),
        ("https://MÜNCHEN.example", "https://xn--mnchen-3ya.example"),
        ("https://xn--MNCHEN-3ya.example", "https://xn--mnchen-3ya.example"),
        ("https://\u0430pple.example", "https://xn--pple-43d.example"),  # Cyrillic
        ("https://\uff50\uff52\uff4f\uff44\u3002example", "https://prod.example"),  # full width
        ("https://[::ffff:192.0.2.7]", "https://192.0.2.7"),
        ("https://[2001:0db8:0:0:0:0:0:1]", "https://[2001:db8::1]"),
        ("https://192.0.2.7", "https://192.0.2.7"),
        ("https://[2001:DB8::1]:8443/a", "https://[2001:db8::1]:8443/a"),
        ("https://prod/?#", "https://prod"),
    ],
)
def test_what_is_accepted(given: str, address: str) -> None:
    assert str(Address.parse(given)) == address


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "LOCALHOST", "localhost.", "127.0.0.1", "127.1.2.3", "127.255.255.255", "[::1]"),
        *("[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "\u24dbocalhost", "127\u30020.0.1"),
    ],
)
def test_http_is_accepted_for_this_computer(host: str) -> None:
    address = Address.parse(f"http://{host}:8080/a")
    assert address.scheme == "http" and is_loopback(address.host)
    assert address.host in ("localhost", "::1") or address.host.startswith("127.")


OTHER_COMPUTERS = ["prod", "192.168.0.1", "128.0.0.1", "[::2]", "[::127.0.0.1]", "[::ffff:10.0.0.1]"]
NOT_QUITE_THIS_ONE = [
    "localhost.example.com",
    "127.0.0.1.example.com",
    "notlocalhost",
    "demo.localhost",
    "localhost.localdomain",
    "127.0.0.1.localhost",
]


@pytest.mark.parametrize("host", [*OTHER_COMPUTERS, *NOT_QUITE_THIS_ONE])
def test_http_is_refused_for_every_other(host: str) -> None:
    assert str(refused(f"http://{host}").reason) == "Tokens are sent only over HTTPS."
    assert not is_loopback(host)


@pytest.mark.parametrize(
    "given", ["ftp://prod", "file:///etc/passwd", "javascript://x", "ws://localhost", "httpss://prod"]
)
def test_other_schemes_are_refused(given: str) -> None:
    assert refused(given)


INVISIBLE = "It contains spaces, line ends or invisible characters."
REFUSED = {
    "The address is empty.": ["", " \n"],
    "Its host name is not valid.": [
        *("https://", "https:///a", "https://exa$mple", "https://[::1", "https://[::1]a", "https://."),
        *("https://a,b", "https://ex\u2100mple", "https://a\\b", 64 * "\u00fc"),
    ],
    INVISIBLE: [
        *("https://exa mple", "https://ho\tst.example", "https://ho\r\nst.example", "ht\ntps://host"),
        *("https://host\u200b.example", "\u202ehost.example"),
        *("https://prod/a b", "https://prod/a\u3000b", "https://prod/a\x00", "prod/\ta"),
    ],
    "Its port is not a number from 1 to 65535.": [
        *("https://prod:99999", "https://prod:65536", "https://prod:port", "prod:0", "prod:-1", "prod:+1"),
        *("prod:8443:1", "prod:\u0661", "[::1]:x"),
    ],
    "It looks like an IPv4 address, but is not four numbers from 0 to 255 without leading zeros.": [
        *("https://256.1.1.1", "https://127.1", "2130706433", "0177.0.0.1", "0x7f.1", "http://0x7F000001"),
        *("127.0.0.0x1", "1.2.3.4.5", "prod.1", "prod.0x", "127.1.", "\uff11\uff12\uff17.1", "010.0.0.1"),
    ],
    "Its IPv6 address is not valid.": ["[v1.a]", "[1.2.3.4]", "[]", "[prod]", "[::ffff:256.0.0.1]"],
    "Its IPv6 address has a zone": ["https://[fe80::1%25lo]", "[fe80::1%eth0]", "[::1%lo]"],
    "Its IPv6 address needs brackets": ["::1", "https://fd00::5", "fe80::1%lo"],
    "Its IP address is not that of one computer.": ["0.0.0.0", "[::]", "224.0.0.1", "[ff02::1]"],
    "Its host name contains a percent sign.": ["https://x%2fy", "https://%6cocalhost", "x%", "x%00.example"],
    "Its host name begins with a dot or has two dots in a row.": ["x..example", ".example.com", "x..", ".."],
    "A part of its host name is longer than 63 characters.": ["https://" + 64 * "a", f"a.{64 * 'b'}.example"],
    "Its host name is longer than 253 characters.": [".".join(64 * ["abc"])],
    "Its host name contains ß or ς": ["https://straße.example", "STRA\u1e9eE.example", "ς.gr"],
    "It does not begin with a single https://.": [
        *("https:/prod", "https//prod", "https://https://prod", "http/prod", "https://HTTP"),
    ],
    "It contains ? or #, which an API address cannot have.": [
        "https://prod/a?b=c",
        "prod/a#b",
        "prod?a",
        "prod/#/a",
    ],
    "Its path contains a backslash, the parts . or .., or percent signs that servers interpret differently.": [
        *("prod/a/../b", "prod/..", "prod/./a", "prod/%2e%2E/a", "prod/a%2f..%2fb", "prod/a\\b"),
        *("prod/.%2e;x=1/a", "prod/%5c..%5ca", "prod/..;/a", "prod/%u002e", "prod/%c0%ae", "prod/%252e", "prod/%00"),
    ],
}


@pytest.mark.parametrize(("words", "given"), [(words, one) for words, given in REFUSED.items() for one in given])
def test_what_is_refused_is_named_with_the_cause_and_the_remedy(words: str, given: str) -> None:
    error = refused(given)
    assert words in str(error) and "https://environment.example.com" in str(error.advice)
    assert str(error) == escape_controls(str(error))


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


labels = st.text("aZ09-_ü\u0430\u2100x.", max_size=6) | st.text("a", min_size=62, max_size=65) | st.just("xn--a")
hosts = st.lists(labels, min_size=1, max_size=5).map(".".join) | st.sampled_from(
    ["localhost", "127.0.0.1", "[::1]", "[FE80::1]", "ẞ", "[::ffff:1.2.3.4]", "1.0x2", "a.", "[v1.a]", "\u24dbocalhost"]
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
    assert address.origin.isascii() and address.port != {"https": 443, "http": 80}[address.scheme]


@given(hosts | st.text(max_size=80))
def test_a_host_has_one_form(given: str) -> None:
    try:
        host = normal_host(given)
    except UnusableHost as error:
        assert str(error.reason).endswith(".")
        return
    assert normal_host(host) == host == host.lower()
    assert normal_host(host.upper()) == host and (":" in host or normal_host(f"{host}.") == host)
    assert len(host) <= 253 and all(0 < len(label) <= 63 for label in host.split("."))


@given(st.ip_addresses())
def test_an_ip_address_has_one_form(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    try:
        host = normal_host(str(address))
    except UnusableHost:
        assert address.is_unspecified or address.is_multicast or getattr(address, "ipv4_mapped", None)
        return
    assert host == str(getattr(address, "ipv4_mapped", None) or address) == normal_host(address.exploded)


@given(st.text(" \t\r\n\x0b\x1c\x85\u00a0\u200b\u202e\ufeff\x00", min_size=1, max_size=3), st.integers(1, 24))
def test_nothing_inside_an_address_vanishes(invisible: str, place: int) -> None:
    whole = "https://prod.example.com/a"
    assert str(refused(whole[:place] + invisible + whole[place:]).reason) == INVISIBLE


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("prod.example.com./a/?b=c#d", "https://prod.example.com/a/?b=c#d"),
        ("https://PROD:443/Swagger.json", "https://prod/Swagger.json"),
        ("https://prod#/a/../b?c@d", "https://prod#/a/../b?c@d"),
        ("https://b\u00fccher.example/\u00fc", "https://xn--bcher-kva.example/\u00fc"),
        ("http://localhost:8080/?a=\\", "http://localhost:8080/?a=\\"),
    ],
)
def test_the_address_of_a_page_keeps_what_follows_the_host(given: str, address: str) -> None:
    assert page_address(given) == address == page_address(address)


@pytest.mark.parametrize(
    ("given", "origin", "shown"),
    [
        ("https://PROD.:443/a?b@c", "https://prod", "prod"),
        ("b\u00fccher.example:8443#d", "https://xn--bcher-kva.example:8443", "xn--bcher-kva.example:8443"),
        ("http://[::1]:80/", "http://[::1]", "[::1]"),
    ],
)
def test_the_place_of_a_page_is_told(given: str, origin: str, shown: str) -> None:
    place = page_place(given)
    assert (str(place), place.host_and_port) == (origin, shown)


@pytest.mark.parametrize(
    "given", ["javascript:alert(1)", "http://prod", "file:///etc", "prod\\@evil", "a b", "x..y?z", ""]
)
def test_what_is_not_the_address_of_a_page_is_refused(given: str) -> None:
    with pytest.raises(WrongInput):
        page_address(given)


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


@pytest.mark.parametrize("path", ["/a%" + "25" * 10 + "2e", "/%" + "25" * 300_000])
def test_a_path_that_is_encoded_again_and_again_leads_elsewhere(path: str) -> None:
    """And is not decoded as often: that would take minutes."""
    assert leads_elsewhere(path)


@pytest.mark.parametrize(
    "step",
    [
        *("..%3f", "..%3Fa", "..%23", ".%23a", "%2e%2e%3f", "..;a%3fb"),
        *(
            "\u200b..",
            "..\u200b",
            ".\u200b.",
            "%E2%80%8B..",
            ".\xad.",
            "%2e%EF%BB%BF%2e",
            ".%F3%A0%80%81.",
            ".\ufe0f.",
            ".\u115f.",
        ),
    ],
)
def test_a_step_up_leads_elsewhere_with_what_some_programs_leave_out(step: str) -> None:
    """A gateway that decodes the path takes the rest for a query or a fragment, or drops invisible characters."""
    assert leads_elsewhere(f"/v1/{step}/Other") and leads_elsewhere(f"/v1/{step}")


@pytest.mark.parametrize("path", ["/rest/v1/%20", "/100%25", "/a%3Fb..", "/%23..a", "/a\u200bb"])
def test_a_path_may_be_encoded_once(path: str) -> None:
    assert not leads_elsewhere(path)


def test_each_character_of_a_path_is_read_by_itself() -> None:
    """Bringing all marks of a long path into order takes quadratic time: two minutes for 100,000."""
    assert as_servers_read("/\uff21\u0301\u0323\u2025\u2044") == "/A\u0301\u0323../"


@given(
    st.text(st.sampled_from("./\\;?#=<ae2 \uff0e\uff05\u2025\u2260") | st.characters(categories=["M", "N", "L", "S"]))
)
def test_nothing_that_a_whole_path_is_taken_for_is_missed(path: str) -> None:
    read = as_servers_read(quote(path))
    assert all(run in read for run in re.findall("[ -~]+", unicodedata.normalize("NFKC", visible(path))))


@pytest.mark.parametrize(
    "given", ["https://a.example/" + "x" * MAX_ADDRESS, "https://a.example" + "/swagger.json" * 20_000]
)
def test_an_address_that_is_too_long_is_refused_without_being_repeated(given: str) -> None:
    with pytest.raises(WrongInput, match="more than 2,000 characters") as caught:
        Address.parse(given)
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize(
    ("given", "address", "left_out"),
    [
        ("https://prod/rest/v2/?x=1#frag", "https://prod/rest/v2", "?x=1#frag"),
        ("prod?a", "https://prod", "?a"),
        ("https://prod#/a/../b", "https://prod", "#/a/../b"),
        ("https://prod/ServiceCenter/Login.aspx?x=y", "https://prod", "/ServiceCenter/Login.aspx?x=y"),
        ("https://prod/tenant/servicecenter", "https://prod/tenant", "/servicecenter"),
        ("https://servicecenter/api", "https://servicecenter/api", ""),
        ("servicecenter", "https://servicecenter", ""),
        ("https://prod/ServiceCenters/a", "https://prod/ServiceCenters/a", ""),
        (" https://prod/a/swagger.json#/paths ", "https://prod/a", "#/paths"),
        ("https://prod", "https://prod", ""),
    ],
)
def test_an_address_from_a_browser_loses_what_is_not_of_an_api(given: str, address: str, left_out: str) -> None:
    found, rest = entered_address(given)
    assert (str(found), rest) == (address, left_out)


@given(hosts, paths, st.sampled_from(["", "?", "#", "?a=b", "#a/../b", "/ServiceCenter/Login.aspx?x"]))
def test_what_is_left_out_never_changes_where_a_token_goes(host: str, path: str, more: str) -> None:
    given_text = f"https://{host}/{path}{more}"
    try:
        found, rest = entered_address(given_text)
    except WrongInput:
        return
    assert given_text.strip().endswith(rest)
    assert found == Address.parse(given_text.strip()[: len(given_text.strip()) - len(rest)])
    assert found.origin == Address.parse(f"https://{host}").origin


def test_a_password_in_what_would_be_left_out_is_refused_and_not_repeated() -> None:
    for given_text in ("us?er:pa55wort@prod", "https://prod#pa55wort@x", "https://prod/ServiceCenter?u=a:pa55@b"):
        with pytest.raises(WrongInput) as caught:
            entered_address(given_text)
        assert "pa55" not in str(caught.value)


def test_an_error_puts_what_was_typed_between_quotation_marks() -> None:
    assert str(refused("not an address").title) == "“not an address” cannot be used as an address."
