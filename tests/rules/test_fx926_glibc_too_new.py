from __future__ import annotations

from pathlib import Path

import pytest

from tests.archives import check_app, codes

SITE = ".python_packages/lib/site-packages"


@pytest.mark.parametrize(
    ("versions", "python", "expected"),
    [
        ("GLIBC_2.31", "3.10", []),
        ("GLIBC_2.32", "3.10", ["FX926"]),
        ("GLIBC_2.32", "3.11", ["FX926"]),
        ("GLIBC_2.36", "3.12", []),
        ("GLIBC_2.38", "3.13", ["FX926"]),
        ("GLIBC_2.38", "3.14", []),
        ("GLIBC_2.2.5", "3.10", []),
        ("GLIBC_2.100", "3.14", ["FX926"]),
        ("GLIBCXX_3.4.99", "3.10", []),
    ],
)
def test_versions(versions: str, python: str, expected: list[str], tmp_path: Path) -> None:
    files = {f"{SITE}/p/x.abi3.so (x86_64, {versions})": ""}
    assert codes(tmp_path, files, python=python) == expected


def test_message(tmp_path: Path) -> None:
    files = {
        f"{SITE}/p/x.abi3.so (x86_64, GLIBC_2.37)": "",
        f"{SITE}/p.libs/liby.so.1 (x86_64, GLIBC_2.38)": "",
        f"{SITE}/p/z.so (aarch64, GLIBC_2.38)": "",
    }
    (found,) = check_app(tmp_path, files)
    assert found.location.path == f"app.zip/{SITE}/p.libs/liby.so.1"
    assert found.message == (
        "this file (and 1 more of p) needs glibc 2.38, and Python 3.12 in Azure has 2.36 (Debian 12)"
    )


def test_own_libraries(tmp_path: Path) -> None:
    assert codes(tmp_path, {"lib/own.so (x86_64, GLIBC_2.40)": ""}) == ["FX926"]
