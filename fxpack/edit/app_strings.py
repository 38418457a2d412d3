"""Strings that name modules of the app as parts of `__app__`."""

from __future__ import annotations

import ast
import re

from fxpack.edit.absolute import Home
from fxpack.model import Project
from fxpack.read.python.modules import APP

PREFIX = f"{APP}."
NAME = re.compile(r"__app__(?:\.\w+)+")
_MENTIONED = re.compile(r"\b__app__\.\w|\b__app__\.\Z")
_WHOLE = re.compile(r"__app__\.(?P<top>\w+)(?:\.\w+)*\Z")
_BEGUN = re.compile(r"__app__\.(?P<top>\w+)\.(?!.*__app__)", re.DOTALL)


def some_stay(project: Project, home: Home) -> bool:
    """Whether code names a module in a string that nothing rewrites, such as an annotation.

    It then means a module that is no longer imported by that name. In files that import through
    `__app__`, strings that are such a name are rewritten, and so are f-strings that begin with one.
    The modules of functions keep their names.
    """
    return any(
        _stays(tree, home, is_rewritten=_is_rewritten(path, project))
        for path in project.files
        if path.endswith(".py") and PREFIX.encode() in _content(path, project)
        if (tree := home.tree(path)) is not None
    )


def _is_rewritten(path: str, project: Project) -> bool:
    return any(f"{each.module}.".startswith(PREFIX) for each in project.imports.get(path, ()))


def _content(path: str, project: Project) -> bytes:
    try:
        return project.files[path]
    except OSError:
        return b""


def _stays(tree: ast.Module, home: Home, *, is_rewritten: bool) -> bool:
    nodes = list(ast.walk(tree))
    # strings that are statements are texts
    texts = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    parts = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in nodes:
        match node:
            case ast.Constant(str(value)) if _MENTIONED.search(value) and id(node) not in texts:
                known = (_BEGUN if id(node) in parts else _WHOLE).match(value)
                if known is None or not (is_rewritten or home.is_of_function(known["top"])):
                    return True
    return False
