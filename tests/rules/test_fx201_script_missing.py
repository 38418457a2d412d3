from __future__ import annotations

from typing import Any

import pytest

from tests.rules.one_function import OUT, REQ, said


def missing(script: Any, **files: str) -> list[str]:
    found = said("FX201", {"scriptFile": script, "bindings": [REQ, OUT]}, **files)
    return [line.split(" ", 1)[1] for line in found]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("main.py", 'the scriptFile "main.py" does not exist; did you mean "Main.py"?'),
        (
            "./nope/../main.py",
            'the scriptFile "./nope/../main.py" does not exist; did you mean "Main.py"?',
        ),
        ("sub", 'the scriptFile "sub" is a folder'),
        ("..", 'the scriptFile ".." does not exist'),
        ("Main.py/", 'the scriptFile "Main.py/" does not exist; did you mean "Main.py"?'),
        (" ", 'the scriptFile " " does not exist'),
        ("x\0y", r'the scriptFile "x\u0000y" does not exist'),
        (["Main.py"], 'the scriptFile ["Main.py"] must be text'),
        (
            "sub\\other.py",
            r'the scriptFile "sub\\other.py" does not exist; did you mean "sub/other.py"?',
        ),
        ("/home/site/wwwroot/f/zzz", 'the scriptFile "/home/site/wwwroot/f/zzz" does not exist'),
    ],
)
def test_missing(script: Any, expected: str) -> None:
    files = {"Main__py": "def main(req): ...", "sub/other__py": ""}
    (message,) = missing(script, **files)
    assert message.startswith(expected)


@pytest.mark.parametrize(
    "script",
    [
        "Main.py",
        "./Main.py",
        "sub/../Main.py",
        "sub//other.py",
        "../f/Main.py",
        "../../wwwroot/f/Main.py",
        "/home/site/wwwroot/f/Main.py",
        "",
        None,
    ],
)
def test_exists(script: Any) -> None:
    assert missing(script, Main__py="def main(req): ...", **{"sub/other__py": ""}) == []


def test_place() -> None:
    text = '{"bindings": [{"name": "req", "type": "httpTrigger"}],\n "scriptFile": "x"}'
    assert said("FX201", text)[0].startswith("2:16 ")
