"""Apps and blueprints, made: what their constructors refuse, and the function that two of them add.

Source: azure-functions 2.3.0 and 1.26.0, decorators/function_app.py; azure-functions-durable 1.7.0,
decorators/durable_app.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fxpack.decorators import table
from fxpack.decorators.applying import apply
from fxpack.decorators.calling import Bound, bind
from fxpack.decorators.nouns import UNKNOWN, Argument, Call, Effect, EnumValue, Made
from fxpack.decorators.values import NotJSONError, absent, as_json
from fxpack.model import Binding, Problem

_LEVEL = "AuthLevel"


def construct(call: Call, python: tuple[int, int]) -> Made:
    """What making a register does with its arguments; `call.register` is the class."""
    takes = table.constructor(call.register)
    if takes is None:
        return Made(auth_level=UNKNOWN)
    bound = bind(
        call,
        takes.names,
        positional=max(len(takes.names), len(call.positional) * takes.takes_more),
        required=takes.required,
        takes_any=takes.takes_any,
    )
    problems = list(bound.problems)
    level: Any = UNKNOWN if call.open or problems else EnumValue(_LEVEL, "FUNCTION")
    if takes.level in bound.given:
        argument = bound.given[takes.level]
        level = argument.value
        if _is_no_level(level, python, parsed=takes.parses):
            problems.append(_choice(call, takes.level, argument, python))
            level = UNKNOWN
    written = _written(level, python)
    function = _added(call, written, bound, python) if takes.adds else ()
    return Made(auth_level=written, function=function, problems=tuple(problems))


def _is_no_level(value: Any, python: tuple[int, int], *, parsed: bool) -> bool:
    """Whether it raises: apps look a text up as it is, without turning it into upper case."""
    if isinstance(value, str):
        return parsed and value not in table.choices(_LEVEL, python)
    return absent(value, python) is not None


def _choice(call: Call, name: str, argument: Argument, python: tuple[int, int]) -> Problem:
    detail = {
        "decorator": call.decorator,
        "argument": name,
        "value": argument.value,
        "choices": tuple(table.choices(_LEVEL, python)),
        "hint": "upper case",
    }
    return Problem("invalid-decorator-choice", argument.at, detail)


def _written(level: Any, python: tuple[int, int]) -> Any:
    """The level as a member of bindings; what cannot be one is only refused where it is used."""
    try:
        return as_json(level, python)
    except NotJSONError:
        return UNKNOWN


def _added(call: Call, level: Any, bound: Bound, python: tuple[int, int]) -> tuple[Effect, ...]:
    """The decorators of the function `http_app_func(req, context)`, outermost first."""
    methods = [EnumValue("HttpMethod", each) for each in table.choices("HttpMethod", python)]
    named = Argument("http_app_func", call.at)
    arguments: list[tuple[str, Mapping[str, Any]]] = [
        ("function_name", {"name": bound.given.get("function_name", named).value}),
        ("route", {"methods": methods, "auth_level": level, "route": "/{*route}"}),
    ]
    effects = []
    for decorator, values in arguments:
        keywords = {name: Argument(value, call.at) for name, value in values.items()}
        effects.append(apply(Call(decorator, call.register, call.at, keywords=keywords), python))
    return tuple(effects)


def built(bindings: tuple[Binding, ...], name: Any, auth_level: Any) -> tuple[Binding, ...]:
    """The bindings of a function as the app hands them out: an http trigger has a route and a level.

    `name` is the function's name, `auth_level` the app's level; each may be UNKNOWN.
    """
    return tuple(_completed(each, name, auth_level) for each in bindings)


def _completed(binding: Binding, name: Any, auth_level: Any) -> Binding:
    if binding.type != "httpTrigger" or binding.direction != "in":
        return binding
    properties = dict(binding.properties)
    for member, value in (("route", name), ("authLevel", auth_level)):
        if member not in properties and value is not None:
            properties[member] = value
    return binding._replace(properties=properties)
