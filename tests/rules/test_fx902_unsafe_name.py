from __future__ import annotations

from pathlib import Path

import pytest

from tests.archives import check_app


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../x", 'has ".."'),
        ("a/../../x", 'has ".."'),
        ("/etc/passwd", "is absolute"),
        ("C:/x", "is absolute"),
        ("f\\x.py", "has a backslash"),
        ("a\0b", "has a control character"),
        ("a//b", "has an empty part"),
        ("./b", "has an empty part"),
        ("x" * 256, "has a part of more than 255 bytes"),
    ],
)
def test_names(name: str, reason: str, tmp_path: Path) -> None:
    (found,) = check_app(tmp_path, {name: "x"})
    assert (found.code, found.location.path) == ("FX902", f"app.zip/{name}")
    assert found.message == f'the name of the member "{name}" {reason}'


def test_names_that_only_look_odd(tmp_path: Path) -> None:
    names = ["..a", "a..b/c", "f/", "ä/ö.txt", "a b", "C", "x" * 255]
    assert check_app(tmp_path, dict.fromkeys(names, "")) == []


def test_a_zip_of_an_old_tool_on_windows(tmp_path: Path) -> None:
    (found,) = check_app(tmp_path, {f"lib\\x{number}.py": "" for number in range(2000)})
    assert found.message == r'the name of the member "lib\x0.py" has a backslash (and 1,999 more)'
