from __future__ import annotations

from pathlib import Path

import pytest

from fxpack.read.wheels import Wheel, beside, packed


def install(site: Path, name: str, files: str, head: str = "") -> None:
    """What an installed wheel leaves: its files, METADATA and RECORD."""
    info = site / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{head}\nText.\n"
    )
    (info / "RECORD").write_text("".join(f"{path},,\n" for path in files.split()))
    for path in files.split():
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("")


@pytest.mark.parametrize(
    "site",
    [
        ".python_packages/lib/site-packages",
        ".venv/lib/python3.11/site-packages",
        "venv/Lib/site-packages",
        "env/lib/python3.12/site-packages",
    ],
)
def test_what_is_installed_beside_an_app(site: str, tmp_path: Path) -> None:
    install(
        tmp_path / site,
        "Acme.Tools",
        "acme/tools/__init__.py acme/tools/x.py fast.cpython-312-x86_64-linux-gnu.so ../../bin/x.py",
        "Requires-Dist: six>=1\nRequires-Dist: pytest ; extra == 'test'\n",
    )
    found = beside(str(tmp_path))
    assert found["acme-tools"] == Wheel(
        "acme-tools", "1.0", ("acme.tools", "fast"), ("six>=1", "pytest ; extra == 'test'")
    )


def test_what_is_broken_or_not_there_says_nothing(tmp_path: Path) -> None:
    assert beside(str(tmp_path)) == {}
    site = tmp_path / ".venv/lib/python3.12/site-packages"
    (site / "a-1.0.dist-info").mkdir(parents=True)
    (site / "b-1.0.dist-info").mkdir()
    (site / "b-1.0.dist-info/METADATA").write_bytes(b"\xff\xfe")
    (site / "b-1.0.dist-info/RECORD").write_text("b.py,,\n")
    assert beside(str(tmp_path)) == {}


@pytest.mark.parametrize(
    ("specifier", "fits"),
    [
        ("", True),
        ("==1.0", True),
        (">=1,<2", True),
        (">1.0", False),
        ("==2", False),
        ("what", False),
    ],
)
def test_versions(specifier: str, fits: bool) -> None:
    assert Wheel("x", "1.0", ()).fits(specifier) is fits


def test_needs_go_by_the_target() -> None:
    wheel = Wheel(
        "x",
        "1.0",
        (),
        (
            "a",
            "B.c[d,e]>=1; python_version < '3.13'",
            "w; sys_platform == 'win32'",
            "t; extra == 'test'",
            "not a requirement!",
        ),
    )
    assert list(wheel.needs((3, 12), ())) == [("a", "", ()), ("b-c", ">=1", ("d", "e"))]
    assert list(wheel.needs((3, 13), ("test",))) == [("a", "", ()), ("t", "", ())]


def test_names_in_python_packages(tmp_path: Path) -> None:
    assert packed(str(tmp_path)) == frozenset()
    site = tmp_path / ".python_packages/lib/site-packages"
    install(site, "x", "yaml/__init__.py six.py fast.cpython-312-x86_64-linux-gnu.so")
    assert {"yaml", "six", "fast"} <= packed(str(tmp_path))
