from __future__ import annotations

import pytest

from tests.rules.one_function import OUT, REQ, said


@pytest.mark.parametrize(
    ("script", "path", "part"),
    [
        ("my.main.py", "f/my.main.py", "my.main"),
        ("v1.2/main.py", "f/v1.2/main.py", "v1.2"),
        (".hidden/main.py", "f/.hidden/main.py", ".hidden"),
    ],
)
def test_dot(script: str, path: str, part: str) -> None:
    found = said("FX203", {"scriptFile": script, "bindings": [REQ, OUT]}, **{script: ""})
    assert found == [f'1:16 the script "{path}" cannot be imported: "{part}" has a dot']


@pytest.mark.parametrize("script", ["main.py", "my-main.py", "sub/ma in.py"])
def test_no_dot(script: str) -> None:
    text = {"scriptFile": script, "bindings": [REQ, OUT]}
    assert said("FX20", text, **{script: "def main(req): ..."}) == []
