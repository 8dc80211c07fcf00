"""A running log reader, and what it delivers."""

from collections.abc import Sequence
from pathlib import Path

from dmm_desktop.api.binding import built_in_contract
from dmm_desktop.api.client import DmmClient
from dmm_desktop.api.contract import Contract
from dmm_desktop.core.address import Address
from dmm_desktop.core.job import CancelToken
from dmm_desktop.core.text_encoding import decoded_blocks
from dmm_desktop.core.token import Token
from dmm_desktop.operations.log_reader import Deliver, LogReader

ROOT = "/DMMAPI/rest/v1"


class Reading:
    """Reads the log of the execution 42 on the server at ``address``; a context manager."""

    def __init__(
        self, address: str, spool: Path, contract: Contract | None = None, deliver: Deliver | None = None
    ) -> None:
        self.batches: list[Sequence[str]] = []
        self._client = DmmClient(
            Address.parse(address + ROOT), contract or built_in_contract(), Token("key"), CancelToken()
        )
        self.reader = LogReader(self._client, "42", spool, deliver or self.batches.append)

    def __enter__(self) -> "Reading":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.__exit__()

    @property
    def delivered(self) -> list[str]:
        return [line for batch in self.batches for line in batch]

    def poll(self) -> str:
        """Read as when watching a running execution: everything announced, unless that never ends. Returns the last
        status."""
        for _ in range(20):
            status = self.reader.poll().status
            if not self.reader.is_behind:
                break
        return status

    def to_the_end(self) -> None:
        """Read as when watching an ended execution."""
        assert self.reader.poll().status == "Complete"
        self.reader.finish()


def text(lines: Sequence[bytes]) -> list[str]:
    """The lines as shown. Each is in an encoding that its bytes do not reveal; revealed encodings are covered by the
    tests of text_encoding."""
    return ["".join(decoded_blocks([line])) for line in lines]
