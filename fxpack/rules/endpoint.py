"""What an HTTP function answers, as far as its bindings tell."""

from __future__ import annotations

from fxpack.model import Binding, Function
from fxpack.nouns import NamedTuple
from fxpack.rules.shown import triggers


class Endpoint(NamedTuple):
    """A function with its route, where a plain parameter is {}; no methods stand for all.

    A route with settings, or with parameters that are more than a name, stays as it is written:
    it answers the same as another only where both are the same text.
    """

    name: str
    binding: Binding
    route: str
    methods: frozenset[str]


def endpoint(function: Function) -> Endpoint | None:
    """None for what is no HTTP function, is disabled, or where a setting decides."""
    found = triggers(function)
    if len(found) != 1 or (found[0].type or "").lower() != "httptrigger":
        return None
    if function.config.members.get("disabled", False) is not False:
        return None
    methods = _methods(found[0].member("methods"))
    route = _route(found[0].member("route") or function.name)
    if methods is None or route is None:
        return None
    return Endpoint(function.name, found[0], route, methods)


def _methods(value: object) -> frozenset[str] | None:
    if value is None:
        return frozenset()
    if not isinstance(value, list) or not value:
        return None
    texts = [text.upper() for text in value if isinstance(text, str) and "%" not in text]
    return frozenset(texts) if len(texts) == len(value) else None


def _route(written: object) -> str | None:
    if not isinstance(written, str):
        return None
    plain = written.lower().strip("/")
    route, *rest = plain.split("{")
    for part in rest:
        name, brace, text = part.partition("}")
        if not brace or not name.isidentifier():
            return plain
        route += "{}" + text
    return route
