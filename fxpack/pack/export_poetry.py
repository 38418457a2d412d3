"""poetry.lock, versions 1.0 to 2.1: what it holds of the main group for a platform.

Read as poetry reads it (poetry 2.5, `packages/locker.py`, and its export plugin). Since 2.1 the
lock says of each package the groups and the markers it is for; before, they follow from a walk along
the dependencies, which is done for the platform alone and needs no algebra of markers.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from fxpack.artifact import Advice
from fxpack.errors import DependencyError
from fxpack.nouns import NamedTuple
from fxpack.pack.poetry_constraint import allows
from fxpack.pack.project_files import relative, section
from fxpack.pack.wanted import Collected, Wanted, without_credentials
from fxpack.platforms import Platform
from fxpack.read.requirement_forms import normalised

_PATH = "poetry.lock"
_STRONG = ("sha256", "sha384", "sha512")
Table = Mapping[str, Any]


def from_poetry(lock: Table, project: Table, root: str, platform: Platform) -> Collected:
    """What the lock holds for the platform, without optional packages.

    lock, project  what poetry.lock and pyproject.toml hold

    Raises DependencyError where the lock is no such lock or does not hold for the platform.
    """
    try:
        version = tuple(map(int, lock["metadata"]["lock-version"].split(".")))
        if not (1,) <= version < (3,):
            raise DependencyError(f"{_PATH}: version {version[0]} of the lock is not known: update")
        _check_python(lock, platform)
        chosen = _marked(lock, platform) if version >= (2, 1) else _walked(lock, project, platform)
        wanted = tuple(_wanted(package, lock, root) for package in chosen)
        advice = tuple(_advice(lock, project))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        what = f"{type(error).__name__}: {error}".partition("\n")[0]
        raise DependencyError(
            f"{_PATH} is not as poetry writes it ({what}): run `poetry lock`"
        ) from None
    return Collected(wanted, advice)


def _check_python(lock: Table, platform: Platform) -> None:
    python = lock["metadata"].get("python-versions", "*")
    if not allows(python, _full(platform)):
        raise DependencyError(
            f'{_PATH} is for Python "{python}", not {platform.version}: '
            "change `python` in pyproject.toml and lock anew"
        )


def _full(platform: Platform) -> str:
    return platform.environment()["python_full_version"]


# -- which packages -------------------------------------------------------------------------------


def _marked(lock: Table, platform: Platform) -> list[Table]:
    """The packages of the main group whose markers hold."""
    found = []
    for package in lock.get("package", ()):
        groups = list(map(normalised, package["groups"]))
        markers = package.get("markers", "")
        marker = markers if isinstance(markers, str) else markers.get("main", "")
        if "main" in groups and _holds(marker, platform):
            found.append(package)
    return found


def _holds(marker: str, platform: Platform, extra: str = "") -> bool:
    return not marker or marker == "*" or platform.holds(marker, extra)


class _Dependency(NamedTuple):
    name: str
    constraint: str
    extras: tuple[str, ...]


def _walked(lock: Table, project: Table, platform: Platform) -> list[Table]:
    """The packages that the project needs, and those that they need."""
    packages: dict[str, list[Table]] = {}
    for package in lock.get("package", ()):
        packages.setdefault(normalised(package["name"]), []).append(package)
    found: dict[str, Table] = {}
    seen: set[tuple[str, str]] = set()
    waiting = list(_asked(project, platform))
    while waiting:
        need = waiting.pop()
        package = found.get(need.name) or _fitting(need, packages, platform)
        if package is None:
            raise DependencyError(
                f"{_PATH} holds no {need.name} {need.constraint} for Python {platform.version}: "
                "run `poetry lock`"
            )
        found[need.name] = package
        for extra in ("", *need.extras):
            if (need.name, extra) not in seen:
                seen.add((need.name, extra))
                waiting += _needed(package, extra, platform)
    return list(found.values())


def _fitting(
    need: _Dependency, packages: Mapping[str, list[Table]], platform: Platform
) -> Table | None:
    """The package that a dependency is locked to: where there are several, the newest that fits."""
    candidates = packages.get(need.name, [])
    if len(candidates) > 1:
        from packaging.version import Version

        candidates = sorted(candidates, key=lambda each: Version(each["version"]), reverse=True)
        candidates = [
            each
            for each in candidates
            if allows(need.constraint, each["version"])
            and allows(each.get("python-versions", "*"), _full(platform))
        ]
    return candidates[0] if candidates else None


def _asked(project: Table, platform: Platform) -> Iterator[_Dependency]:
    """What pyproject.toml asks for, by poetry's own table and by `[project]`."""
    from packaging.requirements import Requirement

    poetry = section(project, "tool", "poetry")
    for text in section(project, "project").get("dependencies", ()):
        need = Requirement(text)
        if need.marker is None or _holds(str(need.marker), platform):
            extras = tuple(sorted(map(normalised, need.extras)))
            yield _Dependency(normalised(need.name), str(need.specifier) or "*", extras)
    named = {normalised(need.name) for need in _asked_names(project)}
    for name, written in poetry.get("dependencies", {}).items():
        if normalised(name) != "python" and normalised(name) not in named:
            yield from _dependencies(name, written, "", (), platform)


def _asked_names(project: Table) -> list[Any]:
    """What `[project]` names: poetry's table only adds to these, a path or a source."""
    from packaging.requirements import Requirement

    return [Requirement(text) for text in section(project, "project").get("dependencies", ())]


def _needed(package: Table, extra: str, platform: Platform) -> Iterator[_Dependency]:
    """What a package needs, for one of its extras or without any."""
    extras = {normalised(name): each for name, each in package.get("extras", {}).items()}
    of_extra = {
        normalised(re.split(r"[^\w.-]", text, maxsplit=1)[0]) for text in extras.get(extra, ())
    }
    for name, written in package.get("dependencies", {}).items():
        yield from _dependencies(name, written, extra, tuple(of_extra), platform)


def _dependencies(
    name: str, written: Any, extra: str, of_extra: tuple[str, ...], platform: Platform
) -> Iterator[_Dependency]:
    """One entry of a table of dependencies: a constraint, a table, or a list of these."""
    for each in written if isinstance(written, list) else [written]:
        table = {"version": each} if isinstance(each, str) else each
        if table.get("optional") and normalised(name) not in of_extra:
            continue
        if not allows(table.get("python", "*"), _full(platform)):
            continue
        if table.get("platform", "linux") != "linux":
            continue
        if _holds(table.get("markers", ""), platform, extra):
            extras = tuple(map(normalised, table.get("extras", ())))
            yield _Dependency(normalised(name), table.get("version", "*"), extras)


# -- how they are written -------------------------------------------------------------------------


def _wanted(package: Table, lock: Table, root: str) -> Wanted:
    name, version = normalised(package["name"]), package["version"]
    source = package.get("source", {})
    kind, url = source.get("type", ""), source.get("url", "")
    if kind in {"directory", "file"}:
        hashes = _hashes(package, lock) if kind == "file" else ()
        return Wanted(
            relative(root, os.path.join(url, source.get("subdirectory", ""))), name, hashes
        )
    part = f"#subdirectory={source['subdirectory']}" if source.get("subdirectory") else ""
    if kind == "git":
        commit = source.get("resolved_reference") or source["reference"]
        return Wanted(f"{name} @ git+{_git(url)}@{commit}{part}", name)
    hashes = _hashes(package, lock)
    if kind == "url":
        return Wanted(f"{name} @ {without_credentials(url)}{part}", name, hashes)
    place = without_credentials(url) if kind == "legacy" else ""
    return Wanted(f"{name}=={version}", name, hashes, place)


def _git(url: str) -> str:
    """The URL of a repository: git's short form `user@host:path` is none."""
    short = re.fullmatch(r"([\w.-]+@[\w.-]+):(?!//)(.+)", url)
    return f"ssh://{short[1]}/{short[2]}" if short else without_credentials(url)


def _hashes(package: Table, lock: Table) -> tuple[str, ...]:
    """The hashes of a package's files, from where the versions of the lock have them."""
    metadata, name = lock["metadata"], package["name"]
    files = package.get("files")
    if files is None:
        files = metadata.get("files", {}).get(name, [])
    found = [each["hash"] for each in files] or metadata.get("hashes", {}).get(name, [])
    named = (each if ":" in each else f"sha256:{each}" for each in found)
    return tuple(sorted(each for each in named if each.partition(":")[0] in _STRONG))


# -- whether it is up to date ---------------------------------------------------------------------


def _advice(lock: Table, project: Table) -> Iterator[Advice]:
    written = lock["metadata"].get("content-hash")
    # before poetry 2.3 without the groups of PEP 735
    if written not in {
        None,
        _content_hash(project, groups=True),
        _content_hash(project, groups=False),
    }:
        yield Advice(f"{_PATH} does not fit pyproject.toml", _PATH, help="run `poetry lock`")


def _content_hash(project: Table, *, groups: bool) -> str:
    """The hash of what poetry looks at in pyproject.toml, as poetry 2.5 makes it."""
    own, standard = section(project, "tool", "poetry"), section(project, "project")
    keys = ("requires-python", "dependencies", "optional-dependencies")
    standard = {key: standard[key] for key in keys if standard.get(key) is not None}
    group_content = project.get("dependency-groups", {}) if groups else {}
    legacy = ("dependencies", "source", "extras", "dev-dependencies")
    relevant: dict[str, Any] = {
        key: own.get(key)
        for key in (*legacy, "group")
        if own.get(key) is not None or (key in legacy and not standard and not group_content)
    }
    if standard or group_content:
        relevant = {"tool": {"poetry": relevant}}
        relevant |= {"project": standard} if standard else {}
        relevant |= {"dependency-groups": group_content} if group_content else {}
    return sha256(json.dumps(relevant, sort_keys=True).encode()).hexdigest()
