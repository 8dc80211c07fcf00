"""Comparison of names and values of the DMM API."""


def normal(name: str) -> str:
    """A name in the form used for comparison: without case and underscores."""
    return name.replace("_", "").lower()


def is_blank(value: object) -> bool:
    """Whether a value is missing or only white space."""
    return value is None or (isinstance(value, str) and not value.strip())


def names_connection(field: str) -> bool:
    """Whether a field of CreateConnection holds the connection's name [assumed]."""
    return normal(field) in ("connectionname", "name")
