"""What is shown of a page's address is where the browser is sent."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QUrl

from dmm_desktop.core.address import page_place
from dmm_desktop.core.errors import WrongInput
from dmm_desktop.ui.services.system_dialogs import SystemDialogs
from dmm_desktop.ui.web_page import web_page

ENCODED = QUrl.ComponentFormattingOption.FullyEncoded
PARTS = st.sampled_from(
    (
        "https:// http:// localhost a.example -a xn-- xn--zz-- ü 。 @ %40 \\ / // ? # : :443 :0 [ ] ::1 %2e . 0x7f.1 "
        "127.1 _ é & ; \t " + "a" * 64
    ).split(" ")
)


@pytest.mark.parametrize(
    "address", ["https://-a.example/x", "https://a-.example", "https://xn--zz--/", "https://xn--.a", "https://a.-b"]
)
def test_what_qt_reads_otherwise_is_not_opened(address: str) -> None:
    with pytest.raises(WrongInput) as caught:
        web_page(address)
    assert caught.value.reason and caught.value.advice
    with pytest.raises(WrongInput):
        SystemDialogs().open_page(address)


@pytest.mark.parametrize(
    ("address", "opened"),
    [
        ("dmm.example/page?x=@#top", "https://dmm.example/page?x=@#top"),
        ("https://BÜCHER.example:443/x", "https://xn--bcher-kva.example/x"),
        ("https://[2001:DB8::1]:8443", "https://[2001:db8::1]:8443"),
        ("http://localhost:8080/token", "http://localhost:8080/token"),
    ],
)
def test_a_page_is_opened_as_it_is_shown(address: str, opened: str) -> None:
    assert web_page(address).toString(ENCODED) == opened


@given(st.lists(PARTS, max_size=8).map("".join) | st.text())
@example("https://a.example\\@evil.example/")
@example("https://a.example/\\\\evil.example")
def test_the_host_that_is_shown_is_the_host_that_is_opened(address: str) -> None:
    try:
        url = web_page(address)
    except WrongInput:
        return
    place = page_place(address)
    assert url.isValid() and url.scheme() in ("https", "http") and not url.userInfo()
    sent = bytes(url.toEncoded().data()).decode("ascii")
    assert sent == place.origin or sent.startswith(tuple(place.origin + mark for mark in "/?#"))
