"""Where arguments go: the members of bindings, as the classes of azure-functions make them.

Source: azure-functions 2.3.0 and 1.26.0, decorators/core.py and utils.py; which values the worker
stumbles over: azure-functions-runtime 1.3.0, loader.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from fxpack.decorators import table
from fxpack.decorators.nouns import UNKNOWN, Argument, Call, EnumValue
from fxpack.decorators.table import Entry, Parameter
from fxpack.decorators.values import NotJSONError, absent, as_json, known, looked_up
from fxpack.model import Binding, CodeSpan, Problem
from fxpack.nouns import NamedTuple

# core.py, Binding.EXCLUDED_INIT_PARAMS
_NOT_WRITTEN = ("self", "kwargs", "type", "data_type", "direction")
# utils.py; not compiled where no decorator has further members
_SNAKE_CASE_OR_WORD = r"^(([a-zA-Z]+\d*_|_+[a-zA-Z\d])\w*|[a-zA-Z]+\d*)$"


class Members(NamedTuple):
    """The members of one binding while they are put together, and where each is said."""

    values: dict[str, Any]
    places: dict[str, CodeSpan]

    def put(self, member: str, value: Any, at: CodeSpan) -> None:
        self.values[member] = value
        self.places[member] = at

    def binding(self, *, is_open: bool) -> Binding:
        values = {name: value for name, value in self.values.items() if value is not None}
        name, type_, data_type = (_text(values.get(each)) for each in ("name", "type", "dataType"))
        return Binding(
            name=name,
            type=type_,
            direction="out" if values["direction"] == "OUT" else "in",
            data_type=data_type,
            properties=values,
            path=self.places[""].path,
            places=self.places,
            is_open=is_open,
        )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


class Work(NamedTuple):
    """One application of a decorator, as far as it has come.

    given     the arguments by parameter
    missing   the parameters that lack one
    problems  what is raised while the module is imported; `later`: when the function is indexed
    """

    call: Call
    entry: Entry
    python: tuple[int, int]
    given: Mapping[str, Argument]
    missing: tuple[str, ...]
    members: tuple[Members, ...]
    problems: list[Problem]
    later: list[Problem]

    def problem(self, kind: str, found: Argument, **detail: Any) -> Problem:
        return Problem(kind, found.at, {"decorator": self.call.decorator, **detail})

    def unusable(self, found: Argument, name: str, why: str) -> Problem:
        return self.problem("unusable-decorator-value", found, argument=name, why=why)


def take(work: Work, others: Mapping[str, Argument]) -> None:
    """Put all arguments where they go; `others` are those without a parameter."""
    for name, parameter in work.entry.parameters.items():
        if name in work.given or (parameter.instead and not work.call.open):
            _take(work, parameter, work.given.get(name))
        elif parameter.member and (work.call.open or name in work.missing):
            work.members[parameter.binding].values[parameter.member] = UNKNOWN
    _take_others(work, others, 0)


def _take(work: Work, parameter: Parameter, argument: Argument | None) -> None:
    if argument is not None and parameter.takes == "members":
        _take_dict(work, parameter, argument)
        return
    if argument is not None:
        argument = _passing(work, parameter, argument)
    if parameter.instead and (argument is None or (known(argument.value) and not argument.value)):
        argument = work.given.get(parameter.instead)
    if argument is not None and parameter.member:
        value = _written(work, parameter, argument)
        work.members[parameter.binding].put(parameter.member, value, argument.at)


def _take_others(work: Work, others: Mapping[str, Argument], binding: int) -> None:
    """Put arguments without a parameter into a binding, or see whether a setting takes them."""
    passed = _passed(work, binding) if others else ()
    for name, argument in others.items():
        if name in passed:
            work.problems.append(_repeated(work, name, argument))
        elif work.members and name not in _NOT_WRITTEN:
            _take_other(work, name, argument, work.members[binding])
        elif work.members and name == "data_type":
            # past the look-up of `data_type`, so that a text has no value either
            _check_data_type(work, name, argument)
            work.members[binding].put("dataType", _json(work, name, argument), argument.at)


def _passed(work: Work, binding: int) -> set[str]:
    """The names that the decorator itself passes on, to the class of a binding or of a setting."""
    if work.entry.setting == "function_name":
        return {"self", "function_name"}
    same = (each for each in work.entry.parameters.values() if each.binding == binding)
    names = {each.name for each in same if each.takes != "members"}
    return names | {"self"} | ({"name"} if work.members else set())


def _repeated(work: Work, name: str, argument: Argument) -> Problem:
    detail = {"missing": [], "unknown": [], "repeated": [name], "too_many": 0}
    return work.problem("wrong-decorator-arguments", argument, without_parentheses=False, **detail)


def _take_other(work: Work, name: str, argument: Argument, members: Members) -> None:
    if not re.match(_SNAKE_CASE_OR_WORD, name):
        why = "is no word of letters, with digits only at its end, and not in snake case"
        work.later.append(work.unusable(argument, name, why))
    elif name == "authLevel" and work.call.decorator == "generic_trigger":
        # the app's own level is written over it, if it is an http trigger: only auth_level counts
        if members.values["type"] != "httpTrigger":
            members.put(name, _json(work, name, argument), argument.at)
    else:
        value = _json(work, name, argument)
        members.put(table.camel(name), UNKNOWN if table.is_attribute(name) else value, argument.at)


def _take_dict(work: Work, parameter: Parameter, argument: Argument) -> None:
    """The dict of `trigger_extra_fields` and its like."""
    value = argument.value
    if value is None or value is UNKNOWN:
        return
    if not isinstance(value, dict) or any(not isinstance(key, str) for key in value if known(key)):
        why = "is not a dict with texts as keys"
        work.problems.append(work.unusable(argument, parameter.name, why))
        return
    others = {key: Argument(each, argument.at) for key, each in value.items() if known(key)}
    _take_others(work, others, parameter.binding)


# -- values ---------------------------------------------------------------------------------------


def _passing(work: Work, parameter: Parameter, argument: Argument) -> Argument:
    """The argument as it passes the decorator; UNKNOWN in place of what raises there."""
    value = argument.value
    if (missing := absent(value, work.python)) is not None:
        work.problems.append(_choice(work, parameter.name, argument, missing, missing.enum))
        return Argument(UNKNOWN, argument.at)
    if parameter.takes == "objects" and known(value) and not isinstance(value, EnumValue):
        if value:
            why = f"takes objects of azure.functions, not {type(value).__name__}"
            work.problems.append(work.unusable(argument, parameter.name, why))
        return Argument(UNKNOWN if value else None, argument.at)
    return Argument(UNKNOWN, argument.at) if parameter.takes == "objects" else argument


def _choice(
    work: Work, name: str, argument: Argument, value: Any, enum: str, hint: str = ""
) -> Problem:
    choices = tuple(table.choices(enum, work.python))
    detail = {"argument": name, "value": value, "choices": choices, "hint": hint}
    return work.problem("invalid-decorator-choice", argument, **detail)


def _written(work: Work, parameter: Parameter, argument: Argument) -> Any:
    """The value of a member; UNKNOWN where the argument is refused."""
    value = argument.value
    if parameter.takes == "enum" and isinstance(value, str):
        return _one_looked_up(work, parameter, argument, value)
    if parameter.takes == "enums" and value is not None and value is not UNKNOWN:
        return _all_looked_up(work, parameter, argument)
    if isinstance(value, EnumValue) and value.enum == parameter.enum != "":
        if parameter.takes == "enum value":
            return table.values(value.enum)[value.member]
    elif parameter.member == "dataType":
        _check_data_type(work, parameter.name, argument)
    elif parameter.member in ("name", "type"):
        _check_text(work, parameter, argument)
    if parameter.member in work.entry.of_function and known(value) and not value:
        return UNKNOWN
    return _json(work, parameter.name, argument)


def _one_looked_up(work: Work, parameter: Parameter, argument: Argument, text: str) -> Any:
    found = looked_up(text, parameter.enum, work.python)
    if found is None:
        work.problems.append(_choice(work, parameter.name, argument, text, parameter.enum))
        return UNKNOWN
    return found


def _all_looked_up(work: Work, parameter: Parameter, argument: Argument) -> Any:
    """The texts of a list; what is no text passes, and what cannot be iterated does not."""
    value, enum = argument.value, parameter.enum
    if isinstance(value, EnumValue) or not hasattr(value, "__iter__"):
        work.problems.append(_choice(work, parameter.name, argument, value, enum, "list"))
        return UNKNOWN
    found: list[Any] = []
    for each in value:
        name = looked_up(each, enum, work.python) if isinstance(each, str) else each
        if isinstance(each, str) and name is None:
            letters = isinstance(value, str)
            wrong = value if letters else each
            hint = "list" if letters else ""
            work.problems.append(_choice(work, parameter.name, argument, wrong, enum, hint))
            return UNKNOWN
        found.append(name)
    return _json(work, parameter.name, Argument(found, argument.at))


def _check_data_type(work: Work, name: str, argument: Argument) -> None:
    """core.py, Binding.data_type, asks what is true for its `value`, which only members of enums have."""
    value = argument.value
    if known(value) and value and not isinstance(value, EnumValue):
        work.problems.append(_choice(work, name, argument, value, "DataType"))


def _check_text(work: Work, parameter: Parameter, argument: Argument) -> None:
    """A name or type that is not text does not fit into the worker's messages."""
    value = argument.value
    allowed = (str, bytes) if parameter.member == "name" else (str, bytes, type(None))
    if value is not UNKNOWN and not isinstance(value, allowed):
        work.later.append(work.unusable(argument, parameter.name, "is not text"))


def _json(work: Work, name: str, argument: Argument) -> Any:
    try:
        return as_json(argument.value, work.python)
    except NotJSONError as error:
        why = f"cannot be written as JSON: it is {error}"
        work.later.append(work.unusable(argument, name, why))
        return UNKNOWN
