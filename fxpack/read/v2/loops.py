"""What a loop goes through, where that is written out: lists of blueprints, of names, of pairs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence

from fxpack.read.python.interpreter import Interpreter
from fxpack.read.python.values import UNKNOWN, Constant, Display, Env, Values

_MOST = 50
"""So many rounds are looked at one by one."""

Round = Mapping[str, Values]


def rounds(
    target: ast.expr, iterated: ast.expr, env: Env, interpreter: Interpreter
) -> list[Round] | None:
    """The names that each round of a loop binds; None where we can't tell what it goes through."""
    items = _items(iterated, env, interpreter)
    if items is None or len(items) > _MOST:
        return None
    return [dict(_bound(target, item, interpreter)) for item in items]


def _items(node: ast.expr, env: Env, interpreter: Interpreter) -> list[Values] | None:
    if isinstance(node, ast.Call):
        return _of_call(node, env, interpreter)
    if isinstance(node, ast.Name) and _is_changed(node.id, env.module.data):
        return None
    values = interpreter.expr(node, env)
    if len(values) != 1 or not isinstance(values[0], Display):
        return None
    return _of_display(values[0], interpreter)


def _of_display(value: Display, interpreter: Interpreter) -> list[Values] | None:
    node = value.node
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return _all(node.elts, value.env, interpreter)
    if isinstance(node, ast.Dict):
        return _all(node.keys, value.env, interpreter)
    return None


def _of_call(node: ast.Call, env: Env, interpreter: Interpreter) -> list[Values] | None:
    """`range(3)`, `pairs.items()` and the like."""
    if node.keywords:
        return None
    match node.func:
        case ast.Name(id="range") if len(node.args) == 1:
            limit = interpreter.expr(node.args[0], env)
            number = limit[0].value if isinstance(limit[0], Constant) else None
            if len(limit) == 1 and type(number) is int and number <= _MOST:
                return [(Constant(index),) for index in range(number)]
        case ast.Name(id="list" | "tuple" | "sorted") if len(node.args) == 1:
            return _items(node.args[0], env, interpreter)
        case ast.Name(id="enumerate") if len(node.args) == 1:
            return _numbered(node, env, interpreter)
        case ast.Attribute(attr="items" | "keys" | "values" as asked) if not node.args:
            return _of_pairs(node.func.value, asked, env, interpreter)
    return None


def _numbered(node: ast.Call, env: Env, interpreter: Interpreter) -> list[Values] | None:
    found = _items(node.args[0], env, interpreter)
    if found is None:
        return None
    numbered: list[Values] = []
    for index, values in enumerate(found):
        given = {"index": (Constant(index),), "item": values}
        pair = ast.Tuple([ast.Name("index", ast.Load()), ast.Name("item", ast.Load())], ast.Load())
        numbered.append((Display(pair, Env(env.module, None, None, given)),))
    return numbered


def _of_pairs(
    node: ast.expr, asked: str, env: Env, interpreter: Interpreter
) -> list[Values] | None:
    if isinstance(node, ast.Name) and _is_changed(node.id, env.module.data):
        return None
    values = interpreter.expr(node, env)
    if len(values) != 1 or not isinstance(values[0], Display):
        return None
    pairs, there = values[0].node, values[0].env
    if not isinstance(pairs, ast.Dict) or any(key is None for key in pairs.keys):
        return None
    if asked != "items":
        return _all(pairs.keys if asked == "keys" else pairs.values, there, interpreter)
    found: list[Values] = []
    for key, item in zip(pairs.keys, pairs.values, strict=True):
        assert key is not None
        found.append((Display(ast.Tuple([key, item], ast.Load()), there),))
    return found


def _all(
    nodes: Sequence[ast.expr | None], env: Env, interpreter: Interpreter
) -> list[Values] | None:
    if any(node is None or isinstance(node, ast.Starred) for node in nodes):
        return None
    return [interpreter.expr(node, env) for node in nodes if node is not None]


def _bound(
    target: ast.expr, values: Values, interpreter: Interpreter
) -> Iterator[tuple[str, Values]]:
    """What assigning values to the target of a loop binds."""
    if isinstance(target, ast.Name):
        yield target.id, values
    elif isinstance(target, ast.Tuple | ast.List):
        parts = None
        if len(values) == 1 and isinstance(values[0], Display):
            parts = _of_display(values[0], interpreter)
        for index, inner in enumerate(target.elts):
            paired = parts is not None and len(parts) == len(target.elts)
            yield from _bound(inner, parts[index] if parts and paired else UNKNOWN, interpreter)


def _is_changed(name: str, data: bytes) -> bool:
    """Whether a list or dictionary may get other items than those it is written with."""
    word = re.escape(name.encode())
    changing = rb"append|extend|insert|remove|pop|clear|update|add|setdefault|reverse|sort|discard"
    pattern = rb"\b%s\s*(\.\s*(%s)\b|\[[^\]\n]*\]\s*=[^=]|\+=|\|=)" % (word, changing)
    return re.search(pattern, data) is not None
