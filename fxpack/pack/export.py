"""Where an app's dependencies are written down, and a requirements.txt made of that.

Azure's remote build (Oryx) takes requirements.txt before all else, and of pyproject.toml with
poetry it installs the packages where the worker does not look for them. So a zip always holds a
requirements.txt: the app's own, or one made of the first of these that is there:

1. requirements.txt       always, even beside a lock, as Oryx decides
2. pylock.toml            PEP 751
3. uv.lock                with pyproject.toml, also that of a workspace above the app
4. poetry.lock            with pyproject.toml
5. pyproject.toml         `[project] dependencies`, or poetry's without a lock, which is an error
6. Pipfile                an error: nobody but pipenv reads it

Groups for development and extras stay out. Nothing is written into the app's tree.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Literal

from fxpack.artifact import Advice
from fxpack.errors import DependencyError
from fxpack.nouns import NamedTuple
from fxpack.pack.project_files import read_toml, section
from fxpack.pack.wanted import Collected, Wanted
from fxpack.platforms import Platform

SourceKind = Literal[
    "requirements.txt",
    "pylock.toml",
    "uv.lock",
    "poetry.lock",
    "pyproject.toml",
    "Pipfile",
    "none",
]


class Source(NamedTuple):
    """Where an app's dependencies are written down.

    path    from the app's root; `../uv.lock` and the like for a workspace; "" for nowhere
    unused  the locks beside a requirements.txt, which hides them
    """

    kind: SourceKind
    path: str = ""
    unused: tuple[str, ...] = ()


class Export(NamedTuple):
    """A requirements.txt that is in no file.

    text   in its format; paths in it are relative to the app's root
    sizes  name → size of the wheel in bytes, None where it is not known
    """

    text: bytes
    sizes: dict[str, int | None]
    advice: tuple[Advice, ...] = ()


def dependency_source(root: str) -> Source:
    """The first of the known places that is there; see above. `root` is absolute."""
    if os.path.isfile(os.path.join(root, "requirements.txt")):
        locks = ("pylock.toml", "uv.lock", "poetry.lock")
        unused = tuple(lock for lock in locks if os.path.isfile(os.path.join(root, lock)))
        return Source("requirements.txt", "requirements.txt", unused)
    if os.path.isfile(os.path.join(root, "pylock.toml")):
        return Source("pylock.toml", "pylock.toml")
    if os.path.isfile(os.path.join(root, "pyproject.toml")):
        return _of_project(root)
    if os.path.isfile(os.path.join(root, "Pipfile")):
        return Source("Pipfile", "Pipfile")
    return Source("none")


def exported(source: Source, root: str, platform: Platform) -> Export:
    """The requirements of a source, as a requirements.txt for a platform would have them.

    Not for a requirements.txt, which is taken as it is. Raises DependencyError where the source
    cannot be read, does not hold for the platform or says too little; FileError for the disk.
    """
    collected = _collected(source, root, platform)
    text, advice = _text(collected.wanted, source)
    sizes = {each.name: each.size for each in collected.wanted if each.name}
    return Export(text.encode(), sizes, (*collected.advice, *advice))


def _of_project(root: str) -> Source:
    from fxpack.pack.export_uv import workspace_lock

    for kind in ("uv.lock", "poetry.lock"):
        if os.path.isfile(os.path.join(root, kind)):
            return Source(kind, kind)
    project = read_toml(root, "pyproject.toml")
    if lock := workspace_lock(root):
        return Source("uv.lock", lock)
    if "project" in project or "dependencies" in section(project, "tool", "poetry"):
        return Source("pyproject.toml", "pyproject.toml")
    return Source("none")


def _collected(source: Source, root: str, platform: Platform) -> Collected:
    if source.kind == "pylock.toml":
        from fxpack.pack.export_pylock import from_pylock

        return from_pylock(read_toml(root, source.path), source.path, root, platform)
    if source.kind == "uv.lock":
        from fxpack.pack.export_uv import from_uv

        return from_uv(source.path, root, platform)
    if source.kind == "poetry.lock":
        from fxpack.pack.export_poetry import from_poetry

        lock, project = read_toml(root, source.path), read_toml(root, "pyproject.toml")
        return from_poetry(lock, project, root, platform)
    if source.kind == "pyproject.toml":
        from fxpack.pack.export_project import from_project

        return from_project(read_toml(root, source.path), root)
    if source.kind == "Pipfile":
        raise DependencyError(
            "Pipfile: neither Azure nor fxpack reads it: "
            "`pipenv requirements > requirements.txt` makes what both read"
        )
    return Collected(())


def _text(wanted: Iterable[Wanted], source: Source) -> tuple[str, list[Advice]]:
    """The file. pip refuses hashes of some where others have none, so then there are none."""
    lines = sorted(set(wanted))
    hashed = bool(lines) and all(each.hashes for each in lines)
    advice = []
    if not hashed and any(each.hashes for each in lines):
        without = ", ".join(each.name or each.text for each in lines if not each.hashes)
        advice.append(
            Advice(
                f"no hash is known of {without}, so pip cannot check those of the others either",
                source.path,
                help="packages from an index have hashes",
            )
        )
    places = sorted({each.place for each in lines if each.place})
    header = [f"# From {source.path}, by fxpack.", *map(_option, places)]
    body = [_with_hashes(each) if hashed else each.text for each in lines]
    return "\n".join([*header, *body, ""]), advice


def _option(place: str) -> str:
    return f"--{'extra-index-url' if '://' in place else 'find-links'} {place}"


def _with_hashes(wanted: Wanted) -> str:
    return " \\\n    ".join([wanted.text, *(f"--hash={each}" for each in sorted(wanted.hashes))])
