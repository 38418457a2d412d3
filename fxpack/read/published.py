"""Which files of an app go into the zip: by .funcignore, and by what fxpack leaves out unasked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from fxpack.model import Decision, Files
from fxpack.read.ignore import Ignore

FUNCIGNORE = ".funcignore"
ENVIRONMENT = "virtual environment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Default:
    """Something left out unasked, by the lower-case name of a folder or a file.

    A `!line` of .funcignore that names it brings it back, unless it is `locked`.
    """

    name: str
    folders: frozenset[str] = frozenset()
    files: re.Pattern[str] | None = None
    locked: bool = False


def _default(name: str, folders: str = "", files: str = "", *, locked: bool = False) -> Default:
    return Default(
        name=name,
        folders=frozenset(folders.split()),
        files=re.compile(files) if files else None,
        locked=locked,
    )


DEFAULTS = (
    _default("repository", ".git", r"\.git", locked=True),
    _default("local settings", files=r"local\.settings(\..+)?\.json", locked=True),
    _default("secrets", files=r"\.env", locked=True),
    _default("other repository", ".hg .svn"),
    _default("editor settings", ".vscode"),
    _default("ignore file", files=r"\.(func|git)ignore"),
    _default("bytecode", "__pycache__", r".*\.pyc"),
    _default("tool cache", ".mypy_cache .pytest_cache .ruff_cache .tox .nox .hypothesis"),
    _default("container file", files=r"dockerfile|\.dockerignore"),
)
ENVIRONMENT_DEFAULT = Default(name=ENVIRONMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What goes into the zip, and why the rest does not.

    paths    the files that go in
    left_out file → what keeps it out
    decided  file → the line of .funcignore that has the say on it, whatever the defaults say
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
    return Published(paths=frozenset(inside) - left_out.keys(), left_out=left_out, decided=decided)


@dataclass(slots=True)
class _Publisher:
    lines: Ignore
    environments: frozenset[str]
    folders: dict[str, Decision | None] = field(default_factory=dict)

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
        default = self._default(path, name.lower(), folder)
        if default is None or (line is not None and not default.locked and _names(line)):
            return None
        return Decision(excluded=True, pattern=default.name)

    def _default(self, path: str, name: str, folder: bool) -> Default | None:
        if folder:
            if path in self.environments:
                return ENVIRONMENT_DEFAULT
            return next((default for default in DEFAULTS if name in default.folders), None)
        return next((d for d in DEFAULTS if d.files and d.files.fullmatch(name)), None)


def _names(line: Decision) -> bool:
    """Whether a line names something, rather than all: `!*/` is no wish to publish caches."""
    return bool(line.pattern.rstrip("/").rpartition("/")[2].strip("!*"))
