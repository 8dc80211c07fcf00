"""What the server received, as an independent view for tests at `/_demo/received`."""

import threading
from collections import Counter
from dataclasses import dataclass, field

from dmm_desktop.demo.arguments import Arguments
from dmm_desktop.demo.http_messages import Json


@dataclass
class Start:
    """One StartExecution with the right keys and readable values. It has no tracker id if nothing was started."""

    type: str
    configuration: dict[str, object]
    connection: str
    zip_sha256: str | None
    zip_size: int | None
    tracker_id: str | int | None = None
    started: bool = False


@dataclass
class RequestLog:
    """Requests since the process started."""

    _operations: Counter[str] = field(default_factory=Counter)
    _starts: list[Start] = field(default_factory=list)
    _misplaced_tokens: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add_request(self, operation: str) -> None:
        """Count a request for `operation`, whatever its result."""
        with self._lock:
            self._operations[operation] += 1

    def add_start(self, arguments: Arguments) -> Start:
        """Record a StartExecution; add its result to the record later."""
        upload = arguments.upload
        start = Start(
            type=arguments.text("Type"),
            configuration=arguments.configuration,
            connection=arguments.connection,
            zip_sha256=upload.sha256 if upload else None,
            zip_size=upload.size if upload else None,
        )
        with self._lock:
            self._starts.append(start)
        return start

    def add_misplaced_token(self, where: str) -> None:
        """Record a token sent where none belongs: a leak."""
        with self._lock:
            self._misplaced_tokens.append(where)

    def as_json(self) -> Json:
        with self._lock:
            return {
                "operations": dict(self._operations),
                "starts": [vars(start) for start in self._starts],
                "misplaced_tokens": list(self._misplaced_tokens),
            }
