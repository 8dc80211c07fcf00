"""Fixtures: a message bus, and the services of a desktop on it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from not_on_windows import DESKTOP_SERVICES

if TYPE_CHECKING:
    from desktop_services import DesktopServices


@pytest.fixture
def bus() -> Iterator[str]:
    """The address of a bus without services."""
    if sys.platform != "linux":
        pytest.skip(DESKTOP_SERVICES)
    from desktop_services import message_bus_of_tests

    with message_bus_of_tests() as address:
        yield address


@pytest.fixture
def desktop_services(bus: str) -> Iterator[DesktopServices]:
    """The services of a desktop."""
    from desktop_services import DesktopServices

    with DesktopServices(bus) as services:
        yield services
