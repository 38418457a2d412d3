"""What an app is made of that lies outside of its folder: where its dependencies lead on this disk.

Source: pip's docs, "Requirements File Format"; PEP 751; the locks that uv 0.13 and poetry 2.2 write;
uv's docs, "Managing dependencies"; poetry's docs, "Dependency specification" (path dependencies).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

from fxpack.read.requirement_lines import read_requirements
from fxpack.read.tree import upwards

_UV_PLACES = ("editable", "directory", "virtual", "path")
_POETRY_PLACES = {"directory", "file"}


class Beside:
    """Finds it, app by app. What many of them share is read once."""

    def __init__(self) -> None:
        self._leads: dict[str, frozenset[str]] = {}
        self._locks: dict[str, dict[str, list[str]]] = {}

    def of(self, root: str) -> frozenset[str]:
        """The real paths of files and folders that an app needs, or that these need in turn.

        root  the app's folder, absolute. What cannot be read leads nowhere.
        """
        found: set[str] = set()
        todo = [os.path.realpath(root)]
        while todo:
            folder = todo.pop()
            led = self._led(folder) - found
            todo += [path for path in led if os.path.isdir(path)]
            found |= led
        return frozenset(found)

    def _led(self, folder: str) -> frozenset[str]:
        """Where the files of one folder lead to, by their real paths."""
        if folder not in self._leads:
            named = (*_named(folder), *self._of_uv(folder))
            paths = (os.path.realpath(os.path.join(folder, path)) for path in named)
            self._leads[folder] = frozenset(paths)
        return self._leads[folder]

    def _of_uv(self, folder: str) -> list[str]:
        """The packages of a workspace, or in folders, that uv.lock has the one of a folder need."""
        top = _with_uv_lock(folder)
        if top not in self._locks:
            self._locks[top] = _of_lock(top)
        return self._locks[top].get(folder, [])


def _named(folder: str) -> Iterator[str]:
    for name in ("requirements.txt", "requirements.in"):
        yield from _of_requirements(folder, name)
    yield from _paths(_toml(folder, "pylock.toml"))
    for package in _tables(_toml(folder, "poetry.lock"), "package"):
        source = _table(package, "source")
        if source.get("type") in _POETRY_PLACES and isinstance(source.get("url"), str):
            yield source["url"]
    tool = _table(_toml(folder, "pyproject.toml"), "tool")
    yield from _paths(_table(_table(tool, "uv"), "sources"))
    yield from _paths(_table(tool, "poetry"))


def _of_lock(top: str) -> dict[str, list[str]]:
    """For each package of a uv.lock that is on this disk, by its real path, those that it needs."""
    packages = _tables(_toml(top, "uv.lock"), "package")
    places = [
        (package, os.path.realpath(os.path.join(top, at))) for package, at in _local(packages)
    ]
    by_name: dict[str, list[str]] = {}
    for package, place in places:
        by_name.setdefault(str(package.get("name")), []).append(place)
    return {
        place: [each for name in _needed(package) for each in by_name.get(name, ())]
        for package, place in places
    }


def _of_requirements(folder: str, name: str) -> Iterator[str]:
    def read(path: str) -> bytes:
        with open(os.path.join(folder, path), "rb") as file:
            return file.read()

    required = read_requirements(read, name)
    yield from (file.path for file in required.files if "://" not in file.path)
    for line in required.lines:
        if line.kind == "path":
            yield line.url.partition("#")[0].removeprefix("file://")


def _with_uv_lock(folder: str) -> str:
    """The nearest folder that has a uv.lock, up to the repository's; else the one itself."""
    above = (each for each in upwards(folder) if os.path.isfile(os.path.join(each, "uv.lock")))
    return next(above, folder)


def _local(packages: list[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], str]]:
    """The packages of a uv.lock that are on this disk, and where."""
    for package in packages:
        source = _table(package, "source")
        for kind in _UV_PLACES:
            if isinstance(source.get(kind), str):
                yield package, source[kind]


def _needed(package: Mapping[str, Any]) -> Iterator[str]:
    """The names of what a package of a uv.lock needs; groups for development do not count."""
    extras = _table(package, "optional-dependencies")
    for table, key in ((package, "dependencies"), *((extras, extra) for extra in extras)):
        yield from (str(each.get("name")) for each in _tables(table, key))


def _paths(value: object) -> Iterator[str]:
    """The values of all members `path`, at any depth."""
    todo = [value]
    while todo:
        value = todo.pop()
        if isinstance(value, Mapping):
            path = value.get("path")
            if isinstance(path, str):
                yield path
            todo += value.values()
        elif isinstance(value, list):
            todo += value


def _table(value: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = value.get(key)
    return found if isinstance(found, dict) else {}


def _tables(value: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = value.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _toml(folder: str, name: str) -> Mapping[str, Any]:
    try:
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
    except OSError:
        return {}
    import tomllib

    try:
        return tomllib.loads(data.decode())
    except (ValueError, RecursionError):
        return {}
