"""Which files of an app go into the zip: by .funcignore, and by what fxpack leaves out unasked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fxpack.model import Decision, Files
from fxpack.read.ignore import Ignore

FUNCIGNORE = ".funcignore"

FOLDERS = {
    ".git": "repository",
    ".hg": "other repository",
    ".svn": "other repository",
    ".vscode": "editor settings",
    "__pycache__": "bytecode",
    ".mypy_cache": "tool cache",
    ".pytest_cache": "tool cache",
    ".ruff_cache": "tool cache",
    ".tox": "tool cache",
    ".nox": "tool cache",
    ".hypothesis": "tool cache",
}
FILES = {
    ".git": "repository",
    ".funcignore": "ignore file",
    ".gitignore": "ignore file",
    "local.settings.json": "local settings",
    ".env": "secrets",
    "dockerfile": "container file",
    ".dockerignore": "container file",
}
"""What is left out unasked, by the lower-case name of a folder or a file, and how that is called."""

LOCKED = frozenset({"repository", "local settings", "secrets"})
"""What no line of .funcignore brings back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What goes into the zip, and why the rest does not.

    paths    the files that go in
    left_out file → what keeps it out
    decided  file or environment → the line of .funcignore that has the say on it, whatever the
             defaults say
    """

    paths: frozenset[str]
    left_out: Mapping[str, Decision]
    decided: Mapping[str, Decision]


def published_of(files: Files) -> Published:
    """Decide about every file of an app, folder by folder from the top."""
    try:
        lines = Ignore(files.get(FUNCIGNORE, b""), FUNCIGNORE)
    except OSError:
        lines = Ignore(b"", FUNCIGNORE)
    inside = [path for path in files if not path.startswith("../")]
    environments = {path.rpartition("/")[0] for path in inside if path.endswith("/pyvenv.cfg")}
    publisher = _Publisher(lines, frozenset(environments))
    left_out = {path: out for path in inside if (out := publisher.out(path)) is not None}
    decided = {path: line for path in inside if (line := lines.decide(path)) is not None}
    for folder in environments:
        if (line := lines.decide(folder, folder=True)) is not None:
            decided[folder] = line
    return Published(paths=frozenset(inside) - left_out.keys(), left_out=left_out, decided=decided)


class _Publisher:
    def __init__(self, lines: Ignore, environments: frozenset[str]) -> None:
        self.lines = lines
        self.environments = environments
        self.folders: dict[str, Decision | None] = {}

    def out(self, path: str) -> Decision | None:
        """What keeps a file out; where a folder is out, nothing below it comes back."""
        folder = ""
        for name in path.split("/")[:-1]:
            folder = f"{folder}/{name}" if folder else name
            if folder not in self.folders:
                self.folders[folder] = self._out(folder, name, folder=True)
            if self.folders[folder] is not None:
                return self.folders[folder]
        return self._out(path, path.rpartition("/")[2], folder=False)

    def _out(self, path: str, name: str, *, folder: bool) -> Decision | None:
        line = self.lines.decide_alone(path, folder=folder)
        if line is not None and line.excluded:
            return line
        default = self._folder(path, name) if folder else _file(name)
        if default is None or (line is not None and default not in LOCKED and _names(line)):
            return None
        return Decision(excluded=True, pattern=default)

    def _folder(self, path: str, name: str) -> str | None:
        return "virtual environment" if path in self.environments else FOLDERS.get(name.lower())


def _file(name: str) -> str | None:
    name = name.lower()
    if name.startswith("local.settings.") and name.endswith(".json"):
        return "local settings"
    return "bytecode" if name.endswith(".pyc") else FILES.get(name)


def _names(line: Decision) -> bool:
    """Whether a line names something, rather than all: `!*/` is no wish to publish caches."""
    return bool(line.pattern.rstrip("/").rpartition("/")[2].strip("!*"))
