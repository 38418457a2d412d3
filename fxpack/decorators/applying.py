"""One decorator, applied: the bindings that it adds, and what raises.

Source: azure-functions 2.3.0 and 1.26.0, decorators/function_app.py, core.py and utils.py; what the
worker does with the result: azure-functions-runtime 1.3.0, loader.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from fxpack.decorators import retry, table
from fxpack.decorators.calling import Bound, bind
from fxpack.decorators.nouns import UNKNOWN, Argument, Call, Effect, EnumValue
from fxpack.decorators.table import Entry, Parameter
from fxpack.decorators.values import NotJSONError, as_json, known, looked_up
from fxpack.model import Binding, CodeSpan, Problem

_DURABLE: Mapping[str, Literal["orchestrator", "entity", "activity", "client"]] = {
    "orchestration_trigger": "orchestrator",
    "entity_trigger": "entity",
    "activity_trigger": "activity",
    "durable_client_input": "client",
}
# core.py, Binding.EXCLUDED_INIT_PARAMS: never written as further members
_NOT_WRITTEN = ("self", "kwargs", "type", "data_type", "direction")
_SNAKE_CASE = re.compile(r"^([a-zA-Z]+\d*_|_+[a-zA-Z\d])\w*$")
_WORD = re.compile(r"^([a-zA-Z]+\d*)$")


class _Members(NamedTuple):
    """The members of one binding while they are put together, and where each is said."""

    values: dict[str, Any]
    places: dict[str, CodeSpan]


class _Work(NamedTuple):
    """One application of a decorator, as far as it has come."""

    call: Call
    entry: Entry
    bound: Bound
    python: tuple[int, int]
    members: tuple[_Members, ...]
    problems: list[Problem]
    later: list[Problem]

    def wrong(self, kind: str, argument: Argument, /, **detail: Any) -> Problem:
        return Problem(kind, argument.at, {"decorator": self.call.decorator, **detail})


def apply(call: Call, python: tuple[int, int]) -> Effect:
    """What a call of a decorator does to the function below it, on a Python of Azure."""
    entry = table.entry(call.decorator, call.register, python)
    if entry is None:
        return Effect(undecided=f"{call.register} has no decorator {call.decorator}")
    if call.bare:
        call = call._replace(positional=(Argument(UNKNOWN, call.at),))
    bound = bind(
        call,
        [each.name for each in entry.parameters],
        positional=entry.positional,
        required=entry.required,
        takes_any=entry.takes_any,
    )
    if entry.needs:
        reason = "" if bound.problems else f"{call.decorator} is not known"
        return Effect(problems=bound.problems, undecided=reason)
    if call.bare and not bound.problems:
        detail = {"decorator": call.decorator}
        forgotten = Problem("decorator-without-parentheses", call.at, detail)
        return Effect(problems=(forgotten,), registers=False)
    return _worked(_started(call, entry, bound, python))


def _started(call: Call, entry: Entry, bound: Bound, python: tuple[int, int]) -> _Work:
    members = []
    for way, type_ in entry.adds:
        values = {"direction": "OUT" if way == "out" else "IN", "type": type_ or UNKNOWN}
        members.append(_Members(values, {"": call.at}))
    if members:
        members[0].values.update(entry.always)
        members[0].values.update(dict.fromkeys(entry.of_function, UNKNOWN))
    return _Work(call, entry, bound, python, tuple(members), list(bound.problems), [])


def _worked(work: _Work) -> Effect:
    for parameter in work.entry.parameters:
        _take(work, parameter)
    _take_others(work, work.bound.others, 0)
    _check_target(work)
    _check_context_name(work)
    if work.entry.setting == "retry_policy" and not work.bound.problems:
        work.later.extend(retry.problems(work.call, work.bound.given, work.python))
    if work.entry.setting == "function_name":
        _check_function_name(work)
    return Effect(
        bindings=tuple(_binding(work, members) for members in work.members),
        trigger=bool(work.entry.adds) and work.entry.adds[0][0] == "trigger",
        setting=work.entry.setting,
        name=work.bound.given.get("name") if work.entry.setting == "function_name" else None,
        problems=tuple(work.problems),
        later=tuple(work.later),
        durable=_DURABLE.get(work.call.decorator, ""),
        below=work.entry.below,
        registers=work.entry.registers,
    )


def _binding(work: _Work, members: _Members) -> Binding:
    values = {name: value for name, value in members.values.items() if value is not None}
    name, type_, data_type = (_text(values.get(each)) for each in ("name", "type", "dataType"))
    return Binding(
        name=name,
        type=type_,
        direction="out" if values["direction"] == "OUT" else "in",
        data_type=data_type,
        properties=values,
        path=work.call.path,
        places=members.places,
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


# -- arguments ------------------------------------------------------------------------------------


def _take(work: _Work, parameter: Parameter) -> None:
    """Put one parameter where it goes."""
    argument = work.bound.given.get(parameter.name)
    if parameter.takes == "members":
        _take_members(work, parameter, argument)
        return
    if argument is not None and parameter.takes == "objects":
        argument = _objects(work, parameter, argument)
    if parameter.instead:
        argument = _instead(work, parameter, argument)
    if not parameter.member:
        return
    members = work.members[parameter.binding]
    if argument is None:
        value = UNKNOWN if work.call.open else work.entry.defaults.get(parameter.name)
        missing = any(parameter.name in each.detail["missing"] for each in work.bound.problems)
        members.values[parameter.member] = UNKNOWN if missing else value
        return
    members.places[parameter.member] = argument.at
    members.values[parameter.member] = _written(work, parameter, argument)
    if parameter.member in ("name", "type") and not _can_be_text(argument.value):
        _unusable(work, argument, parameter.name, "is not text")


def _written(work: _Work, parameter: Parameter, argument: Argument) -> Any:
    """The value of a member; UNKNOWN where the argument is refused."""
    value = argument.value
    if parameter.takes == "enum" and isinstance(value, str):
        return _looked_up(work, parameter, argument, value)
    if parameter.takes == "enums":
        return _all_looked_up(work, parameter, argument)
    if (
        parameter.takes == "enum value"
        and isinstance(value, EnumValue)
        and value.enum == parameter.enum
    ):
        return table.values(value.enum).get(value.member, UNKNOWN)
    if parameter.member == "dataType" and _is_plain_true(value):
        # core.py, Binding.data_type, asks it for its value
        work.later.append(_choice(work, parameter, argument, value))
    return _json(work, parameter.name, argument)


def _is_plain_true(value: Any) -> bool:
    return bool(value) and value is not UNKNOWN and not isinstance(value, (str, EnumValue))


def _looked_up(work: _Work, parameter: Parameter, argument: Argument, text: str) -> Any:
    found = looked_up(text, parameter.enum, work.python)
    if found is None:
        work.problems.append(_choice(work, parameter, argument, text))
        return UNKNOWN
    return found


def _all_looked_up(work: _Work, parameter: Parameter, argument: Argument) -> Any:
    """Each of several texts, as HttpMethod: what is no text passes, what cannot be iterated does not."""
    value = argument.value
    if value is None or value is UNKNOWN:
        return value
    if isinstance(value, EnumValue) or not hasattr(value, "__iter__"):
        work.problems.append(_choice(work, parameter, argument, value))
        return UNKNOWN
    for each in value:
        if isinstance(each, str) and looked_up(each, parameter.enum, work.python) is None:
            shown = value if isinstance(value, str) else each
            work.problems.append(_choice(work, parameter, argument, shown))
            return UNKNOWN
    found = [
        looked_up(each, parameter.enum, work.python) if isinstance(each, str) else each
        for each in value
    ]
    return _json(work, parameter.name, Argument(found, argument.at))


def _choice(work: _Work, parameter: Parameter, argument: Argument, value: Any) -> Problem:
    choices = tuple(table.choices(parameter.enum, work.python))
    return work.wrong(
        "invalid-decorator-choice",
        argument,
        argument=parameter.name,
        value=value,
        choices=choices,
        hint=parameter.enum,
    )


def _objects(work: _Work, parameter: Parameter, argument: Argument) -> Argument:
    """What is false counts as not given, and every other constant raises."""
    value = argument.value
    if value is UNKNOWN or isinstance(value, EnumValue) or not known(value):
        return Argument(UNKNOWN, argument.at)
    if value:
        why = f"takes objects of azure.functions, not {type(value).__name__}"
        work.problems.append(
            work.wrong("unusable-decorator-value", argument, argument=parameter.name, why=why)
        )
        return Argument(UNKNOWN, argument.at)
    return Argument(None, argument.at)


def _instead(work: _Work, parameter: Parameter, argument: Argument | None) -> Argument | None:
    if argument is None or (argument.value is not UNKNOWN and not argument.value):
        return work.bound.given.get(parameter.instead)
    return argument


def _can_be_text(value: Any) -> bool:
    return value is UNKNOWN or isinstance(value, (str, bytes))


def _unusable(work: _Work, argument: Argument, name: str, why: str) -> None:
    work.later.append(work.wrong("unusable-decorator-value", argument, argument=name, why=why))


def _json(work: _Work, name: str, argument: Argument) -> Any:
    try:
        return as_json(argument.value, work.python)
    except NotJSONError as error:
        _unusable(work, argument, name, f"cannot be written as JSON: {error}")
        return UNKNOWN


# -- further members ------------------------------------------------------------------------------


def _take_members(work: _Work, parameter: Parameter, argument: Argument | None) -> None:
    """The dict of `trigger_extra_fields` and its like."""
    value = argument.value if argument else None
    if argument is None or value is None or value is UNKNOWN:
        return
    if not isinstance(value, dict) or not all(
        isinstance(key, (str, type(UNKNOWN))) for key in value
    ):
        work.problems.append(
            work.wrong(
                "unusable-decorator-value",
                argument,
                argument=parameter.name,
                why="is not a dict with texts as keys",
            )
        )
        return
    others = {key: Argument(each, argument.at) for key, each in value.items() if key is not UNKNOWN}
    _take_others(work, others, parameter.binding)


def _take_others(work: _Work, others: Mapping[str, Argument], binding: int) -> None:
    for name, argument in others.items():
        if name in _passed(work, binding):
            _repeat(work, name, argument)
        elif work.members and name not in _NOT_WRITTEN:
            _take_other(work, name, argument, work.members[binding])
        elif work.members and name == "data_type":
            _take_data_type(work, argument, work.members[binding])


def _passed(work: _Work, binding: int) -> set[str]:
    """The names that the decorator itself passes on, to the class of a binding or of a setting."""
    names = {
        each.name
        for each in work.entry.parameters
        if each.takes != "members" and each.binding == binding
    }
    if work.entry.setting == "function_name":
        names = {"function_name"}
    return names | {"self"} | ({"name"} if work.members else set())


def _repeat(work: _Work, name: str, argument: Argument) -> None:
    detail = {"missing": [], "unknown": [], "repeated": [name], "too_many": 0}
    work.problems.append(
        work.wrong("wrong-decorator-arguments", argument, without_parentheses=False, **detail)
    )


def _take_other(work: _Work, name: str, argument: Argument, members: _Members) -> None:
    if not _SNAKE_CASE.match(name) and not _WORD.match(name):
        _unusable(work, argument, name, "is neither a word nor in snake case")
        return
    member = table.camel(name)
    members.places[member] = argument.at
    members.values[member] = _json(work, name, argument)


def _take_data_type(work: _Work, argument: Argument, members: _Members) -> None:
    members.places["dataType"] = argument.at
    members.values["dataType"] = _json(work, "data_type", argument)


# -- single decorators ----------------------------------------------------------------------------


def _check_target(work: _Work) -> None:
    """event_grid_output takes either a connection or both of topic_* (decorators/eventgrid.py)."""
    names = ("connection", "topic_endpoint_uri", "topic_key_setting")
    given = [work.bound.given.get(name, Argument(None, work.call.at)).value for name in names]
    if work.call.decorator != "event_grid_output" or work.call.open or UNKNOWN in given:
        return
    connection, *topic = (value is not None for value in given)
    if any(topic) if connection else not all(topic):
        work.problems.append(Problem("event-grid-output-target", work.call.at))


def _check_context_name(work: _Work) -> None:
    """The wrapper of an orchestrator or an entity calls its one parameter "context"."""
    if work.call.decorator not in ("orchestration_trigger", "entity_trigger"):
        return
    argument = work.bound.given.get("context_name")
    if argument and isinstance(argument.value, str) and argument.value != "context":
        work.later.append(work.wrong("durable-context-name", argument, value=argument.value))


def _check_function_name(work: _Work) -> None:
    argument = work.bound.given.get("name")
    if argument and not _can_be_text(argument.value):
        work.later.append(work.wrong("function-name-not-text", argument, value=argument.value))
