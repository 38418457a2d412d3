"""An image that is not here is pulled, for the processor that Azure has; one that is here is not."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import docker
import pytest

from fxpack.errors import NativeBuildError
from fxpack.pack.build_order import Source
from tests.docker.conftest import Build, Heard
from tests.wheels import make_sdist

KIND = "application/vnd.docker.distribution.manifest.v2+json"
KIND_OF_LIST = "application/vnd.docker.distribution.manifest.list.v2+json"
KIND_OF_CONFIG = "application/vnd.docker.container.image.v1+json"
KIND_OF_LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip"


class Blob(NamedTuple):
    kind: str
    content: bytes

    @property
    def digest(self) -> str:
        return "sha256:" + hashlib.sha256(self.content).hexdigest()

    def described(self, **more: Any) -> dict[str, Any]:
        size = len(self.content)
        return {"mediaType": self.kind, "size": size, "digest": self.digest, **more}


def _image(machine: str) -> tuple[Blob, list[Blob]]:
    """The manifest of an image with one file in it, and all its parts."""
    unpacked = io.BytesIO()
    with tarfile.open(fileobj=unpacked, mode="w") as archive:
        archive.addfile(tarfile.TarInfo(machine))
    identity = "sha256:" + hashlib.sha256(unpacked.getvalue()).hexdigest()
    layer = Blob(KIND_OF_LAYER, gzip.compress(unpacked.getvalue()))
    facts = {
        "architecture": machine,
        "os": "linux",
        "config": {},
        "rootfs": {"type": "layers", "diff_ids": [identity]},
    }
    config = Blob(KIND_OF_CONFIG, json.dumps(facts).encode())
    manifest = {
        "schemaVersion": 2,
        "mediaType": KIND,
        "config": config.described(),
        "layers": [layer.described()],
    }
    whole = Blob(KIND, json.dumps(manifest).encode())
    return whole, [whole, config, layer]


def _published() -> dict[str, Blob]:
    """What a registry has by digest, and one tag for two processors."""
    arm, parts = _image("arm64")
    intel, others = _image("amd64")
    both = {
        "schemaVersion": 2,
        "mediaType": KIND_OF_LIST,
        "manifests": [
            each.described(platform={"os": "linux", "architecture": machine})
            for each, machine in ((arm, "arm64"), (intel, "amd64"))
        ],
    }
    tag = Blob(KIND_OF_LIST, json.dumps(both).encode())
    return {"1": tag, **{each.digest: each for each in (tag, *parts, *others)}}


@contextmanager
def _registry(blobs: Mapping[str, Blob]) -> Iterator[int]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            blob = blobs.get(self.path.rpartition("/")[2]) or Blob("application/json", b"{}")
            self.send_response(200)
            self.send_header("Docker-Distribution-Api-Version", "registry/2.0")
            self.send_header("Docker-Content-Digest", blob.digest)
            self.send_header("Content-Type", blob.kind)
            self.send_header("Content-Length", str(len(blob.content)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(blob.content)

        def do_HEAD(self) -> None:
            self.do_GET()

        def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


def test_pulled_once_for_azures_processor(
    build: Build, engine: docker.DockerClient, tmp_path: Path
) -> None:
    source = Source("pure", make_sdist(tmp_path))
    with _registry(_published()) as port:
        name = f"localhost:{port}/fxpack/small:1"
        try:
            for expected in ([f"pulling {name}"], []):
                heard = Heard()
                with pytest.raises(NativeBuildError, match=f"Docker refuses to run {name}: "):
                    build(source, heard=heard, image=name)
                assert heard.lines == expected
            assert engine.images.get(name).attrs["Architecture"] == "amd64"
        finally:
            engine.images.remove(name)


def test_here_for_another_processor(
    build: Build, engine: docker.DockerClient, tmp_path: Path
) -> None:
    heard = Heard()
    with _registry(_published()) as port:
        name = f"localhost:{port}/fxpack/small:1"
        engine.images.pull(name, platform="linux/arm64")
        try:
            with pytest.raises(NativeBuildError, match=f"{name} is an image for linux/arm64, and"):
                build(Source("pure", make_sdist(tmp_path)), heard=heard, image=name)
        finally:
            engine.images.remove(name)
    assert heard.lines == []
