"""pylock.toml (PEP 751): what it selects for a platform."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from fxpack.errors import DependencyError
from fxpack.pack.project_files import relative
from fxpack.pack.wanted import PYPI, Collected, Wanted, without_credentials
from fxpack.platforms import Platform

if TYPE_CHECKING:
    from packaging.markers import Environment
    from packaging.pylock import Package, PackageArchive, PackageVcs


def from_pylock(content: Mapping[str, Any], path: str, root: str, platform: Platform) -> Collected:
    """What the lock holds for the platform, without extras and with its default groups.

    Raises DependencyError where it is no such lock or does not hold for the platform.
    """
    from packaging.pylock import Pylock, PylockSelectError, PylockValidationError

    environment = cast("Environment", platform.environment())
    try:
        lock = Pylock.from_dict(content)
        selected = list(lock.select(environment=environment, tags=platform.tags()))
    except PylockValidationError as error:
        what = str(error).partition("\n")[0]
        raise DependencyError(f"{path}: this is no lock as PEP 751 has it: {what}") from None
    except PylockSelectError as error:
        where = f"Python {platform.version} on Linux"
        raise DependencyError(f"{path} does not hold for {where}: {error}: lock anew") from None
    return Collected(tuple(_wanted(package, chosen, root) for package, chosen in selected))


def _wanted(package: Package, chosen: Any, root: str) -> Wanted:
    if package.vcs:
        return Wanted(f"{package.name} @ {_repository(package.vcs, root)}", package.name)
    if package.directory:
        path = os.path.join(package.directory.path, package.directory.subdirectory or "")
        return Wanted(relative(root, path), package.name)
    if package.archive:
        return Wanted(_archive(package, package.archive, root), package.name, _hashes(chosen))
    files = [*(package.wheels or ()), *([package.sdist] if package.sdist else [])]
    every = tuple(sorted({each for file in files for each in _hashes(file)}))
    index = (package.index or "").rstrip("/")
    url = chosen.url or ""
    if not index and not url:
        return Wanted(relative(root, chosen.path), package.name, _hashes(chosen))
    if not index and "://files.pythonhosted.org/" not in url:
        text = f"{package.name} @ {without_credentials(url)}"
        return Wanted(text, package.name, _hashes(chosen), size=chosen.size)
    return Wanted(
        text=f"{package.name}=={package.version}",
        name=package.name,
        hashes=every,
        place="" if not index or index in PYPI else without_credentials(index),
        size=chosen.size,
    )


def _hashes(file: Any) -> tuple[str, ...]:
    """What pip accepts of the hashes of a file."""
    strong = ("sha256", "sha384", "sha512")
    return tuple(f"{name}:{file.hashes[name]}" for name in strong if name in file.hashes)


def _repository(vcs: PackageVcs, root: str) -> str:
    place = vcs.url or f"file://{os.path.abspath(os.path.join(root, vcs.path or ''))}"
    subdirectory = f"#subdirectory={vcs.subdirectory}" if vcs.subdirectory else ""
    return f"{vcs.type}+{without_credentials(place)}@{vcs.commit_id}{subdirectory}"


def _archive(package: Package, archive: PackageArchive, root: str) -> str:
    if not archive.url:
        return relative(root, archive.path or "")
    subdirectory = f"#subdirectory={archive.subdirectory}" if archive.subdirectory else ""
    return f"{package.name} @ {without_credentials(archive.url)}{subdirectory}"
