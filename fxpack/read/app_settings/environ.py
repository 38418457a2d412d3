"""The settings without which the app's code fails: `os.environ["NAME"]` where that surely runs.

Surely run: the statements of a module, of an entry point, and of the functions of the same module
that these call; none in a branch, in a loop, in a `try` that may catch the KeyError, or after a
branch that may leave.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, cast

from fxpack.model import CodeSpan, Function
from fxpack.read.python.conditions import is_exit
from fxpack.read.python.modules import Module, Modules
from fxpack.read.python.nodes import own_statements, span, yields

_Def = ast.FunctionDef | ast.AsyncFunctionDef
_LEAVING = (ast.Return, ast.Raise, ast.Break, ast.Continue)
_CATCH_NO_KEY_ERROR = frozenset(
    {"ImportError", "ModuleNotFoundError", "OSError", "TypeError", "ValueError", "AttributeError"}
)


class Needed(NamedTuple):
    """A setting that code takes out of os.environ, and for what function that is certain."""

    name: str
    at: CodeSpan
    function: Function


def needed_settings(functions: Iterable[Function], modules: Modules) -> Iterator[Needed]:
    """What is needed, in the order in which the functions load and run."""
    for function in functions:
        for path in sorted(function.loads):
            module = modules.parsed(path)
            if module is not None and b"environ" in module.data:
                reader = _Reader(module)
                reader.run(module.tree.body)
                if path == function.script:
                    reader.call(function.entry_point)
                for name, node in reader.found:
                    yield Needed(name, span(path, node), function)


class _Reader:
    """Collects what certainly runs in one module."""

    def __init__(self, module: Module) -> None:
        self.found: list[tuple[str, ast.Subscript]] = []
        self._called: set[str] = set()
        self._functions = {node.name: node for node in module.tree.body if isinstance(node, _Def)}

    def call(self, name: str) -> None:
        """Run the body of a function of the module, once."""
        node = self._functions.get(name)
        if node is not None and name not in self._called and not yields(node):
            self._called.add(name)
            self.run(node.body)

    def run(self, body: Sequence[ast.stmt]) -> bool:
        """Run statements; True where what follows may not run any more."""
        return any(self._statement(statement) for statement in body)

    def _statement(self, node: ast.stmt) -> bool:
        for part in _evaluated(node):
            self._expression(part)
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                return False
            case ast.ClassDef():
                return self.run(node.body)
            case ast.With() | ast.AsyncWith() if not _suppresses(node):
                return self.run(node.body)
            case ast.Try() if not _may_catch(node):
                return self.run(node.body) or self.run(node.finalbody)
        return _may_leave(node)

    def _expression(self, node: ast.expr) -> None:
        stack: list[ast.AST] = [node]
        while stack:
            part = stack.pop()
            name = _taken(part)
            if name:
                self.found.append((name, cast("ast.Subscript", part)))
            if isinstance(part, ast.Call) and isinstance(part.func, ast.Name):
                self.call(part.func.id)
            stack.extend(_parts(part))


def _taken(node: ast.AST) -> str:
    """The NAME of `os.environ["NAME"]`, where it is read."""
    if not isinstance(node, ast.Subscript) or not isinstance(node.ctx, ast.Load):
        return ""
    key = node.slice.value if isinstance(node.slice, ast.Constant) else None
    is_environ = ast.unparse(node.value) in {"os.environ", "environ"}
    return key if is_environ and isinstance(key, str) else ""


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
    return any("suppress" in ast.unparse(item.context_expr) for item in node.items)


def _may_catch(node: ast.Try) -> bool:
    """Whether a KeyError in the body may not get out."""
    return any(
        handler.type is None
        or any(each not in _CATCH_NO_KEY_ERROR for each in _names(handler.type))
        for handler in node.handlers
        if not isinstance(handler.body[-1], ast.Raise)
    )


def _names(types: ast.expr) -> list[str]:
    each = types.elts if isinstance(types, ast.Tuple) else [types]
    return [ast.unparse(name) for name in each]


def _may_leave(node: ast.stmt) -> bool:
    """Whether a statement leaves the function, the loop or the program, maybe in a branch."""
    inside = own_statements(ast.Module(body=[node], type_ignores=[]))
    return any(
        isinstance(each, _LEAVING) or (isinstance(each, ast.Expr) and is_exit(each.value))
        for each in inside
    )
