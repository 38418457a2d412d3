"""What Python makes of the things that apps hand to the library: their kinds, names and places."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping

from fxpack.model import CodeSpan
from fxpack.read.python.interpreter import Interpreter
from fxpack.read.python.nodes import name_span
from fxpack.read.python.values import (
    AppModule,
    Builder,
    ClassValue,
    Constant,
    Decorating,
    Display,
    External,
    ExternalCall,
    FunctionValue,
    Handle,
    Instance,
    Method,
    NotCallable,
    RegisterMethod,
    Value,
)

# Their objects are no apps of the worker, and no blueprints, whatever they are called.
FRAMEWORKS = frozenset({"flask", "fastapi", "starlette", "django", "quart", "falcon", "bottle"})
_NAMED = rb"(\w+)\s*\.\s*__name__\s*=[^=]"
# What libraries call the functions that they make.
_MADE = {
    "AsgiMiddleware.main": "_handle",
    "WsgiMiddleware.main": "_handle",
    "AsgiMiddleware.handle": "handle",
    "WsgiMiddleware.handle": "handle",
    "decorator": "decorator",
}
_DISPLAYS: Mapping[type[ast.expr], str] = {
    ast.List: "list",
    ast.Tuple: "tuple",
    ast.Set: "set",
    ast.Dict: "dict",
    ast.JoinedStr: "str",
}


def made_by(value: Value) -> ExternalCall | None:
    """The call that made the app or blueprint that a value is, or belongs to."""
    if isinstance(value, ExternalCall):
        return value
    if isinstance(value, RegisterMethod):
        return value.register
    return value.method.register if isinstance(value, Decorating) else None


def no_register(value: Value) -> str:
    """What something is that certainly holds no functions; "" if we can't tell."""
    if isinstance(value, ExternalCall) and value.function.partition(".")[0] in FRAMEWORKS:
        return f"a {value.function}"
    if isinstance(value, AppModule) or (isinstance(value, External) and value.form == "module"):
        return "module"
    if isinstance(value, (FunctionValue, Builder, Method, Handle)):
        return "function"
    if isinstance(value, Instance) and b"_function_builders" not in value.cls.env.module.data:
        return f"an instance of {value.cls.node.name}"
    if isinstance(value, ClassValue) or (isinstance(value, External) and value.form == "class"):
        return "class"
    if isinstance(value, Constant):
        return "None" if value.value is None else type(value.value).__name__
    return _DISPLAYS.get(type(value.node), "") if isinstance(value, Display) else ""


def not_decoratable(value: Value, interpreter: Interpreter) -> str:
    """What something is that no decorator takes; "" for what one may take."""
    if isinstance(value, (Constant, Display, AppModule)):
        return no_register(value)
    if isinstance(value, External) and value.form == "module":
        return "module"
    if isinstance(value, NotCallable):
        return value.what
    if isinstance(value, ExternalCall):
        if interpreter.links.outside.is_register(value.function):
            return f"a {value.function.rpartition('.')[2]}"
        return "a functools.partial" if value.function == "functools.partial" else ""
    if isinstance(value, Instance):
        lineage, closed = interpreter.classes.lineage(value.cls)
        texts = b"__name__", b"__getattr__", b"update_wrapper", b"wraps"
        if closed and not any(text in c.env.module.data for c in lineage for text in texts):
            return f"an instance of {value.cls.node.name}"
    return ""


def name_of(value: Value) -> str | None:
    """The `__name__` of a callable, None where we can't tell."""
    for _ in range(20):
        if isinstance(value, (FunctionValue, ClassValue)) and _may_be_named(value):
            # It may be set by hand.
            return None
        if isinstance(value, FunctionValue) and isinstance(value.wraps, Builder):
            # What wraps a builder keeps its own name: the builder has none to give.
            return getattr(value.node, "name", "<lambda>")
        if isinstance(value, FunctionValue) and value.wraps is not None:
            value = value.wraps
        elif isinstance(value, Method):
            value = value.function
        elif isinstance(value, (FunctionValue, ClassValue)):
            return getattr(value.node, "name", "<lambda>")
        else:
            return _MADE.get(value.made_by) if isinstance(value, Handle) else None
    return None


def _may_be_named(value: FunctionValue | ClassValue) -> bool:
    """Whether the name of a function may be set by hand in its file."""
    data = value.env.module.data
    if b"__name__" not in data:
        return False
    if b"setattr(" in data and re.search(rb"['\"]__name__['\"]", data):
        return True
    # The whole pattern takes its time: most files only ask for a name.
    is_set = re.search(rb"__name__\s*=[^=]", data) is not None
    owners = set(re.findall(_NAMED, data)) if is_set else set()
    if value.env.scope is not None or not owners:
        return bool(owners)
    # Of a function that is not inside of another: by its own name, or as somebody's argument.
    name = getattr(value.node, "name", "").encode()
    given = (re.search(rb"def\s+\w+\s*\([^)]*\b%s\b" % owner, data) for owner in owners)
    return name in owners or any(given)


def place_of(value: Value, otherwise: CodeSpan) -> CodeSpan:
    """Where the name of a callable of the app stands."""
    for _ in range(20):
        if not isinstance(value, FunctionValue) or value.wraps is None:
            break
        value = value.wraps.function if isinstance(value.wraps, Builder) else value.wraps
    if isinstance(value, Method):
        value = value.function
    if isinstance(value, (FunctionValue, ClassValue)):
        return name_span(value.env.module.path, value.node)
    return otherwise
