"""Additions to JSON look like what is there, and all else stays to the byte."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxpack.edit.apply import apply
from fxpack.edit.json_text import json_of
from fxpack.model import Fix

NEW = {"a": 1, "b": [2]}


def appended(content: str, value: Any = NEW, name: str = "") -> str:
    files = {"x.json": content.encode()}
    tree = json_of("x.json", files)
    assert tree is not None
    container = tree.root if name else tree.node("l")
    assert container is not None
    edit = tree.appended(container, value, name)
    return apply(files, [Fix("FX101", (), "safe", "", (edit,))])["x.json"].decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{"l": []}', '{"l": [{"a": 1, "b": [2]}]}'),
        ('{"l": [1]}', '{"l": [1, {"a": 1, "b": [2]}]}'),
        ('{"l": [1, ]}', '{"l": [1, {"a": 1, "b": [2]}, ]}'),
        ('{\n "l": [\n ]\n}', '{\n "l": [\n   {"a": 1, "b": [2]}\n ]\n}'),
        (
            '{\n\t"l": [\n\t\t{\n\t\t\t"a": 0\n\t\t}\n\t]\n}',
            (
                '{\n\t"l": [\n\t\t{\n\t\t\t"a": 0\n\t\t},\n\t\t{\n\t\t\t"a": 1,\n\t\t\t"b": [\n'
                "\t\t\t\t2\n\t\t\t]\n\t\t}\n\t]\n}"
            ),
        ),
        (
            '{\r\n  "l": [\r\n    {"a": 0} // last\r\n  ]\r\n}',
            '{\r\n  "l": [\r\n    {"a": 0}, // last\r\n    {"a": 1, "b": [2]}\r\n  ]\r\n}',
        ),
        (
            '{\n  "l": [\n    {"a": 0}, // last\n  ]\n}',
            '{\n  "l": [\n    {"a": 0}, // last\n    {"a": 1, "b": [2]}\n  ]\n}',
        ),
        (
            '{\n  "l": [\n    {"a": 0} /* last */ \n  // end\n  ]\n}',
            '{\n  "l": [\n    {"a": 0}, /* last */ \n    {"a": 1, "b": [2]}\n  // end\n  ]\n}',
        ),
        (
            '{\n  "l": [\n    0 /* a */, /* b */ // c\n  ]\n}',
            '{\n  "l": [\n    0 /* a */, /* b */ // c\n    {"a": 1, "b": [2]}\n  ]\n}',
        ),
        ('{"l": [\n 0,\n]}', '{"l": [\n 0,\n {"a": 1, "b": [2]},\n]}'),
        ('{\n"l": [0 /* last */]}', '{\n"l": [0, {"a": 1, "b": [2]} /* last */]}'),
    ],
)
def test_item(before: str, after: str) -> None:
    assert appended(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{}", '{"n": 1}'),
        ('{"v": "2.0"}', '{"v": "2.0", "n": 1}'),
        ('{\n    "v": "2.0"\n}\n', '{\n    "v": "2.0",\n    "n": 1\n}\n'),
        ('\ufeff{\n  "v": {"w": 1}\n}', '\ufeff{\n  "v": {"w": 1},\n  "n": 1\n}'),
    ],
)
def test_member(before: str, after: str) -> None:
    assert appended(before, 1, "n") == after


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.lists(VALUES, max_size=4),
    VALUES,
    st.sampled_from([None, 1, 2, 4, "\t"]),
    st.booleans(),
)
def test_it_is_there_and_nothing_else_is_new(
    items: list[Any],
    value: Any,
    indent: int | str | None,
    ascii_: bool,
) -> None:
    text = json.dumps({"l": items, "z": {}}, indent=indent, ensure_ascii=ascii_)
    assert json.loads(appended(text, value)) == {"l": [*items, value], "z": {}}
