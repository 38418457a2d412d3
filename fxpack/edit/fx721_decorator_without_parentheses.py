"""`@app.route` gets its parentheses, where the function is one that this then makes.

That adds a function to the app, with a URL that anyone who has its key may call.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from fxpack.edit.places import problems
from fxpack.edit.text import text_of
from fxpack.model import CodeSpan, Diagnostic, Fix, Place, Project
from fxpack.read.python.modules import Modules


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    modules = Modules(project.files, project.target.python)
    for diagnostic, problem in problems(project, "decorator-without-parentheses", found):
        at = diagnostic.location
        text, module = text_of(at.path, project.files), modules.module(at.path)
        if text is None or module is None or not _makes_a_function(module.tree, problem.at):
            continue
        end = text.range(at)[1]
        if problem.detail["decorator"] == "route" and text.text[:end].endswith("route"):
            edit = text.edit(end, end, "()")
            yield Fix("FX721", (at,), "unsafe", "write @route()", (edit,))


def _makes_a_function(tree: ast.Module, at: Place) -> bool:
    """Whether what is decorated takes a request, and has no other trigger."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            others = [each for each in node.decorator_list if not _is_at(each, at)]
            if len(others) < len(node.decorator_list):
                takes = any(each.arg == "req" for each in (*node.args.args, *node.args.kwonlyargs))
                return takes and not any(map(_may_be_trigger, others))
    return False


def _is_at(node: ast.expr, at: Place) -> bool:
    return isinstance(at, CodeSpan) and (node.lineno, node.col_offset) == (at.line, at.column)


def _may_be_trigger(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    name = called.attr if isinstance(called, ast.Attribute) else ""
    return name == "route" or name.endswith("trigger")
