"""What is wrong with requirements.txt and the files that it includes, as far as these are in the app.

A fault is said where it is sure. Markers are those of the target on Linux; constraints ask for
nothing; and what pip does with a line was tried with pip 23.2.1, of Python 3.12.1, and pip 26.3.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from fxpack.facts import stdlib_has_module, table
from fxpack.model import Files, Location, Problem, Target
from fxpack.read.requirement_check import PYOBJC, REQUIREMENTS, WORKER
from fxpack.read.requirement_lines import (
    RequirementLine,
    RequirementOption,
    Requirements,
    decoded,
    read_requirements,
)
from fxpack.read.requirement_pairs import clashes, pinned
from fxpack.read.tree import SKIPPED

_SDK = re.compile(
    rb"^[ \t]*(?:import[ \t]+azure\.functions\b|from[ \t]+azure\.functions[ \t.]"
    rb"|from[ \t]+azure[ \t]+import[ \t(].*\bfunctions\b)",
    re.MULTILINE,
)
_ELSEWHERE = re.compile(
    r"pyproject\.toml|Pipfile|setup\.(py|cfg)|(poetry|uv)\.lock|pylock\..*|[^/]*Dockerfile[^/]*"
    r"|environment\.ya?ml|\.python_packages(/.*)?"
)
"""What may install packages besides, or in the place of, requirements.txt."""

_COMMENT = re.compile(r"(^|\s)#.*$")
_USERINFO = re.compile(r"(?<=://)[^/?#\s]*@")
_SIGNATURE = re.compile(r"[?&](?:sig|token|password|secret)=[A-Za-z0-9%+/=_.-]{16,}", re.IGNORECASE)
_TOKEN = re.compile(r"(gh[pousr]_|github_pat_|glpat-|pypi-)\w{8,}|(?=\w*\d)(?=\w*[A-Za-z])\w{32,}")
_STAND_IN = re.compile(r"[<\[{$%*].*|.*\$\{[A-Z0-9_]+\}.*|x+|", re.IGNORECASE)
_NO_PASSWORD = frozenset({"", "x-oauth-basic"})
_INDEXES = frozenset({"--index-url", "--extra-index-url", "--find-links"})
_PYPI = "https://pypi.org/simple"


def faults(
    files: Files, target: Target, published: frozenset[str], *, local: bool
) -> Iterator[Problem]:
    """All problems, file by file as pip meets them; each is of the kind that a rule is called."""
    reader = _Reader(files)
    requirements = read_requirements(reader.read)
    judge = _Judge(requirements, reader, target)
    yield from judge.unread()
    yield from judge.names()
    yield from judge.pairs()
    yield from judge.credentials()
    yield from judge.indexes()
    if not local:
        yield from judge.places()
    if judge.lacks_sdk(published):
        yield Problem("missing-azure-functions", Location(path=REQUIREMENTS))


def unpinned(files: Files) -> Iterator[tuple[str, Location]]:
    """The requirements that leave a choice of versions: their names and places."""
    reader = _Reader(files)
    lines = read_requirements(reader.read).lines
    settled = {line.name for line in lines if pinned(line) or line.specifier.startswith("===")}
    for line in lines:
        chosen = line.constraint or line.hashes or line.name in settled
        if line.kind == "named" and not chosen:
            yield line.name, reader.at(line.file, line.line)


class _Reader:
    """Reads what lies in the app; of other files fxpack knows nothing."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.lines: dict[str, list[str]] = {}
        self.unknown: set[str] = set()

    def read(self, path: str) -> bytes:
        if is_outside(path) or self._is_hidden(path):
            self.unknown.add(path)
            return b""
        data = self.files[path]
        try:
            self.lines[path] = decoded(data).splitlines()
        except ValueError:
            self.lines[path] = []
        return data

    def _is_hidden(self, path: str) -> bool:
        """Whether a file may lie in a folder that is not looked into."""
        if not SKIPPED.isdisjoint(path.split("/")):
            return True
        folder = posixpath.dirname(path)
        listed = folder in getattr(self.files, "folders", ())
        return listed and not any(each.startswith(f"{folder}/") for each in self.files)

    def at(self, path: str, number: int) -> Location:
        """The place of a line, without its comment."""
        lines = self.lines.get(path, [])
        line = _COMMENT.sub("", lines[number - 1]) if 0 < number <= len(lines) else ""
        text = line.strip()
        column = line.find(text) + 1
        return Location(
            path=path,
            line=number,
            column=column,
            end_line=number,
            end_column=column + max(len(text), 1),
        )


class _Judge:
    def __init__(self, requirements: Requirements, reader: _Reader, target: Target) -> None:
        self.requirements = requirements
        self.reader = reader
        self.target = target
        self.held = [line for line in requirements.lines if self._holds(line.marker)]
        self.asked = [line for line in self.held if not line.constraint]

    def unread(self) -> Iterator[Problem]:
        kinds = {
            "missing": "unreadable-requirements",
            "unreadable": "unreadable-requirements",
            "cycle": "unreadable-requirements",
            "invalid": "invalid-requirement",
            "ignored": "ignored-requirement-option",
        }
        for problem in self.requirements.problems:
            what = _USERINFO.sub("****@", problem.what)
            at = self.reader.at(problem.file, problem.line)
            yield Problem(kinds[problem.kind], at, {"what": what})

    def names(self) -> Iterator[Problem]:
        facts = table("unfit_requirements")
        for line in self.asked:
            if line.name == WORKER:
                yield self._problem("worker-requirement", line)
            if line.kind != "named":
                continue
            if line.name in facts["stdlib"]:
                yield from self._of_stdlib(line, *facts["stdlib"][line.name].split())
            system = facts["systems"].get(line.name) or (
                "macOS fails" if line.name.startswith(PYOBJC) else ""
            )
            if system:
                name, _, effect = system.partition(" ")
                fails = effect == "fails"
                kind = "requirement-not-for-linux" if fails else "requirement-of-another-system"
                yield self._problem(kind, line, system=name)

    def _of_stdlib(self, line: RequirementLine, module: str, effect: str) -> Iterator[Problem]:
        # Zope's DateTime is called by its own name where it is meant
        meant = line.name == "datetime" and not line.text.startswith("datetime")
        if stdlib_has_module(module, self.target.python) and not meant:
            yield self._problem("standard-library-requirement", line, module=module, effect=effect)

    def pairs(self) -> Iterator[Problem]:
        for kind, line, other in clashes(self.held):
            where = f"line {other.line}"
            if other.file != line.file:
                where = f"{other.file}, {where}"
            detail = {"where": where, "other": other.specifier, "specifier": line.specifier}
            yield self._problem(kind, line, **detail)

    def credentials(self) -> Iterator[Problem]:
        kind = "credentials-in-requirements"
        for line in self.requirements.lines:
            if has_credentials(line.url):
                yield self._problem(kind, line, what=f"the URL of {line.name or 'a package'}")
        for option in self.requirements.options:
            if has_credentials(option.value):
                yield self._problem(kind, option, what=option.name)

    def indexes(self) -> Iterator[Problem]:
        requirements = self.requirements
        named = [line for line in self.asked if line.kind == "named"]
        names = {option.name for option in requirements.options}
        if not any(not line.hashes for line in named) or names & {"--no-index", "--require-hashes"}:
            return
        main = {url.rstrip("/") for url in requirements.values("--index-url") or [_PYPI]}
        for option in requirements.options:
            other = option.name == "--extra-index-url" and option.value.rstrip("/") not in main
            if other and not option.value.startswith("file:"):
                yield self._problem("extra-index-without-hashes", option)

    def places(self) -> Iterator[Problem]:
        """What no other machine has, or what `pip install --target` leaves where it was."""
        outside = "requirement-outside-app"
        for file in self.requirements.files:
            if file.by and file.path in self.reader.unknown and is_outside(file.path):
                at = self.reader.at(file.by, file.line)
                yield Problem(outside, at, {"path": file.path})
        for line in self.requirements.lines:
            path = _path(line.url) if line.kind == "path" else ""
            if is_outside(path):
                yield self._problem(outside, line, path=path)
            elif line.editable and posixpath.normpath(path or "x") != ".":
                yield self._problem("editable-requirement", line)
        for option in self.requirements.options:
            if option.name == "--find-links" and is_outside(_path(option.value)):
                yield self._problem(outside, option, path=_path(option.value))

    def lacks_sdk(self, published: frozenset[str]) -> bool:
        """Whether the app imports azure.functions, and nothing that it names could bring it."""
        requirements = self.requirements
        sure = (
            not self.reader.unknown
            and all(file.read for file in requirements.files)
            and all(problem.kind == "ignored" for problem in requirements.problems)
            and all(line.kind == "named" for line in self.asked)
            and not any(option.name in _INDEXES for option in requirements.options)
        )
        if not sure or any(_is_microsofts(line.name) for line in requirements.lines):
            return False
        files = self.reader.files
        if any(map(_ELSEWHERE.fullmatch, getattr(files, "folders", ()))):
            return False
        return not any(map(_ELSEWHERE.fullmatch, files)) and self._imports_sdk(published)

    def _imports_sdk(self, published: frozenset[str]) -> bool:
        for path in sorted(published):
            if path.endswith(".py") and path in self.reader.files:
                try:
                    data = self.reader.files[path]
                except (OSError, KeyError):
                    continue
                if b"azure" in data and _SDK.search(data):
                    return True
        return False

    def _problem(
        self, kind: str, line: RequirementLine | RequirementOption, **detail: str
    ) -> Problem:
        content: Mapping[str, Any] = {"name": line.name, **detail}
        return Problem(kind, self.reader.at(line.file, line.line), content)

    def _holds(self, marker: str) -> bool:
        if not marker:
            return True
        from packaging.markers import UndefinedComparison, UndefinedEnvironmentName

        from fxpack.platforms import platform_of

        try:
            return platform_of(self.target.python).holds(marker)
        except (UndefinedComparison, UndefinedEnvironmentName, ValueError):
            return False


def is_outside(path: str) -> bool:
    """Whether a path leads out of the app, or is one of this machine only."""
    if "://" in path or not path:
        return False
    inside = posixpath.normpath(path.replace("\\", "/"))
    return inside.startswith(("../", "/", "~")) or inside == ".." or inside[1:3] == ":/"


def has_credentials(url: str) -> bool:
    """Whether a URL holds a password or a token; a user's name alone is none.

    `${NAME}` and other stand-ins are none either.
    """
    if _SIGNATURE.search(url):
        return True
    found = _USERINFO.search(url)
    if found is None:
        return False
    user, _, password = found[0].removesuffix("@").partition(":")
    if password in _NO_PASSWORD:
        return _TOKEN.fullmatch(user) is not None
    return not _STAND_IN.fullmatch(password)


def _path(url: str) -> str:
    """The path that a requirement names, itself or by a `file:` URL."""
    match = re.match(r"file:(?://[^/]*)?", url, re.IGNORECASE)
    return unquote(url[match.end() :].partition("#")[0]) if match else url


def _is_microsofts(name: str) -> bool:
    """Whether a package is for Azure Functions, and so may bring its library along."""
    return name.startswith(("azure-functions", "azurefunctions"))
