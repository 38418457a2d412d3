"""JSON that only lenient readers take becomes strict, with its order, its indent and its values."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxpack.model import Safety
from fxpack.read.jsonlenient import is_strict, leniences
from fxpack.read.jsonpos import read
from fxpack.settings import Settings
from tests.edit.fixing import settled
from tests.edit.laws import BOTH, SAFE
from tests.edit.test_json_text import VALUES

ON = Settings(select=("FX1",))


def strict(host: str, safeties: frozenset[Safety] = BOTH) -> str:
    """A host.json as fixing leaves it."""
    done = settled({"host.json": host}, settings=ON, safeties=safeties)
    assert done.refused == ()
    return done.changed.get("host.json", host.encode()).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{"version": "2.0",}', '{"version": "2.0"}'),
        ("{version : '2.0'}\r\n", '{"version" : "2.0"}\r\n'),
        ('{"version": "2.0", "x": [1, [2,] , ], }', '{"version": "2.0", "x": [1, [2]  ] }'),
        (
            "{\n\t'version': '2.0', x: 'it\\'s \"é\" \\n \\u0041 \\\\'\n}",
            '{\n\t"version": "2.0", "x": "it\'s \\"é\\" \\n \\u0041 \\\\"\n}',
        ),
        ('{"version": "2.0", "x": "a//b/*c*/,]",}', '{"version": "2.0", "x": "a//b/*c*/,]"}'),
    ],
)
def test_safe(before: str, after: str) -> None:
    assert strict(before, SAFE) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '// all\n{\n  // the\n  /* two\n  lines */\n  "version": "2.0" // last\n}\n// end',
            '{\n  "version": "2.0"\n}\n',
        ),
        ('{\r\n  "version": "2.0", // last\r\n}', '{\r\n  "version": "2.0"\r\n}'),
        ('{"version": /* the format */ "2.0"}', '{"version": "2.0"}'),
        ('{\n  /* a */ "version": "2.0"/* b */,/* c */\n}', '{\n  "version": "2.0"\n}'),
    ],
)
def test_comments_are_for_someone_to_look_at(before: str, after: str) -> None:
    assert strict(before, SAFE) == before
    assert strict(before) == after


@pytest.mark.parametrize(
    "host",
    [
        '{"version": "2.0", "x": NaN,}',
        '{"version": "2.0", "x": undefined,}',
        '{"version": "2.0", "x": undefined}',
        '{"version": "2.0", "x": 0x10,}',
        '{"version": "2.0", "x": [1,,2],}',
        '{"version": "2.0", "x": \'two\nlines\',}',
        '{"version": "2.0", "x": new Date(1),}',
        # it would be heard no more
        '{"version": "2.0", // noqa: FX133\n}',
    ],
)
def test_left(host: str) -> None:
    assert strict(host) == host


@given(VALUES, st.data())
def test_whatever_is_put_between_is_taken_out(value: Any, data: st.DataObject) -> None:
    """Comments beside brackets, colons and commas, and commas before closing brackets."""
    indent = data.draw(st.sampled_from([None, 2]))
    text = json.dumps({"version": "2.0", "other": value}, indent=indent)
    made, last, in_string, escaped = "", "", False, False
    for char in text:
        is_end = not in_string and char in "}]" and last not in "{["
        made += "," * (is_end and data.draw(st.booleans())) + char
        last = char if not char.isspace() else last
        in_string ^= char == '"' and not escaped
        escaped = char == "\\" and not escaped
        if not in_string and char in "{}[],:":
            made += data.draw(st.sampled_from(["", " /* x */", " // y\n", "/**/"]))
    assert read("x", made.encode(), "").value == json.loads(text)
    after = strict(made)
    assert json.loads(after) == json.loads(text)
    assert is_strict(after)
    assert list(leniences(after)) == []
