"""The servers that the screenshots name: a client that answers by itself, and the context that hands it out."""

from dmm_desktop.api.binding import built_in_contract
from dmm_desktop.api.client import DmmClient
from dmm_desktop.api.discovery import Discovery
from dmm_desktop.api.payload_sinks import Writer
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.errors import TimedOut
from dmm_desktop.core.job import CancelToken
from dmm_desktop.core.models import ExecutionReport, ExecutionStatus
from dmm_desktop.core.runs import Run
from dmm_desktop.core.token import Token
from dmm_desktop.operations.context import SavedContext
from dmm_desktop.operations.endpoint import Endpoint, stored_endpoint


class AnsweringContext(SavedContext):
    """Every environment is as its last test found it and accepts every key.

    The runs that go on give the ``answers`` and the ``log``, one answer to each question; then nothing more comes, or
    the connection is lost.
    """

    answers: list[ExecutionReport]
    log: list[str]
    lost = False

    def key(self, environment: Environment | None) -> Token:
        """Any."""
        return Token("key")

    def discover(
        self, address: Address, environment: Environment | None, cancel: CancelToken
    ) -> tuple[Endpoint, Discovery]:
        """As the last test of the environment found it."""
        endpoint = stored_endpoint(environment) if environment is not None else None
        assert endpoint is not None and environment is not None
        return endpoint, Discovery(endpoint.root, endpoint.contract, (), environment.description)

    def endpoint(self, run: Run, cancel: CancelToken) -> tuple[Endpoint, Token]:
        """Where the run was started."""
        return Endpoint(Address.parse(run.root), built_in_contract()), Token("key")

    def client_at(self, endpoint: Endpoint, key: Token, cancel: CancelToken) -> DmmClient:
        """A client that sends nothing."""
        return _AnsweringClient(self, endpoint, key, cancel)


class _AnsweringClient(DmmClient):
    def __init__(self, context: AnsweringContext, endpoint: Endpoint, key: Token, cancel: CancelToken) -> None:
        super().__init__(endpoint.root, endpoint.contract, key, cancel)
        self._context = context
        self._cancelled = cancel
        self._next = 0

    def get_execution_status(
        self, tracker_id: str, *, log_page: int | None = None, log_records: int = 0, logs_to: Writer | None = None
    ) -> ExecutionStatus:
        """The next answer; the log has one page."""
        answers, log = self._context.answers, self._context.log
        size = 0
        if logs_to is not None and log_page in (None, 1):
            lines = "".join(f"{line}\n" for line in log).encode()
            logs_to.write(lines)
            size = len(lines)
        if self._next >= len(answers):
            if self._context.lost:
                raise TimedOut(self.root.host, 30, "ReadTimeout: no answer")
            self._cancelled.sleep(3600)
        self._next = min(self._next + 1, len(answers))
        return ExecutionStatus("InProgress", report=answers[self._next - 1], log_pages=1, log_size=size)
