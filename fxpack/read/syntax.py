"""Judging syntax newer than the running Python: the one reader that loads libcst."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import libcst

_BRACKET = re.compile(rb"[(\[{]|[)\]}]")
_GOES_ON = re.compile(
    rb"(?:[-+*/%@&|^<>\\]|\b(?:and|or|not|if|else|lambda|elif))[ \t\r]*$"
    rb"|^[ \t]*(?:[-+*/%@&|^.]|(?:and|or|if|else|elif)\b)",
    re.MULTILINE,
)
_BIGGEST = 300_000
_LONGEST = 5000
_DEEPEST = 200
_MOST_GO_ON = 2000


def newer_python_accepts(data: bytes, python: tuple[int, int]) -> bool:
    """Whether Python `python`, newer than the running one, may read the source.

    libcst's parser knows the newest grammar; what in the tree is newer than `python` is then
    refused. The import is here because libcst alone costs twenty bare interpreter starts.
    """
    if _is_too_much(data):
        return True
    import libcst

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = libcst.parse_module(data)
    except (libcst.ParserSyntaxError, UnicodeDecodeError, SyntaxError, LookupError):
        return False
    except (RecursionError, ValueError):
        return True
    return _needs(tree) <= python


def _is_too_much(data: bytes) -> bool:
    """Whether a file is better not given to libcst's parser, by a rough look at its text.

    It recurses without a limit, so that 3,000 brackets or 100,000 operators end the process, and
    takes time by the square of a chain of operators, else a second for 50,000 bytes at worst. Python itself refuses 200 open brackets.
    """
    if len(data) > _BIGGEST or max(map(len, data.splitlines()), default=0) > _LONGEST:
        return True
    depth = 0
    for found in _BRACKET.finditer(data):
        depth = depth + 1 if found[0] in b"([{" else max(depth - 1, 0)
        if depth > _DEEPEST:
            return True
    return sum(1 for _ in _GOES_ON.finditer(data)) > _MOST_GO_ON


def _needs(tree: libcst.Module) -> tuple[int, int]:
    """The oldest Python with all the statements and literals of a tree, from 3.11 on."""
    import libcst

    needed = (3, 11)
    stack: list[libcst.CSTNode] = [tree]
    while stack:
        node = stack.pop()
        stack.extend(node.children)
        if isinstance(node, libcst.TemplatedString) or _is_bare_except(node):
            return (3, 14)
        if isinstance(node, libcst.TypeParam) and node.default is not None:
            needed = (3, 13)
        elif isinstance(node, (libcst.TypeAlias, libcst.TypeParameters)):
            needed = max(needed, (3, 12))
    return needed


def _is_bare_except(node: libcst.CSTNode) -> bool:
    """`except A, B:` without parentheses (PEP 758)."""
    import libcst

    if not isinstance(node, (libcst.ExceptHandler, libcst.ExceptStarHandler)):
        return False
    return isinstance(node.type, libcst.Tuple) and not node.type.lpar
