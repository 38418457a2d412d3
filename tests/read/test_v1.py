"""Function folders → functions, bindings as the host understands them, scripts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxpack.model import Binding, Function, JsonPointer, Location
from fxpack.read.jsonpos import locate
from fxpack.read.nested import nested_functions
from fxpack.read.script import resolve_script
from fxpack.read.v1 import enum_index, read_functions, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

CONFIG = '{"bindings": [{"name": "req", "type": "httpTrigger"}]}'


def files(*paths: str, **functions: Any) -> dict[str, bytes]:
    """An app: empty files, and `name=config` for functions, whose script is `__init__.py`."""
    app = dict.fromkeys(paths, b"")
    for name, config in functions.items():
        app[f"{name}/__init__.py"] = b"def main(): ..."
        text = config if isinstance(config, str) else json.dumps(config)
        app[f"{name}/function.json"] = text.encode()
    return app


def one(config: Any) -> Function:
    (function,) = read_functions(files(f=config))
    return function


def bound(**members: Any) -> Binding:
    (binding,) = one({"bindings": [members]}).bindings
    return binding


def test_finds_folders_directly_below_the_root_by_name() -> None:
    app = files("g/sub/function.json", "function.json", "h/Function.json", b=CONFIG, a=CONFIG)
    app["../function.json"] = app["../tests/function.json"] = b"{}"
    assert [function.name for function in read_functions(app)] == ["a", "b"]
    assert read_functions({}) == ()


def test_reads_a_function() -> None:
    function = one(
        {"entryPoint": "go", "bindings": [{"name": "r", "type": "x", "direction": "OUT"}]}
    )
    assert (function.entry_point, function.script) == ("go", "f/__init__.py")
    assert function.problems == ()
    (binding,) = function.bindings
    assert (binding.name, binding.type, binding.direction) == ("r", "x", "out")
    assert binding.at("name") == JsonPointer("f/function.json", ("bindings", 0, "name"))


@pytest.mark.parametrize(
    ("entry_point", "expected"),
    [(None, "main"), ("", "main"), ("go", "go"), (5, "5"), (" ", " "), (["go"], "['go']")],
)
def test_entry_point(entry_point: Any, expected: str) -> None:
    assert one({"entryPoint": entry_point}).entry_point == expected
    assert one({"entrypoint": "x"}).entry_point == "main"


def test_members_in_any_letter_case_and_the_last_wins() -> None:
    binding = bound(NAME="a", Name="b", Type="t", DIRECTION="out", DataType="Binary")
    assert (binding.name, binding.type, binding.direction) == ("b", "t", "out")
    assert binding.data_type == "binary"


def test_members_of_other_kinds() -> None:
    binding = bound(name=5, type=True, dataType={})
    assert (binding.name, binding.type, binding.data_type) == ("5", "True", None)
    binding = bound(name=None, type=["x"], dataType="what")
    assert (binding.name, binding.type, binding.data_type) == (None, None, "what")


def test_broken_json_is_a_function_without_anything() -> None:
    function = one("oops")
    assert (function.bindings, function.script) == ((), None)
    assert [problem.kind for problem in function.config.problems] == ["function-json-syntax"]


@pytest.mark.parametrize("bindings", [None, 5, "x", {}, [], {"a": []}])
def test_bindings_of_other_kinds(bindings: Any) -> None:
    assert one({"bindings": bindings}).bindings == ()


def test_keys_of_bindings_count_what_is_no_binding() -> None:
    function = one({"bindings": [1, {"name": "a"}, None, {"name": "b"}]})
    assert [binding.keys[1] for binding in function.bindings] == [1, 3]
    assert [problem.at for problem in function.problems] == [
        JsonPointer("f/function.json", ("bindings", index)) for index in (0, 2)
    ]


def test_unreadable_file() -> None:
    class Locked(dict[str, bytes]):
        def __getitem__(self, path: str) -> bytes:
            raise OSError(5, "Input/output error")

    (function,) = read_functions(Locked({"f/function.json": b""}))
    (problem,) = function.config.problems
    assert problem.detail["reason"] == "the file cannot be read: Input/output error"
    assert problem.at == Location(path="f/function.json")


NAMES = ("in", "out", "inout")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("in", 0),
        (" InOut ", 2),
        ("in, out", 1),
        ("out,inout", 3),
        (1, 1),
        (-7, -7),
        ("2", 2),
        (" -1 ", -1),
        (1 << 31, None),
        ("9999999999", None),
        ("", None),
        ("in,", None),
        ("1_0", None),
        ("\u0661", None),
        (True, None),
        (1.0, None),
        (None, None),
        ([], None),
    ],
    ids=repr,
)
def test_enumerations_as_json_net_reads_them(value: Any, expected: int | None) -> None:
    assert enum_index(value, NAMES) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("a", "a"), (1, "1"), (True, "True"), (1.5, "1.5"), (None, None), ({}, None)],
)
def test_text_as_net_makes_it(value: Any, expected: str | None) -> None:
    assert text_of(value) == expected


def test_script_of_a_huge_folder_is_found_by_name() -> None:
    app = dict.fromkeys([f"f/{number}.py" for number in range(1000)] + ["f/run.py"], b"")
    assert resolve_script(app, "f", None) == ("f/run.py", ())


def test_files_of_other_folders_and_unpublished_ones_do_not_count() -> None:
    app = dict.fromkeys(["f/function.json", "f/a.py", "f/b.md", "ff/c.py", "f/g/d.py"], b"")
    assert resolve_script(app, "f", None, frozenset(app) - {"f/b.md"}) == ("f/a.py", ())
    _, (problem,) = resolve_script(app, "f", None)
    assert problem.kind == "script-undetermined"
    assert problem.detail["files"] == ["f/a.py", "f/b.md"]


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 3)
    | st.sampled_from(["", "in", "OUT", "x.py", "$return"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["bindings", "scriptFile", "name", "type", "Direction", "dataType"]),
            inner,
        )
    ),
)


@given(st.dictionaries(st.sampled_from(["bindings", "scriptFile", "entryPoint"]), JSON))
def test_no_config_breaks_the_reader(config: dict[str, Any]) -> None:
    app = files(f=config) | {"f/g/function.json": json.dumps(config).encode()}
    (function,) = read_functions(app)
    assert isinstance(function.entry_point, str)
    for place in _places(function, *nested_functions(app)):
        if isinstance(place, JsonPointer):
            assert locate(place.path, app[place.path], place).line == 1


def _places(function: Function, *problems: Any) -> Iterator[Any]:
    for problem in (*function.problems, *problems):
        yield problem.at
    for binding in function.bindings:
        yield from (binding.at(), binding.at("name"), binding.at("direction", key=True))


@given(st.text(alphabet="./\\f_init.py~ \0é", max_size=12))
def test_no_script_file_breaks_the_reader(script_file: str) -> None:
    app = files("f/x.py", "shared/y.py", f="{}")
    path, problems = resolve_script(app, "f", script_file)
    assert path is None or (path in app and path.endswith(".py"))
    assert not (path and problems)
