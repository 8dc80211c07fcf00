"""What requests and urllib3 make of an address is what was checked: they have parsers of their own."""

import requests
from hypothesis import given
from hypothesis import strategies as st
from urllib3.util import parse_url

from dmm_desktop.core.address import Address
from dmm_desktop.core.errors import WrongInput

hosts = st.text(max_size=12) | st.sampled_from(
    [
        "localhost",
        "127.0.0.1",
        "[::1]",
        "[2001:db8::5]",
        "[::ffff:1.2.3.4]",
        "a.b",
        "a_b.c",
        "M\u00fcnchen.de",
        "b.",
        "1.2",
    ]
)
paths = st.text(max_size=12) | st.text("/[]%;:,.{}|^`\u00e92eF", max_size=8)


@given(st.sampled_from(["", "https://", "http://"]), hosts, st.sampled_from(["", ":8443", ":443", ":80"]), paths)
def test_the_request_goes_where_the_address_says(scheme: str, host: str, port: str, path: str) -> None:
    try:
        address = Address.parse(f"{scheme}{host}{port}/{path}")
    except WrongInput:
        return
    sent = parse_url(str(requests.Request("GET", f"{address}/StartExecution?a=b").prepare().url))
    assert (sent.scheme, (sent.host or "").strip("[]")) == (address.scheme, address.host)
    assert (sent.port or address.actual_port) == address.actual_port
    assert (sent.path or "").endswith("/StartExecution")
    assert (sent.path or "").count("/") == address.path.count("/") + 1, "no part of the path is dropped"
