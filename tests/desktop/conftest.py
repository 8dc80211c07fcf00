"""The fixtures of what the desktop does for the window."""

from desktop_fixtures import bus, desktop_services  # noqa: F401
