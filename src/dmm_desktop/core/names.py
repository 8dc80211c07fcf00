"""How names of the DMM API are compared."""


def normal(name: str) -> str:
    """The form in which names are compared: without case and underscores."""
    return name.replace("_", "").lower()
