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
from fxpack.decorators.taking import Members, Work, take
from fxpack.decorators.values import known
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
        entry.parameters,
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
    members = tuple(Members(dict(values), {"": call.at}) for values in entry.adds)
    missing = bound.problem.detail["missing"] if bound.problem else ()
    return Work(call, entry, python, bound.given, missing, members, [*bound.problems], [])


def _worked(work: Work, bound: Bound) -> Effect:
    take(work, bound.others)
    _check(work)
    raised = {problem.at for problem in work.problems}
    return Effect(
        bindings=tuple(members.binding(is_open=_is_open(work)) for members in work.members),
        trigger=work.entry.trigger,
        setting=work.entry.setting,
        name=work.given.get("name") if work.entry.setting == "function_name" else None,
        problems=tuple(work.problems),
        later=tuple(problem for problem in work.later if problem.at not in raised),
        durable=_DURABLE.get(work.call.decorator, ""),
        below=work.entry.below,
        registers=work.entry.registers,
    )


def _is_open(work: Work) -> bool:
    """Whether a binding may have members that nothing here says."""
    dicts = [name for name, each in work.entry.parameters.items() if each.takes == "members"]
    further = [work.given[name].value for name in dicts if name in work.given]
    return work.call.open or any(not known(each) for each in further)


# -- what single decorators refuse ----------------------------------------------------------------


def _check(work: Work) -> None:
    decorator = work.call.decorator
    if decorator in _KEYS:
        _check_key(work, _KEYS[decorator])
    if decorator == "event_grid_output":
        _check_target(work)
    elif decorator in ("orchestration_trigger", "entity_trigger"):
        _check_context_name(work)
    elif work.entry.setting and not work.missing:
        _check_setting(work)


def _check_key(work: Work, name: str) -> None:
    """Two decorators use a name as a key, which not every value can be."""
    argument = work.given.get(name)
    if argument is None:
        return
    try:
        hash(argument.value)
    except TypeError:
        work.problems.append(work.unusable(argument, name, "is not text"))


def _check_target(work: Work) -> None:
    """event_grid_output takes either a connection, or both of topic_*."""
    names = ("connection", "topic_endpoint_uri", "topic_key_setting")
    values = [work.given[name].value if name in work.given else None for name in names]
    connection, *topic = (value is not None for value in values)
    unsure = work.call.open or UNKNOWN in values
    if not unsure and (any(topic) if connection else not all(topic)):
        work.problems.append(Problem("event-grid-output-target", work.call.at))


def _check_context_name(work: Work) -> None:
    """The wrapper of an orchestrator or an entity calls its one parameter "context"."""
    argument = work.given.get("context_name")
    if argument and isinstance(argument.value, str) and argument.value != "context":
        work.later.append(work.problem("durable-context-name", argument, value=argument.value))


def _check_setting(work: Work) -> None:
    if work.entry.setting == "retry_policy":
        from fxpack.decorators import retry

        work.later.extend(retry.problems(work.call, work.given, work.python))
    elif "name" in work.given and _is_no_name(work.given["name"].value, work.python):
        argument = work.given["name"]
        work.later.append(work.problem("function-name-not-text", argument, value=argument.value))


def _is_no_name(value: Any, python: tuple[int, int]) -> bool:
    """Whether the worker certainly fails over the name of a function; uuid5 takes bytes from 3.12 on."""
    return value is not UNKNOWN and not isinstance(value, str if python < (3, 12) else (str, bytes))
