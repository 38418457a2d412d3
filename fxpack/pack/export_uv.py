"""uv.lock: exported by uv itself, which is the only one to read its format."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from fxpack.artifact import Advice
from fxpack.errors import DependencyError
from fxpack.nouns import NamedTuple
from fxpack.pack.project_files import read_toml, relative, section
from fxpack.pack.wanted import PYPI, Collected, Wanted, without_credentials
from fxpack.platforms import Platform
from fxpack.read.requirement_lines import RequirementLine, read_requirements

_EXPORT = (
    *("export", "--frozen", "--format", "requirements.txt"),
    *("--no-dev", "--no-emit-project", "--no-editable", "--no-header", "--no-annotate"),
)
_STALE = re.compile(r"needs to be updated|not found in the cache|network was disabled")


def workspace_lock(root: str) -> str | None:
    """The uv.lock of the workspace that an app is a member of, from its root; None for none.

    Looked for up to the top of the repository, as uv looks for the workspace.
    """
    folder = root
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
        lock = os.path.join(folder, "uv.lock")
        if os.path.isfile(lock) and _is_member(root, folder):
            return os.path.relpath(lock, root).replace(os.sep, "/")
    return None


def from_uv(path: str, root: str, platform: Platform) -> Collected:
    """What uv.lock holds for the app; markers stay in it, as uv has them.

    Raises DependencyError with what uv says where it cannot export.
    """
    content = read_toml(root, path)
    _check_python(content, path, platform)
    done = _uv(_EXPORT, root)
    if done.code:
        raise DependencyError(f"{path}: uv cannot export it: {_said(done.stderr)}")
    lock = _Lock(content, os.path.dirname(os.path.join(root, path)))
    text = done.stdout.encode()
    lines = read_requirements(lambda _: text, path).lines
    wanted = tuple(_wanted(line, lock, root, platform) for line in lines)
    return Collected(wanted, tuple(_advice(path, root)))


class _Lock(NamedTuple):
    """A lock and the folder that paths in it are relative to."""

    content: Mapping[str, Any]
    folder: str

    def package(self, line: RequirementLine) -> Mapping[str, Any]:
        version = line.specifier.removeprefix("==")
        for package in self.content.get("package", ()):
            if package.get("name") == line.name and package.get("version") == version:
                return dict(package)
        return {}


def _check_python(content: Mapping[str, Any], path: str, platform: Platform) -> None:
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    python = content.get("requires-python", "")
    try:
        fits = platform.environment()["python_full_version"] in SpecifierSet(python)
    except (InvalidSpecifier, TypeError, AttributeError):
        return  # uv says it better
    if not fits:
        raise DependencyError(
            f'{path} is for Python "{python}", not {platform.version}: '
            "change requires-python in pyproject.toml and lock anew"
        )


def _is_member(root: str, folder: str) -> bool:
    if not os.path.isfile(os.path.join(folder, "pyproject.toml")):
        return False
    workspace = section(read_toml(folder, "pyproject.toml"), "tool", "uv", "workspace")
    here = os.path.relpath(root, folder).replace(os.sep, "/")

    def names(key: str) -> bool:
        return any(_matches(here, pattern.rstrip("/")) for pattern in workspace.get(key, ()))

    return names("members") and not names("exclude")


def _matches(path: str, pattern: str) -> bool:
    """Whether a glob names a path: a star is for one folder, two are for any."""
    if "**" in pattern:
        return fnmatchcase(path, pattern.replace("**/", "*"))
    parts, patterns = path.split("/"), pattern.removeprefix("./").split("/")
    return len(parts) == len(patterns) and all(map(fnmatchcase, parts, patterns))


def _uv(arguments: tuple[str, ...], root: str) -> Any:
    """Run uv on the app, without the network and without any setting of this machine for uv."""
    from fxpack.pack.process import run
    from fxpack.pack.uv_compile import uv_program

    kept = {"UV_CACHE_DIR", "UV_NO_CACHE"}
    environ = {
        name: value
        for name, value in os.environ.items()
        if name in kept or not (name.startswith("UV_") or name == "VIRTUAL_ENV")
    }
    environ |= {"UV_OFFLINE": "1", "UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}
    return run([uv_program(), *arguments, "--project", root], env=environ, cwd=root)


def _said(stderr: str) -> str:
    """The error in what uv said, on one line."""
    from fxpack.pack.network import redacted

    text = stderr.partition("error: ")[2] or stderr
    return redacted(" ".join(text.split()))


def _wanted(line: RequirementLine, lock: _Lock, root: str, platform: Platform) -> Wanted:
    if line.kind == "path":
        path = relative(root, os.path.join(lock.folder, line.url))
        marker = f" ; {line.marker}" if line.marker else ""
        return Wanted(path + marker, line.name, line.hashes)
    if line.kind != "named":
        return Wanted(line.text.replace(line.url, without_credentials(line.url)), line.name)
    package = lock.package(line)
    registry = package.get("source", {}).get("registry", "")
    return Wanted(
        text=line.text,
        name=line.name,
        hashes=line.hashes,
        place=_place(registry, lock, root),
        size=_size(package.get("wheels", ()), platform),
    )


def _place(registry: str, lock: _Lock, root: str) -> str:
    if not registry or registry.rstrip("/") in PYPI:
        return ""
    if "://" in registry:
        return without_credentials(registry)
    return relative(root, os.path.join(lock.folder, registry))


def _size(wheels: Any, platform: Platform) -> int | None:
    """The size of the wheel that fits the platform best, None where the lock does not tell."""
    from packaging.utils import InvalidWheelFilename, parse_wheel_filename

    order = {tag: place for place, tag in enumerate(platform.tags())}
    best: tuple[int, int] | None = None
    for wheel in wheels:
        filename = os.path.basename(wheel.get("url") or wheel.get("path") or "")
        try:
            tags = parse_wheel_filename(filename)[-1]
        except InvalidWheelFilename:
            continue
        places = [order[tag] for tag in tags if tag in order]
        if places and isinstance(wheel.get("size"), int):
            found = (min(places), wheel["size"])
            best = min(best, found) if best else found
    return best[1] if best else None


def _advice(path: str, root: str) -> Iterator[Advice]:
    """Whether pyproject.toml asks for what the lock does not hold.

    uv can tell without an index: it solves anew only where the lock does not fit. Where a package
    would have to be built to tell, it stays unsaid.
    """
    check = _uv(("lock", "--check", "--no-build"), root)
    if check.code and _STALE.search(check.stderr):
        yield Advice(f"{path} does not fit pyproject.toml", path, help="run `uv lock`")
