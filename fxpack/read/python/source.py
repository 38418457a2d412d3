"""Python source → `ast` tree, or why there is none, by the grammar of the target version."""

from __future__ import annotations

import ast
import re
import sys
import warnings

from fxpack.model import Location
from fxpack.nouns import NamedTuple
from fxpack.read.python.compiler import may_refuse

RUNNING = sys.version_info[:2]

# About literals, which no newer grammar reads otherwise, and which libcst does not look into.
_ALWAYS = (
    "(unicode error)",
    "(value error)",
    "bytes can only contain ASCII",
    "too many nested parentheses",
)


class SyntaxProblem(NamedTuple):
    """Why a file is no Python of the target version. `certain` is False where we can't tell."""

    message: str
    at: Location
    certain: bool = True


def parse(path: str, data: bytes, python: tuple[int, int]) -> ast.Module | SyntaxProblem:
    """The tree of a file, as Python `python` would read it.

    A file that the running Python refuses is not yet wrong when the target is newer: then libcst's
    parser decides, and a file it accepts is "can't tell", since there is no tree to look at.
    """
    feature_version = python if python < RUNNING else None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(data, feature_version=feature_version)
    except SyntaxError as error:
        return _refused(path, data, error, python)
    except ValueError as error:  # NUL bytes, before Python 3.12
        return SyntaxProblem(str(error), Location(path=path))
    except (RecursionError, MemoryError):
        return too_deep(path)
    problem = None
    if may_refuse(data):
        problem = compiled(path, data)
    if problem is None and feature_version is not None:
        problem = _newer_syntax(path, data, tree, python)
    return problem or tree


def too_deep(path: str) -> SyntaxProblem:
    """What is said of a file whose statements or expressions are too deep in each other."""
    return SyntaxProblem("nested too deeply to be read", Location(path=path), certain=False)


def compiled(path: str, data: bytes) -> SyntaxProblem | None:
    """What only the compiler refuses, such as a duplicate argument; None where it accepts.

    Its rules did not loosen since 3.11, so that what it refuses a newer Python refuses too.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(data, "<app>", "exec", dont_inherit=True)
    except SyntaxError as error:
        return SyntaxProblem(error.msg or "invalid syntax", _place(path, error))
    except (ValueError, RecursionError, MemoryError):
        return None
    return None


def _refused(path: str, data: bytes, error: SyntaxError, python: tuple[int, int]) -> SyntaxProblem:
    message = error.msg or "invalid syntax"
    at = _place(path, error)
    if python > RUNNING and not message.startswith(_ALWAYS):
        from fxpack.read.syntax import newer_python_accepts

        if newer_python_accepts(data, python):
            return SyntaxProblem(message, at, certain=False)
    return SyntaxProblem(message, at)


def _place(path: str, error: SyntaxError) -> Location:
    line, column = error.lineno or 1, max(error.offset or 1, 1)
    end_line, end_column = error.end_lineno or line, error.end_offset or column + 1
    if (end_line, end_column) <= (line, column):
        end_line, end_column = line, column + 1
    return Location(path=path, line=line, column=column, end_line=end_line, end_column=end_column)


def _newer_syntax(
    path: str, data: bytes, tree: ast.Module, python: tuple[int, int]
) -> SyntaxProblem | None:
    """Syntax that `feature_version` does not guard: PEP 701 f-strings and PEP 646 stars."""
    from fxpack.read.python.older import fstring_problem, nesting_problem, star_problem

    found = None
    if python < (3, 12) <= RUNNING and re.search(rb"[fF][rR]?['\"]", data):
        found = fstring_problem(data) or nesting_problem(tree)
    if found is None and python < (3, 11) <= RUNNING and re.search(rb"[\[:]\s*\*|,\s*\*", data):
        found = star_problem(tree)
    if found is None:
        return None
    message, line, column = found
    at = Location(path=path, line=line, column=column, end_line=line, end_column=column + 1)
    return SyntaxProblem(message, at)
