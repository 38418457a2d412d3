"""Accept tables by hand; tests/oracle/test_accepts.py compares all of them with the worker."""

from __future__ import annotations

import pytest

from fxpack.accepts import has_implicit_output, input_verdict, output_verdict, return_verdict
from fxpack.model import TypeShape

NEW, OLD = (3, 13), (3, 12)


def cls(name: str, *bases: str, closed: bool = True, reads: bool = False) -> TypeShape:
    names = frozenset((name, *bases, "object"))
    return TypeShape(kind="class", text=name, bases=names, closed=closed, reads=reads)


def generic(origin: TypeShape | None, *args: TypeShape) -> TypeShape:
    return TypeShape(kind="generic", text="generic", origin=origin, args=args)


STR, BYTES, INT, DICT, NONE = map(cls, ("str", "bytes", "int", "dict", "NoneType"))
LIST = cls("list")
REQUEST = cls("azure.functions.HttpRequest", "azure.functions._abc.HttpRequest")
RESPONSE = cls("azure.functions.HttpResponse", "azure.functions._abc.HttpResponse")
EVENT = cls("azure.functions.EventHubEvent", "azure.functions._abc.EventHubEvent")
OWN_REQUEST = cls("f.Own", "azure.functions.HttpRequest", "azure.functions._abc.HttpRequest")
HALF_KNOWN = cls("f.Own", closed=False)
UNKNOWN = TypeShape(kind="unknown", text="x")
NUMBER = TypeShape(kind="nontype", text="123")
UNION = TypeShape(kind="nontype", text="typing.Union")
ANY = TypeShape(kind="nontype", text="typing.Any")
OPTIONAL = TypeShape(kind="nontype", text="Optional[str]", origin=UNION, args=(STR, NONE))
LITERAL = generic(TypeShape(kind="nontype", text="typing.Literal"))
HASHABLE = generic(cls("collections.abc.Hashable"))


@pytest.mark.parametrize(
    ("type_", "shape", "expected"),
    [
        ("httpTrigger", REQUEST, True),
        ("httpTrigger", OWN_REQUEST, True),
        ("httpTrigger", RESPONSE, False),
        ("httpTrigger", STR, True),
        ("httpTrigger", BYTES, True),
        ("httpTrigger", INT, False),
        ("httpTrigger", HALF_KNOWN, None),
        ("httpTrigger", UNKNOWN, None),
        ("httpTrigger", NUMBER, False),
        ("httpTrigger", OPTIONAL, False),
        ("httpTrigger", generic(LIST, STR), False),
        ("HttpTrigger", REQUEST, False),
        ("http", RESPONSE, False),
        ("http", STR, True),
        ("http", UNKNOWN, None),
        ("http", cls("str", closed=False), True),
        ("table", STR, True),
        ("table", cls("f.Own", "str"), True),
        ("table", DICT, False),
        ("mcpToolTrigger", DICT, True),
        ("orchestrationTrigger", STR, False),
        ("orchestrationTrigger", cls("azure.functions.OrchestrationContext"), True),
        ("activityTrigger", INT, True),
        ("activityTrigger", generic(LIST, INT), True),
        ("activityTrigger", OPTIONAL, False),
        ("activityTrigger", UNKNOWN, None),
        ("eventHubTrigger", EVENT, True),
        ("eventHubTrigger", generic(LIST, EVENT), True),
        ("eventHubTrigger", generic(cls("dict"), INT, EVENT), True),
        ("eventHubTrigger", generic(LIST, cls("object")), True),
        ("eventHubTrigger", generic(LIST, HASHABLE), True),
        ("eventHubTrigger", generic(LIST, STR), False),
        ("eventHubTrigger", generic(LIST), False),
        ("eventHubTrigger", generic(LIST, generic(LIST, EVENT)), False),
        ("eventHubTrigger", generic(cls("collections.abc.Awaitable"), EVENT), False),
        ("eventHubTrigger", generic(cls("f.Own", "typing.Generic"), EVENT), None),
        ("eventHubTrigger", generic(LIST, UNKNOWN), None),
        ("eventHubTrigger", LITERAL, False),
        ("eventHubTrigger", LIST, False),
    ],
)
def test_inputs(type_: str, shape: TypeShape, expected: object) -> None:
    assert input_verdict(type_, shape, NEW) is expected


@pytest.mark.parametrize(
    ("type_", "shape", "expected"),
    [
        ("queue", generic(LIST, STR), True),
        ("queue", generic(LIST, OPTIONAL), True),
        ("queue", generic(cls("dict"), STR, generic(LIST, INT)), False),
        ("queue", generic(cls("dict"), NUMBER, STR), None),
        ("queue", generic(cls("dict"), STR, ANY), False),
        ("eventHub", generic(cls("dict"), STR, ANY), True),
        ("eventHub", generic(cls("dict"), STR, generic(LIST, INT)), True),
        ("eventHub", generic(LIST, BYTES), False),
        ("blob", cls("io.BytesIO", reads=True), True),
        ("blob", cls("f.Own"), False),
        ("blob", HALF_KNOWN, None),
        ("blob", cls("bytearray"), True),
        ("http", RESPONSE, True),
        ("http", BYTES, True),
        ("httpTrigger", STR, True),
        ("httpTrigger", UNKNOWN, None),
        ("httpTrigger", REQUEST, False),
        ("table", cls("bytearray"), True),
        ("table", generic(LIST, STR), False),
    ],
)
def test_outputs(type_: str, shape: TypeShape, expected: object) -> None:
    assert output_verdict(type_, shape, NEW) is expected


@pytest.mark.parametrize(
    ("type_", "shape", "expected"),
    [
        ("http", RESPONSE, True),
        ("http", STR, True),
        ("http", BYTES, False),
        ("http", NONE, False),
        ("http", NUMBER, False),
        ("http", UNKNOWN, None),
        ("queue", generic(LIST, STR), False),
        ("activityTrigger", generic(LIST, STR), False),
        ("cosmosDB", STR, False),
        ("timerTrigger", STR, False),
        ("timerTrigger", UNKNOWN, False),
        ("table", BYTES, True),
    ],
)
def test_returns(type_: str, shape: TypeShape, expected: object) -> None:
    assert return_verdict(type_, shape, NEW) is expected


def test_up_to_312_a_literal_makes_the_base_extension_raise() -> None:
    assert input_verdict("activityTrigger", LITERAL, NEW) is True
    assert input_verdict("activityTrigger", LITERAL, OLD) is False
    assert output_verdict("activityTrigger", LITERAL, OLD) is True


def test_a_generic_class_as_return_is_not_told_of_old_workers() -> None:
    own = cls("f.Own", "azure.functions._abc.HttpResponse", "typing.Generic")
    assert return_verdict("http", own, NEW) is True
    assert return_verdict("http", own, OLD) is None


def test_implicit_output() -> None:
    assert has_implicit_output("activityTrigger", NEW)
    assert has_implicit_output("noSuchType", NEW)
    assert not has_implicit_output("durableClient", NEW)
    assert not has_implicit_output("httpTrigger", NEW)
    assert has_implicit_output("activityTrigger", (3, 15))
    assert has_implicit_output("activityTrigger", (3, 9))
