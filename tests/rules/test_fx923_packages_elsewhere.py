from __future__ import annotations

from pathlib import Path

import pytest

from tests.archives import check_app, codes


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        (".python_packages/purelib/x.py", ".python_packages/purelib"),
        (".python_packages/platlib/x/__init__.py", ".python_packages/platlib"),
        (
            ".python_packages/lib/python3.12/site-packages/x.py",
            ".python_packages/lib/python3.12/site-packages",
        ),
        (
            ".python_packages/lib64/python3.12/site-packages/x.py",
            ".python_packages/lib64/python3.12/site-packages",
        ),
        (".python_packages/Lib/site-packages/x.py", ".python_packages/Lib/site-packages"),
        (".python_packages/site-packages/x.py", ".python_packages/site-packages"),
        (".python_packages/six-1.0.dist-info/METADATA", ".python_packages"),
    ],
)
def test_folders(path: str, folder: str, tmp_path: Path) -> None:
    (found,) = check_app(tmp_path, {path: "", f"{path}2": ""})
    assert (found.code, found.location.path) == ("FX923", f"app.zip/{path}")
    assert found.message == f'packages lie in "{folder}", where the worker does not look'


@pytest.mark.parametrize(
    "path",
    [
        ".python_packages/lib/site-packages/x.py",
        ".python_packages/requirements.txt.md5",
        ".python_packages/bin/tool",
        ".python_packages/share/man/x.1",
        "lib/python3.12/site-packages/x.py",
    ],
)
def test_what_may_be_there(path: str, tmp_path: Path) -> None:
    assert codes(tmp_path, {path: ""}) == []
