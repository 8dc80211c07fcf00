"""Accepts any request as an import: `python -m benchmarks.servers.sink`.

Prints its port and ends when its input does. It only counts bytes, so that clients never wait for it.
"""

import re
import socket
import sys
import threading

_ANSWER = b'{"MainExecutionTrackerId": 42, "Status": "NotFound", "Success": true}'
_BUFFER = 1024 * 1024


def serve(connection: socket.socket) -> None:
    """Answer requests until the client leaves."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    view = memoryview(bytearray(_BUFFER))
    while (head := _head(connection)) is not None:
        if b"\r\nexpect: 100-continue" in head.lower():
            connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        length = re.search(rb"\r\ncontent-length: *(\d+)", head, re.IGNORECASE)
        left = int(length[1]) if length else 0
        while left:
            left -= _received(connection, view[: min(left, _BUFFER)])
        if b"\r\ntransfer-encoding: chunked" in head.lower():
            _skip_chunks(connection, view)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(_ANSWER), _ANSWER))


def _head(connection: socket.socket) -> bytes | None:
    """Up to the empty line and no byte further; None if the client leaves."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        ahead = connection.recv(65536, socket.MSG_PEEK)
        if not ahead:
            return None
        end = (head + ahead).find(b"\r\n\r\n")
        head += connection.recv(len(ahead) if end < 0 else end + 4 - len(head))
    return head


def _skip_chunks(connection: socket.socket, view: memoryview) -> None:
    """Base64 and JSON never end as the last chunk does, so that only the end of what came is looked at."""
    tail = b""
    while tail != b"0\r\n\r\n":
        size = _received(connection, view)
        tail = (tail + bytes(view[max(0, size - 5) : size]))[-5:]


def _received(connection: socket.socket, view: memoryview) -> int:
    size = connection.recv_into(view)
    if not size:
        raise ConnectionError("the client left in the middle")
    return size


def main() -> None:
    """Serve each connection on a thread."""
    listener = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    print(listener.getsockname()[1], flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
