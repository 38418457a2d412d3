"""Expressions that certainly lead into the app's folder: beside `__file__`, or relative.

The worker's current folder is the app's root (azure-functions-python-worker, dispatcher.py). Paths
are relative to it; what is not known of the end of one is shown as `…`.
"""

from __future__ import annotations

import ast
import posixpath
from collections.abc import Callable
from typing import Any, ClassVar

from fxpack.read.python.interpreter import Interpreter
from fxpack.read.python.makers import Maker
from fxpack.read.python.scope import Scope
from fxpack.read.python.values import Env, External

WWWROOT = "/home/site/wwwroot"
REST = "…"
_DEPTH = 20

_PATHS = frozenset({"pathlib.Path", "pathlib.PurePath", "pathlib.PosixPath"})
_SAME = frozenset(
    {"os.path.abspath", "os.path.realpath", "os.path.normpath", "os.fspath", "str", *_PATHS}
)
_HERE = frozenset({"os.getcwd", "pathlib.Path.cwd"})
_SAME_METHODS = frozenset({"resolve", "absolute", "as_posix", "__str__"})


class AppPaths:
    """Tells where in the app's folder expressions lead; None where that is not certain."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter
        self._depth = 0

    def find(self, node: ast.expr | None, env: Env) -> str | None:
        """The path from the app's root, "" for the root itself."""
        if node is None or self._depth > _DEPTH:
            return None
        self._depth += 1
        try:
            kind = self._KINDS.get(type(node))
            found = kind(self, node, env) if kind is not None else None
        finally:
            self._depth -= 1
        return None if found is None else _inside(found)

    def called(self, node: ast.expr, env: Env) -> str:
        """The qualified name of what is called, "" where that is not known."""
        values = self.interpreter.expr(node, env)
        known = values[0] if len(values) == 1 else None
        return known.name if isinstance(known, External) else ""

    # -- kinds of expressions --------------------------------------------------------------------

    def _constant(self, node: ast.Constant, _: Env) -> str | None:
        return _relative(node.value) if isinstance(node.value, str) else None

    def _f_string(self, node: ast.JoinedStr, _: Env) -> str | None:
        first = node.values[0] if node.values else None
        text = first.value if isinstance(first, ast.Constant) else None
        return _relative(f"{text}{REST}") if isinstance(text, str) and text else None

    def _operation(self, node: ast.BinOp, env: Env) -> str | None:
        left = self.find(node.left, env)
        if left is None:
            return None
        if isinstance(node.op, ast.Div):
            return _joined(left, self._part(node.right, env))
        right = node.right.value if isinstance(node.right, ast.Constant) else REST
        if isinstance(node.op, ast.Add) and isinstance(right, str):
            # what is glued to a folder without a slash is beside it
            return left + right if left or right.startswith("/") else None
        text = node.left.value if isinstance(node.left, ast.Constant) else ""
        if isinstance(node.op, ast.Mod) and isinstance(text, str):
            return _formatted(text, "%")
        return None

    def _name(self, node: ast.Name, env: Env) -> str | None:
        if env.scope is not None and node.id in env.scope.history:
            maker, there = _only_maker(env.scope, node.id), env
        elif node.id in env.given:
            return None
        else:
            maker, there = _only_maker(env.module.scope, node.id), Env(env.module)
            if maker is None and node.id == "__file__":
                return env.module.path
        if maker is None or node.id in env.module.scope.set_by_functions:
            return None
        return self.find(maker.expr, there)

    def _attribute(self, node: ast.Attribute, env: Env) -> str | None:
        return _parent(self.find(node.value, env)) if node.attr == "parent" else None

    def _subscript(self, node: ast.Subscript, env: Env) -> str | None:
        """`path.parents[n]`."""
        parents, index = node.value, node.slice
        if not isinstance(parents, ast.Attribute) or parents.attr != "parents":
            return None
        if not isinstance(index, ast.Constant) or not isinstance(index.value, int):
            return None
        found = self.find(parents.value, env)
        for _ in range(min(index.value, _DEPTH) + 1):
            found = _parent(found)
        return found

    def _call(self, node: ast.Call, env: Env) -> str | None:
        if any(isinstance(argument, ast.Starred) for argument in node.args):
            return None
        name = self.called(node.func, env)
        if name in _HERE:
            return ""
        if name == "os.path.dirname" and len(node.args) == 1:
            return _parent(self.find(node.args[0], env))
        if name == "os.path.join" or name in _PATHS:
            return self._join(node.args, env) if node.args else ""
        if name in _SAME:
            return self.find(node.args[0], env) if len(node.args) == 1 else None
        return self._method(node, env)

    def _method(self, node: ast.Call, env: Env) -> str | None:
        if not isinstance(node.func, ast.Attribute):
            return None
        whole = node.func.value
        if node.func.attr == "format" and isinstance(whole, ast.Constant):
            return _formatted(whole.value, "{") if isinstance(whole.value, str) else None
        if node.func.attr == "joinpath":
            return self._join([whole, *node.args], env)
        return self.find(whole, env) if node.func.attr in _SAME_METHODS else None

    def _join(self, parts: list[ast.expr], env: Env) -> str | None:
        found = self.find(parts[0], env)
        for part in parts[1:]:
            found = _joined(found, self._part(part, env))
        return found

    def _part(self, node: ast.expr, env: Env) -> str | None:
        """What is added to a path; a text may also lead upwards."""
        if isinstance(node, ast.Constant):
            return self._constant(node, env)
        return self.find(node, env)

    _KINDS: ClassVar[dict[type[ast.expr], Callable[[AppPaths, Any, Env], str | None]]] = {
        ast.Constant: _constant,
        ast.JoinedStr: _f_string,
        ast.BinOp: _operation,
        ast.Name: _name,
        ast.Attribute: _attribute,
        ast.Subscript: _subscript,
        ast.Call: _call,
    }


def _only_maker(scope: Scope, name: str) -> Maker | None:
    """The one assignment that ever binds a name; None where it is bound otherwise, or again."""
    makers = {each for _, makers in scope.history.get(name, ()) for each in makers}
    bound = [each for each in makers if each.kind != "unbound"]
    return bound[0] if len(bound) == 1 and bound[0].kind == "assign" else None


def _relative(text: str) -> str | None:
    """A text as a path from the app's root; None for another place, and for what may be one."""
    if text.startswith(WWWROOT):
        return text.removeprefix(WWWROOT).lstrip("/")
    elsewhere = text.startswith(("/", "~", "\\", REST)) or ":" in text
    return None if elsewhere or not text else text


def _formatted(text: str, sign: str) -> str | None:
    before, found, _ = text.partition(sign)
    return _relative(f"{before}{REST}" if found else text) if before else None


def _joined(folder: str | None, part: str | None) -> str | None:
    if folder is None or part is None or folder.endswith(REST):
        return None
    return f"{folder}/{part}".lstrip("/")


def _parent(path: str | None) -> str | None:
    """The folder of a path; None above the app's root, and where the end is not known."""
    return None if not path or REST in path else posixpath.dirname(path)


def _inside(path: str) -> str | None:
    """A path made plain; None where it leads out of the app's folder."""
    plain = posixpath.normpath(path.lstrip("/")) if path else ""
    return None if plain.split("/")[0] == ".." else "" if plain == "." else plain
