"""Where the engine is: as Docker's own command has it, or at one of the usual places.

DOCKER_CONTEXT counts before DOCKER_HOST, and that before the context that `docker context use` has
chosen (https://docs.docker.com/reference/cli/docker/#environment-variables). Where nothing says it,
Docker's socket counts before that of a rootless Docker, and that before Podman's.
"""

from __future__ import annotations

import json
import os
from hashlib import sha256
from typing import TYPE_CHECKING

from fxpack.errors import NativeBuildError
from fxpack.nouns import NamedTuple

if TYPE_CHECKING:
    from docker.tls import TLSConfig

USUAL = "/var/run/docker.sock"


class Place(NamedTuple):
    """Where the engine is.

    url  "" for where Docker's SDK looks by itself
    by   what says it: "DOCKER_HOST", "the context NAME"; "" for nothing
    tls  how it is spoken to
    """

    url: str = ""
    by: str = ""
    tls: TLSConfig | None = None

    @property
    def shown(self) -> str:
        return self.url or "its usual socket"


def engine_place() -> Place:
    """The place of the engine, whether one is there or not.

    Raises NativeBuildError for a context that cannot be read, and for engines behind ssh.
    """
    name = os.environ.get("DOCKER_CONTEXT", "")
    if name in {"", "default"}:
        if url := os.environ.get("DOCKER_HOST"):
            return _reachable(Place(url, "DOCKER_HOST", _tls_of_environment()))
        name = _current()
    if name == "default":
        return Place(_usual())
    return _reachable(_of_context(name))


def _tls_of_environment() -> TLSConfig | None:
    if not os.environ.get("DOCKER_TLS_VERIFY") and not os.environ.get("DOCKER_CERT_PATH"):
        return None
    from docker.utils import kwargs_from_env

    tls: TLSConfig | None = kwargs_from_env().get("tls")
    return tls


def _folder() -> str:
    return os.environ.get("DOCKER_CONFIG") or os.path.expanduser("~/.docker")


def _current() -> str:
    """The name of the context that was chosen."""
    try:
        with open(os.path.join(_folder(), "config.json"), encoding="utf-8") as file:
            return str(json.load(file).get("currentContext") or "default")
    except (OSError, ValueError, AttributeError):
        return "default"


def _of_context(name: str) -> Place:
    """Read as Docker's command lays it out: the SDK finds it only where there is a config.json."""
    folder = os.path.join(_folder(), "contexts")
    number = sha256(name.encode()).hexdigest()
    try:
        with open(os.path.join(folder, "meta", number, "meta.json"), encoding="utf-8") as file:
            endpoint = json.load(file)["Endpoints"]["docker"]
        url, insecure = str(endpoint["Host"]), bool(endpoint.get("SkipTLSVerify"))
    except FileNotFoundError:
        raise NativeBuildError(
            f"there is no context {name} for Docker, and DOCKER_CONTEXT or `docker context use` "
            "names it: `docker context ls` lists those that there are"
        ) from None
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise NativeBuildError(
            f"the context {name} of Docker cannot be read: `docker context inspect {name}`"
        ) from error
    tls = _tls(os.path.join(folder, "tls", number, "docker"), insecure=insecure)
    return Place(url, f"the context {name}", tls)


def _tls(folder: str, *, insecure: bool) -> TLSConfig | None:
    """The certificates of a context, None where it has none."""
    from docker.tls import TLSConfig

    ca, cert, key = (os.path.join(folder, f"{name}.pem") for name in ("ca", "cert", "key"))
    if not os.path.exists(ca):
        return None
    client = (cert, key) if os.path.exists(cert) and os.path.exists(key) else None
    return TLSConfig(client_cert=client, ca_cert=ca, verify=not insecure)


def _usual() -> str:
    own = os.environ.get("XDG_RUNTIME_DIR", "")
    others = [f"{own}/docker.sock", f"{own}/podman/podman.sock", "/run/podman/podman.sock"]
    if os.path.exists(USUAL):
        return ""
    return next((f"unix://{path}" for path in others if os.path.exists(path)), "")


def _reachable(place: Place) -> Place:
    if place.url.startswith("ssh://"):
        raise NativeBuildError(
            f"Docker at {place.url}, as {place.by} has it, is behind ssh, which fxpack does not "
            "speak: forward its socket (`ssh -nNT -L /tmp/docker.sock:/var/run/docker.sock HOST`) "
            "and set DOCKER_HOST=unix:///tmp/docker.sock"
        )
    return place
