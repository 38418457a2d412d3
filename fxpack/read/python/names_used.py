"""Names that module-level code uses and that nothing can have bound: a NameError on import."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

from fxpack.model import Problem
from fxpack.read.python.entry import span
from fxpack.read.python.interpreter import Interpreter
from fxpack.read.python.modules import Module
from fxpack.read.python.scope import Executed
from fxpack.read.python.values import External, Unbound

_BUILTINS = frozenset(dir(builtins))
_OPAQUE = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def undefined_names(module: Module, interpreter: Interpreter) -> Iterator[Problem]:
    """The names and attributes whose evaluation on import certainly raises, first of each name."""
    scope = module.scope
    if scope.dynamic:
        return
    said: set[str] = set()
    lazy_annotations = scope.future_annotations or interpreter.python >= (3, 14)
    for executed in scope.executed:
        if not executed.certain or executed.caught:
            continue
        for node in _evaluated(executed, lazy_annotations=lazy_annotations):
            if isinstance(node, ast.Name):
                if node.id in _BUILTINS or node.id in said:
                    continue
                history = scope.history.get(node.id)
                if history is not None and history[0][0] < executed.order:
                    continue
                found = interpreter.global_name(node.id, module, executed.order)
                if len(found) == 1 and isinstance(found[0], Unbound):
                    said.add(node.id)
                    later = history is not None and not found[0].typing_only
                    detail = {"name": node.id, "later": later, "typing_only": found[0].typing_only}
                    yield Problem("import-time-name-error", span(module.path, node), detail)
            elif isinstance(node, ast.Attribute):
                yield from _attribute(node, module, interpreter, executed)


def _attribute(
    node: ast.Attribute, module: Module, interpreter: Interpreter, executed: Executed
) -> Iterator[Problem]:
    """`func.Nope` where `func` is a module whose names are known."""
    if not isinstance(node.value, ast.Name) or not isinstance(node.ctx, ast.Load):
        return
    makers = module.scope.makers(node.value.id, executed.order)
    if len(makers) != 1 or makers[0].kind not in {"import", "from"}:
        return
    base = interpreter.global_name(node.value.id, module, executed.order)
    if len(base) != 1 or not isinstance(base[0], External) or base[0].form != "module":
        return
    found = interpreter.links.external(base[0].name, node.attr)
    if isinstance(found, Unbound):
        detail = {"name": node.attr, "owner": base[0].name}
        yield Problem("import-time-attribute-error", span(module.path, node), detail)


def _evaluated(executed: Executed, *, lazy_annotations: bool) -> Iterator[ast.AST]:
    """The names and attributes that running one statement evaluates in the module's scope."""
    node = executed.node
    stack: list[ast.AST] = []
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        if getattr(node, "type_params", None):
            return
        stack += _of_function(node, lazy_annotations=lazy_annotations)
    elif isinstance(node, ast.ClassDef):
        # The body has names of its own; the header is evaluated outside.
        if getattr(node, "type_params", None):
            return
        stack += [*node.decorator_list, *node.bases, *(k.value for k in node.keywords)]
    elif isinstance(node, (ast.Expr, ast.Assign, ast.AugAssign)):
        stack.append(node.value)
    elif isinstance(node, ast.AnnAssign):
        stack += [node.value] if node.value else []
        stack += [] if lazy_annotations else [node.annotation]
    elif isinstance(node, (ast.If, ast.While)):
        stack.append(node.test)
    elif isinstance(node, (ast.For, ast.AsyncFor)):
        stack.append(node.iter)
    elif isinstance(node, (ast.With, ast.AsyncWith)):
        stack += [item.context_expr for item in node.items]
    while stack:
        inner = stack.pop()
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
        elif not isinstance(inner, _OPAQUE):
            stack.extend(ast.iter_child_nodes(inner))


def _of_function(
    node: ast.FunctionDef | ast.AsyncFunctionDef, *, lazy_annotations: bool
) -> list[ast.AST]:
    arguments = node.args
    found: list[ast.AST] = [*node.decorator_list, *arguments.defaults]
    found += [default for default in arguments.kw_defaults if default is not None]
    if not lazy_annotations:
        each = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        each += [a for a in (arguments.vararg, arguments.kwarg) if a is not None]
        found += [a.annotation for a in each if a.annotation is not None]
        found += [node.returns] if node.returns is not None else []
    return found
