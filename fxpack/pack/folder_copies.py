"""Copies of the folders that are required, for whoever asks their build backends something.

uv reads what a folder depends on from its pyproject.toml where that says it all. Where it does not,
uv runs the backend in the folder itself, and setuptools leaves an egg-info there.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from fxpack.pack.listed_hashes import place_of
from fxpack.pack.sources import copy_folder
from fxpack.read.requirement_lines import RequirementLine


class Copy(NamedTuple):
    """A folder, as a requirement names it, and the absolute path of its copy."""

    url: str
    path: str

    @property
    def names(self) -> tuple[str, str]:
        """The copy as a URL and as a path."""
        return Path(self.path).as_uri(), self.path


class Copies(NamedTuple):
    """The copies of an app's folders. `root` is the folder that relative paths start from."""

    root: str
    made: tuple[Copy, ...]

    def there(self, line: str) -> str:
        """A line of requirements that names the copy where it named the folder."""
        for copy in self.made:
            before, found, after = line.partition(copy.url)
            if found and after[:1] in {"", " ", "[", "#", ";"}:
                url, path = copy.names
                return before + (url if copy.url.lower().startswith("file:") else path) + after
        return line

    def back(self, text: str) -> str:
        """A text that names the folders where it names their copies."""
        for copy in self.made:
            for name in (*copy.names, os.path.relpath(copy.path, self.root).replace(os.sep, "/")):
                text = text.replace(name, copy.url)
        return text


@contextmanager
def copies(root: str, lines: Iterable[RequirementLine]) -> Iterator[Copies]:
    """Copies of those required folders whose metadata only their backend can tell."""
    folders = {}
    for line in lines:
        url = line.url.partition("#")[0]
        path = os.path.join(root, place_of(url, root)) if line.kind == "path" else ""
        if path and os.path.isdir(path) and not _tells_all(path):
            folders[url] = path
    if not folders:
        yield Copies(root, ())
        return
    with tempfile.TemporaryDirectory(prefix="fxpack-") as place:
        made = []
        for number, (url, path) in enumerate(folders.items()):
            # a name of its own: a copy must not be taken for another, nor for what it begins with
            copy = os.path.join(os.path.realpath(place), f"{number}-{os.path.basename(path)}")
            copy_folder(path, copy)
            made.append(Copy(url, copy))
        yield Copies(os.path.realpath(root), tuple(made))


def _tells_all(folder: str) -> bool:
    """Whether a folder's pyproject.toml says what it depends on, and nothing is left to a backend."""
    import tomllib

    try:
        with open(os.path.join(folder, "pyproject.toml"), "rb") as file:
            project = tomllib.load(file).get("project")
    except (OSError, ValueError):
        return False
    if not isinstance(project, dict) or not {"name", "version"} <= project.keys():
        return False
    return not project.get("dynamic")
