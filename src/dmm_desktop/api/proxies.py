"""Which proxy leads to an address."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from ..core.address import Address
from ..core.host import is_loopback
from ..core.network import DIRECT, SYSTEM, Network, UnusableProxy, checked_proxy
from ..core.network_errors import ProxyUnusable
from ..core.no_proxy import is_excepted


def proxy_for(address: Address, network: Network) -> str:
    """The URL of the proxy, with its sign-in, or "": the one of the network, else of the system; none for this computer
    itself, whatever the settings say.

    Variables (HTTPS_PROXY, ALL_PROXY, NO_PROXY, in small letters too) replace all settings of Windows and macOS as soon
    as there is one of them, as for other programs that use Python's urllib [documented]. Raises ProxyUnusable.
    """
    if network.proxy == DIRECT or is_loopback(address.host):
        return ""
    if network.proxy != SYSTEM:
        variable, setting = None, network.proxy_url
    else:
        variable, setting = _of_system(address)
    try:
        return checked_proxy(setting) if setting else ""
    except UnusableProxy as error:
        raise ProxyUnusable(address.host, variable, error.reason) from error


def _of_system(address: Address) -> tuple[str, str]:
    """The proxy, as it is set, and the variable that it is from ("" for the settings of Windows and macOS)."""
    from urllib.request import getproxies, getproxies_environment

    # As urllib's, but on Windows without looking up names.
    from requests.utils import proxy_bypass  # type: ignore[attr-defined]

    if variables := getproxies_environment():
        kind = next((kind for kind in (address.scheme, "all") if kind in variables), None)
        if kind is None or is_excepted(address.host, address.actual_port, variables.get("no", "")):
            return "", ""
        return _variable(f"{kind}_proxy"), variables[kind]
    return "", proxy_in_settings(address, getproxies(), proxy_bypass)


def proxy_in_settings(address: Address, settings: Mapping[str, str], is_bypassed: Callable[[str], bool]) -> str:
    """The proxy that the settings of Windows or macOS name, "" where they have exceptions for its host."""
    setting = settings.get(address.scheme) or settings.get("all", "")
    return "" if setting and is_bypassed(address.host) else setting


def _variable(name: str) -> str:
    """As it is written in the environment. The one in small letters counts where there are both [documented]."""
    return name if name in os.environ else next((one for one in os.environ if one.lower() == name), name)
