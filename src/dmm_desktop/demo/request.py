"""A request as it came."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message


@dataclass(frozen=True)
class Request:
    """`path` and `query` as sent, still quoted; `blocks` is the body, which can be read once."""

    method: str
    path: str
    query: str
    headers: Message
    blocks: Iterator[bytes]
