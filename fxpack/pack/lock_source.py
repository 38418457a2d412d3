"""What is to be locked: where an app writes down what it wants, and how the lock shall say it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial
from typing import Literal

from fxpack.errors import DependencyError, UsageError
from fxpack.nouns import NamedTuple
from fxpack.pack.asked import Asked, Exported, asked
from fxpack.pack.listed_hashes import holds, place_of
from fxpack.pack.lock_file import LockFile
from fxpack.pack.lock_project import project_requirements
from fxpack.pack.network import MASK, Network, redacted
from fxpack.pack.project_files import read_toml, relative, section
from fxpack.platforms import Platform
from fxpack.read.requirement_lines import (
    RequirementLine,
    RequirementOption,
    Requirements,
    read_requirements,
)

SourceKind = Literal["requirements.in", "pyproject.toml", "requirements.txt"]

_CARRIED = frozenset(
    {"--index-url", "--extra-index-url", "--find-links", "--no-index", "--trusted-host"}
    | {"--no-binary", "--only-binary"}
)
"""The options of requirements that whoever installs the lock needs as well."""

_PLACES = frozenset({"--index-url", "--extra-index-url", "--find-links"})


class Root(NamedTuple):
    """One requirement of the app itself.

    text   as the lock has it, should it name a URL or path: `${NAME}` as it stands, no credentials
    label  who asks for it: "-r requirements.in", "app (pyproject.toml)"
    """

    line: RequirementLine
    text: str
    label: str


class Demand(NamedTuple):
    """What is to be locked.

    asked     the requirements, and the indexes that they and the machine name
    roots     those requirements and constraints that hold for the platform
    options   the lines about indexes that the app itself has
    warnings  each a line, without credentials
    """

    kind: SourceKind
    asked: Asked
    roots: tuple[Root, ...]
    options: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        return self.asked.source

    def labels(self, name: str, place: str) -> set[str]:
        """Who of the app itself asks for a package, by its name or by where it is."""
        return {
            root.label
            for root in self.roots
            if (name and root.line.name == name)
            or (place and place_of(root.line.url, self.asked.root) == place)
        }

    def directly(self, name: str, place: str) -> Root | None:
        """The requirement that names the URL or path of a package."""
        known = [each for each in self.roots if each.line.url and not each.line.constraint]
        for root in known:
            if (name and root.line.name == name) or place_of(
                root.line.url, self.asked.root
            ) == place:
                return root
        return None


def source_kind(root: str, *, in_place: bool, chosen: bool) -> SourceKind:
    """The file that says what an app wants.

    in_place  requirements.txt itself
    chosen    groups or extras are named, which only a pyproject.toml has

    Raises UsageError where there is none.
    """
    if in_place and chosen:
        raise UsageError("--in-place locks requirements.txt, which has no groups and no extras")
    if in_place:
        if os.path.isfile(os.path.join(root, "requirements.txt")):
            return "requirements.txt"
        raise UsageError(f"--in-place: {root} has no requirements.txt")
    if os.path.isfile(os.path.join(root, "requirements.in")) and not chosen:
        return "requirements.in"
    if os.path.isfile(os.path.join(root, "pyproject.toml")):
        content = read_toml(root, "pyproject.toml")
        if chosen or "project" in content:
            return "pyproject.toml"
        if "dependencies" in section(content, "tool", "poetry"):
            raise UsageError(
                "pyproject.toml: its dependencies are poetry's: `poetry lock` locks them, and "
                "`fxpack build` reads poetry.lock"
            )
    remedy = (
        "`fxpack lock --in-place` pins what requirements.txt holds"
        if os.path.isfile(os.path.join(root, "requirements.txt"))
        else "write what the app needs into requirements.in"
    )
    raise UsageError(
        f"{root} has no requirements.in and no pyproject.toml with [project]: {remedy}"
    )


def demand(
    kind: SourceKind,
    root: str,
    platform: Platform,
    network: Network,
    *,
    groups: tuple[str, ...] = (),
    extras: tuple[str, ...] = (),
    known: LockFile | None = None,
) -> Demand:
    """Read what is to be locked.

    known  what the requirements.txt says that is locked in place: a package that only others need
           is no requirement of the app, though it stands there

    Raises DependencyError where it cannot be read, UsageError for a group that there is not.
    """
    if kind == "pyproject.toml":
        return _of_project(root, platform, network, groups, extras)
    question, warnings = asked(root, kind, network)
    if kind == "requirements.txt" and known is not None:
        question = _without_pins(question, known)
    written = read_requirements(partial(_read, root), kind, {})
    texts = {(line.file, line.line): line.text for line in written.lines}
    roots = [
        Root(line, texts.get((line.file, line.line), line.text), _label(line, kind))
        for line in question.requirements.lines
        if holds(line.marker, platform)
    ]
    options, more = _carried(written, root)
    return Demand(
        kind,
        question,
        tuple(_public(each, root) for each in roots),
        options,
        (*warnings, *more, *_told(roots)),
    )


def _of_project(
    root: str,
    platform: Platform,
    network: Network,
    groups: tuple[str, ...],
    extras: tuple[str, ...],
) -> Demand:
    content = read_toml(root, "pyproject.toml")
    found = project_requirements(content, root, groups, extras)
    text = "".join(f"{each}\n" for each in found.texts).encode()
    question, warnings = asked(root, Exported(text, "pyproject.toml"), network)
    roots = [
        Root(line, line.text, found.labels[line.line - 1])
        for line in question.requirements.lines
        if holds(line.marker, platform)
    ]
    advice = (f"{each.path}: {each.message}: {each.help}" for each in found.advice)
    return Demand(
        "pyproject.toml",
        question,
        tuple(_public(each, root) for each in roots),
        warnings=(*warnings, *advice, *_told(roots)),
    )


def _read(root: str, path: str) -> bytes:
    with open(os.path.join(root, path), "rb") as file:
        return file.read()


def _label(line: RequirementLine, kind: SourceKind) -> str:
    """In place all comes to lie in the one file, which a second run must find again."""
    if kind == "requirements.txt":
        return "-r requirements.txt"
    return f"{'-c' if line.constraint else '-r'} {line.file}"


def _without_pins(question: Asked, known: LockFile) -> Asked:
    """The requirements without those that a lock made in place holds for others only."""
    if known.arguments is None:
        return question
    pins = {(each.name, each.text) for each in known.pins if each.via and not each.roots}
    lines = tuple(
        line
        for line in question.requirements.lines
        if line.constraint or line.file != question.source or (line.name, line.text) not in pins
    )
    return question._replace(requirements=question.requirements._replace(lines=lines))


def _public(root: Root, app: str) -> Root:
    """A requirement of a URL or path as others may read it, and find it."""
    line, text = root.line, root.text
    if line.kind == "vcs" and "+file:" in line.url:
        raise _ours_alone(line)
    if line.kind == "path" and (os.path.isabs(line.url) or line.url.startswith("file:")):
        path = relative(app, place_of(line.url, app))
        if path.startswith("../") or os.path.isabs(path):
            raise _ours_alone(line)
        text = path + (f"[{','.join(line.extras)}]" if line.extras else "")
    text = redacted(text).replace(f"{MASK}@", "")
    return root._replace(text=f"-e {text}" if line.editable else text)


def _ours_alone(line: RequirementLine) -> DependencyError:
    return DependencyError(
        f"{line.file}:{line.line}: {line.url} is on this machine alone, and a lock is for all: "
        "write where it is from the app's folder"
    )


def _told(roots: Iterable[Root]) -> tuple[str, ...]:
    """The warnings for credentials, which a lock must not hold."""
    return tuple(
        f"{each.line.file}:{each.line.line}: the credentials in this URL are not in the lock: "
        "write ${NAME} for them, or put them into ~/.netrc"
        for each in roots
        if redacted(each.text) != each.text
    )


def _carried(written: Requirements, root: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines for the indexes that the app itself names, and what is to be said of them."""
    lines, warnings = [], []
    for option in written.options:
        if option.name not in _CARRIED:
            continue
        value = _place(option, root) if option.name in _PLACES else option.value
        where = f"{option.file}:{option.line}: {option.name}"
        if value is None:
            warnings.append(f"{where} is a folder of this machine, which the lock does not name")
            continue
        if redacted(value) != value:
            value = redacted(value).replace(f"{MASK}@", "")
            warnings.append(
                f"{where}: its credentials are not in the lock: write ${{NAME}} for them, or put "
                "them into ~/.netrc"
            )
        lines.append(f"{option.name} {value}".rstrip())
    return tuple(dict.fromkeys(lines)), tuple(warnings)


def _place(option: RequirementOption, root: str) -> str | None:
    """An index or folder as seen from the app, None for one that only this machine has."""
    value = option.value
    if "://" in value and not value.startswith("file:"):
        return value
    beside = os.path.join(root, os.path.dirname(option.file), value)
    path = beside if os.path.exists(beside) else place_of(value, root)
    found = relative(root, path)
    return None if found.startswith("../") or os.path.isabs(found) else found
