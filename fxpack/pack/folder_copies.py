"""Copies of the folders that are required, for whoever asks their build backends something.

uv reads what a folder depends on from its pyproject.toml where that says it all. Where it does not,
uv runs the backend in the folder itself, and setuptools leaves an egg-info there.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from fxpack.nouns import NamedTuple
from fxpack.pack.listed_hashes import place_of
from fxpack.pack.sources import copy_folder
from fxpack.read.requirement_lines import RequirementLine


class Copy(NamedTuple):
    """A folder or file as a requirement names it, its path, and that of its copy; both absolute.

    The copy may be in a container.
    """

    url: str
    folder: str
    path: str

    @property
    def is_url(self) -> bool:
        return self.url.lower().startswith("file:")

    @property
    def uri(self) -> str:
        """Of the copy."""
        kind = PurePosixPath if self.path.startswith("/") else Path
        return kind(self.path).as_uri()


class Copies(NamedTuple):
    """The copies of an app's folders. `root` is the folder that relative paths start from."""

    root: str
    made: tuple[Copy, ...]

    def there(self, requirements: str) -> str:
        """Requirements that name the copies where they named the folders."""
        return "\n".join(map(self._line, requirements.split("\n"))) if self.made else requirements

    def back(self, text: str) -> str:
        """An answer that names the folders where it names their copies."""
        for copy in self.made:
            relative = os.path.relpath(copy.path, self.root).replace(os.sep, "/")
            text = text.replace(copy.uri, Path(copy.folder).as_uri())
            text = text.replace(copy.path, copy.url).replace(relative, copy.url)
        return text

    def _line(self, line: str) -> str:
        for copy in self.made:
            before, found, after = line.partition(copy.url)
            if found and after[:1] in {"", " ", "[", "#", ";"}:
                return before + (copy.uri if copy.is_url else copy.path) + after
        return line


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
            made.append(Copy(url, os.path.abspath(path), copy))
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
