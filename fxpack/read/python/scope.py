"""A module's names and the order in which they are bound.

One pass over the statements that run on import, function bodies left out. A name may have several
makers (branches, try and except); a name without any, in a module whose names can all be seen, is
certainly unbound. Conditions that the target decides (`TYPE_CHECKING`, `sys.version_info`,
`sys.platform`) take one branch.
"""

from __future__ import annotations

import ast
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, ClassVar

from fxpack.read.python.conditions import (
    Caught,
    cannot_fail,
    caught_by,
    decided,
    flag,
    is_exit,
    may_swallow,
)
from fxpack.read.python.makers import (
    NO_MAKER,
    Executed,
    Maker,
    MakerKind,
    Makers,
    Star,
)

# Text that may make or take away names in a way no reading of the statements shows.
_DYNAMIC = (
    b"_convert_(",
    b"global_enum",
    b"globals(",
    b"exec(",
    b"setattr(",
    b"vars(",
    b"locals(",
    b"sys.modules",
    b"__dict__",
)

_ORDER = itemgetter(0)
_MOST = 30
"""More makers of one name at a time are not told apart, or a long list of ifs takes its square."""


class Scope:
    """The names of one module (or of a function's body, for closures).

    `executed` lists the statements that run, in order; `stops_at` is the order of a statement after
    which nothing runs (an unconditional raise), or None; `suspicious` says that the compiler should
    have a look (a `return` outside a function and the like); `set_by_functions` are names that
    functions declare global, or that are bound at a time we can't tell.
    """

    def __init__(self, body: Sequence[ast.stmt], data: bytes, python: tuple[int, int]) -> None:
        self.python = python
        self.dynamic = any(text in data for text in _DYNAMIC)
        self.history: dict[str, list[tuple[int, Makers]]] = {}
        self.stars: list[Star] = []
        self.executed: list[Executed] = []
        self.set_by_functions: set[str] = set()
        self._walruses: set[str] = set()
        self.stops_at: int | None = None
        self.suspicious = False
        self.future_annotations = False
        self._order = 0
        self._now: dict[str, Makers] = {}
        self._changed: list[dict[str, Makers]] = []
        self._caught: list[Caught] = []
        self._conditional = 0
        self._in_loop = 0
        if b":=" in data:
            self._bind_walruses(body)
        if b"global " in data:
            self._bind_globals(body)
        if self._block(body):
            self.stops_at = self._order
        # Of a name that something else binds too, which of the two is last we can't tell.
        self.set_by_functions |= {name for name in self._walruses if len(self.history[name]) > 1}

    # -- what is asked ---------------------------------------------------------------------------

    def makers(self, name: str, before: int | None = None) -> Makers:
        """Who may have bound the name, at the end or before statement number `before`."""
        history = self.history.get(name)
        if history is None:
            return NO_MAKER
        if before is None:
            return history[-1][1]
        if history[-1][0] < before:
            return history[-1][1]
        index = bisect_left(history, before, key=_ORDER)
        return history[index - 1][1] if index else NO_MAKER

    def names(self) -> Iterable[str]:
        """All names that are bound anywhere in the module."""
        return self.history.keys()

    # -- statements ------------------------------------------------------------------------------

    def _bind(self, name: str, makers: Makers) -> None:
        if self._changed and name not in self._changed[-1]:
            self._changed[-1][name] = self._now.get(name, NO_MAKER)
        self._now[name] = makers
        self.history.setdefault(name, []).append((self._order, makers))

    def _block(self, body: Iterable[ast.stmt]) -> bool:
        """Run a block; True when it never reaches its end."""
        for statement in body:
            self._order += 1
            caught = _combined(self._caught) if self._caught else ""
            self.executed.append(Executed(statement, self._order, not self._conditional, caught))
            run = self._RUN.get(type(statement))
            if run is not None and run(self, statement):
                return True
        return False

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
        self._bind(node.name, (Maker("def", self._order, node),))
        arguments = node.args
        names = [a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
        names += [a.arg for a in (arguments.vararg, arguments.kwarg) if a]
        if len(set(names)) != len(names):
            self.suspicious = True
        return False

    def _class(self, node: ast.ClassDef) -> bool:
        for statement in node.body:
            if isinstance(statement, (ast.Return, ast.Break, ast.Continue)):
                self.suspicious = True
        self._bind(node.name, (Maker("class", self._order, node),))
        return False

    def _import(self, node: ast.Import) -> bool:
        for alias in node.names:
            name = alias.asname or alias.name.partition(".")[0]
            module = alias.name if alias.asname else name
            self._bind(name, (Maker("import", self._order, node, module=module),))
        return False

    def _import_from(self, node: ast.ImportFrom) -> bool:
        module = node.module or ""
        if module == "__future__" and not node.level:
            self.future_annotations |= any(alias.name == "annotations" for alias in node.names)
            self.suspicious |= not self._only_future_before(node)
        for alias in node.names:
            if alias.name == "*":
                self.stars.append(Star(self._order, module, node.level, node, bool(self._caught)))
                continue
            maker = Maker(
                "from", self._order, node, module=module, name=alias.name, level=node.level
            )
            self._bind(alias.asname or alias.name, (maker,))
        return False

    def _assign(self, node: ast.Assign) -> bool:
        for target in node.targets:
            self._target(target, node.value)
        return False

    def _ann_assign(self, node: ast.AnnAssign) -> bool:
        if node.value is not None:
            self._target(node.target, node.value)
        return False

    def _aug_assign(self, node: ast.AugAssign) -> bool:
        self._target(node.target, None)
        return False

    def _type_alias(self, node: ast.stmt) -> bool:
        name = getattr(node, "name", None)
        if isinstance(name, ast.Name):
            self._bind(name.id, (Maker("unknown", self._order, node, name="type alias"),))
        return False

    def _target(self, target: ast.expr, value: ast.expr | None) -> None:
        if isinstance(target, ast.Name):
            kind: MakerKind = "unknown" if value is None else "assign"
            self._bind(target.id, (Maker(kind, self._order, target, expr=value),))
        elif isinstance(target, (ast.Tuple, ast.List)):
            values = value.elts if isinstance(value, (ast.Tuple, ast.List)) else []
            starred = any(isinstance(item, ast.Starred) for item in (*values, *target.elts))
            paired = len(values) == len(target.elts) and not starred
            for index, item in enumerate(target.elts):
                self._target(item, values[index] if paired else None)
        elif isinstance(target, ast.Starred):
            self._target(target.value, None)

    def _delete(self, node: ast.Delete) -> bool:
        for target in node.targets:
            if isinstance(target, ast.Name):
                self._bind(target.id, NO_MAKER)
        return False

    def _ends(self, node: ast.Raise | ast.Return) -> bool:
        self.suspicious |= isinstance(node, ast.Return)
        return True

    def _leaves_loop(self, _node: ast.Break | ast.Continue) -> bool:
        self.suspicious |= not self._in_loop
        # What follows here never runs, but what follows the loop does.
        return False

    def _only_future_before(self, node: ast.ImportFrom) -> bool:
        """Whether a future import stands where one may, and names what the compiler knows."""
        if any(alias.name != "annotations" for alias in node.names):
            return False
        return all(
            (isinstance(before.node, ast.ImportFrom) and before.node.module == "__future__")
            or (isinstance(before.node, ast.Expr) and isinstance(before.node.value, ast.Constant))
            for before in self.executed
        )

    def _expression(self, node: ast.Expr) -> bool:
        if isinstance(node.value, (ast.Yield, ast.YieldFrom)):
            self.suspicious = True
        return is_exit(node.value)

    # -- compound statements ---------------------------------------------------------------------

    def _if(self, node: ast.If) -> bool:
        answer = decided(node.test, self.python)
        if answer is None and (name := flag(node.test)):
            answer = self._of_flag(name, node.test)
        if answer is not None:
            taken, other = (node.body, node.orelse) if answer else (node.orelse, node.body)
            self._typing_only(other)
            return self._block(taken)
        return self._branches([node.body, node.orelse])

    def _of_flag(self, name: str, test: ast.expr) -> bool | None:
        """Whether `if NAME:` or `if not NAME:` holds, where the name was just set to a constant."""
        makers = self._now.get(name, NO_MAKER)
        value = makers[0].expr
        others = self.set_by_functions | self._walruses
        if self.dynamic or self._in_loop or len(makers) > 1 or name in others:
            return None
        if not isinstance(value, ast.Constant) or any(
            star.order > makers[0].order for star in self.stars
        ):
            return None
        negations = sum(isinstance(each, ast.Not) for each in ast.walk(test))
        return bool(value.value) is not bool(negations % 2)

    def _typing_only(self, body: Sequence[ast.stmt]) -> None:
        """Names of a branch not taken: unbound, but known to exist for a type checker."""
        for statement in body:
            if isinstance(statement, (ast.Import, ast.ImportFrom)):
                for alias in statement.names:
                    name = alias.asname or alias.name.partition(".")[0]
                    if name not in self._now and name != "*":
                        self._bind(name, (Maker("typing-only", self._order, statement),))

    def _branches(self, bodies: Sequence[Sequence[ast.stmt]]) -> bool:
        """Run alternatives side by side and merge what they bound; True when none goes on."""
        ends: list[dict[str, Makers]] = []
        self._conditional += 1
        for body in bodies:
            self._changed.append({})
            stopped = self._block(body)
            before = self._changed.pop()
            if not stopped:
                ends.append({name: self._now[name] for name in before})
            for name, makers in before.items():
                self._restore(name, makers)
        self._conditional -= 1
        for name in dict.fromkeys(name for end in ends for name in end):
            self._bind(name, self._merged(name, ends))
        return not ends

    def _merged(self, name: str, ends: Sequence[Mapping[str, Makers]]) -> Makers:
        """All that may have bound a name when alternatives come together."""
        before = self._now.get(name, NO_MAKER)
        merged = dict.fromkeys(maker for end in ends for maker in end.get(name, before))
        return tuple(merged) if len(merged) <= _MOST else (Maker("unknown", self._order),)

    def _restore(self, name: str, makers: Makers) -> None:
        self._now[name] = makers
        self.history[name].append((self._order, makers))

    def _loop(self, node: ast.For | ast.AsyncFor | ast.While) -> bool:
        answer = decided(node.test, self.python) if isinstance(node, ast.While) else None
        if answer is False:
            return self._block(node.orelse)
        self._in_loop += 1
        if isinstance(node, ast.While):
            self._branches([node.body] if answer else [node.body, []])
        else:
            self._branches([[_assignment_of(node.target), *node.body], []])
        self._in_loop -= 1
        self._branches([node.orelse, []])
        return False

    def _with(self, node: ast.With | ast.AsyncWith) -> bool:
        for item in node.items:
            if item.optional_vars is not None:
                self._target(item.optional_vars, None)
        # A context manager may swallow an exception: then the names stay as they were.
        swallows = any(may_swallow(item.context_expr) for item in node.items)
        if not swallows:
            return self._block(node.body)
        self._caught.append("any")
        self._branches([node.body, []])
        self._caught.pop()
        return False

    def _try(self, node: ast.Try) -> bool:
        if node.handlers and cannot_fail(node.body):
            ended = self._block([*node.body, *node.orelse])
            return self._block(node.finalbody) or ended
        caught = caught_by(node)
        if caught:
            self._caught.append(caught)
        self._changed.append({})
        stopped = self._block([*node.body])
        changed = self._changed.pop()
        for name, makers in changed.items():
            if self._changed:
                self._changed[-1].setdefault(name, makers)
        if caught:
            self._caught.pop()
        after_body = {name: self._now[name] for name in changed}
        handlers = node.handlers
        if not handlers:
            ended = stopped or self._block(node.orelse)
            return self._block(node.finalbody) or ended
        flows: list[Sequence[ast.stmt]] = [] if stopped else [node.orelse]
        # A handler starts from what was before, or from any part of the body.
        for name in changed:
            self._bind(name, tuple(dict.fromkeys((*changed[name], *after_body[name]))))
        ends: list[dict[str, Makers]] = []
        alternatives: list[tuple[Sequence[ast.stmt], dict[str, Makers]]] = [
            (flow, after_body) for flow in flows
        ]
        mixed = {name: self._now[name] for name in changed}
        alternatives += [(_handler_body(handler), mixed) for handler in handlers]
        self._conditional += 1
        for body, start in alternatives:
            self._changed.append({})
            for name, makers in start.items():
                self._bind(name, makers)
            if not self._block(body):
                ends.append({name: self._now[name] for name in self._changed[-1]})
            for name, makers in self._changed.pop().items():
                self._restore(name, makers)
        self._conditional -= 1
        for name in dict.fromkeys(name for end in ends for name in end):
            self._bind(name, self._merged(name, ends))
        return self._block(node.finalbody) or not ends

    def _match(self, node: ast.Match) -> bool:
        bodies = []
        for case in node.cases:
            captures = [
                _assignment_of(ast.Name(name, ast.Store()))
                for pattern in ast.walk(case.pattern)
                if (name := getattr(pattern, "name", None) or getattr(pattern, "rest", None))
            ]
            bodies.append([*captures, *case.body])
        self._branches([*bodies, []])
        return False

    # -- names bound from elsewhere ---------------------------------------------------------------

    def _bind_walruses(self, body: Sequence[ast.stmt]) -> None:
        for statement in body:
            for node in ast.walk(statement):
                if isinstance(node, ast.NamedExpr) and node.target.id not in self._walruses:
                    self._walruses.add(node.target.id)
                    self._bind(node.target.id, (Maker("unknown", 0, node),))

    def _bind_globals(self, body: Sequence[ast.stmt]) -> None:
        """Names that functions may bind: bound from the start, to we can't tell what."""
        for statement in body:
            for node in ast.walk(statement):
                if isinstance(node, (ast.Global, ast.Nonlocal)):
                    self.set_by_functions.update(node.names)
        for name in self.set_by_functions:
            self._bind(name, (Maker("unknown", 0),))

    _RUN: ClassVar[dict[type[ast.stmt], Callable[[Scope, Any], bool]]] = {
        ast.FunctionDef: _function,
        ast.AsyncFunctionDef: _function,
        ast.ClassDef: _class,
        ast.Import: _import,
        ast.ImportFrom: _import_from,
        ast.Assign: _assign,
        ast.AnnAssign: _ann_assign,
        ast.AugAssign: _aug_assign,
        ast.Delete: _delete,
        ast.Raise: _ends,
        ast.Return: _ends,
        ast.Break: _leaves_loop,
        ast.Continue: _leaves_loop,
        ast.Expr: _expression,
        ast.If: _if,
        ast.For: _loop,
        ast.AsyncFor: _loop,
        ast.While: _loop,
        ast.With: _with,
        ast.AsyncWith: _with,
        ast.Try: _try,
        ast.TryStar: _try,
        ast.Match: _match,
    }
    if sys.version_info >= (3, 12):
        _RUN[ast.TypeAlias] = _type_alias


def _combined(caught: Sequence[Caught]) -> Caught:
    """What several nested tries catch together."""
    return caught[0] if len(set(caught)) == 1 else "any"


def _assignment_of(target: ast.expr) -> ast.stmt:
    """A statement that binds the target to something unknown."""
    unknown = ast.Call(ast.Name("", ast.Load()), [], [])
    return ast.copy_location(ast.AugAssign(target, ast.Add(), unknown), target)  # type: ignore[arg-type]


def _handler_body(handler: ast.ExceptHandler) -> Sequence[ast.stmt]:
    if handler.name is None:
        return handler.body
    name = ast.Name(handler.name, ast.Store())
    ast.copy_location(name, handler)
    return [_assignment_of(name), *handler.body, ast.copy_location(ast.Delete([name]), handler)]
