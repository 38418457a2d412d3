"""The engine that runs containers: Docker, or what speaks its API as Podman does.

Docker's SDK is used here, in `container`, `engine_errors` and `engine_place`, and nowhere else.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from fxpack.errors import NativeBuildError
from fxpack.pack.engine_errors import absent, engine_errors, pull_error, unreachable
from fxpack.pack.engine_place import USUAL, Place, engine_place

if TYPE_CHECKING:
    from docker import APIClient


def connect() -> APIClient:
    """A connection that is to be closed. Raises NativeBuildError where there is no engine."""
    from docker import APIClient

    with engine_errors():
        place = engine_place()
        _knock(place)
        return APIClient(place.url or None, version="auto", timeout=60, tls=place.tls or False)


_PATIENCE = 10
"""Seconds to wait for an answer."""


def _knock(place: Place) -> None:
    """The SDK leaves its socket open where a connection fails, and tries four times."""
    if path := _socket(place):
        _through(path, b"")


def _socket(place: Place) -> str:
    """The path of the engine's socket, "" where it is none."""
    path = (place.url or f"unix://{USUAL}").partition("unix://")[2]
    return "/" + path.lstrip("/") if path and sys.platform != "win32" else ""


def _through(path: str, request: bytes) -> bytes:
    """What the engine answers, until it has no more to say; nothing where nothing is asked."""
    import socket

    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(_PATIENCE)
            connection.connect(path)
            connection.sendall(request)
            return b"".join(iter(lambda: connection.recv(1 << 16), b"")) if request else b""
    except OSError as error:
        raise unreachable(error) from error


def have_image(api: APIClient, image: str, say: Callable[[str], None], *, pull: bool) -> None:
    """See to it that an image is here, and is one that can run what Azure runs.

    pull  whether one that is not here may be fetched
    """
    from docker.errors import ImageNotFound

    try:
        found = _inspected(api, image)
    except ImageNotFound:
        if not pull:
            raise absent(image) from None
        say(f"pulling {image}")
        _pull(api, image)
        found = _inspected(api, image)
    system = f"{found['Os']}/{found['Architecture']}"
    if system != "linux/amd64":
        raise NativeBuildError(
            f"{image} is an image for {system}, and Azure runs linux/amd64: "
            f"`docker pull --platform linux/amd64 {image}`, or name another by --image"
        )


def _inspected(api: APIClient, image: str) -> Mapping[str, Any]:
    known: Mapping[str, Any] = api.inspect_image(image)  # type: ignore[no-untyped-call]
    return known


def _pull(api: APIClient, image: str) -> None:
    from docker.errors import APIError
    from docker.utils import parse_repository_tag

    repository, tag = parse_repository_tag(image)
    try:
        for event in api.pull(
            repository, tag or "latest", stream=True, decode=True, platform="linux/amd64"
        ):
            if "error" in event:
                raise pull_error(image, event["error"])
    except APIError as error:
        raise pull_error(image, str(error.explanation or error)) from error


def image_id(image: str) -> str:
    """What an image is, however it is called; "" where it is not here. Raises NativeBuildError.

    Each build with --image asks for it, and the SDK takes a quarter of a small build to load.
    """
    path = _socket(engine_place())
    if not path:
        return _told_by_sdk(image)
    request = f"GET /images/{image}/json HTTP/1.0\r\nHost: docker\r\n\r\n"
    head, _, body = _through(path, request.encode()).partition(b"\r\n\r\n")
    status = head.split(b" ")[1:2]
    if status == [b"404"]:
        return ""
    try:
        return str(json.loads(body)["Id"])
    except (ValueError, LookupError, TypeError) as error:
        raise unreachable(error) from error


def _told_by_sdk(image: str) -> str:
    from docker.errors import ImageNotFound

    api = connect()
    try:
        with engine_errors(image), suppress(ImageNotFound):
            return str(_inspected(api, image)["Id"])
        return ""
    finally:
        api.close()
