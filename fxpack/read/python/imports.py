"""All imports of one file, with their circumstances, as the import rules and the graph look at them.

What lies below the top is only visited where the text shows an import elsewhere than at the beginning
of a line, and calls only where it shows one that imports: most files are told by their top.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from fxpack.model import Import
from fxpack.nouns import NamedTuple
from fxpack.read.python.conditions import caught_by, decided, is_exit, may_swallow
from fxpack.read.python.modules import APP
from fxpack.read.python.nodes import span

_DEPRECATED = re.compile(rb"__app__|from\s+\.\.")
_APP_STRING = re.compile(rb"""["']__app__[."']""")
_CALLED = (b"import_module", b"__import__")
# expressions that may leave out a part of themselves
_MAY_SKIP = (ast.IfExp, ast.BoolOp, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_IMPORTERS = frozenset({"import_module", "__import__", "find_spec", "resolve_name"})
_PATCHERS = frozenset({"patch", "setattr", "delattr", "spy", "stub"})
_OF_PATCH = frozenset({"dict", "multiple", "object"})


class _Where(NamedTuple):
    """The circumstances of a statement; see `Import`."""

    deferred: bool = False
    guarded: bool = False
    paired: bool = False
    type_checking: bool = False
    skipped: bool = False
    conditional: bool = False
    inside: str = ""


class _How(NamedTuple):
    """`deep`: also what lies below the top, as in functions. `calls`: also calls that import."""

    deep: bool
    calls: bool
    python: tuple[int, int]


def imports_deprecated(data: bytes) -> bool:
    """Whether a file may import in a deprecated way, told from its text."""
    return (b"__app__" in data or b".." in data) and _DEPRECATED.search(data) is not None


def imports(
    path: str, tree: ast.Module, data: bytes, python: tuple[int, int]
) -> tuple[Import, ...]:
    """The imports of a file in the order of the source."""
    calls = any(name in data for name in _CALLED)
    how = _How(calls or _may_import_below(data), calls, python)
    try:
        found = list(_of_block(path, tree.body, _Where(), how))
    except RecursionError:
        return ()
    if b"__app__" in data and _APP_STRING.search(data):
        found += _of_strings(path, tree)
    found.sort(key=lambda item: (item.at.line, item.at.column))
    return tuple(found)


def _may_import_below(data: bytes) -> bool:
    """Whether an import may stand elsewhere than at the beginning of a line.

    A regular expression for it looks at each blank of a file, which takes ten times as long.
    """
    at = data.find(b"import")
    while at >= 0:
        start = data.rfind(b"\n", 0, at) + 1
        before = data[start:at]
        if before[:1].isspace() or b":" in before or b";" in before:
            return True
        # a line that goes on from the one before
        if b"\\" in data[max(start - 3, 0) : start]:
            return True
        at = data.find(b"import", at + 1)
    return False


def _of_block(path: str, body: Sequence[ast.stmt], where: _Where, how: _How) -> Iterator[Import]:
    for node in body:
        if how.calls:
            yield from _of_calls(path, node, where)
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from _of_statement(path, node, where)
        elif _leaves(node):
            where = where._replace(conditional=True)
        elif not how.deep:
            continue
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield from _of_block(path, node.body, _called(node.name, where), how)
        elif isinstance(node, (ast.Try, ast.TryStar)):
            yield from _of_try(path, node, where, how)
        elif isinstance(node, ast.If):
            yield from _of_if(path, node, where, how)
        else:
            yield from _of_others(path, node, where, how)


def _called(name: str, where: _Where) -> _Where:
    """Inside a function: what happens there is its own affair, but for one inside another."""
    conditional = where.deferred or where.conditional
    return where._replace(deferred=True, guarded=False, conditional=conditional, inside=name)


def _leaves(node: ast.stmt) -> bool:
    leaving = (ast.Return, ast.Raise, ast.Break, ast.Continue)
    return isinstance(node, leaving) or (isinstance(node, ast.Expr) and is_exit(node.value))


def _of_others(path: str, node: ast.stmt, where: _Where, how: _How) -> Iterator[Import]:
    """Classes, with statements, loops and matches."""
    if isinstance(node, (ast.With, ast.AsyncWith)):
        swallows = any(may_swallow(item.context_expr) for item in node.items)
        where = where._replace(guarded=where.guarded or swallows)
    elif not isinstance(node, ast.ClassDef):
        where = where._replace(conditional=True)
    for name in ("body", "orelse"):
        block = getattr(node, name, None)
        if isinstance(block, list):
            yield from _of_block(path, block, where, how)
    for case in getattr(node, "cases", ()):
        yield from _of_block(path, case.body, where, how)


def _of_statement(path: str, node: ast.Import | ast.ImportFrom, where: _Where) -> Iterator[Import]:
    at = span(path, node)
    for alias in node.names:
        if isinstance(node, ast.ImportFrom):
            yield Import(node.module or "", node.level, alias.name, "from", at, *where)
        else:
            yield Import(alias.name, 0, "", "import", at, *where)


def _of_try(
    path: str,
    node: ast.Try | ast.TryStar,
    where: _Where,
    how: _How,
) -> Iterator[Import]:
    caught = caught_by(node) in {"import", "any"}
    handled = [statement for handler in node.handlers for statement in handler.body]
    pair = caught and any(isinstance(s, (ast.Import, ast.ImportFrom)) for s in handled)
    inside = where._replace(guarded=where.guarded or caught, paired=where.paired or pair)
    late = where._replace(paired=where.paired or pair, conditional=True)
    yield from _of_block(path, node.body, inside, how)
    for handler in node.handlers:
        yield from _of_block(path, handler.body, late, how)
    after = where._replace(conditional=where.conditional or caught)
    yield from _of_block(path, node.orelse, after, how)
    yield from _of_block(path, node.finalbody, where, how)


def _of_if(path: str, node: ast.If, where: _Where, how: _How) -> Iterator[Import]:
    taken = decided(node.test, how.python)
    typing = any(
        "TYPE_CHECKING" in (getattr(each, "id", ""), getattr(each, "attr", ""))
        for each in (ast.walk(node.test) if taken is not None else ())
    )
    skipped = where._replace(
        type_checking=where.type_checking or typing, skipped=where.skipped or not typing
    )
    open_ = where._replace(conditional=True)
    for branch, body in ((True, node.body), (False, node.orelse)):
        here = open_ if taken is None else where if taken is branch else skipped
        yield from _of_block(path, body, here, how)


# -- calls -----------------------------------------------------------------------------------------


def _of_calls(path: str, node: ast.stmt, where: _Where) -> Iterator[Import]:
    """`import_module("x")` and `__import__("x")` in a statement, but for the blocks below it."""
    blocks = {"body", "orelse", "finalbody", "handlers", "cases"}
    for name, value in ast.iter_fields(node):
        if name in blocks:
            continue
        for expr in value if isinstance(value, list) else [value]:
            if isinstance(expr, ast.AST):
                yield from _of_expression(path, expr, where)


def _of_expression(path: str, node: ast.AST, where: _Where) -> Iterator[Import]:
    """The calls in an expression, with whether they certainly run."""
    if isinstance(node, ast.Call):
        yield from _of_call(path, node, where)
    maybe = where._replace(conditional=True)
    if isinstance(node, ast.Lambda):
        yield from _of_expression(path, node.args, where)
        yield from _of_expression(path, node.body, _called("<lambda>", where))
        return
    whole = not isinstance(node, _MAY_SKIP)
    for child in ast.iter_child_nodes(node):
        tested = isinstance(node, ast.IfExp) and child is node.test
        starts = isinstance(node, ast.BoolOp) and child is node.values[0]
        yield from _of_expression(path, child, where if whole or tested or starts else maybe)


def _of_call(path: str, node: ast.Call, where: _Where) -> Iterator[Import]:
    if _name_of(node.func) not in {"import_module", "__import__"} or not node.args:
        return
    first = node.args[0]
    name = first.value if isinstance(first, ast.Constant) else None
    if not isinstance(name, str) or not name.strip("."):
        yield Import("", 0, "", "call", span(path, node), *where)
        return
    level = len(name) - len(name.lstrip("."))
    package = [*node.args[1:2], *(word.value for word in node.keywords if word.arg == "package")]
    own = {"__package__", "__name__"} if path.endswith("__init__.py") else {"__package__"}
    if level and not any(isinstance(each, ast.Name) and each.id in own for each in package):
        yield Import("", 0, "", "call", span(path, node), *where)
    elif name.partition(".")[0] != APP:
        # `__app__` is told of all strings
        yield Import(name[level:], level, "", "call", span(path, node), *where)


def _name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _of_strings(path: str, tree: ast.Module) -> Iterator[Import]:
    """`import_module("__app__.x")` and `mock.patch("__app__.x.y")`."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        first = node.args[0]
        if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
            continue
        if first.value != APP and not first.value.startswith(f"{APP}."):
            continue
        name = _name_of(node.func)
        if name in _OF_PATCH and isinstance(node.func, ast.Attribute):
            name = _name_of(node.func.value)
        if name in _IMPORTERS:
            yield Import(module=first.value, level=0, name="", form="call", at=span(path, first))
        elif name in _PATCHERS:
            yield Import(module=first.value, level=0, name="", form="patch", at=span(path, first))
