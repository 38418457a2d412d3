from __future__ import annotations

from pathlib import Path

import pytest

from tests.archives import check_app, codes

SITE = ".python_packages/lib/site-packages"


@pytest.mark.parametrize(
    ("tag", "what"),
    [
        ("py3-none-any", ""),
        ("py2.py3-none-any", ""),
        ("cp312-cp312-manylinux_2_17_x86_64", ""),
        ("cp312-cp312-manylinux2014_x86_64", ""),
        ("cp312-cp312-linux_x86_64", ""),
        ("cp38-abi3-manylinux_2_28_x86_64", ""),
        ("py3-none-manylinux_2_39_x86_64", ""),
        ("py310-none-any", ""),
        ("cp312-none-any", ""),
        ("what-is-this", ""),
        ("cp313-abi3-manylinux_2_28_x86_64", "Python 3.13"),
        ("cp310-cp310-manylinux_2_17_x86_64", "Python 3.10"),
        ("py313-none-any", "Python 3.13"),
        ("cp312-cp312t-manylinux_2_17_x86_64", "free-threaded Python 3.12"),
        ("cp312-cp312-win_amd64", "Windows"),
        ("cp312-cp312-macosx_11_0_arm64", "macOS"),
        ("py3-none-macosx_10_9_universal2", "macOS"),
        ("cp312-cp312-musllinux_1_2_x86_64", "Linux with musl, such as Alpine"),
        ("cp312-cp312-manylinux_2_17_aarch64", "Linux on aarch64"),
        ("cp312-cp312-manylinux2014_i686", "Linux on i686"),
        ("pp310-pypy310_pp73-manylinux_2_17_x86_64", "PyPy"),
    ],
)
def test_tags(tag: str, what: str, tmp_path: Path) -> None:
    files = {f"{SITE}/a/__init__.py": "", f"{SITE}/a-1.0.dist-info/WHEEL": f"Tag: {tag}\n"}
    found = check_app(tmp_path, files)
    runs_on = "and the app runs on Python 3.12 on Linux (x86_64)"
    expected = [f"a 1.0 is for {what} ({tag}), {runs_on}"] if what else []
    assert [each.message for each in found] == expected


def test_one_tag_that_fits_is_enough(tmp_path: Path) -> None:
    text = "Tag: cp312-cp312-macosx_11_0_arm64\nTag: py3-none-any\n"
    assert codes(tmp_path, {f"{SITE}/a-1.0.dist-info/WHEEL": text}) == []


@pytest.mark.parametrize(
    ("names", "what"),
    [
        ("x.cpython-312-x86_64-linux-gnu.so", ""),
        ("x.abi3.so", ""),
        ("x.so libx.so.1 libx.so", ""),
        ("x.cpython-311-x86_64-linux-gnu.so", "Python 3.11"),
        ("x.cpython-311-x86_64-linux-gnu.so x.cpython-312-x86_64-linux-gnu.so", ""),
        ("x.cpython-311-x86_64-linux-gnu.so x.abi3.so", ""),
        ("x.cpython-311-x86_64-linux-gnu.so x.py", ""),
        ("x.cpython-311-x86_64-linux-gnu.so x/__init__.py", ""),
        ("x.cpython-312-x86_64-linux-musl.so", "Linux with musl, such as Alpine"),
        ("x.cpython-312-aarch64-linux-gnu.so", "Linux on aarch64"),
        ("x.cpython-312-darwin.so", "macOS"),
        ("x.cpython-312t-x86_64-linux-gnu.so", "free-threaded Python 3.12"),
        ("x.pypy310-pp73-x86_64-linux-gnu.so", "PyPy"),
        ("x.cp312-win_amd64.pyd", "Windows"),
        ("x.pyd x.so", ""),
    ],
)
def test_names_of_extension_modules(names: str, what: str, tmp_path: Path) -> None:
    found = check_app(tmp_path, {f"{SITE}/p/{name}": "" for name in names.split()})
    runs_on = "and the app runs on Python 3.12 on Linux (x86_64)"
    expected = [f"an extension module of p is for {what}, {runs_on}"] if what else []
    assert [each.message for each in found] == expected


def test_a_package_is_named_once(tmp_path: Path) -> None:
    files = {f"{SITE}/p/{name}.pyd": "" for name in "abc"} | {f"{SITE}/q.pyd": ""}
    found = check_app(tmp_path, files)
    assert [each.location.path for each in found] == [
        f"app.zip/{SITE}/p/a.pyd",
        f"app.zip/{SITE}/q.pyd",
    ]


@pytest.mark.parametrize(("python", "expected"), [(None, []), ("3.12", ["FX924"])])
def test_python_is_told_by_the_packages(
    python: str | None, expected: list[str], tmp_path: Path
) -> None:
    files = {f"{SITE}/a/x.cpython-311-x86_64-linux-gnu.so": ""}
    assert codes(tmp_path, files, python=python) == expected
