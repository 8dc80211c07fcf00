"""NO_PROXY: which hosts it names, whichever program it was written for."""

import ipaddress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dmm_desktop.core.host import UnusableHost, normal_host
from dmm_desktop.core.network import is_excepted


@pytest.mark.parametrize(
    ("no_proxy", "host", "port"),
    [
        ("*", "prod.example.com", 443),
        ("other, *", "fd00::5", 443),
        ("*:8443", "prod.example.com", 8443),
        ("prod.example.com", "prod.example.com", 443),
        ("PROD.Example.COM", "prod.example.com", 443),
        ("prod.example.com.", "prod.example.com", 443),
        ("example.com", "prod.example.com", 443),
        (".example.com", "prod.example.com", 443),
        (".example.com", "example.com", 443),
        (".example.com.", "a.b.example.com", 443),
        ("*.example.com", "prod.example.com", 443),
        ("*.example.com.", "a.b.example.com", 443),
        ("*.example.com:8443", "prod.example.com", 8443),
        ("example.com:443", "prod.example.com", 443),
        ("b\u00fccher.example", "xn--bcher-kva.example", 443),
        ("com", "example.com", 443),
        ("10.0.0.5", "10.0.0.5", 443),
        ("10.0.0.5:8443", "10.0.0.5", 8443),
        ("10.0.0.0/8", "10.200.0.5", 443),
        ("10.1.2.3/8", "10.200.0.5", 443),
        ("10.0.0.0/255.0.0.0", "10.200.0.5", 443),
        ("fd00::5", "fd00::5", 443),
        ("FD00:0::0005", "fd00::5", 443),
        ("[fd00::5]", "fd00::5", 443),
        ("[fd00::5]:8443", "fd00::5", 8443),
        ("fd00::/8", "fd12::5", 443),
        ("[fd00::]/8", "fd12::5", 443),
        ("[fd00::/8]", "fd12::5", 443),
        ("::ffff:10.0.0.5", "10.0.0.5", 443),
        (" a ,\tb,,c d ", "d", 443),
        ("a b", "a", 443),
    ],
)
def test_what_is_named(no_proxy: str, host: str, port: int) -> None:
    assert is_excepted(host, port, no_proxy)


@pytest.mark.parametrize(
    ("no_proxy", "host"),
    [
        ("", "example.com"),
        (" , ,", "example.com"),
        ("example.com", "badexample.com"),
        ("example.com", "example.com.evil.example"),
        ("*.example.com", "example.com"),
        ("*example.com", "badexample.com"),
        ("prod.example.com", "example.com"),
        ("example.com:8443", "example.com"),
        ("example.com:", "example.com"),
        ("example.com:https", "example.com"),
        ("10.0.0.5:8443", "10.0.0.5"),
        ("0.5", "10.0.0.5"),
        ("5", "10.0.0.5"),
        ("*.0.0.5", "10.0.0.5"),
        ("10.0.0.0/8", "11.0.0.5"),
        ("10.0.0.0/8", "10.example.com"),
        ("10.0.0.0/33", "10.0.0.5"),
        ("10.0.0.0/8", "fd00::5"),
        ("fd00::/8", "fc00::5"),
        ("fd00::/8", "10.0.0.5"),
        ("[fd00::5]:8443", "fd00::5"),
        ("[fd00::5", "fd00::5"),
        ("fd00::5%eth0", "fd00::5"),
        ("2130706433", "127.0.0.1"),
        ("/", "example.com"),
        (".", "example.com"),
        ("http://example.com", "example.com"),
    ],
)
def test_what_is_not_named(no_proxy: str, host: str) -> None:
    assert not is_excepted(host, 443, no_proxy)


names = st.lists(st.text("ab0-_", min_size=1, max_size=3), min_size=1, max_size=4).map(".".join)
addresses = st.ip_addresses().filter(lambda one: not (one.is_multicast or one.is_unspecified))
ports = st.integers(1, 65535)
anything = st.lists(st.text(max_size=12) | names | addresses.map(str), max_size=4).map(",".join)


def host_of(given_name: str) -> str:
    try:
        return normal_host(given_name)
    except UnusableHost:
        assume(False)
        raise


@given(names, names, ports)
def test_a_name_names_itself_and_what_is_below_it(name: str, other: str, port: int) -> None:
    host, above = host_of(other), host_of(name)
    parts, end = host.split("."), above.split(".")
    assert is_excepted(host, port, above) == (parts[-len(end) :] == end)
    assert is_excepted(host, port, f"*.{above}") == (len(parts) > len(end) and parts[-len(end) :] == end)


@given(anything, names | addresses.map(str), ports)
def test_case_blanks_dots_and_order_play_no_part(no_proxy: str, given_host: str, port: int) -> None:
    host = host_of(given_host)
    entries = no_proxy.split(",")
    expected = is_excepted(host, port, no_proxy)
    assert is_excepted(host, port, ",".join(reversed(entries))) == expected
    assert is_excepted(host, port, " ,, ".join(f" {entry}\t" for entry in entries)) == expected
    if no_proxy.isascii():
        assert is_excepted(host, port, no_proxy.upper()) == expected
    assert is_excepted(host, port, f"{no_proxy},{host}") and is_excepted(host, port, f"*,{no_proxy}")
    if ":" not in host:
        assert is_excepted(host, port, f"{host}.") and is_excepted(host, port, f".{host}:{port}")
        assert not is_excepted(host, port, f"{host}:{port % 65535 + 1}")
    else:
        assert is_excepted(host, port, f"[{host}]:{port}")
        assert not is_excepted(host, port, f"[{host}]:{port % 65535 + 1}")


@given(addresses, addresses, st.integers(0, 128))
def test_a_network_names_the_addresses_in_it(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
    start: ipaddress.IPv4Address | ipaddress.IPv6Address,
    length: int,
) -> None:
    host = host_of(str(address))
    length = min(length, start.max_prefixlen)
    shift = start.max_prefixlen - length
    actual = ipaddress.ip_address(host)
    expected = actual.version == start.version and int(actual) >> shift == int(start) >> shift
    assert is_excepted(host, 443, f"{start}/{length}") == expected
