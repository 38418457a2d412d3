"""Conditions, handlers and exits whose outcome on the target is known without running them."""

from __future__ import annotations

import ast
import builtins
import operator
from collections.abc import Sequence
from typing import Any, Literal

_COMPARE: dict[type[ast.cmpop], Any] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_NO_ANSWER = object()
_MODULE = "__app__"
_IMPORT = frozenset({"ImportError", "ModuleNotFoundError"})
# Builtin exceptions that neither are nor catch an ImportError.
_SPECIFIC = frozenset(
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type)
    and issubclass(value, Exception)
    and not issubclass(ImportError, value)
    and not issubclass(value, ImportError)
)


def decided(test: ast.expr, python: tuple[int, int]) -> bool | None:
    """Whether a condition holds in the worker on Linux with this Python; None when open."""
    if isinstance(test, ast.Constant):
        return bool(test.value)
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = decided(test.operand, python)
        return None if inner is None else not inner
    if isinstance(test, ast.BoolOp):
        return _bool_op(test, python)
    if isinstance(test, ast.Name):
        return False if test.id == "TYPE_CHECKING" else None
    if isinstance(test, ast.Attribute):
        return False if test.attr == "TYPE_CHECKING" else None
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        left, right = _value(test.left, python), _value(test.comparators[0], python)
        compare = _COMPARE.get(type(test.ops[0]))
        if left is _NO_ANSWER or right is _NO_ANSWER or compare is None:
            return None
        return _compare(compare, left, right)
    return None


def flag(test: ast.expr) -> str:
    """The name that a condition consists of, "" for another."""
    while isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        test = test.operand
    return test.id if isinstance(test, ast.Name) else ""


def cannot_fail(body: Sequence[ast.stmt]) -> bool:
    """Whether statements only import azure.functions, which the worker has, and set constants."""
    return all(
        (isinstance(each, ast.Import) and all(a.name == "azure.functions" for a in each.names))
        or (isinstance(each, ast.Assign) and isinstance(each.value, ast.Constant))
        for each in body
    )


def _bool_op(test: ast.BoolOp, python: tuple[int, int]) -> bool | None:
    answers = [decided(value, python) for value in test.values]
    stopper = isinstance(test.op, ast.Or)
    if stopper in answers:
        return stopper
    return None if None in answers else not stopper


class _Version(tuple[int, ...]):
    """`sys.version_info`, of which only the first two numbers are known."""

    __slots__ = ()


def _compare(compare: Any, left: Any, right: Any) -> bool | None:
    if _MODULE in (left, right):
        # What a module is called is for the import to say, but never that it is the program.
        return bool(compare(left, right)) if "__main__" in (left, right) else None
    if isinstance(left, _Version) and isinstance(right, tuple):
        head = right[:2]
        if left[: len(head)] != head:
            return bool(compare(tuple(left), head))
        # As far as they are equal, the longer is the greater: (3, 12, 1, …) > (3, 12).
        return None if len(right) > 2 else bool(compare((*head, 1), head))
    try:
        return bool(compare(left, right))
    except TypeError:
        return None


def _value(expr: ast.expr, python: tuple[int, int]) -> Any:
    if isinstance(expr, ast.Constant):
        return expr.value
    if isinstance(expr, ast.Tuple):
        items = [_value(item, python) for item in expr.elts]
        return _NO_ANSWER if _NO_ANSWER in items else tuple(items)
    if isinstance(expr, (ast.Attribute, ast.Subscript, ast.Name, ast.Call)):
        return _known(python).get(ast.unparse(expr), _NO_ANSWER)
    return _NO_ANSWER


def _known(python: tuple[int, int]) -> dict[str, Any]:
    return {
        "sys.version_info": _Version(python),
        "version_info": _Version(python),
        "sys.version_info[:2]": python,
        "sys.version_info[0]": python[0],
        "sys.version_info.major": python[0],
        "sys.version_info[1]": python[1],
        "sys.version_info.minor": python[1],
        "sys.platform": "linux",
        "os.name": "posix",
        "platform.system()": "Linux",
        "__name__": _MODULE,
    }


Caught = Literal["", "other", "import", "any"]


def caught_by(node: ast.Try | ast.TryStar) -> Caught:
    """What the handlers of a try catch.

    "import" is ImportError alone, "other" some builtin exceptions that are no ImportError, "any" may
    be everything.
    """
    handlers = [handler for handler in node.handlers if not _raises_again(handler)]
    names = {name for handler in handlers for name in _handled(handler)}
    if not handlers:
        return ""
    if any(handler.type is None for handler in handlers) or names - _SPECIFIC - _IMPORT:
        return "any"
    if names & _IMPORT:
        return "any" if names - _IMPORT else "import"
    return "other"


def may_catch(node: ast.Try, others: frozenset[str]) -> bool:
    """Whether a handler goes on after an exception that is none of these others."""
    return any(
        handler.type is None or not _handled(handler) <= others
        for handler in node.handlers
        if not isinstance(handler.body[-1], ast.Raise)
    )


def _raises_again(handler: ast.ExceptHandler) -> bool:
    """Whether a handler raises what it caught, whatever else happens in it.

    Another exception instead may be what an enclosing try waits for.
    """
    if not _is_same(handler):
        return False
    leaving = (ast.Return, ast.Break, ast.Continue)
    nodes = (node for statement in handler.body for node in ast.walk(statement))
    return isinstance(handler.body[-1], ast.Raise) and not any(
        isinstance(n, leaving) for n in nodes
    )


def _is_same(handler: ast.ExceptHandler) -> bool:
    """Whether the last statement raises the caught exception again."""
    last = handler.body[-1]
    if not isinstance(last, ast.Raise):
        return False
    return last.exc is None or (isinstance(last.exc, ast.Name) and last.exc.id == handler.name)


def _handled(handler: ast.ExceptHandler) -> set[str]:
    if handler.type is None:
        return set()
    types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return {
        item.attr if isinstance(item, ast.Attribute) else getattr(item, "id", "?") for item in types
    }


def is_exit(expr: ast.expr) -> bool:
    """Whether the expression certainly raises SystemExit: `sys.exit(…)`, `exit()`, `quit()`."""
    if not isinstance(expr, ast.Call):
        return False
    function = expr.func
    if isinstance(function, ast.Attribute):
        return (
            function.attr in {"exit", "_exit"}
            and isinstance(function.value, ast.Name)
            and function.value.id in {"sys", "os"}
        )
    return isinstance(function, ast.Name) and function.id in {"exit", "quit"}


def may_swallow(expr: ast.expr) -> bool:
    """Whether a context manager may keep an exception from leaving its block."""
    function = expr.func if isinstance(expr, ast.Call) else expr
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name not in {"open", "catch_warnings", "Lock", "RLock", "TemporaryDirectory", "path"}
