"""Calls that block the worker's event loop inside `async def`, where that is certain."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping

from fxpack.model import Problem
from fxpack.read.python.entry import own_nodes, span
from fxpack.read.python.interpreter import Interpreter
from fxpack.read.python.modules import Module
from fxpack.read.python.scope import Scope
from fxpack.read.python.values import UNKNOWN, Env, External, Values

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
    """The blocking calls in the own body of an `async def`."""
    if not isinstance(node, ast.AsyncFunctionDef) or not _TEXT.search(module.data):
        return
    arguments = node.args
    each = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    each += [a for a in (arguments.vararg, arguments.kwarg) if a is not None]
    given: dict[str, Values] = {a.arg: UNKNOWN for a in each}
    env = Env(module, None, Scope(node.body, module.data, interpreter.python), given)
    calls = [inner for inner in own_nodes(node) if isinstance(inner, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        if not isinstance(call.func, (ast.Attribute, ast.Name)):
            continue
        values = interpreter.expr(call.func, env)
        if len(values) == 1 and isinstance(values[0], External) and values[0].name in BLOCKING:
            detail = {"call": values[0].name, "instead": BLOCKING[values[0].name]}
            yield Problem("blocking-call", span(module.path, call), detail)
