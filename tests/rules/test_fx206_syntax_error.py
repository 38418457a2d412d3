from __future__ import annotations

import pytest

from tests.rules.one_script import HTTP, said


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("def main(req):\n    return 1 /\n", "2:15 not valid Python 3.12: invalid syntax"),
        ("return 1\ndef main(req): pass\n", "1:1 not valid Python 3.12: 'return' outside function"),
        (
            "def main(req, req): pass\n",
            "1:15 not valid Python 3.12: duplicate argument 'req' in function definition",
        ),
        (
            "import os\nfrom __future__ import annotations\n",
            (
                "2:1 not valid Python 3.12: from __future__ imports must occur at the beginning of "
                "the file"
            ),
        ),
        (
            "def main(req):\n    nonlocal x\n",
            "2:5 not valid Python 3.12: no binding for nonlocal 'x' found",
        ),
    ],
)
def test_says_what_no_python_reads(script: str, expected: str) -> None:
    assert said("FX206", script) == [expected]


@pytest.mark.parametrize(
    ("script", "since"),
    [
        ("match 1:\n    case _: pass\ndef main(req): pass\n", (3, 10)),
        ("try: pass\nexcept* ValueError: pass\ndef main(req): pass\n", (3, 11)),
        ("def main(req): return req[*range(2)]\n", (3, 11)),
        ("x = {}\ndef main(req): return f'{x['a']}'\n", (3, 12)),
        ("type X = int\ndef main(req): pass\n", (3, 12)),
        ("def main[T](req: T): pass\n", (3, 12)),
    ],
)
def test_newer_syntax_is_wrong_before_its_version(script: str, since: tuple[int, int]) -> None:
    for minor in range(9, since[1]):
        assert len(said("FX206", script, python=(3, minor))) == 1
    assert said("FX206", script, python=since) == []


def test_file_that_the_script_imports() -> None:
    found = said("FX206", "from .a import b\n", files={"f/a.py": "x = (\n"})
    assert found == ["f/a.py:1:5 not valid Python 3.12: '(' was never closed"]


def test_file_that_nothing_imports() -> None:
    assert said("FX206", "def main(req): pass\n", files={"f/a.py": "x = (\n"}) == []


@pytest.mark.parametrize(
    "script",
    [
        "\ufeffdef main(req): pass\n",
        "# -*- coding: utf8 -*-\n# é\ndef main(req): pass\n",
        "import os\r\ndef main(req):\r\n\treturn os\r\n",
        "\x0cdef main(req): pass\n",
        "",
    ],
)
def test_bom_cookie_and_line_ends_are_read(script: str) -> None:
    assert said("FX206", script, bindings=HTTP) == []
