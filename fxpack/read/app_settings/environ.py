"""The settings without which the app's code fails: `os.environ["NAME"]` where that surely runs.

Surely run: the statements of a module, of an entry point, and of the functions of the same module
that these call; none in a branch, in a loop, in a `try` that may catch the KeyError, or after a
branch that may leave.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from fxpack.model import CodeSpan, Function
from fxpack.nouns import NamedTuple
from fxpack.read.python.conditions import is_exit, may_catch
from fxpack.read.python.modules import Module, Modules
from fxpack.read.python.nodes import own_statements, span, yields

_Def = ast.FunctionDef | ast.AsyncFunctionDef
_LEAVING = (ast.Return, ast.Raise, ast.Break, ast.Continue)
_NO_KEY_ERROR = frozenset(
    {"ImportError", "ModuleNotFoundError", "OSError", "TypeError", "ValueError", "AttributeError"}
)


class Needed(NamedTuple):
    """A setting that code takes out of os.environ."""

    name: str
    at: CodeSpan


def needed_settings(functions: Iterable[Function], modules: Modules) -> Iterator[Needed]:
    """What loading the functions needs, and calling them."""
    entries: dict[str, set[str]] = {}
    for function in functions:
        for path in function.loads:
            entries.setdefault(path, set())
        entries.setdefault(function.script or "", set()).add(function.entry_point)
    for path in sorted(entries):
        module = modules.parsed(path)
        if module is not None and b"environ" in module.data:
            for name, node in _Reader(module).read(sorted(entries[path])):
                yield Needed(name, span(path, node))


class _Reader:
    """Collects what certainly runs in one module."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self._found: list[tuple[str, ast.Subscript]] = []
        self._functions = {node.name: node for node in module.tree.body if isinstance(node, _Def)}
        self._called: set[str] = set()
        self._waiting: list[_Def] = []

    def read(self, entries: Iterable[str]) -> list[tuple[str, ast.Subscript]]:
        """What the module and its entry points take out of os.environ."""
        self._run(self.module.tree.body)
        for name in entries:
            self._call(name)
        while self._waiting:
            self._run(self._waiting.pop().body)
        return self._found

    def _call(self, name: str) -> None:
        """Run the body of a function of the module later, once."""
        node = self._functions.get(name)
        if node is not None and name not in self._called and not yields(node):
            self._called.add(name)
            self._waiting.append(node)

    def _run(self, body: Sequence[ast.stmt]) -> bool:
        """Run statements; True where what follows may not run any more."""
        return any(self._statement(statement) for statement in body)

    def _statement(self, node: ast.stmt) -> bool:
        for part in _evaluated(node):
            self._expression(part)
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                return False
            case ast.ClassDef():
                return self._run(node.body)
            case ast.With() | ast.AsyncWith() if not _suppresses(node):
                return self._run(node.body)
            case ast.Try() if not may_catch(node, _NO_KEY_ERROR):
                return self._run(node.body) or self._run(node.finalbody)
        return _may_leave(node)

    def _expression(self, node: ast.expr) -> None:
        stack: list[ast.AST] = [node]
        while stack:
            part = stack.pop()
            name = _taken(part)
            if name:
                self._found.append((name, cast("ast.Subscript", part)))
            if isinstance(part, ast.Call) and isinstance(part.func, ast.Name):
                self._call(part.func.id)
            stack.extend(_parts(part))


def _taken(node: ast.AST) -> str:
    """The NAME of `os.environ["NAME"]`, where it is read."""
    if not isinstance(node, ast.Subscript) or not isinstance(node.ctx, ast.Load):
        return ""
    key = node.slice.value if isinstance(node.slice, ast.Constant) else None
    is_name = isinstance(key, str) and key.isascii() and key.isidentifier()
    return str(key) if is_name and _is_environ(node.value) else ""


def _is_environ(node: ast.expr) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == "environ" and getattr(node.value, "id", "") == "os"
    return isinstance(node, ast.Name) and node.id == "environ"


def _evaluated(node: ast.stmt) -> list[ast.expr]:
    """The expressions that a statement evaluates before anything inside it runs."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            defaults = [each for each in node.args.kw_defaults if each is not None]
            return [*node.decorator_list, *node.args.defaults, *defaults]
        case ast.With() | ast.AsyncWith():
            return [item.context_expr for item in node.items]
        case ast.Assert():
            return [node.test]
    return [part for part in ast.iter_child_nodes(node) if isinstance(part, ast.expr)]


def _parts(node: ast.AST) -> Iterable[ast.AST]:
    """The parts of an expression that are evaluated whatever their values are."""
    match node:
        case ast.Lambda():
            return ()
        case ast.IfExp():
            return (node.test,)
        case ast.BoolOp():
            return (node.values[0],)
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            return (node.generators[0].iter,)
    return ast.iter_child_nodes(node)


def _suppresses(node: ast.With | ast.AsyncWith) -> bool:
    calls = (item.context_expr for item in node.items if isinstance(item.context_expr, ast.Call))
    names = (getattr(call.func, "attr", getattr(call.func, "id", "")) for call in calls)
    return "suppress" in names


def _may_leave(node: ast.stmt) -> bool:
    """Whether a statement leaves the function, the loop or the program, maybe in a branch."""
    inside = own_statements(ast.Module(body=[node], type_ignores=[]))
    return any(
        isinstance(each, _LEAVING) or (isinstance(each, ast.Expr) and is_exit(each.value))
        for each in inside
    )
