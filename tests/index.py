"""Package indexes on this machine: a real one (pypiserver), and one that fails on demand."""

from __future__ import annotations

import hashlib
import io
import os
import posixpath
import re
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import quote, unquote

from packaging.utils import canonicalize_name


class Index(NamedTuple):
    """Where an index answers. `url` has the credentials in it, `bare` has not."""

    url: str
    bare: str
    user: str = ""
    password: str = ""


@contextmanager
def served(
    folder: str | os.PathLike[str], *, user: str = "", password: str = ""
) -> Iterator[Index]:
    """A pypiserver of its own process for the wheels and sdists of a folder.

    user, password  asked for by basic authentication, for pages and files; nothing is, without
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.index_server", os.fspath(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parent.parent,
        text=True,
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(f"{user}\n{password}\n")
            process.stdin.close()
            port = int(process.stdout.readline())
            host = f"127.0.0.1:{port}/simple/"
            login = f"{quote(user, '')}:{quote(password, '')}@" if user else ""
            yield Index(f"http://{login}{host}", f"http://{host}", user, password)
        finally:
            process.kill()


class Fault(NamedTuple):
    """What goes wrong with an answer, and how often.

    status     the answer is `status` and nothing else; asking again at once is allowed
    hang-up    the connection ends before any answer
    truncated  the head promises the whole, the first half comes, the connection ends
    stalled    as truncated, but the connection stays open until the index is closed
    wrong      the whole length, of other bytes
    """

    kind: Literal["status", "hang-up", "truncated", "stalled", "wrong"]
    status: int = 500
    times: int = 1_000_000


class FaultyIndex:
    """An index of a folder's files (PEP 503) whose answers fail where the test wants it.

    Metadata are served beside the wheels (PEP 658), so that who resolves need not open them.

    faults    by a part of the path: "/simple/pkg/", "/files/pkg-1.0", ".metadata", …; what is said
              of a wheel does not hold for its metadata
    requests  what was asked for: the path, and after a space the range where one was asked for
    reached   set when a stalled answer has got as far as it will
    """

    def __init__(self, folder: str | os.PathLike[str], faults: Mapping[str, Fault]) -> None:
        self.folder = os.fspath(folder)
        self.faults = dict(faults)
        self.requests: list[str] = []
        self.reached = threading.Event()
        self.closed = threading.Event()
        self.url = ""
        self._lock = threading.Lock()

    def fault(self, path: str, *, head: bool) -> Fault | None:
        """The fault of this answer; counts it. An answer without a body has no fault of the body."""
        with self._lock:
            for part, fault in self.faults.items():
                if head and fault.kind not in {"status", "hang-up"}:
                    continue
                if path.endswith(".metadata") and "metadata" not in part:
                    continue
                if part in path and fault.times > 0:
                    self.faults[part] = fault._replace(times=fault.times - 1)
                    return fault
        return None

    def answer(self, path: str) -> bytes | None:
        """The content of a page or file, None where there is none."""
        _, kind, rest = path.split("/", 2)
        if kind == "files":
            name = posixpath.basename(rest)
            wheel = name.removesuffix(".metadata")
            if wheel not in self._names():
                return None
            return self._content(wheel) if wheel == name else _metadata(self._content(wheel))
        links = [self._link(name) for name in self._names() if _project(name) == rest.strip("/")]
        page = f"<!DOCTYPE html><html><body>{''.join(links)}</body></html>"
        return page.encode() if links else None

    def _names(self) -> list[str]:
        return sorted(name for name in os.listdir(self.folder) if name.endswith((".whl", ".gz")))

    def _content(self, name: str) -> bytes:
        return Path(self.folder, name).read_bytes()

    def _link(self, name: str) -> str:
        digest = hashlib.sha256(self._content(name)).hexdigest()
        beside = ""
        if name.endswith(".whl"):
            metadata = hashlib.sha256(_metadata(self._content(name))).hexdigest()
            beside = f' data-core-metadata="sha256={metadata}"'
        return f'<a href="/files/{name}#sha256={digest}"{beside}>{name}</a>\n'


def _metadata(wheel: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        found = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        return archive.read(found[0])


def _project(filename: str) -> str:
    return canonicalize_name(re.split(r"-(?=\d)", filename)[0])


def _span(asked: str, length: int) -> tuple[int, int] | None:
    """Where the bytes begin and end that a Range header asks for."""
    found = re.fullmatch(r"bytes=(\d*)-(\d*)", asked)
    if not found:
        return None
    if not found[1]:
        return max(0, length - int(found[2])), length
    return min(int(found[1]), length), min(int(found[2] or length) + 1, length)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    index: FaultyIndex

    def do_GET(self) -> None:
        path = unquote(self.path.partition("?")[0])
        asked = self.headers.get("Range", "")
        self.index.requests.append(f"{path} {asked}".strip())
        fault = self.index.fault(path, head=self.command == "HEAD")
        content = self.index.answer(path)
        if fault and fault.kind == "hang-up":
            self.close_connection = True
        elif fault and fault.kind == "status":
            self._send(fault.status, b"no\n", 3)
        elif content is None:
            self._send(404, b"none\n", 5)
        else:
            self._serve(content, _span(asked, len(content)), fault)

    do_HEAD = do_GET  # noqa: N815 - the base calls it so

    def _serve(self, content: bytes, span: tuple[int, int] | None, fault: Fault | None) -> None:
        if fault and fault.kind == "wrong":
            content = bytes(byte ^ 255 for byte in content)
        start, end = span or (0, len(content))
        part = content[start:end]
        broken = fault is not None and fault.kind in {"truncated", "stalled"}
        sent = content[start : min(end, len(content) // 2)] if broken else part
        self._send(
            206 if span else 200,
            sent,
            len(part),
            f"bytes {start}-{end - 1}/{len(content)}" if span else "",
        )
        if fault and fault.kind == "stalled":
            self.index.reached.set()
            self.index.closed.wait()
        if broken:
            self.close_connection = True

    def _send(self, status: int, body: bytes, length: int, span: str = "") -> None:
        self.send_response(status)
        kind = "text/html" if self.path.startswith("/simple/") else "application/octet-stream"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.send_header("Accept-Ranges", "bytes")
        if span:
            self.send_header("Content-Range", span)
        if status >= 500:
            self.send_header("Retry-After", "0")
        self.end_headers()
        if self.command == "HEAD":
            return
        try:
            self.wfile.write(body)
            self.wfile.flush()
        except OSError:  # whoever asked has gone: some tests kill it
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base names it
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up or are killed are what the tests are about."""


@contextmanager
def faulty(
    folder: str | os.PathLike[str], faults: Mapping[str, Fault] | None = None
) -> Iterator[FaultyIndex]:
    """An index of a folder that fails as told, in threads of this process."""
    index = FaultyIndex(folder, faults or {})
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"index": index}))
    index.url = f"http://127.0.0.1:{server.server_port}/simple/"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield index
    finally:
        index.closed.set()
        server.shutdown()
        server.server_close()
        thread.join()
