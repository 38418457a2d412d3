"""What the body of an entry point does that bites when it is called, where that is certain."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping

from fxpack.model import Problem
from fxpack.read.python.interpreter import Interpreter
from fxpack.read.python.modules import Module
from fxpack.read.python.nodes import own_nodes, own_statements, parameters, span, yields
from fxpack.read.python.scope import Scope
from fxpack.read.python.values import (
    UNKNOWN,
    ClassValue,
    Constant,
    Display,
    Env,
    External,
    FunctionValue,
    Instance,
    Values,
)

# What to await instead. Only calls that block whatever their arguments are.
BLOCKING: Mapping[str, str] = {
    "time.sleep": "await asyncio.sleep(…)",
    "subprocess.run": "await asyncio.create_subprocess_exec(…)",
    "subprocess.call": "await asyncio.create_subprocess_exec(…)",
    "subprocess.check_call": "await asyncio.create_subprocess_exec(…)",
    "subprocess.check_output": "await asyncio.create_subprocess_exec(…)",
    "os.system": "await asyncio.create_subprocess_shell(…)",
    "urllib.request.urlopen": "an async client such as aiohttp or httpx.AsyncClient",
    "socket.create_connection": "await asyncio.open_connection(…)",
} | {
    f"requests.{name}": "an async client such as aiohttp or httpx.AsyncClient"
    for name in ("get", "post", "put", "patch", "delete", "head", "options", "request")
}
_TEXT = re.compile(rb"sleep|subprocess|system|urlopen|create_connection|requests")


def blocking_calls(
    module: Module, node: ast.FunctionDef | ast.AsyncFunctionDef, interpreter: Interpreter
) -> Iterator[Problem]:
    """The calls in an `async def` that block the event loop of all async functions."""
    if not isinstance(node, ast.AsyncFunctionDef) or not _TEXT.search(module.data):
        return
    env = _inside(module, node, interpreter)
    calls = [inner for inner in own_nodes(node) if isinstance(inner, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        if not isinstance(call.func, (ast.Attribute, ast.Name)):
            continue
        values = interpreter.expr(call.func, env)
        if len(values) == 1 and isinstance(values[0], External) and values[0].name in BLOCKING:
            detail = {"call": values[0].name, "instead": BLOCKING[values[0].name]}
            yield Problem("blocking-call", span(module.path, call), detail)


def returned_values(
    module: Module, node: ast.FunctionDef | ast.AsyncFunctionDef, interpreter: Interpreter
) -> Iterator[Problem]:
    """The first `return` of something that is certainly not None."""
    returns = [
        inner for inner in own_statements(node) if isinstance(inner, ast.Return) and inner.value
    ]
    if not returns or (b"yield" in module.data and yields(node)):
        return
    env = _inside(module, node, interpreter)
    for inner in sorted(returns, key=lambda inner: (inner.lineno, inner.col_offset)):
        if inner.value is not None and _is_something(inner.value, env, interpreter):
            yield Problem("value-without-return", span(module.path, inner), {})
            return


def _is_something(expr: ast.expr, env: Env, interpreter: Interpreter) -> bool:
    if isinstance(expr, ast.Call):
        made = interpreter.expr(expr.func, env)
        return len(made) == 1 and (
            (isinstance(made[0], External) and made[0].form == "class")
            or (
                isinstance(made[0], ClassValue)
                and isinstance(interpreter.expr(expr, env)[0], Instance)
            )
        )
    values = interpreter.expr(expr, env)
    return bool(values) and all(
        isinstance(value, (FunctionValue, ClassValue, Instance, Display))
        or (isinstance(value, Constant) and value.value is not None)
        for value in values
    )


def _inside(
    module: Module, node: ast.FunctionDef | ast.AsyncFunctionDef, interpreter: Interpreter
) -> Env:
    """The names as the function's body sees them."""
    given: dict[str, Values] = {a.arg: UNKNOWN for a in parameters(node)}
    return Env(module, None, Scope(node.body, module.data, interpreter.python), given)
