"""Whether this machine knows its own name; a system without a hosts file does not."""

import socket

import pytest


def _known(name: str) -> bool:
    try:
        socket.getaddrinfo(name, 0, socket.AF_INET)
    except OSError:
        return False
    return True


def local_name(name: str = "localhost") -> object:
    """The name of this computer as a parameter of a test, left out where no hosts file and no resolver knows it."""
    return pytest.param(name, marks=pytest.mark.skipif(not _known(name), reason=f"this machine does not know {name}"))
