"""One decorator, applied: the bindings that it adds, and what raises.

Source: azure-functions 2.3.0 and 1.26.0, decorators/function_app.py and eventgrid.py;
azure-functions-durable 1.7.0, decorators/durable_app.py; azure-functions-runtime 1.3.0, loader.py
and functions.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from fxpack.decorators import table
from fxpack.decorators.calling import Bound, bind
from fxpack.decorators.nouns import UNKNOWN, Argument, Call, Effect
from fxpack.decorators.table import Entry
from fxpack.decorators.taking import Members, Work, take, take_others
from fxpack.model import Problem

_DURABLE: Mapping[str, Literal["orchestrator", "entity", "activity", "client"]] = {
    "orchestration_trigger": "orchestrator",
    "entity_trigger": "entity",
    "activity_trigger": "activity",
    "durable_client_input": "client",
}
_KEYS = {"durable_client_input": "client_name", "mcp_tool_property": "arg_name"}


def apply(call: Call, python: tuple[int, int], sdk: tuple[int, ...] | None = None) -> Effect:
    """What a call of a decorator does to the function below it, on a Python of Azure.

    `sdk` is the azure-functions that the app asks for, where it names one: what is wrong cannot be
    told where that is older than the decorator as it is now.
    """
    entry = table.entry(call.decorator, call.register, python)
    if entry is None:
        return Effect(undecided=f"{call.register} has no decorator {call.decorator}")
    effect = _applied(call, entry, python)
    since = table.since(call.decorator, call.register, sdk) if sdk else ()
    if sdk and sdk < since:
        text = ".".join(map(str, since))
        reason = f"before azure-functions {text}, {call.decorator} was not what it is now"
        return effect._replace(problems=(), later=(), undecided=reason)
    return effect


def _applied(call: Call, entry: Entry, python: tuple[int, int]) -> Effect:
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
        reason = "" if bound.problem else f"{call.decorator} needs the package {entry.needs}"
        return Effect(problems=bound.problems, undecided=reason)
    if call.bare and not bound.problem:
        forgotten = Problem("decorator-without-parentheses", call.at, {"decorator": call.decorator})
        return Effect(problems=(forgotten,), registers=False)
    return _worked(_started(call, entry, bound, python), bound)


def _started(call: Call, entry: Entry, bound: Bound, python: tuple[int, int]) -> Work:
    members = []
    for way, type_ in entry.adds:
        direction = "OUT" if way == "out" else "IN"
        members.append(Members({"direction": direction, "type": type_ or UNKNOWN}, {"": call.at}))
    if members:
        members[0].values.update(entry.always)
        members[0].values.update(dict.fromkeys(entry.of_function, UNKNOWN))
    return Work(
        call=call,
        entry=entry,
        python=python,
        given=bound.given,
        missing=tuple(bound.problem.detail["missing"]) if bound.problem else (),
        members=tuple(members),
        problems=list(bound.problems),
        later=[],
    )


def _worked(work: Work, bound: Bound) -> Effect:
    for parameter in work.entry.parameters:
        take(work, parameter)
    take_others(work, bound.others, 0)
    _check_key(work)
    _check_target(work)
    _check_context_name(work)
    _check_setting(work)
    adds = work.entry.adds
    raised = {problem.at for problem in work.problems}
    return Effect(
        bindings=tuple(members.binding() for members in work.members),
        trigger=bool(adds) and adds[0][0] == "trigger",
        setting=work.entry.setting,
        name=work.given.get("name") if work.entry.setting == "function_name" else None,
        problems=tuple(work.problems),
        later=tuple(problem for problem in work.later if problem.at not in raised),
        durable=_DURABLE.get(work.call.decorator, ""),
        below=work.entry.below,
        registers=work.entry.registers,
    )


# -- what single decorators refuse ----------------------------------------------------------------


def _check_key(work: Work) -> None:
    """Two decorators use a name as a key, which not every value can be."""
    argument = work.given.get(_KEYS.get(work.call.decorator, ""))
    if argument is None:
        return
    try:
        hash(argument.value)
    except TypeError:
        name = _KEYS[work.call.decorator]
        work.problems.append(work.unusable(argument, name, "is not text"))


def _check_target(work: Work) -> None:
    """event_grid_output takes either a connection, or both of topic_*."""
    if work.call.decorator != "event_grid_output" or work.call.open:
        return
    names = ("connection", "topic_endpoint_uri", "topic_key_setting")
    values = [work.given[name].value if name in work.given else None for name in names]
    connection, *topic = (value is not None for value in values)
    if UNKNOWN not in values and (any(topic) if connection else not all(topic)):
        work.problems.append(Problem("event-grid-output-target", work.call.at))


def _check_context_name(work: Work) -> None:
    """The wrapper of an orchestrator or an entity calls its one parameter "context"."""
    if work.call.decorator not in ("orchestration_trigger", "entity_trigger"):
        return
    argument = work.given.get("context_name")
    if argument and isinstance(argument.value, str) and argument.value != "context":
        work.later.append(work.problem("durable-context-name", argument, value=argument.value))


def _check_setting(work: Work) -> None:
    if work.missing:
        return
    if work.entry.setting == "retry_policy":
        from fxpack.decorators import retry

        work.later.extend(retry.problems(work.call, work.given, work.python))
    if work.entry.setting == "function_name" and "name" in work.given:
        argument = work.given["name"]
        if _is_no_name(argument.value, work.python):
            problem = work.problem("function-name-not-text", argument, value=argument.value)
            work.later.append(problem)


def _is_no_name(value: Any, python: tuple[int, int]) -> bool:
    """Whether the worker certainly fails over the name of a function; uuid5 takes bytes from 3.12 on."""
    return value is not UNKNOWN and not isinstance(value, str if python < (3, 12) else (str, bytes))
