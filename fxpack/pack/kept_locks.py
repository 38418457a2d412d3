"""Resolutions that are kept for the next build, without anything secret in them.

Resolving asks an index about every package, which takes longer than all the rest of a build that
finds its wheels in the cache. So what was found is kept by a hash of all that it depends on.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from fxpack import __version__
from fxpack.artifact import LockedPackage
from fxpack.atomic import replacing
from fxpack.nouns import NamedTuple
from fxpack.pack.asked import Asked
from fxpack.pack.network import redacted
from fxpack.platforms import Platform

FORMAT = 1

MOST = 200
"""So many are kept, the last ones made."""

_IRRELEVANT = ("CACHE_DIR", "CONCURRENT", "HTTP_", "LINK_MODE", "NO_PROGRESS", "OFFLINE", "TOOL_")
_SECRET = ("PASSWORD", "TOKEN", "SECRET", "KEY", "USERNAME")


class KeptLock(NamedTuple):
    """A resolution, and how many seconds ago it was made."""

    packages: tuple[LockedPackage, ...]
    age: float


class KeptLocks:
    """The resolutions in a folder. What cannot be read or written is as if it were not there."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def get(self, key: str, asked: Asked) -> KeptLock | None:
        """The resolution of a question, with the credentials that are told today."""
        path = os.path.join(self.folder, f"{key}.json")
        try:
            with open(path, "rb") as file:
                kept = json.loads(file.read())
            age = time.time() - os.stat(path).st_mtime
            return KeptLock(tuple(_thawed(each, asked) for each in kept), age)
        except (OSError, ValueError, TypeError, RecursionError):
            return None

    def put(self, key: str, packages: Iterable[LockedPackage], asked: Asked) -> None:
        """Keep a resolution, unless it holds what another build could not be told."""
        kept = [_frozen(each) for each in packages]
        text = json.dumps(kept, separators=(",", ":"))
        if any(each["kind"] == "directory" for each in kept) or asked.shown(text) != text:
            return
        path = os.path.join(self.folder, f"{key}.json")
        try:
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            with replacing(path) as beside, open(beside, "w", encoding="ascii") as file:
                file.write(text)
            self._prune()
        except OSError:
            return

    def _prune(self) -> None:
        with os.scandir(self.folder) as entries:
            ages = [(entry.stat().st_mtime_ns, entry.path) for entry in entries]
        for _, path in sorted(ages)[:-MOST]:
            os.unlink(path)


def key_of(
    asked: Asked, platform: Platform, tool: str, environ: Mapping[str, str] = os.environ
) -> str:
    """All that a resolution depends on, but for what the indexes hold.

    tool  the program that resolves, by its path
    """
    network, secrets = asked.network, asked.secrets
    places = [*network.indexes, *network.find_links]
    whole = [
        FORMAT,
        __version__,
        _looks(tool),
        [str(each) for each in platform],
        sorted([redacted(line.text, secrets), line.editable, line.constraint, *sorted(line.hashes)]
               for line in asked.requirements.lines),
        [[each.name, redacted(each.value, secrets)] for each in asked.requirements.options],
        sorted(file.path for file in asked.requirements.files if not file.read),
        [*map(redacted, places), asked.no_index, network.exclude_newer, network.strategy],
        [_listing(each) for each in network.find_links],
        sorted(_looks(os.path.join(asked.root, line.url.removeprefix("file://")))
               for line in asked.requirements.lines if line.kind == "path"),
        sorted(_settings(environ, tool)),
    ]  # fmt: skip
    return sha256(json.dumps(whole).encode()).hexdigest()


def _settings(environ: Mapping[str, str], tool: str) -> list[str]:
    """The variables that change what the tool finds; secrets change only whether it may ask."""
    prefix = "UV_" if os.path.basename(tool).startswith("uv") else "PIP_"
    return [
        f"{name}={redacted(value)}"
        for name, value in environ.items()
        if name.startswith(prefix)
        and not name.removeprefix(prefix).startswith(_IRRELEVANT)
        and not any(word in name for word in _SECRET)
    ]


def _looks(path: str) -> list[Any]:
    try:
        stat = os.stat(path)
    except OSError:
        return [path]
    return [path, stat.st_size, stat.st_mtime_ns]


def _listing(place: str) -> list[Any]:
    """The files of a folder with links; a page on the web is as any index."""
    try:
        return sorted(_looks(os.path.join(place, name)) for name in os.listdir(place))
    except OSError:
        return []


def _frozen(package: LockedPackage) -> dict[str, Any]:
    plain = package._asdict() | {"hashes": dict(package.hashes)}
    parts = urlsplit(package.location)
    if parts.scheme in {"http", "https"}:
        netloc = parts.netloc.rpartition("@")[2]
        plain["location"] = parts._replace(netloc=netloc).geturl()
    return plain


def _thawed(plain: dict[str, Any], asked: Asked) -> LockedPackage:
    package = LockedPackage(**plain)
    return package._replace(
        because=tuple(package.because), location=asked.with_credentials(package.location)
    )
