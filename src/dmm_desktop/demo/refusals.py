"""The ways in which the demo environment refuses a request."""


class BadRequest(Exception):
    """Refused by the platform: the response has `status` and {"Errors", "StatusCode"}."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


class WrongKey(BadRequest):
    """A token is missing or wrong. `header` is the header it belongs in."""

    def __init__(self, header: str) -> None:
        super().__init__(f"Invalid {header}.", 401)
        self.header = header


class Failed(Exception):
    """The API understood the request but did not carry it out: the response is 200 with `Success` false and the
    message.

    `status`: the run's status, if the response has one.
    """

    def __init__(self, message: str, status: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


class ConnectionLost(Exception):
    """The connection is reset without a response."""
