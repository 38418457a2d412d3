"""An HTTP server that answers as the test says, and remembers what it was asked."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Asked(NamedTuple):
    """A request. `number` counts those for the same path, from 0; `start` is that of its Range."""

    path: str
    number: int
    headers: Mapping[str, str]

    @property
    def start(self) -> int:
        return int(self.headers.get("Range", "bytes=0-")[6:].partition("-")[0])


class Answer(NamedTuple):
    """An answer; of its body only as much is sent as `sent` says, then the connection ends.

    stalled  the connection ends only with the server
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = {}
    sent: int | None = None
    stalled: bool = False


class Server(NamedTuple):
    url: str
    asked: list[Asked]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    answers: Callable[[Asked], Answer]
    asked: list[Asked]
    closed: threading.Event

    def do_GET(self) -> None:
        number = sum(1 for each in self.asked if each.path == self.path)
        asked = Asked(self.path, number, dict(self.headers.items()))
        self.asked.append(asked)
        answer = type(self).answers(asked)
        self.send_response(answer.status)
        for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body[: answer.sent])
        if answer.stalled:
            self.wfile.flush()
            self.closed.wait()
        self.close_connection = answer.sent is not None

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base names it
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are part of some tests."""


@contextmanager
def scripted(
    answers: Callable[[Asked], Answer], host: str = "127.0.0.1", certificate: Sequence[str] = ()
) -> Iterator[Server]:
    """A server on a port of its own.

    host         what the URL calls this machine
    certificate  the paths of it and of its key, where it shall speak TLS
    """
    asked: list[Asked] = []
    closed = threading.Event()
    own = {"answers": staticmethod(answers), "asked": asked, "closed": closed}
    handler = type("Handler", (_Handler,), own)
    server = _Server(("127.0.0.1", 0), handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    # The default is to look for `shutdown` twice a second.
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield Server(f"http{'s' if certificate else ''}://{host}:{server.server_port}", asked)
    finally:
        closed.set()
        server.shutdown()
        server.server_close()
        thread.join()


def part(asked: Asked, content: bytes, etag: str = '"1"') -> Answer:
    """A good answer, with ranges, as PyPI gives it."""
    headers = {"ETag": etag} if etag else {}
    if "Range" not in asked.headers or asked.headers.get("If-Range", etag) != etag:
        return Answer(content, headers=headers)
    if asked.start >= len(content):
        return Answer(status=416, headers={"Content-Range": f"bytes */{len(content)}"})
    span = f"bytes {asked.start}-{len(content) - 1}/{len(content)}"
    return Answer(content[asked.start :], 206, {**headers, "Content-Range": span})
