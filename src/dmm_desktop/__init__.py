"""DMM Desktop: imports data into OutSystems environments through the DMM API."""

__version__ = "0.1.0"

#: What people call it, and what desktops call it: the name of its desktop entry and of its bundle.
DISPLAY_NAME = "DMM Desktop"
APPLICATION_ID = "io.github.dmm_desktop.DMMDesktop"
