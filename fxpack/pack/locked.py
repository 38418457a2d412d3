"""A lock (PEP 751) read for one platform: which file of each package is the one to install."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote, urlsplit, urlunsplit

from fxpack.artifact import LockedPackage, PackageKind
from fxpack.errors import DependencyError
from fxpack.pack.asked import Asked
from fxpack.pack.listed_hashes import allowed, listed_hashes, place_of
from fxpack.pack.network import redacted
from fxpack.platforms import Platform

if TYPE_CHECKING:
    from packaging.pylock import (
        Package,
        PackageArchive,
        PackageDirectory,
        PackageSdist,
        PackageVcs,
        PackageWheel,
    )


def locked_packages(
    lock: str, via: Mapping[str, tuple[str, ...]], asked: Asked, platform: Platform
) -> tuple[LockedPackage, ...]:
    """What a lock says is to be installed on the platform, by name.

    via  who needs a package, by its name or by the place it is from

    Raises DependencyError where nothing fits the platform, or the hashes in the requirements.
    """
    import tomllib

    from packaging.pylock import Pylock, PylockSelectError

    listed = listed_hashes(asked, platform)
    read = tomllib.loads(lock)
    packages = [allowed(package, listed, asked) for package in read["packages"]]
    pylock = Pylock.from_dict({**read, "packages": packages})
    try:
        chosen = [
            _locked(package, source, asked)
            for package, source in pylock.select(
                environment=platform.environment(),  # type: ignore[arg-type]
                tags=platform.tags(),
            )
        ]
    except PylockSelectError as error:
        raise DependencyError(
            f"nothing fits Python {platform.version} on {platform.uv_name}: {error}; "
            "choose another version, or another Python by --python"
        ) from error
    return tuple(sorted(_explained(package, via, asked) for package in chosen))


def reasons(via: str, root: str) -> dict[str, tuple[str, ...]]:
    """Who needs which package, from a requirements.txt of uv with its reasons on the same line.

    By name, or by path for what is from a path: uv tells no name there. What only the requirements
    themselves ask for is left out, since uv does not tell it of requirements from a pipe.
    """
    found = {}
    for line in via.splitlines():
        match = re.match(r"(?:-e )?(.+?) +# via (.+)", line)
        if match:
            what, by = match[1], match[2].split(", ")
            name = re.match(r"([A-Za-z0-9._-]+) ?(?:\[[^]]*\])? ?(?:==|@)", what)
            key = name[1] if name else place_of(what.partition(" ; ")[0], root)
            found[key] = tuple(each for each in by if not each.startswith("-"))
    return found


def _explained(
    package: LockedPackage, via: Mapping[str, tuple[str, ...]], asked: Asked
) -> LockedPackage:
    because = via.get(package.name) or via.get(package.location) or ()
    named = {line.name for line in asked.wanted}
    placed = {place_of(line.url, asked.root) for line in asked.wanted if line.url}
    requested = package.name in named or package.location in placed or not because
    return package._replace(requested=requested, because=because)


def _locked(
    package: Package,
    source: PackageWheel | PackageSdist | PackageArchive | PackageVcs | PackageDirectory,
    asked: Asked,
) -> LockedPackage:
    plain = LockedPackage(package.name, str(package.version or ""), "wheel", "")
    if package.vcs is not None:
        vcs = package.vcs
        place = vcs.url or vcs.path or ""
        info = {
            "vcs": vcs.type,
            "commit_id": vcs.commit_id,
            **({"requested_revision": vcs.requested_revision} if vcs.requested_revision else {}),
        }
        return of_repository(plain, place, info, vcs.subdirectory, asked)
    if package.directory is not None:
        folder = package.directory
        return of_directory(plain, folder.path, folder.subdirectory, asked)
    file = cast("PackageWheel | PackageSdist | PackageArchive", source)
    locked = of_file(plain, file.url or file.path or "", file.hashes, asked)._replace(
        size=file.size
    )
    if package.archive is not None:
        locked = directly(locked, package.archive.subdirectory, asked)
    return locked


def of_file(
    plain: LockedPackage, place: str, hashes: Mapping[str, str], asked: Asked
) -> LockedPackage:
    """A package whose wheel or sdist is at a URL or path."""
    place = place_of(place, asked.root)
    path = unquote(urlsplit(place).path) if "://" in place else place.replace(os.sep, "/")
    filename = posixpath.basename(path)
    kind: PackageKind = "wheel" if filename.lower().endswith(".whl") else "sdist"
    location = asked.with_credentials(place)
    return plain._replace(kind=kind, location=location, filename=filename, hashes=dict(hashes))


def directly(locked: LockedPackage, subdirectory: str | None, asked: Asked) -> LockedPackage:
    """The same package, where its file itself was asked for and not a version."""
    info = {"archive_info": {"hashes": dict(locked.hashes)}}
    return _direct(locked, locked.location, info, subdirectory, asked)


def of_directory(
    plain: LockedPackage, place: str, subdirectory: str | None, asked: Asked
) -> LockedPackage:
    """A package that is a folder on disk. Editable or not, what is built of it goes in."""
    path = place_of(place, asked.root)
    folder = plain._replace(kind="directory", location=path)
    return _direct(folder, path, {"dir_info": {}}, subdirectory, asked)


def of_repository(
    plain: LockedPackage,
    place: str,
    info: Mapping[str, str],
    subdirectory: str | None,
    asked: Asked,
) -> LockedPackage:
    """A package that is a commit; `info` as PEP 610 has it in `vcs_info`."""
    location = asked.with_credentials(place_of(place, asked.root))
    commit = plain._replace(kind="vcs", location=location, commit=info["commit_id"])
    return _direct(commit, location, {"vcs_info": dict(info)}, subdirectory, asked)


def _direct(
    locked: LockedPackage,
    place: str,
    info: Mapping[str, Any],
    subdirectory: str | None,
    asked: Asked,
) -> LockedPackage:
    within = {"subdirectory": subdirectory} if subdirectory else {}
    return locked._replace(
        subdirectory=subdirectory or "",
        direct_url={"url": portable(place, asked.root), **info, **within},
    )


def portable(place: str, root: str) -> str:
    """A URL for direct_url.json (PEP 610), the same on every machine and without credentials.

    A path is relative to the app where it lies within, and only its last name elsewhere.
    """
    from urllib.parse import quote

    if "://" in place and not place.startswith("file:"):
        return _public(place)
    path = place_of(place, root)
    inside = os.path.relpath(path, root).replace(os.sep, "/")
    if inside == ".." or inside.startswith("../") or os.path.isabs(inside):
        inside = os.path.basename(path)
    return f"file:///{quote(inside)}"


def _public(url: str) -> str:
    """Without its credentials; `git@`, which opens nothing by itself, stays (PEP 610)."""
    parts = urlsplit(url)
    user, at, host = parts.netloc.rpartition("@")
    if at and user != "git" and not re.fullmatch(r"\$\{[A-Z0-9_]+\}(:\$\{[A-Z0-9_]+\})?", user):
        parts = parts._replace(netloc=host)
    if redacted(urlunsplit(parts)) != urlunsplit(parts):
        parts = parts._replace(query="")
    return urlunsplit(parts)
