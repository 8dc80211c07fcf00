"""What the demo environment received: its honest second opinion for tests, at `/_demo/received`."""

import threading
from collections import Counter
from dataclasses import dataclass, field

from .answers import Json
from .arguments import Arguments


@dataclass
class Start:
    """One StartExecution as it arrived; what could not be read of it is None."""

    type: str | None
    configuration: dict[str, object] | None
    connection: str | None
    zip_sha256: str | None
    zip_size: int | None
    tracker_id: str | int | None = None
    started: bool = False

    @classmethod
    def of(cls, arguments: Arguments) -> "Start":
        configuration, upload = arguments.configuration, arguments.upload
        connection = configuration.get("DestinationDBConnection") if configuration else None
        return cls(
            type=arguments.text("Type") or None,
            configuration=configuration,
            connection=connection if isinstance(connection, str) else None,
            zip_sha256=upload.sha256 if upload else None,
            zip_size=upload.size if upload else None,
        )


@dataclass
class Received:
    """Counts and starts since the process began."""

    _operations: Counter[str] = field(default_factory=Counter)
    _starts: list[Start] = field(default_factory=list)
    _misplaced_tokens: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, operation: str) -> None:
        """Count a request that was meant for `operation`, whatever becomes of it."""
        with self._lock:
            self._operations[operation] += 1

    def add(self, start: Start) -> None:
        with self._lock:
            self._starts.append(start)

    def misplaced(self, where: str) -> None:
        """Note a token that was sent to where none belongs: a leak."""
        with self._lock:
            self._misplaced_tokens.append(where)

    def as_json(self) -> Json:
        with self._lock:
            return {
                "operations": dict(self._operations),
                "starts": [vars(start) for start in self._starts],
                "misplaced_tokens": list(self._misplaced_tokens),
            }
