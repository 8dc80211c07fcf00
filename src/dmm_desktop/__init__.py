"""DMM Desktop: imports data into OutSystems environments through the DMM API."""

__version__ = "0.1.0"
