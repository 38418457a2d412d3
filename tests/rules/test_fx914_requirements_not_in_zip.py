from __future__ import annotations

from pathlib import Path

import pytest

from tests.archives import codes

NONE = {"requirements.txt (absent)": ""}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("x.txt", ["FX914"]),
        ("f/requirements.txt", ["FX914"]),
        ("Pipfile", ["FX914"]),
        ("pyproject.toml", []),
        ("setup.py", []),
        (".python_packages/lib/site-packages/six.py", []),
    ],
)
def test_files(path: str, expected: list[str], tmp_path: Path) -> None:
    assert codes(tmp_path, NONE, {path: ""}) == expected
