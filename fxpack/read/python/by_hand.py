"""What is set on functions by hand, so that `inspect` no longer sees what was written."""

from __future__ import annotations

import ast

_SPECIAL = frozenset({"__signature__", "__wrapped__", "__annotations__", "__code__"})
_SET = _SPECIAL | {"__dict__"}
_SETTERS = frozenset({"setattr", "delattr"})
_TEXTS = (*(name.encode() for name in _SET), b"setattr(", b"delattr(", b"update_wrapper(")


def may_change(data: bytes) -> bool:
    """Whether a file changes functions at all, told from its text."""
    return any(text in data for text in _TEXTS)


def changes_functions(body: ast.AST) -> bool:
    """Whether code changes some function that it is given or makes."""
    for node in ast.walk(body):
        if isinstance(node, ast.Attribute) and node.attr in _SET:
            return True
        if isinstance(node, ast.Name) and node.id in _SETTERS:
            return True
        # A call for its effect; where its result counts, it is followed.
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            function = node.value.func
            if getattr(function, "attr", getattr(function, "id", "")) == "update_wrapper":
                return True
    return False


def changes(name: str, tree: ast.Module) -> bool:
    """Whether a module changes its own function of this name ("" for any), or any given to it."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            # Other objects have a __dict__ too, and setattr is used on them.
            given = {argument.arg for argument in node.args.args}
            special = (n for n in ast.walk(node) if getattr(n, "attr", "") in _SPECIAL)
            if any(_changed(inner) in given for inner in special):
                return True
        owner = _changed(node)
        if owner == name or (owner and not name):
            return True
    return False


def _changed(node: ast.AST) -> str | None:
    """The name of what a node changes: `f` in `f.__signature__` and in `setattr(f, …)`."""
    owner: ast.expr | None = None
    if isinstance(node, ast.Attribute) and node.attr in _SET:
        owner = node.value
    elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in _SETTERS:
        owner = node.args[0] if node.args else None
    return owner.id if isinstance(owner, ast.Name) else None
