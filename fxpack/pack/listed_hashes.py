"""The hashes that requirements list, and what they let pass: as pip's hash-checking mode does.

uv does not carry `--hash` into the lock that it writes (0.13.8), so the lock's files are compared
with the list here. The rules are those of pip 26.3, `_internal/req/req_set.py` and
`_internal/operations/prepare.py`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from fxpack.errors import DependencyError
from fxpack.nouns import NamedTuple
from fxpack.pack.asked import Asked
from fxpack.platforms import Platform
from fxpack.read.requirement_lines import RequirementLine


class ListedHashes(NamedTuple):
    """What the requirements allow.

    required  every package needs a hash, as soon as one has any
    named     "sha256:…" by the normalised name; several lines on one name leave what they share
    placed    the same of requirements without a name, by their URL or path
    pinned    the names with an exact version
    """

    required: bool
    named: Mapping[str, frozenset[str]]
    placed: Mapping[str, frozenset[str]]
    pinned: frozenset[str]

    def of(self, name: str, place: str) -> frozenset[str]:
        """The hashes of a package that was found at a URL or path."""
        return self.named.get(name) or self.placed.get(place) or frozenset()


def listed_hashes(asked: Asked, platform: Platform) -> ListedHashes:
    """The hashes that hold for the platform."""
    lines = [line for line in asked.requirements.lines if holds(line.marker, platform)]
    named: dict[str, frozenset[str]] = {}
    placed: dict[str, frozenset[str]] = {}
    for line in lines:
        into, key = (named, line.name) if line.name else (placed, place_of(line.url, asked.root))
        if hashes := _hashes(line):
            into[key] = into.get(key, hashes) & hashes
    modes = [
        option.name for option in asked.requirements.options if option.name == "--require-hashes"
    ]
    pinned = {line.name for line in lines if line.url or re.match("===?", line.specifier)}
    return ListedHashes(
        bool(modes) or any(line.hashes for line in lines), named, placed, frozenset(pinned)
    )


def holds(marker: str, platform: Platform) -> bool:
    """Whether an environment marker holds on the platform."""
    return not marker or platform.holds(marker)


def place_of(url: str, root: str) -> str:
    """A URL without its fragment, or the absolute path that a path or `file:` URL means."""
    url = url.partition("#")[0]
    if url.lower().startswith("file:"):
        from urllib.request import url2pathname

        return url2pathname(urlsplit(url).path)
    if "://" in url:
        return url
    return os.path.normpath(os.path.join(root, url))


def allowed(package: dict[str, Any], listed: ListedHashes, asked: Asked) -> dict[str, Any]:
    """A package of a lock (PEP 751) with those of its files that the listed hashes allow.

    Raises DependencyError where none is left, or where there must be hashes and are none.
    """
    source = package.get("archive") or package.get("vcs") or package.get("directory") or {}
    place = place_of(source.get("url") or source.get("path") or "", asked.root) if source else ""
    hashes = listed.of(package["name"], place)
    if listed.required:
        _require(package, listed, hashes, asked)
    if not hashes:
        return package
    left = {**package}
    for kind in ("archive", "sdist"):
        if kind in package:
            left[kind] = _checked(package[kind], hashes)
    if "wheels" in package:
        left["wheels"] = [file for each in package["wheels"] if (file := _checked(each, hashes))]
    left = {name: value for name, value in left.items() if value}
    if not {"archive", "sdist", "wheels", "vcs", "directory"} & left.keys():
        raise DependencyError(
            f"{_label(package)}: none of the hashes in {asked.source} is that of a file for the "
            f"target: {_found(package)}; list that one if you trust it"
        )
    return left


def _hashes(line: RequirementLine) -> frozenset[str]:
    fragments = re.findall(r"[#&](sha(?:256|384|512))=([0-9A-Fa-f]+)", unquote(line.url))
    urls = [f"{name}:{digest}" for name, digest in fragments]
    return frozenset(each.lower() for each in (*line.hashes, *urls))


def _require(
    package: dict[str, Any], listed: ListedHashes, hashes: frozenset[str], asked: Asked
) -> None:
    name, label = package["name"], _label(package)
    if "vcs" in package or "directory" in package:
        what = "a repository" if "vcs" in package else "a folder"
        raise DependencyError(
            f"{label} is {what}, which has no hash, and {asked.source} asks for hashes: build a "
            "wheel of it and list that, or list no hashes at all"
        )
    if not hashes and name in listed.named:
        raise DependencyError(
            f"{label}: its lines and constraints in {asked.source} have no hash in common: list "
            "the same in each"
        )
    if not hashes:
        raise DependencyError(
            f"{label} has no hash in {asked.source}, though others have, and then all must: add "
            f"`{label} {_found(package)}`"
        )
    if name not in listed.pinned and "archive" not in package:
        raise DependencyError(
            f"{label}: where hashes are listed, versions must be pinned: write {name}=="
            f"{package.get('version', 'VERSION')} in {asked.source}"
        )


def _checked(file: dict[str, Any], listed: frozenset[str]) -> dict[str, Any]:
    """A file of a lock with what is known of its hashes; empty where it is not allowed."""
    known: Mapping[str, str] = file.get("hashes", {})
    algorithms = {each.partition(":")[0] for each in listed}
    if algorithms & known.keys():
        return file if any(f"{name}:{known[name]}".lower() in listed for name in known) else {}
    if len(listed) > 1:
        raise DependencyError(
            f"{', '.join(sorted(listed))}: which of these is the file's cannot be told before it "
            "is fetched: list its sha256"
        )
    name, _, digest = next(iter(listed)).partition(":")
    return {**file, "hashes": {**known, name: digest}}


def _label(package: dict[str, Any]) -> str:
    version = package.get("version")
    return f"{package['name']}=={version}" if version else str(package["name"])


def _found(package: dict[str, Any]) -> str:
    """The hash of the file that would be taken, as it is written in requirements."""
    files = [*package.get("wheels", ()), package.get("archive"), package.get("sdist")]
    hashes: dict[str, str] = next((each["hashes"] for each in files if each), {})
    return " ".join(f"--hash={name}:{digest}" for name, digest in hashes.items())
