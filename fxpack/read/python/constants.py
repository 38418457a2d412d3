"""The constant that an expression is, where it is one: text, numbers, lists of them, enum members."""

from __future__ import annotations

import ast
from typing import Any

from fxpack.decorators import UNKNOWN, EnumValue
from fxpack.read.python.interpreter import Interpreter
from fxpack.read.python.values import (
    ClassValue,
    Constant,
    Display,
    Env,
    External,
    Unevaluated,
    Value,
)

_DEEPEST = 30
_LONGEST = 10_000
"""Characters and items of what is put together; longer ones are nobody's binding."""


class Constants:
    """Evaluates expressions to constants; what is none is `UNKNOWN`, also inside of lists."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._interpreter = interpreter
        self._depth = 0

    def of(self, node: ast.expr, env: Env) -> Any:
        """The constant of an expression in a place."""
        if self._depth > _DEEPEST:
            return UNKNOWN
        self._depth += 1
        try:
            return self._of(node, env)
        finally:
            self._depth -= 1

    def _of(self, node: ast.expr, env: Env) -> Any:
        match node:
            case ast.Constant():
                return node.value
            case ast.JoinedStr():
                return self._text(node, env)
            case ast.List() | ast.Tuple() | ast.Set():
                return self._items(node, env)
            case ast.Dict():
                return self._pairs(node, env)
            case ast.BinOp():
                return _computed(node.op, self.of(node.left, env), self.of(node.right, env))
            case ast.UnaryOp(op=ast.USub()):
                value = self.of(node.operand, env)
                return -value if type(value) in {int, float} else UNKNOWN
            case ast.Subscript():
                return self._item(node, env)
            case ast.Attribute(attr="value" | "name", value=ast.Attribute() as member):
                found = self._of_member(member, node.attr, env)
                return self._evaluated(node, env) if found is UNKNOWN else found
        return self._evaluated(node, env)

    def _evaluated(self, node: ast.expr, env: Env) -> Any:
        values = self._interpreter.expr(node, env)
        return self.of_value(values[0]) if len(values) == 1 else UNKNOWN

    def of_value(self, value: Value) -> Any:
        """The constant that a value of the interpreter is."""
        if isinstance(value, Constant):
            return value.value
        if isinstance(value, (Display, Unevaluated)):
            return self.of(value.node, value.env)
        if isinstance(value, External):
            owner, _, member = value.name.rpartition(".")
            if self._interpreter.links.outside.is_enum(owner):
                return EnumValue(owner.rpartition(".")[2], member)
        return UNKNOWN

    def _of_member(self, member: ast.Attribute, asked: str, env: Env) -> Any:
        """`Colour.RED.value` of an enum of the app."""
        owner = self._interpreter.expr(member.value, env)
        if len(owner) != 1 or not isinstance(owner[0], ClassValue):
            return UNKNOWN
        classes = self._interpreter.classes
        if not classes.is_enum(owner[0]):
            return UNKNOWN
        if asked == "name":
            return member.attr
        found = classes.assigned(owner[0], member.attr)
        return self.of_value(found[0]) if len(found) == 1 else UNKNOWN

    # -- what is made of others --------------------------------------------------------------------

    def _text(self, node: ast.JoinedStr, env: Env) -> Any:
        parts = []
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                if part.format_spec is not None or part.conversion not in {-1, 115}:
                    return UNKNOWN
                value = self.of(part.value, env)
                if type(value) not in {str, int} or _is_member(part.value):
                    return UNKNOWN
                parts.append(str(value))
            else:
                parts.append(str(getattr(part, "value", "")))
        return "".join(parts)

    def _items(self, node: ast.List | ast.Tuple | ast.Set, env: Env) -> Any:
        if any(isinstance(item, ast.Starred) for item in node.elts) or len(node.elts) > _LONGEST:
            return UNKNOWN
        items = [self.of(item, env) for item in node.elts]
        return tuple(items) if isinstance(node, ast.Tuple) else items

    def _pairs(self, node: ast.Dict, env: Env) -> Any:
        if len(node.keys) > _LONGEST:
            return UNKNOWN
        pairs = {}
        for key, item in zip(node.keys, node.values, strict=True):
            name = self.of(key, env) if key is not None else UNKNOWN
            if not isinstance(name, str):
                return UNKNOWN
            pairs[name] = self.of(item, env)
        return pairs

    def _item(self, node: ast.Subscript, env: Env) -> Any:
        whole, key = self.of(node.value, env), self.of(node.slice, env)
        if isinstance(whole, dict) and isinstance(key, str):
            return whole.get(key, UNKNOWN)
        if isinstance(whole, list | tuple | str) and type(key) is int:
            return whole[key] if -len(whole) <= key < len(whole) else UNKNOWN
        return UNKNOWN


def _is_member(node: ast.expr) -> bool:
    """Whether an expression may be a member of an enum that is text: how it shows is another story."""
    return isinstance(node, ast.Attribute) and node.attr not in {"value", "name"}


def _computed(operator: ast.operator, left: Any, right: Any) -> Any:
    """Text and lists put together."""
    if isinstance(operator, ast.Add) and type(left) is type(right) and type(left) in {str, list}:
        return left + right if len(left) + len(right) < _LONGEST else UNKNOWN
    if isinstance(operator, ast.Mod) and isinstance(left, str) and "%%" not in left:
        items = right if isinstance(right, tuple) else (right,)
        if all(type(item) in {str, int} for item in items) and left.count("%") == left.count("%s"):
            return left % items if len(items) == left.count("%s") else UNKNOWN
    return UNKNOWN
