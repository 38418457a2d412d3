"""The constant that an expression is, where it is one: text, numbers, lists of them, enum members."""

from __future__ import annotations

import ast
import re
from typing import Any

from fxpack.decorators import UNKNOWN, EnumValue
from fxpack.read.python.interpreter import Interpreter
from fxpack.read.python.values import UNKNOWN as UNKNOWN_VALUE
from fxpack.read.python.values import (
    ClassValue,
    Constant,
    Display,
    Env,
    External,
    ExternalCall,
    FunctionValue,
    Instance,
    Unevaluated,
    Value,
)

_DEEPEST = 30
_LONGEST = 10_000
"""Characters and items of what is put together; longer ones are nobody's binding."""
# Methods of text that depend on nothing else.
_METHODS = frozenset(
    {"capitalize", "format", "join", "lower", "lstrip", "removeprefix", "removesuffix", "replace",
     "rstrip", "split", "strip", "title", "upper"}
)  # fmt: skip
_SIMPLE = r"(?:[^{}]|\{\d*\})*"
# Objects that are no text, number or list, whatever they are made with.
_OBJECTS = frozenset(
    {"object", "datetime.date", "datetime.datetime", "datetime.time", "datetime.timedelta",
     "decimal.Decimal", "pathlib.Path", "pathlib.PurePath", "pathlib.PurePosixPath", "uuid.UUID"}
)  # fmt: skip


class Constants:
    """Evaluates expressions to constants; what is none is `UNKNOWN`, also inside of lists.

    An object that is certainly no such constant is one of a class of the same name.
    """

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
            case ast.BoolOp():
                return self._first(node, env)
            case ast.UnaryOp(op=ast.USub()):
                value = self.of(node.operand, env)
                return -value if type(value) in {int, float} else UNKNOWN
            case ast.Subscript():
                return self._item(node, env)
            case ast.Call(func=ast.Attribute(value=text, attr=name), args=args, keywords=[]) if (
                name in _METHODS
            ):
                return self._called(text, name, args, env)
            case ast.Attribute(attr="value" | "name" as asked, value=ast.Attribute() as member):
                found = self._of_member(member, asked, env)
                return self._evaluated(node, env) if found is UNKNOWN else found
            case ast.Attribute():
                return self._attribute(node, env)
            case ast.Name(id="__name__") if "__name__" not in env.module.scope.history:
                return self._dotted(env.module.path)
        return self._evaluated(node, env)

    def _evaluated(self, node: ast.expr, env: Env) -> Any:
        values = self._interpreter.expr(node, env)
        return self.of_value(values[0]) if len(values) == 1 else UNKNOWN

    def _dotted(self, path: str) -> str:
        """What a module found through sys.path is called."""
        importer = self._interpreter.links.importer
        for folder in importer.folders:
            path = path.removeprefix(f"{folder}/")
        return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def of_value(self, value: Value) -> Any:
        """The constant that a value of the interpreter is."""
        if isinstance(value, Constant):
            return value.value
        if isinstance(value, (Display, Unevaluated)):
            return self.of(value.node, value.env)
        if isinstance(value, FunctionValue):
            return _object("function")
        if isinstance(value, Instance):
            return _object(value.cls.node.name)
        if isinstance(value, ExternalCall) and value.function in _OBJECTS:
            return _object(value.function.rpartition(".")[2])
        if isinstance(value, External):
            owner, _, member = value.name.rpartition(".")
            if self._interpreter.links.outside.is_enum(owner):
                return EnumValue(owner.rpartition(".")[2], member)
        return UNKNOWN

    # -- attributes ------------------------------------------------------------------------------

    def _attribute(self, node: ast.Attribute, env: Env) -> Any:
        owner = self._interpreter.expr(node.value, env)
        if len(owner) == 1:
            if isinstance(owner[0], FunctionValue) and node.attr == "__name__":
                name = getattr(owner[0].node, "name", "<lambda>")
                return UNKNOWN if owner[0].wraps is not None else name
            if isinstance(owner[0], ClassValue) and self._is_own_member(owner[0], node.attr):
                return _object(owner[0].node.name)
        return self._evaluated(node, env)

    def _is_own_member(self, cls: ClassValue, name: str) -> bool:
        """Whether it is a member of an enum of the app that is neither text nor a number."""
        classes = self._interpreter.classes
        assigned = classes.is_plain_enum(cls) and not name.startswith("_")
        return assigned and classes.assigned(cls, name) != UNKNOWN_VALUE

    def _of_member(self, member: ast.Attribute, asked: str, env: Env) -> Any:
        """`Colour.RED.value`."""
        owner = self._interpreter.expr(member.value, env)
        if len(owner) != 1:
            return UNKNOWN
        value = self.of_value(self._interpreter.attribute(owner[0], member.attr)[0])
        if isinstance(value, EnumValue):
            level = value.enum == "AuthLevel"
            return value.member if asked == "name" else value.member.lower() if level else UNKNOWN
        classes = self._interpreter.classes
        if not isinstance(owner[0], ClassValue) or not classes.is_enum(owner[0]):
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
        if isinstance(node, ast.Set):
            return set(items) if all(type(item) in {str, int} for item in items) else UNKNOWN
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

    def _first(self, node: ast.BoolOp, env: Env) -> Any:
        """`a or b`, `a and b`: the first that decides, or the last."""
        value: Any = UNKNOWN
        for part in node.values:
            value = self.of(part, env)
            if value is UNKNOWN or bool(value) == isinstance(node.op, ast.Or):
                return value
        return value

    def _called(self, owner: ast.expr, name: str, args: list[ast.expr], env: Env) -> Any:
        """A method of a text: `"GET POST".split()`."""
        text = self.of(owner, env)
        arguments = [self.of(each, env) for each in args]
        plain = all(type(each) in {str, int} for each in arguments)
        if name == "join" and len(arguments) == 1 and isinstance(arguments[0], list):
            plain = all(isinstance(each, str) for each in arguments[0])
        if not isinstance(text, str) or not plain or len(text) > _LONGEST:
            return UNKNOWN
        if name == "format" and not re.fullmatch(_SIMPLE, text):
            return UNKNOWN
        try:
            return getattr(text, name)(*arguments)
        except (TypeError, ValueError, LookupError):
            return UNKNOWN


def _object(name: str) -> Any:
    """An object of a class of which only the name counts."""
    return type(name, (), {})()


def _is_member(node: ast.expr) -> bool:
    """Whether an expression may be a member of an enum that is text: how it shows is another story."""
    return isinstance(node, ast.Attribute) and node.attr not in {"value", "name", "__name__"}


def _computed(operator: ast.operator, left: Any, right: Any) -> Any:
    """Text and lists put together."""
    if isinstance(operator, ast.Add) and type(left) is type(right) and type(left) in {str, list}:
        return left + right if len(left) + len(right) < _LONGEST else UNKNOWN
    if isinstance(operator, ast.Mod) and isinstance(left, str) and "%%" not in left:
        items = right if isinstance(right, tuple) else (right,)
        if all(type(item) in {str, int} for item in items) and left.count("%") == left.count("%s"):
            return left % items if len(items) == left.count("%s") else UNKNOWN
    return UNKNOWN
