"""Answers every request with a file: `python -m benchmarks.servers.source FILE`.

Prints its port and ends when its input does. The kernel moves the bytes, so that clients never wait for it.
"""

import socket
import sys
import threading
from pathlib import Path


def serve(connection: socket.socket, path: Path) -> None:
    """Answer requests, which have no bodies, until the client leaves."""
    received = b""
    while piece := connection.recv(65536):
        received += piece
        if received.endswith(b"\r\n\r\n"):
            received = b""
            head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            connection.sendall(head % path.stat().st_size)
            with path.open("rb") as file:
                connection.sendfile(file)


def main() -> None:
    """Serve each connection on a thread."""
    path = Path(sys.argv[1])
    listener = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=serve, args=(connection, path), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    print(listener.getsockname()[1], flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
