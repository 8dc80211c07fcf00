"""The address of a web page in the form passed to the browser."""

from __future__ import annotations

from PySide6.QtCore import QUrl

from ..core.address import page_address, page_place
from ..core.errors import WrongInput
from ..core.text import text

_ENCODED = QUrl.ComponentFormattingOption.FullyEncoded


def web_page(address: str) -> QUrl:
    """The page at an address, as Qt passes it to the browser. Raises WrongInput if :func:`page_address` rejects the
    address, or if Qt finds in it an origin other than the one shown."""
    page, place = page_address(address), page_place(address)
    url = QUrl(page)
    if (url.scheme(), url.host(_ENCODED), url.port(), url.userInfo()) != (
        place.scheme,
        place.host,
        -1 if place.port is None else place.port,
        "",
    ):
        raise WrongInput(
            text("The page on {host} cannot be opened.", host=place.host_and_port),
            text("Its address has a host that programs interpret differently."),
            text("Correct the address of the page."),
        )
    return url
