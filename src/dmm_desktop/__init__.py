"""DMM Desktop: imports and exports data of OutSystems environments through the DMM API."""

__version__ = "0.1.0"

#: The name shown to users, and the id used by desktops: of the desktop entry and the bundle.
DISPLAY_NAME = "DMM Desktop"
APPLICATION_ID = "io.github.dmm_desktop.DMMDesktop"
