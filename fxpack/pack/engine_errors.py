"""What is wrong with Docker, said so that it can be mended."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from fxpack.errors import NativeBuildError
from fxpack.pack.engine_place import Place, engine_place

INSTEAD = "or build with `--remote`, where Azure compiles"
"""How several messages end: the way out where no engine is."""


class ContainerGone(NativeBuildError):
    """The container was stopped by somebody else while it was needed."""


@contextmanager
def engine_errors(image: str = "") -> Iterator[None]:
    """Turns errors of the engine and of the way to it into NativeBuildError."""
    from docker.errors import DockerException
    from requests import RequestException

    try:
        yield
    except (DockerException, RequestException, ConnectionError, TimeoutError) as error:
        raise _meant(error, image) from error


def pull_error(image: str, said: str) -> NativeBuildError:
    """An image that is not here and cannot be had."""
    return NativeBuildError(
        f"{image} is not here and could not be pulled ({_short(said)}): connect to its registry and "
        "log in there where it asks for it, `docker load` a saved one, or name another by --image"
    )


def absent(image: str) -> NativeBuildError:
    """An image that is not here, where nothing may be fetched."""
    return NativeBuildError(
        f"{image} is not here, and --offline forbids to pull it: build once without --offline, "
        "`docker load` a saved one, or name one that is here by --image"
    )


def disk_full(what: str) -> NativeBuildError:
    return NativeBuildError(
        f"{what}: no space is left on the engine's disk; `docker system df` shows what takes it, "
        "`docker system prune` makes room"
    )


def unreachable(error: BaseException) -> NativeBuildError:
    """No way to the engine."""
    place = engine_place()
    causes = list(_causes(error))
    if any(isinstance(cause, PermissionError) for cause in causes):
        return NativeBuildError(
            f"no permission to use Docker at {place.shown}: add yourself to its group (`sudo usermod -aG "
            f"docker $USER`, then log in anew), run it rootless, {INSTEAD}"
        )
    if any(isinstance(cause, FileNotFoundError) for cause in causes):
        return _no_engine(place)
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return _not_running(place)
    return NativeBuildError(
        f"Docker at {place.shown} cannot be used ({_short(str(error))}): see whether `docker info` "
        f"answers, and what {place.by or 'DOCKER_HOST'} says, {INSTEAD}"
    )


def _meant(error: BaseException, image: str) -> NativeBuildError:
    from docker.errors import APIError, TLSParameterError

    if isinstance(error, APIError):
        return _answered(error, image)
    if isinstance(error, TLSParameterError):
        return NativeBuildError(
            f"the certificates for Docker cannot be used ({_short(str(error))}): see DOCKER_CERT_PATH "
            "and DOCKER_TLS_VERIFY, or its context"
        )
    return unreachable(error)


def _answered(error: Any, image: str) -> NativeBuildError:
    """The engine is there and refuses."""
    said = str(error.explanation or error)
    if "no space left" in said.lower():
        return disk_full(image or "Docker")
    if re.search(r"no (such )?container|is not running|container state improper", said.lower()):
        return ContainerGone(f"the container of {image} was stopped by somebody else")
    return NativeBuildError(
        f"Docker refuses to run {image}: {_short(said)}; see `docker info`, or name another image "
        "by --image"
    )


def _no_engine(place: Place) -> NativeBuildError:
    if place.by:
        return NativeBuildError(
            f"there is no Docker at {place.url}, as {place.by} has it: start it there, or correct "
            f"{place.by}"
        )
    if shutil.which("docker") or shutil.which("podman"):
        return _not_running(place)
    return NativeBuildError(
        "Docker is needed to compile these packages and is not installed here: install Docker or "
        f"Podman and start it, name its socket by DOCKER_HOST, {INSTEAD}"
    )


def _not_running(place: Place) -> NativeBuildError:
    return NativeBuildError(
        f"Docker is not running (nothing answers at {place.shown}): start it (`sudo systemctl start "
        "docker`, Docker Desktop, `podman system service`), or name its socket by DOCKER_HOST"
    )


def _causes(error: BaseException | None, depth: int = 0) -> Iterator[BaseException]:
    """An error and all that it wraps: urllib3 has them among the arguments."""
    if error is None or depth > 8:
        return
    yield error
    for inner in (error.__cause__, error.__context__, *error.args):
        if isinstance(inner, BaseException):
            yield from _causes(inner, depth + 1)


def _short(said: str) -> str:
    return " ".join(said.split()).rstrip(".:; ")[:300]
