"""What a call of a decorator says: its arguments as constants, each with its place."""

from __future__ import annotations

import ast

from fxpack.decorators import Argument, Call
from fxpack.read.python.constants import Constants
from fxpack.read.python.modules import Module
from fxpack.read.python.nodes import span
from fxpack.read.python.values import Env


class Arguments:
    """Reads the arguments of calls."""

    def __init__(self, constants: Constants) -> None:
        self._constants = constants

    def call(self, name: str, register: str, node: ast.Call, env: Env) -> Call:
        """A call of the method `name` of an app or blueprint, or of its class `register`."""
        positional, is_open = self._positional(node, env)
        keywords, is_open = self._keywords(node, env, is_open=is_open)
        at = span(env.module.path, node)
        return Call(name, register, at, tuple(positional), keywords, open=is_open)

    def arms(self, call: Call, node: ast.Call, env: Env) -> list[Call]:
        """The same call with either side of a conditional argument; empty where it has none."""
        for keyword in node.keywords:
            if keyword.arg is not None and isinstance(keyword.value, ast.IfExp):
                either = keyword.value.body, keyword.value.orelse
                return [
                    call._replace(
                        keywords={**call.keywords, keyword.arg: self._argument(each, env)}
                    )
                    for each in either
                ]
        return []

    def _positional(self, node: ast.Call, env: Env) -> tuple[list[Argument], bool]:
        """The arguments by position, and whether something is among them that we can't tell."""
        found: list[Argument] = []
        for each in node.args:
            if not isinstance(each, ast.Starred):
                found.append(self._argument(each, env))
                continue
            items = self._constants.of(each.value, env)
            if not isinstance(items, list | tuple):
                return found, True
            found += [Argument(item, span(env.module.path, each)) for item in items]
        return found, False

    def _keywords(
        self, node: ast.Call, env: Env, *, is_open: bool
    ) -> tuple[dict[str, Argument], bool]:
        found: dict[str, Argument] = {}
        for keyword in node.keywords:
            if keyword.arg is not None:
                found[keyword.arg] = self._argument(keyword.value, env)
                continue
            items = self._constants.of(keyword.value, env)
            if isinstance(items, dict):
                at = span(env.module.path, keyword.value)
                found |= {key: Argument(item, at) for key, item in items.items()}
            else:
                is_open = True
        return found, is_open

    def _argument(self, node: ast.expr, env: Env) -> Argument:
        return Argument(self._constants.of(node, env), span(env.module.path, node))


def bare_call(name: str, register: str, node: ast.expr, module: Module) -> Call:
    """A decorator without parentheses: it gets the function itself, and nothing else."""
    return Call(name, register, span(module.path, node), bare=True)
