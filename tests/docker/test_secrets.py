"""Credentials of an index reach pip in the container, and nobody else."""

from __future__ import annotations

import base64
import json
import os
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import docker
import pytest

from fxpack.pack.container import LABEL
from fxpack.pack.network import Network
from tests.cli.locks import Bench
from tests.docker.conftest import Build, Heard
from tests.docker.sources import needing
from tests.wheels import make_wheel

USER = "somebody"
PASSWORD = 'w0rd%of \\pass"#'
ENCODED = "w0rd%25of%20%5Cpass%22%23"


@contextmanager
def _private(
    address: str, folder: Path, asked: Callable[[], None], certificate: str = ""
) -> Iterator[int]:
    """An index of the packages in a folder, on an address that containers reach."""
    login = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked()
            if self.headers.get("Authorization") != f"Basic {login}":
                self.send_response(401)
                self.send_header("WWW-Authenticate", 'Basic realm="private"')
                self.end_headers()
                return
            names = os.listdir(folder)
            name = self.path.rpartition("/")[2]
            self.send_response(200)
            if name in names:
                content = (folder / name).read_bytes()
                self.send_header("Content-Type", "application/octet-stream")
            else:
                content = "".join(f'<a href="/files/{each}">{each}</a>' for each in names).encode()
                self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002

    with ThreadingHTTPServer((address, 0), Handler) as server:
        if certificate:
            tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            tls.load_cert_chain(certificate)
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


class Spy:
    """What others on this machine could see while a build runs."""

    def __init__(self, engine: docker.DockerClient) -> None:
        self._engine = engine
        self.seen: set[str] = set()

    def look(self) -> None:
        for number in filter(str.isdigit, os.listdir("/proc")):
            try:
                self.seen.add(
                    Path(f"/proc/{number}/cmdline").read_bytes().decode("utf-8", "replace")
                )
            except OSError:  # it has ended
                continue
        api = self._engine.api
        for each in api.containers(filters={"label": LABEL}):
            inspected = api.inspect_container(each["Id"])
            self.seen.add(json.dumps(inspected))
            self.seen.update(
                json.dumps(api.exec_inspect(number)) for number in inspected["ExecIDs"] or ()
            )
            self.seen.add(api.logs(each["Id"]).decode())
            self.seen.update(str(change["Path"]) for change in api.diff(each["Id"]) or ())


def _gateway(engine: docker.DockerClient, image: str) -> str:
    """The address of this machine as containers see it."""
    container = engine.containers.run(image, ["cat"], stdin_open=True, detach=True)
    try:
        container.reload()
        return str(container.attrs["NetworkSettings"]["Networks"]["bridge"]["Gateway"])
    finally:
        container.remove(force=True)


def _holds(text: str) -> bool:
    login = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    plain = text.replace("\\\\", "\\").replace('\\"', '"')
    return any(secret in shown for secret in (PASSWORD, ENCODED, login) for shown in (text, plain))


@pytest.mark.parametrize("through", ["url", "netrc"])
def test_nobody_sees_the_credentials_of_an_index(
    through: str,
    build: Build,
    engine: docker.DockerClient,
    image: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    spy = Spy(engine)
    links = tmp_path / "links"
    links.mkdir()
    make_wheel(links, "early")
    address = _gateway(engine, image)
    netrc = tmp_path / "netrc"
    netrc.write_text(
        "machine other.invalid login a password not-for-this-one\n"
        f'machine {address} login {USER} password "w0rd%of \\\\pass\\"#"\n'
    )
    heard = Heard(lambda line: spy.look() if "Running" in line or "Success" in line else None)
    with _private(address, links, spy.look) as port:
        host = f"{address}:{port}"
        if through == "netrc":
            monkeypatch.setenv("NETRC", str(netrc))
        login = f"{USER}:{ENCODED}@" if through == "url" else ""
        network = Network(index_url=f"http://{login}{host}/simple")
        [wheel] = build(needing(tmp_path / "late", "late", "early"), heard=heard, network=network)
    assert any("pip" in each and "install" in each and host in each for each in spy.seen)
    # No layer has the files themselves.
    assert not any(each.startswith("/run/fxpack/") for each in spy.seen)
    assert "/fxpack/work/home/.netrc" in spy.seen
    layers = json.dumps(engine.images.get(image).history())
    for seen in (*spy.seen, *heard.lines, layers):
        assert not _holds(seen)
        assert "not-for-this-one" not in seen
    assert not _holds(Path(wheel.path).read_bytes().decode("latin-1"))


def test_the_certificates_of_an_index(
    build: Build,
    engine: docker.DockerClient,
    image: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    address = _gateway(engine, image)
    ask = "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=x -keyout /dev/stdout -addext"
    command = ["sh", "-c", f'{ask} "subjectAltName=IP:{address}" 2>/dev/null']
    pem = tmp_path / "both.pem"
    maker = engine.containers.run(image, command, detach=True)
    maker.wait()
    pem.write_bytes(maker.logs())
    maker.remove()
    links = tmp_path / "links"
    links.mkdir()
    make_wheel(links, "early")
    monkeypatch.setenv("PIP_CERT", str(pem))
    with _private(address, links, lambda: None, str(pem)) as port:
        network = Network(index_url=f"https://{USER}:{ENCODED}@{address}:{port}/simple")
        assert build(needing(tmp_path / "late", "late", "early"), network=network)


def test_nobody_sees_the_credentials_of_a_lock(
    bench: Bench, inside: list[str], engine: docker.DockerClient, image: str
) -> None:
    spy = Spy(engine)
    links = bench.folder / "links"
    links.mkdir()
    make_wheel(links, "early")
    direct = Path(make_wheel(links, "direct")).name
    # To tell what it is it needs another package, which pip is called for.
    needing(bench.app / "late", "late", "early")
    address = _gateway(engine, image)
    with _private(address, links, spy.look) as port:
        host, login = f"{address}:{port}", f"{USER}:{ENCODED}@"
        bench.write(f"./late\ndirect @ http://{login}{host}/files/{direct}\n")
        told = {"PIP_INDEX_URL": f"http://{login}{host}/simple", "HTTPS_PROXY": ""}
        ran = bench.run("lock", "app", *inside, **{**bench.variables(), **told})
    assert ran.code == 0, ran
    assert f"\ndirect @ http://{host}/files/{direct}\n" in bench.text()
    assert any("pip" in each and "install" in each and host in each for each in spy.seen)
    assert not any(each.startswith("/run/fxpack/") for each in spy.seen)
    layers = json.dumps(engine.images.get(image).history())
    for seen in (*spy.seen, ran.out, ran.err, bench.text(), layers):
        assert not _holds(seen)
