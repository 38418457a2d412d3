from __future__ import annotations

from pathlib import Path

import pytest

from tests.archives import check_app, codes

SITE = ".python_packages/lib/site-packages"
SIX = {
    f"{SITE}/six.py": "",
    f"{SITE}/six-1.16.0.dist-info/METADATA": "Name: six\nVersion: 1.16.0\n",
}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("six", ""),
        ("Six >= 1.16", ""),
        ("six<2 ; python_version >= '3.8'", ""),
        ("six==1.17", "six==1.17 is required, and the zip has 1.16.0"),
        ("six==1.17; sys_platform == 'win32'", ""),
        ("requests", "requests is required, and it is not in the zip"),
        ("requests; sys_platform == 'win32'", ""),
        (
            "requests[socks]>=2; python_version == '3.12'",
            "requests>=2 is required, and it is not in the zip",
        ),
        ("azure-functions", ""),
        ("azure-functions==9", ""),
        ("-r more.txt", "idna is required, and it is not in the zip"),
        ("-c more.txt", ""),
        ("./wheels/x-1.0-py3-none-any.whl", "x==1.0 is required, and it is not in the zip"),
        ("./folder", ""),
        ("six @ https://host/six-2.0.zip", ""),
        ("!!", ""),
    ],
)
def test_lines(text: str, said: str, tmp_path: Path) -> None:
    tree = {**SIX, "requirements.txt": f"# all of it\n{text}\n", "more.txt": "idna\n"}
    found = check_app(tmp_path, tree)
    assert [each.message for each in found] == [said] * bool(said)


def test_place(tmp_path: Path) -> None:
    (found,) = check_app(tmp_path, {**SIX, "requirements.txt": "six\n\nsix==2\n"})
    at = found.location
    assert (found.code, at.path, at.line, at.end_column) == (
        "FX921",
        "app.zip/requirements.txt",
        3,
        7,
    )


def test_a_line_with_a_password_is_not_shown(tmp_path: Path) -> None:
    line = "idna @ https://user:secret@example.com/idna.zip\n"
    diagnostics = check_app(tmp_path, {**SIX, "requirements.txt": f"six\n{line}"})
    (found,) = (each for each in diagnostics if each.code == "FX921")
    assert found.location.line == 1
    assert "user:secret" not in repr(diagnostics)


def test_other_version_of_what_came_from_a_url(tmp_path: Path) -> None:
    tree = {**SIX, f"{SITE}/six-1.16.0.dist-info/direct_url.json": "{}"}
    assert codes(tmp_path, tree, {"requirements.txt": "six==2\n"}) == []


def test_packages_without_dist_info_are_not_judged(tmp_path: Path) -> None:
    files = {f"{SITE}/idna/__init__.py": "", "requirements.txt": "idna==3\nsix\n"}
    assert codes(tmp_path, files) == []
    assert codes(tmp_path, SIX, files) == []


def test_no_packages_at_all(tmp_path: Path) -> None:
    assert codes(tmp_path, {"requirements.txt": "requests==1.0\n"}) == []
