"""Which files of an app go into the zip: by .funcignore, and by what stays out unasked.

One answer for lint, build and listing: whoever asks, `Decider` decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal, Protocol

from fxpack.model import Decision, Files
from fxpack.nouns import NamedTuple
from fxpack.read import defaults
from fxpack.read.ignore import Ignore
from fxpack.read.zipnames import above

if TYPE_CHECKING:
    from fxpack.artifact import Mode

FUNCIGNORE = ".funcignore"
PACKAGES = ".python_packages"
MODES: tuple[Mode, ...] = ("remote", "local", "no-build")

Dialect = Literal["git", "func"]


class Choice(NamedTuple):
    """How a user wants the files to be chosen.

    dialect   whose meaning the lines of .funcignore have, and whose names always stay out
    defaults  whether anything stays out unasked; without, the lines alone decide, but for the
              packages that a remote or local build replaces, and the zip itself
    include   paths of the app that go in whatever keeps them out
    output    the absolute path of the zip being written
    """

    dialect: Dialect = "git"
    defaults: bool = True
    mode: Mode = "remote"
    include: frozenset[str] = frozenset()
    output: str | None = None


class Lines(Protocol):
    """The lines of an ignore file, in one dialect."""

    def decide(self, path: str, *, folder: bool = False) -> Decision | None: ...

    def decide_alone(self, path: str, *, folder: bool = False) -> Decision | None: ...

    def matching(self, path: str, *, folder: bool = False) -> Iterator[Decision]: ...

    def naming(self, text: str) -> Lines: ...


class Decider:
    """Decides about one path at a time, when the folders above are known to go in.

    name     of the app's folder, for the zips that a build makes of it
    written  the path of the zip being written where it lies inside the app
    """

    def __init__(self, funcignore: bytes, choice: Choice, name: str, written: str = "") -> None:
        self.choice = choice
        self.lines: Lines = _lines(funcignore, choice)
        self.written = written
        self.zips = frozenset(f"{name}-{mode}.zip" for mode in MODES) if name else frozenset()
        self._packages = self.lines.naming(PACKAGES)

    def decide(self, path: str, *, folder: bool, environment: bool = False) -> Decision | None:
        """What decides about a path, None where nothing does and it goes in.

        environment  whether it is the folder of a virtual environment
        """
        if not folder and path == self.written:
            return by_default(defaults.BEING_WRITTEN)
        if path in self.choice.include:
            return Decision(excluded=False, pattern="--include")
        line = self.lines_for(path).decide_alone(path, folder=folder)
        default = self.default_of(path, folder=folder, environment=environment)
        if self.choice.dialect == "func" and default is not None:
            return by_default(default)
        if default is None or (line is not None and line.excluded):
            return line
        return line if line is not None and _brings_back(line, default) else by_default(default)

    def locked(self, path: str) -> Decision | None:
        """What keeps a path out, or a folder above it, whatever the lines say."""
        if not self.choice.defaults:
            return None
        parts = [*above(path), path]
        if not self.choice.include.isdisjoint(parts):
            return None
        for part in parts:
            default = self.default_of(part, folder=part != path)
            if default in defaults.LOCKED:
                return by_default(default)
        return None

    def lines_for(self, path: str) -> Lines:
        """The lines that have a say on a path.

        In .python_packages that are only those that name it: `tests` or `*.txt` is meant for the
        app's own files, and would cut holes into installed packages.
        """
        special = self.choice.dialect == "git" and self.choice.defaults and _in_packages(path)
        return self._packages if special else self.lines

    def default_of(self, path: str, *, folder: bool, environment: bool = False) -> str | None:
        """What a path is that stays out unasked."""
        packages = _in_packages(path)
        if packages and self.choice.mode != "no-build":
            return defaults.OWN_PACKAGES
        if not self.choice.defaults:
            return None
        name = path.rpartition("/")[2]
        if self.choice.dialect == "func":
            return defaults.default_of_func(name, folder=folder) or self._zip(path, folder=folder)
        if packages:
            return defaults.default_in_packages(name, folder=folder)
        if environment:
            return defaults.ENVIRONMENT
        return defaults.default_of(name, folder=folder) or self._zip(path, folder=folder)

    def _zip(self, path: str, *, folder: bool) -> str | None:
        return defaults.EARLIER_ZIP if path in self.zips and not folder else None


def _lines(funcignore: bytes, choice: Choice) -> Lines:
    if choice.dialect == "git":
        return Ignore(funcignore, FUNCIGNORE)
    from fxpack.read.funcignore import FuncIgnore

    return FuncIgnore(funcignore, FUNCIGNORE)


def _in_packages(path: str) -> bool:
    return path.startswith(PACKAGES) and path[len(PACKAGES) :][:1] in {"", "/"}


def by_default(name: str) -> Decision:
    """What the name of a default says of a path."""
    return Decision(excluded=True, pattern=name)


def _brings_back(line: Decision, default: str) -> bool:
    """Whether a `!` line is a wish to publish what stays out unasked.

    It must name something: `!*/` is no wish to publish caches.
    """
    if default in defaults.LOCKED or default == defaults.OWN_PACKAGES:
        return False
    return bool(line.pattern.rstrip("/").rpartition("/")[2].strip("!*"))


# -- the files that lint knows --------------------------------------------------------------------


class Published(NamedTuple):
    """What goes into the zip, and why the rest does not.

    paths    the files that go in
    left_out file → what keeps it out
    decided  file or environment → the line of .funcignore that has the say on it, whatever the
             defaults say
    """

    paths: frozenset[str]
    left_out: Mapping[str, Decision]
    decided: Mapping[str, Decision]


def published_of(files: Files, name: str = "") -> Published:
    """Decide about every file of an app, folder by folder from the top.

    name  of the app's folder, where it is known
    """
    try:
        content = files.get(FUNCIGNORE, b"")
    except OSError:
        content = b""
    decider = Decider(content, Choice(), name)
    lines = decider.lines
    inside = [path for path in files if not path.startswith("../")]
    environments = {path.rpartition("/")[0] for path in inside if path.endswith("/pyvenv.cfg")}
    folders = _Folders(decider, frozenset(environments))
    left_out = {path: out for path in inside if (out := folders.out(path)) is not None}
    decided = {path: line for path in inside if (line := lines.decide(path)) is not None}
    for folder in environments:
        if (line := lines.decide(folder, folder=True)) is not None:
            decided[folder] = line
    return Published(paths=frozenset(inside) - left_out.keys(), left_out=left_out, decided=decided)


class _Folders:
    """What keeps files out, where each folder is decided about once."""

    def __init__(self, decider: Decider, environments: frozenset[str]) -> None:
        self.decider = decider
        self.environments = environments
        self.known: dict[str, Decision | None] = {}

    def out(self, path: str) -> Decision | None:
        """What keeps a file out; where a folder is out, nothing below it comes back."""
        folder = ""
        for name in path.split("/")[:-1]:
            folder = f"{folder}/{name}" if folder else name
            if folder not in self.known:
                self.known[folder] = self._out(folder, folder=True)
            if self.known[folder] is not None:
                return self.known[folder]
        return self._out(path, folder=False)

    def _out(self, path: str, *, folder: bool) -> Decision | None:
        environment = folder and path in self.environments
        decision = self.decider.decide(path, folder=folder, environment=environment)
        return decision if decision is not None and decision.excluded else None
