"""The ways in which the demo environment says no."""


class BadRequest(Exception):
    """A request that the platform refuses: answered with `status` and {"Errors", "StatusCode"}."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


class WrongKey(BadRequest):
    """A token is missing or wrong. `header` is the one that it belongs in."""

    def __init__(self, header: str) -> None:
        super().__init__(f"Invalid {header}.", 401)
        self.header = header


class Failed(Exception):
    """A request that the API understood and did not carry out: answered with 200, `Success` false and the message.

    `status`: that of the run, if the answer has one.
    """

    def __init__(self, message: str, status: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


class ConnectionLost(Exception):
    """The connection is reset without an answer."""
