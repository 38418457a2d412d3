"""Classes of the app: their bases and their attributes."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from fxpack.read.python.scope import Scope
from fxpack.read.python.values import (
    UNKNOWN,
    ClassValue,
    Env,
    External,
    ExternalCall,
    FunctionValue,
    Instance,
    Method,
    Unknown,
    Value,
    Values,
)

if TYPE_CHECKING:
    from fxpack.read.python.interpreter import Interpreter

_ENUMS = frozenset({"enum.Enum", "enum.StrEnum", "enum.IntEnum"})
_DEEPEST = 20
_MOST = 500
"""Bases that share their bases are looked at again and again, up to two to the power of the depth."""


class Classes:
    """Looks into classes; the interpreter evaluates their bases."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._interpreter = interpreter
        self._looked_at = 0

    def attribute(self, value: ClassValue | Instance | ExternalCall, name: str) -> Values:
        """An attribute of a class of the app, or of an object of one."""
        cls = value if isinstance(value, ClassValue) else value.cls
        assert cls is not None
        lineage, _ = self.lineage(cls)
        for ancestor in lineage:
            for statement in ancestor.node.body:
                if getattr(statement, "name", None) != name:
                    continue
                if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    replaced = self._interpreter.modules.may_set(name)
                    return UNKNOWN if replaced else (self._method(statement, ancestor, value),)
                if isinstance(statement, ast.ClassDef) and not statement.decorator_list:
                    return (ClassValue(statement, ancestor.env),)
            if _assigns(ancestor.node, name):
                # A member of an enum is not what is assigned to it, but where it is text itself.
                if self.is_plain_enum(ancestor):
                    return UNKNOWN
                return self._of_instance(ancestor, name, value) or self._assigned(
                    ancestor, name, value
                )
        return UNKNOWN

    def _of_instance(
        self, owner: ClassValue, name: str, value: ClassValue | Instance | ExternalCall
    ) -> Values:
        """What the constructor gives an object under a name, where nothing else does."""
        if isinstance(value, ClassValue) or len(_stores(owner.node, name)) != 1:
            return ()
        inside = self.constructor(value)
        if inside is None or inside.scope is None or self._interpreter.modules.setting(name) > 1:
            return ()
        for each in inside.scope.executed:
            if each.certain and isinstance(each.node, ast.Assign):
                target = each.node.targets[0]
                if isinstance(target, ast.Attribute) and target.attr == name:
                    return self._interpreter.expr(
                        each.node.value, inside._replace(before=each.order)
                    )
        return ()

    def constructor(self, value: Instance | ExternalCall) -> Env | None:
        """The names as the constructor sees them when it makes an object; None if we can't tell."""
        if value.cls is None or value.node is None or value.env is None:
            return None
        for ancestor in self.lineage(value.cls)[0]:
            for statement in ancestor.node.body:
                if getattr(statement, "name", "") != "__init__":
                    continue
                if not isinstance(statement, ast.FunctionDef) or statement.decorator_list:
                    return None
                function = FunctionValue(statement, ancestor.env)
                return self._interpreter.calls.entered(function, value.node, value.env, value)
        return None

    def assigned(self, cls: ClassValue, name: str) -> Values:
        """What one plain assignment in the body of a class gives a name."""
        return self._assigned(cls, name, cls)

    def is_enum(self, cls: ClassValue) -> bool:
        """Whether a class of the app certainly has members as its attributes."""
        return any(name in _ENUMS for name in self._bases_outside(cls))

    def is_plain_enum(self, cls: ClassValue) -> bool:
        """Whether these members are nothing else: neither text nor numbers."""
        bases = self._bases_outside(cls)
        return bool(bases) and all(name == "enum.Enum" for name in bases)

    def _bases_outside(self, cls: ClassValue) -> list[str]:
        bases = (base for ancestor in self.lineage(cls)[0] for base in ancestor.node.bases)
        values = (value for base in bases for value in self._interpreter.expr(base, cls.env))
        return [value.name for value in values if isinstance(value, External)]

    def _assigned(
        self, owner: ClassValue, name: str, value: ClassValue | Instance | ExternalCall
    ) -> Values:
        """A class attribute that one plain assignment in the class's body makes."""
        assigned = [
            statement.value
            for statement in owner.node.body
            if isinstance(statement, ast.Assign)
            and any(isinstance(t, ast.Name) and t.id == name for t in statement.targets)
        ]
        if len(assigned) != 1 or len(_stores(owner.node, name)) != 1:
            return UNKNOWN
        body = Scope(owner.node.body, b"", self._interpreter.python)
        values = self._interpreter.expr(
            assigned[0], Env(owner.env.module, None, body, outer=owner.env)
        )
        if isinstance(value, ClassValue):
            return values
        return tuple(
            Method(each, value) if isinstance(each, FunctionValue) else each for each in values
        )

    def _method(
        self,
        node: ast.FunctionDef | ast.AsyncFunctionDef,
        owner: ClassValue,
        value: ClassValue | Instance | ExternalCall,
    ) -> Value:
        function = FunctionValue(node, owner.env)
        names = [item.id for item in node.decorator_list if isinstance(item, ast.Name)]
        if len(names) != len(node.decorator_list):
            return Unknown()
        if names == ["staticmethod"]:
            return function
        if names == ["classmethod"]:
            cls = value if isinstance(value, ClassValue) else value.cls
            return Method(function, cls or Unknown())
        if names:
            return Unknown()
        return function if isinstance(value, ClassValue) else Method(function, value)

    def register(self, cls: ClassValue) -> str:
        """The class of azure.functions that a class of the app extends, "" if we can't tell."""
        outside = self._interpreter.links.outside
        found = ""
        for ancestor in self.lineage(cls)[0]:
            if ancestor.node.keywords or ancestor.node.decorator_list:
                return ""
            for base in ancestor.node.bases:
                values = self._interpreter.expr(base, ancestor.env)
                if len(values) != 1:
                    return ""
                value = values[0]
                if isinstance(value, External) and outside.is_register(value.name):
                    if found:
                        return ""
                    found = value.name
        return found

    def lineage(self, cls: ClassValue, depth: int = 0) -> tuple[list[ClassValue], bool]:
        """A class of the app with its bases in the app, and whether all other bases are known."""
        self._looked_at = self._looked_at + 1 if depth else 0
        found, closed = [cls], not cls.node.keywords
        for base in cls.node.bases:
            target = base.value if isinstance(base, ast.Subscript) else base
            values = self._interpreter.expr(target, cls.env)
            if len(values) == 1 and isinstance(values[0], ClassValue):
                if values[0].node is cls.node or depth > _DEEPEST or self._looked_at > _MOST:
                    return found, False
                more, more_closed = self.lineage(values[0], depth + 1)
                # Of a class met twice the last place counts, as in Python's own order.
                again = {each.node for each in more}
                found = [each for each in found if each.node not in again] + more
                closed = closed and more_closed
            elif not (
                len(values) == 1 and isinstance(values[0], External) and values[0].name == "object"
            ):
                closed = False
        return found, closed


def _assigns(node: ast.ClassDef, name: str) -> bool:
    return bool(_stores(node, name))


def _stores(node: ast.ClassDef, name: str) -> list[ast.AST]:
    """Where a class, or a method of it, assigns to an attribute of this name."""
    return [
        inner
        for inner in ast.walk(node)
        if (isinstance(inner, ast.Name) and inner.id == name and isinstance(inner.ctx, ast.Store))
        or (
            isinstance(inner, ast.Attribute)
            and inner.attr == name
            and isinstance(inner.ctx, ast.Store)
        )
    ]


def has_attribute(node: ast.ClassDef, name: str) -> bool:
    """Whether a class, or a method of it, may give its instances this attribute."""
    return defines(node, name) or _assigns(node, name)


def defines(node: ast.ClassDef, name: str) -> bool:
    return any(getattr(statement, "name", None) == name for statement in node.body)
