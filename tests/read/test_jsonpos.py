"""The tolerant JSON reader against strict JSON, against Json.NET's words, and against nonsense.

What Json.NET makes of the odd texts was seen by running them through `JObject.Parse`.
"""

from __future__ import annotations

import json
import math
import re
import string
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxpack.model import JsonPointer, Location
from fxpack.read.jsonpos import locate, read

if TYPE_CHECKING:
    from fxpack.model import Config

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**25), 10**25)
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=12,
)
OBJECTS = st.dictionaries(st.text(max_size=5), JSON, max_size=4)
INDENTS = st.sampled_from([None, 0, 1, "\t"])
NEWLINES = st.sampled_from(["\n", "\r\n", "\r"])


def value(text: str | bytes) -> Any:
    config = _read(text)
    assert not config.problems
    return config.value


def problem(text: str | bytes) -> str:
    """`line:column-line:column reason` of what is refused."""
    config = _read(text)
    assert config.value is None
    (found,) = config.problems
    at = found.at
    assert found.kind == "bad"
    assert isinstance(at, Location)
    return f"{at.line}:{at.column}-{at.end_line}:{at.end_column} {found.detail['reason']}"


def _read(text: str | bytes) -> Config:
    return read("f.json", text.encode() if isinstance(text, str) else text, "bad")


def cut(text: str, at: Location) -> str:
    """The part of a text that a location spans."""
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines))]
    start = starts[at.line - 1] + at.column - 1
    return text[start : starts[at.end_line - 1] + at.end_column - 1]


def place(text: str, *keys: str | int, key: bool = False) -> str:
    return cut(text, locate("f.json", text.encode(), JsonPointer("f.json", keys, key)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{}", {}),
        ('{"a": 1}', {"a": 1}),
        ('\n// x\n/* y\n*/ {"a": /**/ 1 // z\n, /*"b":2*/} // end', {"a": 1}),
        ('{"a": [1, 2,],}', {"a": [1, 2]}),
        ('{"a": [,]}', {"a": [None]}),
        ('{"a": [1,,2]}', {"a": [1, None, 2]}),
        ('{"a": , "b": 1}', {"a": None, "b": 1}),
        ("{'a': 'it\"s', b: \"x\", $c_1: 2}", {"a": 'it"s', "b": "x", "$c_1": 2}),
        ("{é: 1, 4: 2}", {"é": 1, "4": 2}),
        ('{"a":\xa0\u20031\x85,\u3000"b"\xa0:\x0c2}', {"a": 1, "b": 2}),
        ('{"a"\0:\0 1\0}\0', {"a": 1}),
        ('{"a": "x\ny\tz\0"}', {"a": "x\ny\tz\0"}),
        ('{"a": 0x1F, "b": 017, "c": -012}', {"a": 31, "b": 15, "c": -12}),
        ('{"a": 0xFFFFFFFFFFFFFFFF}', {"a": -1}),
        ('{"a": .5, "b": 5., "c": 1e3, "d": -.5E-1}', {"a": 0.5, "b": 5.0, "c": 1e3, "d": -0.05}),
        (
            '{"a": 1e400, "b": Infinity, "c": -Infinity}',
            {k: s * math.inf for k, s in zip("abc", (1, 1, -1), strict=True)},
        ),
        ('{"a": undefined, "b": null}', {"a": None, "b": None}),
        ('{"a": new Date(1, 2)}', {"a": [1, 2]}),
        ('{"a": 1, "b": 2, "a": 3}', {"a": 3, "b": 2}),
        (r'{"a": "\"\'\/\\\b\f\n\r\t\u00e9"}', {"a": "\"'/\\\b\f\n\r\té"}),
        (r'{"a": "\ud83d\ude00 \ud83d \ud83d\u0041 \ude00"}', {"a": "😀 \ufffd \ufffdA \ufffd"}),
        ('{"a": ' + "9" * 380 + "}", {"a": int("9" * 380)}),
    ],
)
def test_reads_what_json_net_reads(text: str, expected: Any) -> None:
    assert value(text) == expected
    assert list(value(text)) == list(expected)


def test_reads_nan() -> None:
    assert math.isnan(value('{"a": NaN,}')["a"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1-1:1 the file is empty"),
        (" \n// only a comment\n", "3:1-3:1 the file is empty"),
        ("[1]", "1:1-1:2 the file must hold an object in braces, not a list"),
        ("null", '1:1-1:2 the file must hold an object in braces, not "null"'),
        ("[" * 1000, "1:1-1:2 the file must hold an object in braces, not a list"),
        ('{"a": 1', "1:1-1:2 the object that starts here is not closed"),
        ('{\n "a": [1, {}', "2:7-2:8 the list that starts here is not closed"),
        ('{"a": 1} {', "1:10-1:11 there is more text after the end of the object"),
        ('{"a": 1}}\n', "1:9-1:10 there is more text after the end of the object"),
        ('{\n  "a": 1\n  "b": 2\n}', "3:3-3:4 a comma is missing before '\"'"),
        ('{"a": [1 2]}', '1:10-1:11 a comma is missing before "2"'),
        ('{"a": [1}', '1:9-1:10 "}" stands where "]" must close the list'),
        ('{"a": 1]', '1:8-1:9 "]" stands where "}" must close the object'),
        ('{"a": 1,, "b": 2}', '1:9-1:10 a member\'s name must stand here, not ","'),
        ("{,}", '1:2-1:3 a member\'s name must stand here, not ","'),
        ("{½: 1}", '1:2-1:3 a member\'s name must stand here, not "½"'),
        ('{"a" /* no */: 1}', '1:6-1:7 a colon is missing after the name "a"'),
        ('{"a" = 1}', '1:6-1:7 a colon is missing after the name "a"'),
        ('{"a": }', '1:7-1:8 the value of "a" is missing'),
        ('{"a": [}', '1:8-1:9 a value must stand here, not "}"'),
        ('{"a": True}', '1:7-1:8 a value must stand here, not "True"'),
        ('{"a": truely}', '1:7-1:8 a value must stand here, not "truely"'),
        ('{"a": newDate(1)}', '1:7-1:8 a value must stand here, not "newDate"'),
        ('{"a": +1}', '1:7-1:8 a value must stand here, not "+"'),
        ('{"a": 08}', "1:7-1:9 08 is not a number"),
        ('{"a": 0x}', "1:7-1:9 0x is not a number"),
        ('{"a": -0x1}', "1:7-1:11 -0x1 is not a number"),
        ('{"a": 1.2.3}', "1:7-1:12 1.2.3 is not a number"),
        ('{"a": 12px}', "1:7-1:11 12px is not a number"),
        ('{"a": ' + "9" * 381 + "}", f"1:7-1:388 {'9' * 30}… is not a number"),
        ('{"a": "x\n}', "1:7-1:9 a string is not closed"),
        ('{"a": "x\\"}', "1:7-1:12 a string is not closed"),
        (r'{"a": "C:\temp\q"}', r"1:15-1:17 \q is no escape sequence of JSON"),
        (r'{"a": "\u12"}', r"1:8-1:10 \u is no escape sequence of JSON"),
        ('{"a": 1 /* x }', "1:9-1:15 a comment is not closed"),
        ('{"a": 1 / 2}', '1:9-1:10 "/" starts no comment: it needs a second "/" or "*"'),
        ('{"a": ' * 65 + "1" + "}" * 65, "1:385-1:386 values are nested deeper than 64 levels"),
        ('{"a": ' + "[" * 10000, "1:70-1:71 values are nested deeper than 64 levels"),
        ('{"a": \x1c1}', '1:7-1:8 a value must stand here, not "\x1c"'),
    ],
)
def test_refuses_what_json_net_refuses(text: str, expected: str) -> None:
    assert problem(text) == expected


def test_64_levels_are_fine() -> None:
    text = '{"a": ' + "[" * 63 + "]" * 63 + "}"
    assert value(text) == json.loads(text)
    assert value(text + "//x") == json.loads(text)
    with_65 = text.replace("[]", "[[]]")
    assert "nested deeper" in problem(with_65)
    assert "nested deeper" in problem(
        with_65.replace("{", '{"b": ' + json.dumps([[]] * 200) + ", ")
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-8"])
def test_reads_byte_order_marks(encoding: str) -> None:
    assert value('{"a": "é😀"}'.encode(encoding)) == {"a": "é😀"}


def test_big_endian_utf_16() -> None:
    assert value(b"\xfe\xff" + '{"a": 1}'.encode("utf-16-be")) == {"a": 1}


def test_bytes_that_are_no_utf_8_become_replacement_characters() -> None:
    assert value(b'{"a": "\xe9"}') == {"a": "\ufffd"}


def test_second_byte_order_mark_is_refused() -> None:
    assert problem("\ufeff\ufeff{}").startswith("1:1-1:2 ")


def test_columns_count_characters_and_lines_end_with_any_newline() -> None:
    text = '\ufeff{"é😀": 1,\r\n"b": 2,\r"c": 3,\n\n"d": 4}'
    at = [
        locate("f.json", text.encode(), JsonPointer("f.json", (key,), key=True))
        for key in ("é😀", *"bcd")
    ]
    assert [(a.line, a.column, a.end_line, a.end_column) for a in at] == [
        (1, 2, 1, 6),
        (2, 1, 2, 4),
        (3, 1, 3, 4),
        (5, 1, 5, 4),
    ]


TEXT = """{
  // the trigger
  "bindings": [
    {"name": "req", 'type': httpTrigger},
    {"name": "a", "name": "b"},
  ],
  scriptFile: "main.py",
}
""".replace("httpTrigger", '"httpTrigger"')


@pytest.mark.parametrize(
    ("keys", "key", "expected"),
    [
        (("bindings", 0, "type"), False, '"httpTrigger"'),
        (("bindings", 0, "type"), True, "'type'"),
        (("bindings", 0), False, '{"name": "req", \'type\': "httpTrigger"}'),
        (("bindings", 0), True, '{"name": "req", \'type\': "httpTrigger"}'),
        (("bindings", 1, "name"), False, '"b"'),
        (("bindings", 1, "direction"), False, '{"name": "a", "name": "b"}'),
        (("bindings", 1, "direction"), True, '{"name": "a", "name": "b"}'),
        (("bindings", 0, "name", "deeper", 3), False, '"req"'),
        (("scriptFile",), True, "scriptFile"),
        (("scriptFile",), False, '"main.py"'),
        (("bindings", "0"), True, TEXT[TEXT.index("[") : TEXT.index("]") + 1]),
        (("entryPoint",), True, TEXT.rstrip()),
        ((), False, TEXT.rstrip()),
        ((), True, TEXT.rstrip()),
    ],
)
def test_locates(keys: tuple[str | int, ...], *, key: bool, expected: str) -> None:
    assert place(TEXT, *keys, key=key) == expected


def test_locates_in_what_is_broken_as_far_as_it_was_read() -> None:
    assert place('{"a": {"b": 1, "c": !', "a", "b") == "1"
    assert place('{"a": {"b": 1, "c": !', "a") == '{"b": 1, "c": '
    assert place("oops", "a") == ""
    assert place("", "a") == ""


@given(OBJECTS, INDENTS, NEWLINES, st.booleans())
def test_equals_strict_json(data: dict[str, Any], indent: Any, newline: str, escaped: Any) -> None:
    text = json.dumps(data, indent=indent, ensure_ascii=escaped).replace("\n", newline)
    assert value(text) == data
    assert value(text + "// so that the tolerant reader reads it") == data


@given(OBJECTS, INDENTS, NEWLINES)
def test_locates_every_node(data: dict[str, Any], indent: Any, newline: str) -> None:
    text = json.dumps(data, indent=indent).replace("\n", newline)
    nodes: list[tuple[tuple[str | int, ...], Any]] = [((), data)]
    for keys, node in nodes:
        assert json.loads(place(text, *keys)) == node
        if keys and isinstance(keys[-1], str):
            assert json.loads(place(text, *keys, key=True)) == keys[-1]
        if isinstance(node, list):
            nodes += [((*keys, index), child) for index, child in enumerate(node)]
        elif isinstance(node, dict):
            nodes += [((*keys, name), child) for name, child in node.items()]


@given(OBJECTS, st.data())
def test_nonsense_never_raises(data: dict[str, Any], draw: st.DataObject) -> None:
    text = json.dumps(data, indent=1, ensure_ascii=False)
    odd = st.sampled_from([*string.printable, "\0", "\xa0", "\\u", "/*", "//", "new D(", "[" * 70])
    for _ in range(draw.draw(st.integers(1, 4))):
        at = draw.draw(st.integers(0, len(text)))
        text = text[:at] + draw.draw(odd) + text[at + draw.draw(st.integers(0, 3)) :]
    config = _read(text)
    assert (config.value is None) == bool(config.problems)
    locate(
        "f.json",
        text.encode(),
        JsonPointer("f.json", (draw.draw(st.text(max_size=5)), 0), key=True),
    )


@given(st.binary())
def test_bytes_never_raise(data: bytes) -> None:
    config = _read(data)
    locate("f.json", data, JsonPointer("f.json", ("a", 1)))
    assert (config.value is None) == bool(config.problems)
