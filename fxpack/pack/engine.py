"""The engine that runs containers: Docker, or what speaks its API as Podman does.

DOCKER_HOST says where it is, else Docker's current context, else Podman's socket. Docker's SDK is
used here, in `container` and in `engine_errors`, and nowhere else.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from fxpack.errors import NativeBuildError
from fxpack.pack.engine_errors import absent, engine_errors, pull_error, unreachable

if TYPE_CHECKING:
    from docker import APIClient


USUAL = "unix:///var/run/docker.sock"
"""Where the SDK looks by itself, but on Windows."""


def connect() -> APIClient:
    """A connection that is to be closed. Raises NativeBuildError where there is no engine."""
    from docker import APIClient
    from docker.utils import kwargs_from_env

    with engine_errors():
        told = kwargs_from_env()
        if "base_url" not in told and (host := _host()):
            told["base_url"] = host
        _knock(told.get("base_url", USUAL))
        return APIClient(version="auto", timeout=60, **told)


def _knock(url: str) -> None:
    """The SDK leaves its socket open where a connection fails, and tries four times."""
    import socket

    path = url.partition("unix://")[2]
    if not path or sys.platform == "win32":
        return
    try:
        with socket.socket(socket.AF_UNIX) as knocking:
            knocking.connect("/" + path.lstrip("/"))
    except OSError as error:
        raise unreachable(error) from error


def _host() -> str | None:
    """Where the engine is when no variable says it; None for where the SDK looks by itself."""
    from docker.context import ContextAPI

    context = ContextAPI.get_current_context()
    if context.Name != "default":
        return str(context.Host)
    own = os.environ.get("XDG_RUNTIME_DIR", "")
    podman = [f"{own}/podman/podman.sock", "/run/podman/podman.sock"]
    if not os.path.exists("/var/run/docker.sock"):
        return next((f"unix://{path}" for path in podman if os.path.exists(path)), None)
    return None


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
    """What an image is, however it is called; "" where it is not here. Raises NativeBuildError."""
    from docker.errors import ImageNotFound

    api = connect()
    try:
        with engine_errors(image), suppress(ImageNotFound):
            return str(_inspected(api, image)["Id"])
        return ""
    finally:
        api.close()
