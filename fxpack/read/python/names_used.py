"""Names and attributes that run on import and that nothing can have bound.

Looked at is what is certainly evaluated: expressions of the module's own statements and of class
bodies, decorators, defaults and annotations; not the bodies of functions.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fxpack.model import Problem
from fxpack.read.python.interpreter import Interpreter
from fxpack.read.python.links import builtin
from fxpack.read.python.makers import Maker
from fxpack.read.python.modules import Module
from fxpack.read.python.nodes import span
from fxpack.read.python.values import (
    AppModule,
    ClassValue,
    Env,
    External,
    Instance,
    Unbound,
    Value,
    Values,
)

if TYPE_CHECKING:
    from fxpack.read.python.attributes import OwnAttributes

# They have names of their own, or need not be evaluated at all.
_OPAQUE = frozenset(
    {ast.Constant, ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp}
)
# Bases from outside that give a class's body no names of their own.
_PLAIN_BASES = frozenset(
    {"azure", "pydantic", "pydantic_settings", "sqlalchemy", "sqlmodel", "marshmallow", "fastapi"}
)
_IN_CLASSES = frozenset({"__module__", "__qualname__", "__annotations__", "__class__"})


class _Reader:
    """Reads the statements of one module."""

    def __init__(self, module: Module, interpreter: Interpreter) -> None:
        self.module = module
        self.interpreter = interpreter
        self.lazy = module.scope.future_annotations or interpreter.python >= (3, 14)
        self.said: set[str] = set()
        self.plain: dict[ast.ClassDef, bool] = {}
        self.objects: dict[Maker, bool] = {}
        self.own: OwnAttributes | None = None

    def problems(self) -> Iterator[Problem]:
        for executed in self.module.scope.executed:
            if not executed.certain or executed.caught:
                continue
            for node in evaluated(executed.node, lazy_annotations=self.lazy):
                yield from self.of_node(node, executed.order)
            if isinstance(executed.node, ast.ClassDef):
                yield from self._of_class(executed.node, executed.order)

    def of_node(self, node: ast.Name | ast.Attribute, order: int) -> Iterator[Problem]:
        """What is wrong with a name or an attribute before statement number `order`."""
        if isinstance(node, ast.Attribute):
            yield from self._of_attribute(node, order)
            return
        name, scope = node.id, self.module.scope
        history = scope.history.get(name)
        if history is not None:
            makers = scope.makers(name, order)
            if any(maker.kind not in {"unbound", "typing-only"} for maker in makers):
                return
        elif builtin(name, self.interpreter.python) is not None:
            return
        if name in self.said:
            return
        found = self.interpreter.global_name(name, self.module, order)
        if len(found) == 1 and isinstance(found[0], Unbound):
            self.said.add(name)
            typing_only = found[0].typing_only
            later = history is not None and history[-1][0] >= order and not typing_only
            detail = {"name": name, "later": later, "typing_only": typing_only}
            yield Problem("import-time-name-error", span(self.module.path, node), detail)

    # -- attributes ------------------------------------------------------------------------------

    def _of_attribute(self, node: ast.Attribute, order: int) -> Iterator[Problem]:
        """`func.Nope` where `func` is a module or a class whose names are known."""
        root: ast.expr = node.value
        while isinstance(root, ast.Attribute):
            root = root.value
        if not isinstance(root, ast.Name) or not isinstance(node.ctx, ast.Load):
            return
        makers = self.module.scope.makers(root.id, order)
        if len(makers) != 1 or not self._has_names(makers[0]):
            return
        base = self.interpreter.expr(node.value, Env(self.module, order))
        if isinstance(base[0], (ClassValue, Instance)):
            yield from self._of_own(node, base)
        if len(base) != 1:
            return
        owner = _module_name(base[0])
        found = self.interpreter.attribute(base[0], node.attr) if owner else ()
        if found and all(isinstance(value, Unbound) for value in found):
            path = owner if isinstance(base[0], AppModule) else ""
            detail = {"name": node.attr, "owner": owner, "path": path}
            yield Problem("import-time-attribute-error", span(self.module.path, node), detail)

    def _has_names(self, maker: Maker) -> bool:
        """Whether what a maker binds may be a module, or a class of the app or an object of one."""
        if maker.kind == "unbound":
            return bool(self.module.scope.stars)
        if maker.kind != "assign" or maker.expr is None:
            return maker.kind in {"import", "from", "class"}
        if maker not in self.objects:
            values = self.interpreter.expr(maker.expr, Env(self.module, maker.order))
            self.objects[maker] = all(isinstance(each, (ClassValue, Instance)) for each in values)
        return self.objects[maker]

    def _of_own(self, node: ast.Attribute, base: Values) -> Iterator[Problem]:
        """`Config.NOPE`, where `Config` is a class of the app, and what it has is known."""
        if self.own is None:
            from fxpack.read.python.attributes import OwnAttributes

            self.own = OwnAttributes(self.interpreter)
        cls = self.own.lacking(base, node.attr)
        if cls is not None:
            names = {"owner": cls.node.name, "path": cls.env.module.path}
            detail = {"name": node.attr, **names, "class": True}
            yield Problem("import-time-attribute-error", span(self.module.path, node), detail)

    # -- classes ---------------------------------------------------------------------------------

    def _of_class(self, node: ast.ClassDef, order: int) -> Iterator[Problem]:
        """What the body of a class evaluates, but for names that it may have itself."""
        if not self._is_plain(node, Env(self.module, order)):
            return
        suspects = [
            inner
            for statement in node.body
            for inner in evaluated(statement, lazy_annotations=self.lazy)
            if isinstance(inner, ast.Name) and self._is_suspect(inner.id, order)
        ]
        own = _names_of_class(node) if suspects else frozenset[str]()
        for inner in suspects:
            if inner.id not in own:
                yield from self.of_node(inner, order)

    def _is_suspect(self, name: str, order: int) -> bool:
        """Whether a name is not plainly bound before: most are, and cost no more than this."""
        history = self.module.scope.history.get(name)
        if history:
            return history[0][0] >= order
        return builtin(name, self.interpreter.python) is None

    def _is_plain(self, node: ast.ClassDef, env: Env) -> bool:
        """Whether nothing but its statements gives a class's body names: no metaclass may."""
        if node not in self.plain:
            # of a class in a circle nothing is known
            self.plain[node] = False
            self.plain[node] = self._has_plain_bases(node, env)
        return self.plain[node]

    def _has_plain_bases(self, node: ast.ClassDef, env: Env) -> bool:
        if node.keywords or getattr(node, "type_params", None):
            return False
        for base in node.bases:
            expr = base.value if isinstance(base, ast.Subscript) else base
            for value in self.interpreter.expr(expr, env):
                if isinstance(value, ClassValue):
                    if not self._is_plain(value.node, value.env):
                        return False
                elif not isinstance(value, External) or not self._gives_no_names(value):
                    return False
        return True

    def _gives_no_names(self, value: External) -> bool:
        top = value.name.partition(".")[0]
        outside = self.interpreter.links.outside
        return value.form == "class" or top in _PLAIN_BASES or outside.is_module(top)


def undefined_names(module: Module, interpreter: Interpreter) -> Iterator[Problem]:
    """The names and attributes whose evaluation on import certainly raises, first of each name."""
    return iter(()) if module.scope.dynamic else _Reader(module, interpreter).problems()


def undefined_in_call(env: Env, interpreter: Interpreter) -> Iterator[Problem]:
    """The same for the body of a function that certainly runs; `env` is that at its end.

    Names of the function itself and of those around it are not told.
    """
    scope, module, outermost = env.scope, env.module, env
    while outermost.outer is not None:
        outermost = outermost.outer
    if scope is None or module.scope.dynamic:
        return
    reader = _Reader(module, interpreter)
    order = sys.maxsize if outermost.before is None else outermost.before
    for executed in scope.executed:
        if executed.certain and not executed.caught:
            lazy = reader.lazy or isinstance(executed.node, ast.AnnAssign)
            for node in evaluated(executed.node, lazy_annotations=lazy):
                if not _is_local(node, env):
                    yield from reader.of_node(node, order)
        if isinstance(executed.node, (ast.Return, ast.Raise)):
            # what follows the branch only runs where this did not
            return


def _is_local(node: ast.expr, env: Env) -> bool:
    """Whether what an attribute chain starts with may be a name inside of a function."""
    while isinstance(node, ast.Attribute):
        node = node.value
    if not isinstance(node, ast.Name) or node.id.startswith("__"):
        return True
    here: Env | None = env
    while here is not None:
        if node.id in here.given or (here.scope is not None and node.id in here.scope.history):
            return True
        here = here.outer
    return False


def _module_name(value: Value) -> str:
    """How to call a module, "" for what is none."""
    if isinstance(value, External):
        return value.name if value.form == "module" else ""
    return value.reference.path if isinstance(value, AppModule) else ""


def _names_of_class(node: ast.ClassDef) -> frozenset[str]:
    """Every name that the body of a class may bind."""
    own = {name.id for name in ast.walk(node) if isinstance(name, ast.Name) and _is_stored(name)}
    for statement in node.body:
        own.add(getattr(statement, "name", ""))
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            own.update(alias.asname or alias.name.split(".")[0] for alias in statement.names)
    return _IN_CLASSES | own


def _is_stored(node: ast.Name) -> bool:
    return not isinstance(node.ctx, ast.Load)


def evaluated(node: ast.stmt, *, lazy_annotations: bool) -> Iterator[ast.Name | ast.Attribute]:
    """The names and attributes that running one statement evaluates in its scope."""
    stack = _expressions(node, lazy_annotations=lazy_annotations)
    while stack:
        inner = stack.pop()
        kind = type(inner)
        if isinstance(inner, ast.Name):
            if isinstance(inner.ctx, ast.Load) or inner is getattr(node, "target", None):
                yield inner
        elif isinstance(inner, ast.Attribute):
            yield inner
            stack.append(inner.value)
        elif isinstance(inner, ast.IfExp):
            stack.append(inner.test)
        elif isinstance(inner, ast.BoolOp):
            stack.append(inner.values[0])
        elif kind not in _OPAQUE:
            for field in inner._fields:
                value = getattr(inner, field, None)
                if isinstance(value, list):
                    stack += [item for item in value if isinstance(item, ast.AST)]
                elif isinstance(value, ast.AST):
                    stack.append(value)


def _expressions(node: ast.stmt, *, lazy_annotations: bool) -> list[ast.AST]:
    """The expressions that running a statement certainly evaluates."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return _of_function(node, lazy_annotations=lazy_annotations)
        case ast.ClassDef():
            if getattr(node, "type_params", None):
                return []
            return [*node.decorator_list, *node.bases, *(k.value for k in node.keywords)]
        case ast.AugAssign():
            return [node.value, node.target]
        case ast.Expr() | ast.Assign():
            return [node.value]
        case ast.AnnAssign():
            annotation: list[ast.AST] = [] if lazy_annotations else [node.annotation]
            return [*annotation, node.value] if node.value else annotation
        case ast.If() | ast.While():
            return [node.test]
        case ast.For() | ast.AsyncFor():
            return [node.iter]
        case ast.With() | ast.AsyncWith():
            return [item.context_expr for item in node.items]
    return []


def _of_function(
    node: ast.FunctionDef | ast.AsyncFunctionDef, *, lazy_annotations: bool
) -> list[ast.AST]:
    if getattr(node, "type_params", None):
        return []
    arguments = node.args
    found: list[ast.AST] = [*node.decorator_list, *arguments.defaults]
    found += [default for default in arguments.kw_defaults if default is not None]
    if not lazy_annotations:
        each = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        each += [a for a in (arguments.vararg, arguments.kwarg) if a is not None]
        found += [a.annotation for a in each if a.annotation is not None]
        found += [node.returns] if node.returns is not None else []
    return found
