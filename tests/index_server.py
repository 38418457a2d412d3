"""pypiserver as a process: `python -m tests.index_server FOLDER`, credentials on standard input.

Listens on a port that the system chooses and prints it once it does, so that nobody has to guess a
free port or wait for it to open.
"""

from __future__ import annotations

import sys
from base64 import b64decode
from collections.abc import Iterable
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING, Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pypiserver  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base names it
        pass


def _asking(app: WSGIApplication) -> WSGIApplication:
    """The same, where no password is answered with 401, as by most indexes: pypiserver says 403.

    pip asks a keyring after a 401 alone.
    """

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        login = environ.get("HTTP_AUTHORIZATION", "").removeprefix("Basic ")
        lacks_password = b64decode(login).endswith(b":")

        def begin(status: str, *rest: Any) -> Any:
            return start("401 Unauthorized" if lacks_password else status, *rest)

        return app(environ, begin)

    return answer


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
        server.set_app(_asking(app))
        sys.stdout.write(f"{server.server_port}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main()
