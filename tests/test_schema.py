"""The schemas, and that plain Python and jsonschema agree about what they say."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from fxpack import facts, schema
from fxpack.schema import FUNCTION, HOST, BindingType, Compiler, binding_type, binding_types

TYPES = pytest.mark.parametrize("name", binding_types().values())


def known(name: str) -> BindingType:
    kind = binding_type(name)
    assert kind is not None
    return kind


@pytest.mark.parametrize("name", [FUNCTION, HOST])
def test_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(schema.load(name))


def test_no_such_schema() -> None:
    with pytest.raises(FileNotFoundError):
        schema.load("nothing.schema.json")


@TYPES
def test_every_type_can_be_decided_in_plain_python(name: str) -> None:
    kind = known(name)
    assert kind.name == name
    assert kind is binding_type(kind.name)
    assert len(kind.spellings) == len(kind.checks)
    assert all(names <= kind.own for names in kind.required)


@TYPES
def test_is_found_in_any_letter_case(name: str) -> None:
    assert known(name.upper()).name == name


def test_every_type_with_a_converter_is_known() -> None:
    for sdk in facts.table("converters")["sdk"].values():
        assert set(sdk["types"]) - {""} <= set(binding_types().values())


def test_the_whole_file_is_described() -> None:
    file = {
        "scriptFile": "__init__.py",
        "retry": {"strategy": "fixedDelay", "maxRetryCount": 4, "delayInterval": "00:00:10"},
        "bindings": [{"name": "req", "type": "httpTrigger", "direction": "in", "methods": ["get"]}],
    }
    assert not list(schema.faults(file, FUNCTION))
    file["bindings"] = [{"name": "msg", "type": "queueTrigger"}]
    (fault,) = schema.faults(file, FUNCTION)
    assert (fault.keyword, fault.keys) == ("required", ("bindings", 0))


# -- both ways agree ------------------------------------------------------------------------------

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-9, 9),
    st.floats(allow_nan=False),
    st.sampled_from(["", "true", "FALSE", " True ", "yes", "5", "-1", "1.5", "%SETTING%", "x\n"]),
    st.text(max_size=5),
)
VALUES = st.one_of(
    SCALARS,
    st.lists(SCALARS, max_size=3),
    st.dictionaries(st.text(max_size=3), SCALARS, max_size=2),
)


def swapped(text: str, which: int) -> str:
    return "".join(c.upper() if which >> i & 1 else c.lower() for i, c in enumerate(text))


@st.composite
def bindings(draw: st.DrawFn) -> tuple[BindingType, dict[str, Any]]:
    """A type and members: known names in any case or with a letter changed, any values."""
    kind = known(draw(st.sampled_from(sorted(binding_types()))))
    words = [word for table in kind.words.values() for word in table.values()]
    values = VALUES
    if words:
        word = st.builds(swapped, st.sampled_from(words), st.integers(0))
        values = st.one_of(word, st.lists(word, max_size=3), VALUES)
    members: dict[str, Any] = {}
    for name in draw(st.lists(st.sampled_from(sorted(kind.checks)))):
        cut = draw(st.integers(0, len(name)))
        shorter = name[:cut] + name[cut + 1 :]
        written = draw(st.sampled_from([name, swapped(name, cut), shorter]))
        members[written] = draw(values)
    for name in draw(st.sampled_from(kind.required)) if draw(st.booleans()) else ():
        members.setdefault(name, "x")
    return kind, members


@given(bindings())
def test_plain_python_and_jsonschema_agree(case: tuple[BindingType, dict[str, Any]]) -> None:
    kind, members = case
    before = json.dumps(members)
    for normal in (kind.normalise(members), kind.known(members), members):
        assert kind.is_clean(normal) is not any(schema.faults(normal, FUNCTION, kind.name))
    assert json.dumps(members) == before


def test_agree_on_every_member_alone() -> None:
    values: list[Any] = [
        None,
        True,
        0,
        1.5,
        "",
        "x",
        "true",
        "5",
        "%A%",
        [],
        ["x"],
        [[]],
        {},
        {"x": 1},
    ]
    for name in binding_types():
        kind = known(name)
        base = dict.fromkeys(kind.required[0], "%X%")
        for member, check in kind.checks.items():
            for value in values:
                wrong = any(schema.faults(base | {member: value}, FUNCTION, kind.name))
                assert check(value) is not wrong, (name, member, value)


@given(VALUES, st.sampled_from(["version", "functionTimeout", "extensionBundle", "logging"]))
def test_agree_on_host_json(value: Any, name: str) -> None:
    fits = Compiler(schema.load(HOST)).check(schema.load(HOST))
    host = {"version": "2.0", name: value}
    assert fits(host) is not any(schema.faults(host, HOST))


# -- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("type_", "members", "expected"),
    [
        ("queueTrigger", {"QUEUENAME": "q"}, {}),
        ("queueTrigger", {"queuName": "q"}, {"queuName": "queueName"}),
        ("queueTrigger", {"queue_name": "q"}, {"queue_name": "queueName"}),
        ("queueTrigger", {"connectionString": "c"}, {"connectionString": "connection"}),
        ("queueTrigger", {"connectionString": "c", "connection": "d"}, {}),
        ("queueTrigger", {"queuName": "q", "queueName": "q"}, {}),
        ("cosmosDB", {"database": "d"}, {"database": "databaseName"}),
        ("httpTrigger", {"method": ["get"]}, {"method": "methods"}),
        ("httpTrigger", {"comment": "x", "$schema": "y", "//": "z"}, {}),
        ("httpTrigger", {"description": "what it does", "routePrefix": "v1"}, {}),
        ("http", {"statusCode": 200}, {}),
        ("blob", {"path": "x", "container": "c", "blobName": "b", "containerName": "d"}, {}),
        ("connectorTrigger", {"triggerConfig": "x"}, {}),
    ],
)
def test_misspelt(type_: str, members: dict[str, Any], expected: dict[str, str]) -> None:
    members |= {"name": "x", "type": type_, "direction": "in"}
    assert known(type_).misspelt(members) == expected


def test_exact_spelling_counts_before_another() -> None:
    kind = known("queueTrigger")
    assert kind.normalise({"QueueName": 1, "queueName": 2})["queueName"] == 2
    assert kind.normalise({"QueueName": 1, "QUEUENAME": 2})["queueName"] == 1


# -- cost -----------------------------------------------------------------------------------------


def test_jsonschema_is_only_loaded_for_what_is_wrong() -> None:
    code = (
        "import sys; from fxpack.schema import binding_type;"
        "kind = binding_type('timerTrigger');"
        "assert kind.is_clean(kind.known({'name': 't', 'schedule': '0 * * * * *'}));"
        "assert not {'jsonschema', 'difflib', 'pathlib', 'libcst'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
