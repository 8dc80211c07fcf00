"""The ways in which the demo environment says no."""


class Refusal(Exception):
    """Ends a request."""


class BadRequest(Refusal):
    """A request that the platform refuses: answered with `status` and {"Errors", "StatusCode"}."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


class WrongKey(BadRequest):
    """A token is missing or wrong."""

    def __init__(self, header: str, *, is_missing: bool = False) -> None:
        super().__init__(f"Invalid {header}.", 401)
        self.is_missing = is_missing


class Failed(Refusal):
    """A request that the API understood and did not carry out: answered with 200, `Success` false and the message."""

    def __init__(self, message: str, status: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


class ConnectionLost(Refusal):
    """The connection is reset without an answer."""
