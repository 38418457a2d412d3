"""fxpack.decorators beside the library: every decorator, with arguments of every kind."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxpack.decorators import UNKNOWN, Argument, Call, EnumValue, apply, built, construct
from fxpack.decorators.table import Entry, Parameter, choices, entry
from fxpack.facts import table
from fxpack.model import CodeSpan
from tests.oracle.decorating import Outcome, decorate, made, stacked

PYTHON = sys.version_info[:2]
PLAIN, DURABLE = "azure.functions.FunctionApp", "azure.durable_functions.DFApp"
AT = CodeSpan("function_app.py", 1, 0, 1, 9)
ADMIN = EnumValue("AuthLevel", "ADMIN")
VALUES: list[Any] = [
    *("text", "", "$return", "no-identifier", None, 0, 1, 1.5, True, False),
    *(b"bytes", 1j, ..., {"a", 1}, [], ["a", None], ("a", None, {"b": None}), [b"bytes"]),
    *({}, {"a": None, "b": {"c": None}}, {1: 2, None: 3, False: 4, 1.5: 5}, {("a",): 1}),
    *(ADMIN, EnumValue("DataType", "BINARY"), [ADMIN]),
]
OTHERS = (
    *("foo_bar", "fooBar", "foo", "foo2", "_foo", "foo_", "Foo_Bar_2x", "foo2bar", "größe", "f-g"),
    *("", "name", "self", "type", "data_type", "direction", "kwargs", "queueName", "route"),
    *("function_name", "authLevel", "auth_level", "metadata", "use_result_schema", "setting_name"),
)
LEVELS = (None, 5, "ANONYMOUS", "anonymous", "Admin", "", "nope", ADMIN)


def own() -> Iterator[tuple[str, str]]:
    """Two classes, each with the decorators that the other does not have in the same way."""
    facts = table("decorators")
    for register, names in ((PLAIN, facts["decorators"]), (DURABLE, facts["durable"])):
        yield from ((register, name) for name, each in names.items() if "needs" not in each)


DECORATORS = [*own()]


def called(register: str, decorator: str, positional: Any, keywords: Mapping[str, Any]) -> Call:
    return Call(
        decorator=decorator,
        register=register,
        at=AT,
        positional=tuple(Argument(each, AT) for each in positional),
        keywords={name: Argument(each, AT) for name, each in keywords.items()},
    )


def told(call: Call) -> Outcome:
    """What fxpack says, in the words of the library."""
    effect = apply(call, PYTHON)
    if effect.problems:
        return Outcome(refused=str(effect.problems))
    if effect.later:
        return Outcome(later=str(effect.later))
    if not effect.registers:
        return Outcome(builder=False)
    name = effect.name.value if effect.name else "decorated"
    bindings = built(effect.bindings, name, "FUNCTION")
    return Outcome(raw=[dict(binding.properties) for binding in bindings], name=name)


def disagreement(
    register: str, decorator: str, positional: list[Any], keywords: dict[str, Any]
) -> tuple[Any, ...] | None:
    """What the library and fxpack make of a call, where that is not the same."""
    real = decorate(register, decorator, tuple(positional), keywords)
    said = told(called(register, decorator, positional, keywords))
    same = (
        bool(real.refused) is bool(said.refused)
        and bool(real.later) is bool(said.later)
        and real.builder is said.builder
        and alike(real.raw, said.raw)
        # a handle of Durable Functions has the name of what it handles
        and real.name in (said.name, None)
    )
    return None if same else (decorator, positional, keywords, real, said)


def alike(real: Any, said: Any) -> bool:
    """Whether raw bindings are the same; what is unknown may be anything, or not be there."""
    if real is None or said is None:
        return real is said
    if len(real) != len(said):
        return False
    for one, other in zip(real, said, strict=True):
        unknown = {name for name, value in other.items() if value is UNKNOWN}
        known = {name: value for name, value in other.items() if name not in unknown}
        if {name: value for name, value in one.items() if name not in unknown} != known:
            return False
    return True


# -- arguments ------------------------------------------------------------------------------------


def right(found: Entry) -> dict[str, Any]:
    """Arguments that a decorator takes."""
    arguments = {
        each.name: f"a_{each.name}" for each in [*found.parameters.values()][: found.required]
    }
    names = list(found.parameters)
    if "context_name" in names:
        arguments["context_name"] = "context"
    if "topic_endpoint_uri" in names:
        arguments["connection"] = "a_connection"
    if found.setting == "retry_policy":
        policy = {"strategy": "fixed_delay", "max_retry_count": "3", "delay_interval": "00:00:10"}
        arguments |= policy
    return arguments


def values(parameter: Parameter) -> list[Any]:
    """What to try for a parameter: all that fxpack claims to know the outcome of."""
    plain = [each for each in VALUES if not isinstance(each, EnumValue)]
    if parameter.takes == "objects":
        return plain
    if parameter.name == "strategy":
        # older messages of the worker take truth values as numbers
        return [each for each in VALUES if not isinstance(each, bool)] + list(STRATEGIES)
    if parameter.name.endswith("_interval") or parameter.name == "max_retry_count":
        return [*VALUES, *INTERVALS, *COUNTS]
    if parameter.takes == "members":
        types = ["STRING", 0, None, 1, EnumValue("DataType", "STRING")]
        fields = [{name: "x"} for name in OTHERS] + [{"data_type": each} for each in types]
        return [*VALUES, *fields]
    if not parameter.enum:
        return VALUES
    names = list(choices(parameter.enum, PYTHON))
    members = [EnumValue(parameter.enum, name) for name in names]
    texts = [text for name in names for text in (name, name.lower(), name.title())]
    if parameter.member == "dataType":
        # only the values of its own enum are known
        return [*plain, *members, *texts, "nope"]
    lists = [*([text] for text in texts), tuple(texts), members, ["nope", names[0]], set(names)]
    return [*VALUES, *texts, "nope", f" {names[0]}", *members, *lists]


STRATEGIES = ("fixed_delay", "exponential_backoff", "fixedDelay", "FIXED_DELAY", "linear")
INTERVALS = (
    *("10", "0:0:0", "00:00:61", "00:00:62", "00:60:00", "24:00:00", "23:59:59", "1.00:00:00"),
    *(" 00:00:10", "00:00:10 ", "00:00:010", "٠٠:٠٠:١٠", "00:00", "-1:00:00", "00:00:10\n"),
)
COUNTS = ("3", " 3 ", "1_0", "-1", "3.0", "٣", 3.9, -1, 2**31, -(2**31), float("inf"), b"3")


def calls(found: Entry) -> Iterator[tuple[list[Any], dict[str, Any]]]:
    """Calls that are right, or have one thing wrong."""
    base = right(found)
    yield [], base
    for name in base:
        yield [], {other: value for other, value in base.items() if other != name}
    for parameter in found.parameters.values():
        for value in values(parameter):
            yield [], {**base, parameter.name: value}
    for name in OTHERS:
        yield [], {**base, name: "x"}
    names = list(found.parameters)
    in_order = [base.get(name) for name in names]
    for count in range(len(names) + 2):
        rest = {name: base[name] for name in names[count:] if name in base}
        yield [*in_order, "surplus"][:count], rest
    yield in_order[:1], base


@pytest.mark.parametrize(("register", "decorator"), DECORATORS)
def test_every_argument(register: str, decorator: str) -> None:
    found = entry(decorator, register, PYTHON)
    assert found
    tried = [disagreement(register, decorator, *call) for call in calls(found)]
    assert [each for each in tried if each] == []
    assert len(tried) > 20


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_retries(strategy: str) -> None:
    names = ("delay_interval", "minimum_interval", "maximum_interval")
    for times in itertools.product((None, "", "00:00:10", "10"), repeat=3):
        policy = {
            "strategy": strategy,
            "max_retry_count": 3,
            **dict(zip(names, times, strict=True)),
        }
        assert disagreement(PLAIN, "retry", [], policy) is None


@given(data=st.data())
def test_any_arguments(data: st.DataObject) -> None:
    register, decorator = data.draw(st.sampled_from(DECORATORS))
    found = entry(decorator, register, PYTHON)
    assert found
    chosen = data.draw(st.lists(st.sampled_from([*found.parameters.values()]), unique=True))
    drawn = {each.name: data.draw(st.sampled_from(values(each))) for each in chosen}
    keywords = {**(right(found) if data.draw(st.booleans()) else {}), **drawn}
    others = data.draw(st.lists(st.sampled_from(OTHERS), max_size=2, unique=True))
    keywords |= {name: data.draw(st.sampled_from(VALUES)) for name in others if name not in drawn}
    assert disagreement(register, decorator, [], keywords) is None


# -- classes --------------------------------------------------------------------------------------


@pytest.mark.parametrize("register", table("decorators")["constructors"])
def test_constructors(register: str) -> None:
    names = ("http_auth_level", "auth_level", "function_name", "app", "nope")
    calls: list[tuple[list[Any], dict[str, Any]]] = [([], {}), ([None], {}), (["FUNCTION"], {})]
    calls += [([None, "FUNCTION"], {}), ([1, 2, 3, 4], {}), ([None], {"app": None})]
    for name, level in itertools.product(names[:2], LEVELS):
        calls += [([], {name: level}), ([], {"app": None, name: level})]
    for name in ("other", "", "http_app_func", None, 5, ["x"]):
        calls += [([], {"app": None, "function_name": name}), ([], {"app": None, "nope": name})]
    for positional, keywords in calls:
        said = construct(called(register, register, positional, keywords), PYTHON)
        refused, level, functions = made(register, tuple(positional), keywords)
        assert bool(refused) is bool(said.problems), (positional, keywords, refused, said)
        if refused:
            continue
        assert level in (said.auth_level, None) or said.auth_level is UNKNOWN
        assert len(functions) == bool(said.function)
        for name, raw in functions:
            setting, route = said.function
            assert setting.name
            assert setting.name.value == name
            bindings = built(route.bindings, name, said.auth_level)
            assert alike(raw, [dict(binding.properties) for binding in bindings])


@pytest.mark.parametrize(("register", "decorator"), DECORATORS)
def test_what_is_below(register: str, decorator: str) -> None:
    found = entry(decorator, register, PYTHON)
    assert found
    assert stacked(register, decorator, right(found)) == found.below


@pytest.mark.parametrize(("register", "decorator"), DECORATORS)
def test_without_parentheses(register: str, decorator: str) -> None:
    effect = apply(Call(decorator, register, AT, bare=True), PYTHON)
    assert not effect.later
    (problem,) = effect.problems
    refused = decorate(register, decorator, (lambda: None,), {}).refused
    expected = "wrong-decorator-arguments" if "argument" in refused else "without-parentheses"
    assert problem.kind.endswith(expected)
