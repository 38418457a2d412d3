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


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("def main(req):\n    if req:\n        break\n", "3:9 'break' outside loop"),
        ("def main(req):\n    continue\n", "2:5 'continue' not properly in loop"),
        ("for i in range(2):\n    def main(req):\n        break\n", "3:9 'break' outside loop"),
        (
            "def main(req):\n    while req:\n        pass\n    else:\n        break\n",
            "5:9 'break' outside loop",
        ),
        (
            "match 1:\n    case x: pass\n    case 2: pass\n",
            "2:10 name capture 'x' makes remaining patterns unreachable",
        ),
        (
            "def main(req):\n    from __future__ import annotations\n",
            "2:5 from __future__ imports must occur at the beginning of the file",
        ),
        ("x = 1\nx, *y = *z = 1, 2\n", "2:9 starred assignment target must be in a list or tuple"),
        ("__debug__ = 1\n", "1:1 cannot assign to __debug__"),
    ],
)
def test_what_only_the_compiler_refuses(script: str, expected: str) -> None:
    position, _, message = expected.partition(" ")
    assert said("FX206", script) == [f"{position} not valid Python 3.12: {message}"]


@pytest.mark.parametrize(
    "script",
    [
        "def main(req):\n    for i in req:\n        if i:\n            break\n",
        "def main(req):\n\twhile(req):\n\t\tcontinue\n",
        "async def main(req):\n    async for i in req:\n        break\n",
        "def main(req):\n    for i in f(\n        req\n    ):\n        break\n",
        "def main(req):\n    for i in req:\n        x = '''\nfor\n'''\n        continue\n",
        "def main(req):\n    for i in req: break\n",
        "def main(req):\n    # break\n    return 'break'\n",
    ],
)
def test_loops_that_are_left_are_found(script: str) -> None:
    assert said("FX206", script) == []
