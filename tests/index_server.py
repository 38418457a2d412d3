"""pypiserver as a process: `python -m tests.index_server FOLDER`, credentials on standard input.

Listens on a port that the system chooses and prints it once it does, so that nobody has to guess a
free port or wait for it to open.
"""

from __future__ import annotations

import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pypiserver  # type: ignore[import-untyped]


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base names it
        pass


def main() -> None:
    """Serve until killed."""
    user, password = sys.stdin.readline().strip(), sys.stdin.readline().strip()
    app = pypiserver.app(
        roots=[sys.argv[1]],
        disable_fallback=True,
        authenticate=["list", "download", "update"] if user else [],
        password_file=None if user else ".",
        auther=(lambda *given: given == (user, password)) if user else None,
    )
    with _Server(("127.0.0.1", 0), _Quiet) as server:
        server.set_app(app)
        sys.stdout.write(f"{server.server_port}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main()
