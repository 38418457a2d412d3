"""Where func and Visual Studio Code read .funcignore otherwise than git, for files that are there.

func's meaning is known exactly (`fxpack.read.funcignore`). Visual Studio Code joins all lines, also
comments, to one glob `{a,b,c}` and asks `findFiles('**/*', glob)` for the rest (the package
@microsoft/vscode-azext-azureappservice, src/deploy/runWithZipStream.ts). Of that only what is certain
by the documentation of its globs is told: `!` and a first `/` have no meaning there, while plain names
and `*` match a path from its beginning. What it makes of `data/`, of a name at any depth, of `[a]`, or
of a comment with commas is not told, and nothing at all where a line has a brace.

Passed over is what nobody would miss or mind: what stays out by default and is harmless, what git
keeps for itself, and, where func leaves out more than git, hidden files.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal

from fxpack.model import Decision
from fxpack.nouns import NamedTuple
from fxpack.read.defaults import LOCKED, default_of, default_of_func
from fxpack.read.funcignore import FuncIgnore
from fxpack.read.ignore import Ignore
from fxpack.read.published import Lines
from fxpack.read.zipnames import above

Tool = Literal["func", "Visual Studio Code"]
FEW = 3
"""No more paths than this are suggested in place of one line."""

PLAIN = re.compile(r"(?!/)[^?\[\]{}!\\,#]*(?<!/)")
"""A pattern that every kind of glob reads in the same way, from the beginning of a path."""


class Disagreement(NamedTuple):
    """A line that a tool reads otherwise than git.

    publishes   files that the tool publishes and git leaves out
    leaves_out  files that the tool leaves out and git publishes
    """

    line: Decision
    tool: Tool
    publishes: tuple[str, ...]
    leaves_out: tuple[str, ...]


class Dialects:
    """What the tools make of an app's .funcignore.

    paths    the files that are there, but for those that are not to be spoken of
    decided  file → the line that decides about it for git
    """

    def __init__(
        self, content: bytes, paths: Iterable[str], decided: Mapping[str, Decision]
    ) -> None:
        self.content = content
        self.paths = tuple(sorted(paths))
        self.out = {
            path for path in self.paths if (line := decided.get(path)) is not None and line.excluded
        }
        self.decided = decided

    def disagreements(self) -> list[Disagreement]:
        """All of them, in the order of the lines."""
        publishes: dict[tuple[int, Tool], list[str]] = defaultdict(list)
        leaves_out: dict[tuple[int, Tool], list[str]] = defaultdict(list)
        lines: dict[int, Decision] = {}
        for tool, line, path in (*self._of_func, *self._of_code()):
            lines[line.line] = line
            (publishes if path in self.out else leaves_out)[line.line, tool].append(path)
        return [
            Disagreement(lines[key[0]], key[1], tuple(publishes[key]), tuple(leaves_out[key]))
            for key in sorted({*publishes, *leaves_out}, key=_order)
        ]

    def _is_missed(self, path: str) -> bool:
        """Whether anybody would mind that a tool decides otherwise about a path."""
        levels = [(each.rpartition("/")[2], each != path) for each in (*above(path), path)]
        kinds = {default_of(name, folder=folder) for name, folder in levels} - {None}
        if path in self.out:
            bookkeeping = levels[-1][0].startswith(".git") or levels[-1][0] == ".DS_Store"
            return kinds <= LOCKED and not bookkeeping
        return not kinds and not any(name.startswith(".") for name, _ in levels)

    # -- func -------------------------------------------------------------------------------------

    @cached_property
    def _of_func(self) -> tuple[tuple[Tool, Decision, str], ...]:
        return tuple(self._asked_of_func())

    def _asked_of_func(self) -> Iterator[tuple[Tool, Decision, str]]:
        func = FuncIgnore(self.content)
        for path in self.paths:
            told = func.decide_alone(path)
            if _is_out(told) == (path in self.out) or not self._is_left_to_func(path):
                continue
            line = self.decided.get(path)
            # The line that turns it is the one with `!`, if one has a say in either dialect.
            turning = [each for each in (told, line) if each is not None and not each.excluded]
            culprit = turning[0] if turning else told or line
            assert culprit is not None
            yield "func", culprit, path

    @cached_property
    def _watched(self) -> frozenset[str]:
        return frozenset(filter(self._is_left_to_func, self.paths))

    def _is_left_to_func(self, path: str) -> bool:
        """Whether the lines decide about a path with func, and it is of interest how."""
        levels = ((each.rpartition("/")[2], each != path) for each in (*above(path), path))
        always = any(default_of_func(name, folder=folder) for name, folder in levels)
        return not always and self._is_missed(path)

    # -- Visual Studio Code -----------------------------------------------------------------------

    def _of_code(self) -> Iterator[tuple[Tool, Decision, str]]:
        lines = [line.strip() for line in self.content.decode("utf-8", "replace").split("\n")]
        if not any(line[:1] in {"/", "!"} for line in lines) or re.search("[{}]", "".join(lines)):
            return
        certain = [_glob(line) for line in lines if _is_certain(line)]
        for path in self.paths:
            line = self.decided.get(path)
            if line is None or not self._is_missed(path):
                continue
            if line.excluded:
                if line.pattern.startswith("/") and self._is_alone(line, path):
                    yield "Visual Studio Code", line, path
            elif any(glob.fullmatch(each) for glob in certain for each in (*above(path), path)):
                yield "Visual Studio Code", line, path

    def _is_alone(self, line: Decision, path: str) -> bool:
        """Whether no other line could be what leaves a path out, in any dialect."""
        levels = (*above(path), path)
        return all(
            each == line
            for level in levels
            for each in self._git.matching(level, folder=level != path)
        )

    @cached_property
    def _git(self) -> Ignore:
        return Ignore(self.content)

    # -- what to write ----------------------------------------------------------------------------

    def instead(self, line: Decision) -> tuple[str, ...]:
        """Lines that mean for all three what one line means for git; nothing where none are found."""
        if line.pattern.startswith("!"):
            return ()
        rows = self.content.split(b"\n")
        return next(
            (
                candidate
                for candidate in self._candidates(line)
                if self._agree(b"\n".join(_replaced(rows, line.line, candidate)), line)
            ),
            (),
        )

    def _candidates(self, line: Decision) -> Iterator[tuple[str, ...]]:
        core = line.pattern.strip("/")
        if PLAIN.fullmatch(core) and core:
            yield (core,)
            yield (f"{core}/**",)
            if not core.startswith("**/"):
                yield (core, f"**/{core}")
                yield (f"{core}/**", f"**/{core}/**")
            else:
                yield (core.removeprefix("**/"), core)
        tops = sorted({self._top(path, line) for path in self.out if self.decided[path] == line})
        if tops and len(tops) <= FEW and all(map(PLAIN.fullmatch, tops)):
            yield tuple(tops)
            yield tuple(f"{top}/**" for top in tops)

    def _top(self, path: str, line: Decision) -> str:
        """The path or folder above that a line names for git."""
        return next(
            (f for f in above(path) if self._git.decide_alone(f, folder=True) == line), path
        )

    def _agree(self, content: bytes, line: Decision) -> bool:
        """Whether other lines mean the same for git, and do not mislead func where `line` did."""
        git, func = Ignore(content), FuncIgnore(content)
        if any(_out(git, path) != (path in self.out) for path in self.paths):
            return False
        misled = {path for _, each, path in self._of_func if each != line}
        return all(_out(func, path) == (path in self.out) for path in self._watched - misled)


def _order(key: tuple[int, Tool]) -> tuple[int, str]:
    return key[0], key[1].lower()


def _out(lines: Lines, path: str) -> bool:
    return _is_out(lines.decide(path))


def _is_out(decision: Decision | None) -> bool:
    return decision is not None and decision.excluded


def _is_certain(line: str) -> bool:
    plain = bool(line) and PLAIN.fullmatch(line) is not None
    return plain and ("**" not in line or line == "**")


def _glob(pattern: str) -> re.Pattern[str]:
    """A plain pattern, for a whole path or a folder above it."""
    parts = re.split(r"(\*\*|\*)", pattern)
    signs = {"**": ".*", "*": "[^/]*"}
    return re.compile("".join(signs.get(part) or re.escape(part) for part in parts), re.DOTALL)


def _replaced(rows: Sequence[bytes], number: int, lines: Iterable[str]) -> list[bytes]:
    new = (line.encode("utf-8", "surrogateescape") for line in lines)
    return [*rows[: number - 1], *new, *rows[number:]]
