"""Which packages have to be built before others, since these need them for their own build."""

from __future__ import annotations

import os
import re
import tarfile
import zipfile
from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from fxpack.nouns import NamedTuple


class Source(NamedTuple):
    """What a wheel is built of.

    name  of the package, and its version where that is known: "psycopg2 2.9.9"
    path  an sdist, or a folder
    """

    name: str
    path: str


def batches(sources: Sequence[Source]) -> Iterator[list[Source]]:
    """All sources; those of a batch do not need one another, and only those of batches before."""
    from packaging.utils import canonicalize_name

    known: dict[str, Source] = {
        canonicalize_name(each.name.partition(" ")[0]): each for each in sources
    }
    sorter = TopologicalSorter(
        {each: {known[name] for name in _requires(each.path) if name in known} for each in sources}
    )
    try:
        sorter.prepare()
    except CycleError:  # pip will say what it makes of it
        yield list(sources)
        return
    while sorter.is_active():
        ready = sorter.get_ready()
        yield sorted(ready)
        sorter.done(*ready)


def _requires(path: str) -> Iterator[str]:
    """The names in `[build-system] requires`; none where they cannot be read, as pip will say."""
    import tomllib

    from packaging.requirements import InvalidRequirement, Requirement
    from packaging.utils import canonicalize_name

    try:
        table = tomllib.loads(_pyproject(path).decode())
        for text in table.get("build-system", {}).get("requires", []):
            yield canonicalize_name(Requirement(text).name)
    except (ValueError, AttributeError, TypeError, InvalidRequirement):
        return


def _pyproject(path: str) -> bytes:
    """The content of pyproject.toml, b"" where there is none."""
    try:
        if os.path.isdir(path):
            with open(os.path.join(path, "pyproject.toml"), "rb") as file:
                return file.read()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as members:
                found = [name for name in members.namelist() if _is_pyproject(name)]
                return members.read(found[0]) if found else b""
        with tarfile.open(path) as archive:
            for member in archive:
                content = archive.extractfile(member) if _is_pyproject(member.name) else None
                if content is not None:
                    return content.read()
    except (OSError, tarfile.TarError, zipfile.BadZipFile, EOFError):
        return b""
    return b""


def _is_pyproject(name: str) -> bool:
    return re.fullmatch(r"[^/]+/pyproject\.toml", name) is not None
