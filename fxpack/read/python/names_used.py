"""Names that module-level code uses and that nothing can have bound: a NameError on import."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

from fxpack.model import Problem
from fxpack.read.python.entry import span
from fxpack.read.python.interpreter import Interpreter
from fxpack.read.python.modules import Module
from fxpack.read.python.values import External, Unbound

_BUILTINS = frozenset(dir(builtins))
# They have names of their own, or need not be evaluated at all.
_OPAQUE = frozenset(
    {ast.Constant, ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp}
)


def undefined_names(module: Module, interpreter: Interpreter) -> Iterator[Problem]:
    """The names and attributes whose evaluation on import certainly raises, first of each name."""
    scope = module.scope
    if scope.dynamic:
        return
    said: set[str] = set()
    history = scope.history
    lazy_annotations = scope.future_annotations or interpreter.python >= (3, 14)
    for executed in scope.executed:
        if not executed.certain or executed.caught:
            continue
        for node in _evaluated(executed.node, lazy_annotations=lazy_annotations):
            if isinstance(node, ast.Attribute):
                yield from _attribute(node, module, interpreter, executed.order)
                continue
            name = node.id
            bound = history.get(name)
            if (bound and bound[0][0] < executed.order) or name in _BUILTINS or name in said:
                continue
            found = interpreter.global_name(name, module, executed.order)
            if len(found) == 1 and isinstance(found[0], Unbound):
                said.add(name)
                typing_only = found[0].typing_only
                later = bound is not None and not typing_only
                detail = {"name": name, "later": later, "typing_only": typing_only}
                yield Problem("import-time-name-error", span(module.path, node), detail)


def _attribute(
    node: ast.Attribute, module: Module, interpreter: Interpreter, order: int
) -> Iterator[Problem]:
    """`func.Nope` where `func` is a module whose names are known."""
    if not isinstance(node.value, ast.Name) or not isinstance(node.ctx, ast.Load):
        return
    makers = module.scope.makers(node.value.id, order)
    if len(makers) != 1 or makers[0].kind not in {"import", "from"}:
        return
    base = interpreter.global_name(node.value.id, module, order)
    if len(base) != 1 or not isinstance(base[0], External) or base[0].form != "module":
        return
    found = interpreter.links.external(base[0].name, node.attr)
    if isinstance(found, Unbound):
        detail = {"name": node.attr, "owner": base[0].name}
        yield Problem("import-time-attribute-error", span(module.path, node), detail)


def _evaluated(node: ast.stmt, *, lazy_annotations: bool) -> Iterator[ast.Name | ast.Attribute]:
    """The names and attributes that running one statement evaluates in the module's scope."""
    stack = _expressions(node, lazy_annotations=lazy_annotations)
    while stack:
        inner = stack.pop()
        kind = type(inner)
        if isinstance(inner, ast.Name):
            if isinstance(inner.ctx, ast.Load):
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
            # The body has names of its own; the header is evaluated outside.
            if getattr(node, "type_params", None):
                return []
            return [*node.decorator_list, *node.bases, *(k.value for k in node.keywords)]
        case ast.Expr() | ast.Assign() | ast.AugAssign():
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
