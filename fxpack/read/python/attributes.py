"""Attributes that plain classes of the app, and objects of them, certainly do not have.

Told of classes whose every base is known and gives no attributes by code of its own. What other
code may put into a class or an object is asked of the text of the app's files.
"""

from __future__ import annotations

import ast
from collections.abc import Collection

from fxpack.read.python.interpreter import Interpreter
from fxpack.read.python.patches import may_set
from fxpack.read.python.values import ClassValue, External, Instance, Value, Values

# Bases from outside with the public attributes that they and their metaclasses give.
_BASES = {
    "object": frozenset({"mro"}),
    "str": frozenset(dir(str)),
    "int": frozenset(dir(int)),
    "abc.ABC": frozenset({"mro", "register"}),
    "enum.Enum": frozenset({"mro", "name", "value"}),
    "enum.IntEnum": frozenset({"mro", "name", "value", *dir(int)}),
    "enum.StrEnum": frozenset({"mro", "name", "value", *dir(str)}),
}
# Methods with which a class, its subclasses or its objects get attributes that nothing assigns.
_MAGIC = frozenset({"__getattr__", "__getattribute__", "__init_subclass__", "__new__"})
_MAKES_ANY = (
    *(b"__class__", b"__dict__", b"__set_name__", b"setattr", b"vars(", b"locals(", b"exec("),
    *(b"_convert_(", b"namespace="),
)


class OwnAttributes:
    """Looks into classes of the app, into each once."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._interpreter = interpreter
        self._known: dict[ast.ClassDef, frozenset[str] | None] = {}

    def lacking(self, values: Values, name: str) -> ClassValue | None:
        """The class that lacks an attribute; None where one of the values may have it.

        `values` is all that an expression may stand for.
        """
        found = [self._lacking(value, name) for value in values] or [None]
        return found[0] if None not in found else None

    def _lacking(self, value: Value, name: str) -> ClassValue | None:
        cls = value.cls if isinstance(value, Instance) else value
        if not isinstance(cls, ClassValue) or name.startswith("_"):
            return None
        names = self._names(cls)
        return None if names is None or name in names else cls

    def _names(self, cls: ClassValue) -> frozenset[str] | None:
        """All public names that a class may have; None where we can't tell."""
        if cls.node not in self._known:
            # of a class in a circle nothing is known
            self._known[cls.node] = None
            self._known[cls.node] = self._all_names(cls)
        return self._known[cls.node]

    def _all_names(self, cls: ClassValue) -> frozenset[str] | None:
        node = cls.node
        if node.keywords or getattr(node, "type_params", None):
            return None
        if node.col_offset and (node.bases or not _is_only(cls, self._interpreter)):
            # its bases may stand in a scope that is not followed
            return None
        names = _own_names(node)
        if names & _MAGIC:
            return None
        for base in node.bases or [ast.Name("object", ast.Load())]:
            values = self._interpreter.expr(base, cls.env)
            value = values[0] if len(values) == 1 else None
            if isinstance(value, ClassValue):
                more = self._names(value)
            else:
                more = _BASES.get(value.name) if isinstance(value, External) else None
            if more is None:
                return None
            names |= more
        return names


def may_get(sources: Collection[bytes], name: str) -> bool:
    """Whether code of the app may give a class or an object an attribute of this name."""
    return may_set(sources, name) or any(
        text in source for source in sources for text in _MAKES_ANY
    )


def _is_only(cls: ClassValue, interpreter: Interpreter) -> bool:
    """Whether a class inside of another is the only one of its name, and nothing replaces it."""
    name = cls.node.name
    plain = cls.env.module.data.count(b"class %s" % name.encode()) == 1
    return plain and not interpreter.modules.may_set(name)


def _own_names(node: ast.ClassDef) -> frozenset[str]:
    """The names that a class's body, or a method of it, may bind; and what stands there as text."""
    found = set()
    for inner in ast.walk(node):
        match inner:
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                found.add(name)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                found.add(inner.name)
            case ast.alias():
                found.add(inner.asname or inner.name.partition(".")[0])
            case ast.Constant(value=str(text)):
                found.add(text)
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                found.add(name)
            case ast.MatchMapping(rest=str(name)) | ast.ExceptHandler(name=str(name)):
                found.add(name)
    return frozenset(found)
